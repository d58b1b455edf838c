"""`certeval new`."""

import re
import shlex
from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path

from certeval import messages
from certeval.cli import exits, files, inputs, notices, options, output
from certeval.cli.operands import fiche_of
from certeval.cli.options import argument, flag, repeatable
from certeval.cli.referentiels.new_questions import (
    ATTEMPTS,
    BESIDE,
    QUESTIONS,
    OptionTexts,
    Texts,
    counts,
    levels,
    refuse_option,
)
from certeval.cli.referentiels.new_rules import rules_of
from certeval.diagnostics import Diagnostic, has_errors
from certeval.exchange import opening
from certeval.exchange.fresh.cases import cases, sample
from certeval.exchange.fresh.plan import (
    SPECIFIC,
    VERSION,
    EntryKind,
    Plan,
    PlanEntry,
    blank_blocs,
    published_blocs,
    tree,
)
from certeval.exchange.segmentation.outline import DocumentOutline
from certeval.exchange.yaml_text import Tree, as_yaml
from certeval.messages import N_, _
from certeval.referentiel.load import compile_document
from certeval.referentiel.texts import CODE
from certeval.render import schemas
from certeval.sources.yaml import parse
from certeval.text.numbers import number


def new(
    code: str = argument("CODE", "The code of the référentiel: vente-b2b."),
    *,
    option_texts: OptionTexts,
    fiche: options.Fiche,
    phrase: list[str] = repeatable("--phrase TEXT", "A sentence of the règlement, proposed as a rule."),
    validation: list[str] = repeatable("--validation YAML", "A rule, by kind: `bloc: {tous: competences}`."),
    confirm: bool = flag("--confirm", "Take the rules of sentences that leave a doubt as they are proposed."),
    no_input: options.NoInput,
) -> None:
    """Begin a référentiel: its file with a case at each bound, and a sheet to try it with. Nothing is written over.

    At a terminal, what no option gives is asked. Sentences of the règlement are proposed as rules, to be confirmed.
    """
    file, sheet = _where(code)
    ask = notices.at_terminal() and not no_input
    plan = _answers(code, option_texts, _fiche_outline(fiche), ask=ask)
    rules, sentences = rules_of(plan, phrase, validation, ask=ask, confirm=confirm)
    _write(plan, rules, sentences, file, sheet)
    output.deliver("".join(f"{line}\n" for line in next_commands(code, file, sheet, strict=fiche is None)))


def _where(code: str) -> tuple[Path, Path]:
    """The files to write; status 2 where the code is none, or something of that name is there."""
    if not re.fullmatch(CODE, code):
        exits.refuse("{code}: a code begins with a letter, then letters, digits, - . _", code=code)
    folder = Path(inputs.display(inputs.folder_to_begin()))
    if (folder / code).exists():
        exits.refuse("{file} is there already: nothing is written over", file=inputs.display(folder / code))
    file, sheet = folder / code / f"{VERSION}.yaml", Path(f"{code}-exemple.csv")
    if sheet.exists():
        exits.refuse("{file} is there already: nothing is written over", file=sheet)
    return file, sheet


def _fiche_outline(file: Path | None) -> DocumentOutline | None:
    """What a fiche says; status 1 where it is damaged, 2 where the file is no fiche or has no compétence."""
    if file is None:
        return None
    name = inputs.display(file)
    data = fiche_of(file, N_("{file}: this is no fiche of the open data; certeval import reads documents"))
    outline = opening.read(data, name, opening.DocumentOptions(), lambda _count, _all: None)
    if isinstance(outline, Diagnostic):
        inputs.leave([outline])
    if not outline.blocs or not all(bloc.nodes for bloc in outline.blocs):
        exits.refuse("{file}: a bloc of this fiche has no compétence", file=name)
    return outline


def _write(plan: Plan, rules: dict[str, Tree], sentences: list[str], file: Path, sheet: Path) -> None:
    """The référentiel and its sheet, as they can decide; status 1 where a rule can't be applied to what is entered."""
    with messages.in_language(plan.langue):
        text = as_yaml(tree(plan, rules, sentences))
        compilation = compile_document(parse(text.encode(), inputs.display(file)))
        if compilation.referentiel is not None:
            text = as_yaml(tree(plan, rules, sentences, cases(compilation.referentiel)))
    if compilation.referentiel is None:
        inputs.leave(
            compilation.diagnostics, exits.FINDINGS if has_errors(compilation.diagnostics) else exits.INVALID
        )
    contents = {file: text.encode(), sheet: sample(compilation.referentiel).encode()}
    schema = file.parents[1] / "referentiel.schema.json"
    if not schema.exists():
        with messages.in_language("fr"):
            contents[schema] = schemas.schema("referentiel").encode()
    files.deliver(contents, folder=file.parent)


def next_commands(code: str, file: Path, sheet: Path, *, strict: bool) -> list[str]:
    """What is run next: it is checked, its cases are run, a sheet is decided.

    `strict` is whether even the wording is ours: that of a published fiche is as it is.
    """
    path = shlex.quote(inputs.display(file))
    return [
        f"certeval check --strict {path}" if strict else f"certeval check {path}",
        f"certeval test --coverage {path}",
        f"certeval validate {shlex.quote(str(sheet))} --referentiel {shlex.quote(code)}",
    ]


def _answers(
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


def _plan(code: str, texts: Texts, fiche: DocumentOutline | None) -> Plan:
    entry = _entry(texts)
    below = int(texts.get("criteres") or texts.get("epreuves") or "1")
    with messages.in_language(texts["langue"]):
        blocs = (
            blank_blocs(entry, counts(texts), below, alone=texts["rncp"].startswith(SPECIFIC))
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
        levels=tuple(levels(texts.get("niveaux", "")) or ("NA", "EA", "A")),
        out_of=number(texts.get("sur", "20")) or Fraction(20),
        jurors=int(texts["jures"]),
        aggregation=texts.get("retenir"),
        attempts=None if attempts == ATTEMPTS[0] else attempts,
        cap=number(cap) if cap else None,
    )
