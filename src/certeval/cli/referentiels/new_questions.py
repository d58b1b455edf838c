"""What `certeval new` asks, in its order: what an answer looks like, its default, when it is asked."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Annotated, NoReturn

from certeval.cli import exits
from certeval.cli.bundles import Bundle
from certeval.cli.options import Declaration, option
from certeval.exchange.fresh.plan import SPECIFIC, EntryKind
from certeval.frozen import frozen
from certeval.messages import N_
from certeval.text.numbers import number

Texts = Mapping[str, str]
AGGREGATIONS = ("accord", "moyenne", "minimum", "unanimite", "majorite")
ATTEMPTS = ("seule", "derniere", "meilleure", "premiere")
MOST = 60
BESIDE = N_("{option} {text}: of no use here, it goes with {beside}")


@frozen
class NewQuestion:
    """What is asked where an option is not given: in English, its default, what an answer looks like, and when.

    `beside` names the options that it goes with: without them nobody is asked, and the option is refused. `fits` says
    whether an answer goes with those before.
    """

    key: str
    option: Declaration
    words: str
    default: Callable[[Texts], str]
    read: Callable[[str], object]
    expectation: str
    when: Callable[[Texts], bool] = lambda _texts: True
    beside: str = ""
    fits: Callable[[Texts, str], bool] = lambda _texts, _text: True

    def answer(self, texts: Texts, text: str) -> object:
        """What an answer says, None where it is none beside those before."""
        value = self.read(text)
        return value if value is not None and self.fits(texts, text) else None


def counts(texts: Texts) -> list[int]:
    """How many compétences each bloc has."""
    each = [int(text) for text in texts["competences"].split(",")]
    if texts["rncp"].startswith(SPECIFIC):
        return [sum(each)]
    return each * int(texts["blocs"]) if len(each) == 1 else each


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,2}", text) and 1 <= int(text) <= MOST else None


def _several(text: str) -> list[int] | None:
    numbers = [_whole(each.strip()) for each in text.split(",")]
    return [each for each in numbers if each is not None] if None not in numbers else None


def _fits_blocs(texts: Texts, text: str) -> bool:
    """Whether there is one number for all blocs, or one for each; a certification without blocs takes any."""
    many = text.count(",") + 1
    return many == 1 or many == int(texts.get("blocs", many))


def levels(text: str) -> list[str] | None:
    """Levels parted by commas; None where they are not two or more, each once."""
    words = [each.strip() for each in text.split(",")]
    return words if len(words) > 1 and all(words) and len(set(words)) == len(words) else None


def _mark(text: str) -> Fraction | None:
    mark = number(text)
    return mark if mark is not None and mark > 0 else None


def _among(words: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda text: text if text in words else None


def _of_pattern(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


def _always(text: str) -> Callable[[Texts], str]:
    return lambda _texts: text


def _enters(what: str) -> Callable[[Texts], bool]:
    return lambda texts: texts.get("saisie") == what


def refuse_option(option: str, text: str, expectation: str) -> NoReturn:
    """End with status 2: the value of an option is not what it takes."""
    exits.refuse("{option} {text}: write {wanted}", option=option, text=text, wanted=expectation)


QUESTIONS = (
    NewQuestion(
        "langue",
        option("--langue LANGUAGE", "Its language: fr."),
        "Language of the référentiel, in two letters?",
        _always("fr"),
        _of_pattern("[a-z]{2}"),
        "two letters, such as fr",
    ),
    NewQuestion(
        "intitule",
        option("--intitule TEXT", "Its title."),
        "Title of the certification (Enter: not known yet)?",
        _always(""),
        str,
        "a text",
    ),
    NewQuestion(
        "rncp",
        option("--rncp NUMBER", "Its number of registration: RNCP35959, or RS6604."),
        "RNCP or RS number (Enter: none yet)?",
        _always(""),
        _of_pattern("((RNCP|RS)[0-9]{1,6})?"),
        "RNCP and its digits, or RS and its digits",
    ),
    NewQuestion(
        "blocs",
        option("--blocs N", "How many blocs."),
        "How many blocs?",
        lambda texts: str(len(texts.get("competences", "").split(","))),
        _whole,
        "a whole number from 1 to 60",
        lambda texts: not texts["rncp"].startswith(SPECIFIC),
        "--rncp RNCP…",
    ),
    NewQuestion(
        "competences",
        option("--competences N,N…", "How many compétences in each bloc: 3, or 3,2,4."),
        "How many compétences in each bloc: 3, or 3,2,4?",
        _always("3"),
        _several,
        "one whole number, or one for each bloc, parted by commas",
        fits=_fits_blocs,
    ),
    NewQuestion(
        "saisie",
        option(
            "--saisie WHAT", "What is entered: oui-non (critères), niveaux (compétences), notes (épreuves)."
        ),
        "What is entered: oui-non for each critère, niveaux for each compétence, notes for each épreuve?",
        _always("oui-non"),
        _among(tuple(EntryKind)),
        "oui-non, niveaux or notes",
    ),
    NewQuestion(
        "criteres",
        option("--criteres N", "How many critères in each compétence."),
        "How many critères in each compétence?",
        _always("4"),
        _whole,
        "a whole number from 1 to 60",
        _enters("oui-non"),
        "--saisie oui-non",
    ),
    NewQuestion(
        "niveaux",
        option("--niveaux NA,EA,A", "The levels, the worst first."),
        "Which levels, the worst first?",
        _always("NA,EA,A"),
        levels,
        "two levels or more, parted by commas",
        _enters("niveaux"),
        "--saisie niveaux",
    ),
    NewQuestion(
        "epreuves",
        option("--epreuves N", "How many épreuves in each bloc."),
        "How many épreuves in each bloc?",
        _always("2"),
        _whole,
        "a whole number from 1 to 60",
        _enters("notes"),
        "--saisie notes",
    ),
    NewQuestion(
        "sur",
        option("--sur N", "What marks are out of."),
        "What are marks out of?",
        _always("20"),
        _mark,
        "a number above 0",
        _enters("notes"),
        "--saisie notes",
    ),
    NewQuestion(
        "jures",
        option("--jures N", "How many jurors assess each candidate."),
        "How many jurors assess each candidate?",
        _always("1"),
        _whole,
        "a whole number from 1 to 60",
    ),
    NewQuestion(
        "retenir",
        option(
            "--retenir HOW", "What is made of several jurors: accord, moyenne, minimum, unanimite, majorite."
        ),
        "What is made of what they say: accord, moyenne, minimum, unanimite, majorite?",
        lambda texts: "moyenne" if texts["saisie"] == "notes" else "accord",
        _among(AGGREGATIONS),
        "accord, moyenne, minimum, unanimite or majorite",
        lambda texts: texts["jures"] != "1",
        "--jures 2",
    ),
    NewQuestion(
        "tentatives",
        option("--tentatives WHICH", "The attempt that counts: seule, derniere, meilleure, premiere."),
        "Which attempt counts: seule (there is but one), derniere, meilleure, premiere?",
        _always("seule"),
        _among(ATTEMPTS),
        "seule, derniere, meilleure or premiere",
    ),
    NewQuestion(
        "plafond",
        option("--plafond N", "The most that a new attempt is worth."),
        "The most that a new attempt is worth (Enter: no cap)?",
        _always(""),
        lambda text: text if not text or _mark(text) else None,
        "a number above 0, and no more than marks are out of",
        lambda texts: texts["saisie"] == "notes" and texts["tentatives"] not in {"seule", "premiere"},
        "--saisie notes --tentatives meilleure",
        lambda texts, text: not text or (number(text) or 0) <= (number(texts["sur"]) or 0),
    ),
)
OptionTexts = Annotated[
    Mapping[str, str | None],
    Bundle(dict, **{each.key: Annotated[str | None, each.option] for each in QUESTIONS}),
]
"""What is answered beforehand, by the key of each question."""
