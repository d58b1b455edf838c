"""What `certeval new` makes its plan of: options, then answers at a terminal, then defaults."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import NoReturn

from certeval import messages
from certeval.cli import exits, notices
from certeval.cli.referentiels.new_questions import ATTEMPTS, BESIDE, QUESTIONS, Texts, _counts, _levels
from certeval.exchange.fresh.plan import SPECIFIC, EntryKind, Plan, PlanEntry, blank_blocs, published_blocs
from certeval.exchange.segmentation.outline import DocumentOutline
from certeval.messages import _
from certeval.text.numbers import number


def answers(
    code: str, option_texts: Mapping[str, str | None], fiche: DocumentOutline | None = None, *, ask: bool
) -> Plan:
    """The plan that comes of them; status 2 where an option holds no answer. What a fiche says is not asked."""
    options = {key: text.strip() for key, text in option_texts.items() if text is not None}
    texts: dict[str, str] = {}
    if fiche is not None:
        texts = {"blocs": str(len(fiche.blocs)), "competences": "1"}
        options = {
            "langue": "fr",
            **fiche.certification,
            **{key: text for key, text in options.items() if text},
        }
    for question in QUESTIONS:
        option = options.get(question.key)
        read = partial(question.answer, dict(texts))
        if option and question.key in texts:
            exits.refuse("{option} {text}: the fiche says it", option=f"--{question.key}", text=option)
        if option and not question.when(texts):
            exits.refuse(BESIDE, option=f"--{question.key}", text=option, beside=question.beside)
        if option is not None and read(option) is None:
            refuse_option(f"--{question.key}", option, _(question.expectation))
        if option is not None:
            texts[question.key] = option
        elif question.key not in texts and question.when(texts):
            default = question.default({**options, **texts})
            texts[question.key] = notices.ask(_(question.words), default, read) if ask else default
    return _plan(code, texts, fiche)


def refuse_option(option: str, text: str, expectation: str) -> NoReturn:
    """End with status 2: the value of an option is not what it takes."""
    exits.refuse("{option} {text}: write {wanted}", option=option, text=text, wanted=expectation)


def _plan(code: str, texts: Texts, fiche: DocumentOutline | None) -> Plan:
    entry = _entry(texts)
    below = int(texts.get("criteres") or texts.get("epreuves") or "1")
    with messages.in_language(texts["langue"]):
        blocs = (
            blank_blocs(entry, _counts(texts), below, alone=texts["rncp"].startswith(SPECIFIC))
            if fiche is None
            else published_blocs(entry, fiche, below)
        )
    niveau = "" if fiche is None else fiche.certification.get("niveau", "")
    return Plan(code, texts["langue"], blocs, entry, texts["intitule"], texts["rncp"], niveau)


def _entry(texts: Texts) -> PlanEntry:
    attempts = texts["tentatives"]
    cap = texts.get("plafond")
    return PlanEntry(
        kind=EntryKind(texts["saisie"]),
        levels=tuple(_levels(texts.get("niveaux", "")) or ("NA", "EA", "A")),
        out_of=number(texts.get("sur", "20")) or Fraction(20),
        jurors=int(texts["jures"]),
        aggregation=texts.get("retenir"),
        attempts=None if attempts == ATTEMPTS[0] else attempts,
        cap=number(cap) if cap else None,
    )
