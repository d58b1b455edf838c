"""Every message has its French, and a French reader meets no English.

CERTEVAL_REWRITE=1 brings fr.po to the messages of the source (those added come empty) and compiles fr.mo.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from string import Formatter

import pytest

import translations
from certeval import messages
from certeval.cli import app, output
from certeval.cli.app import COMMANDS
from certeval.diagnostics.families.every import KINDS
from translations import Id

ROOT = Path(__file__).parents[1]
VARIABLES = ("CERTEVAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")

if os.environ.get("CERTEVAL_REWRITE"):
    translations.rewrite()


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No language is chosen before a test, nor after it."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(messages, "_catalogues", {"en": NullTranslations()})
    yield
    messages.speak("en")


def translations_of() -> dict[Id, tuple[str, ...]]:
    """Each message and its French, in as many forms as it has."""
    return {
        tuple(each.id) if isinstance(each.id, list | tuple) else each.id: (
            tuple(each.string) if isinstance(each.string, list | tuple) else (str(each.string),)
        )
        for each in translations.french().messages()
    }


def forms(message: Id) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (message,)


def test_every_message_of_the_source_has_its_french() -> None:
    french = translations_of()
    missing = {
        text: place
        for text, place in translations.source_messages().items()
        if not all(french.get(text, ("",)))
    }
    assert missing == {}


def test_the_catalogue_has_no_message_that_the_source_lost_and_none_in_doubt() -> None:
    stale = [text for text in translations_of() if text not in translations.source_messages()]
    fuzzy = [each.id for each in translations.french().messages() if each.fuzzy]
    assert (stale, fuzzy, list(translations.french().obsolete)) == ([], [], [])


def test_what_is_marked_is_whole_and_can_be_translated() -> None:
    assert translations.unmarkable() == []


def test_no_two_messages_have_one_singular_and_two_plurals() -> None:
    """gettext finds a message by its singular alone: one of the two plurals would be said for the other."""
    singulars = Counter(forms(text)[0] for text in translations.source_messages())
    assert [singular for singular, times in singulars.items() if times > 1] == []


def test_every_kind_of_finding_speaks_french() -> None:
    said = {text for kind in KINDS.values() for text in (kind.message, kind.help) if text}
    assert said - set(translations_of()) == set()


def test_every_command_has_its_help_in_french() -> None:
    helps = {place.split("/")[-1].split(".")[0] for place in _docstrings().values()}
    assert helps == set(COMMANDS)
    assert set(_docstrings()) - set(translations_of()) == set()


GROUPED = ("registre",)
"""The commands that have commands of their own."""


def _docstrings() -> dict[Id, str]:
    import inspect
    from importlib import import_module

    found = {name: import_module(app.module_of(name)) for name in COMMANDS}
    functions = {(name, name): getattr(of, of.__name__.rpartition(".")[2]) for name, of in found.items()}
    functions |= {
        (name, each): function for name in GROUPED for each, function in found[name].COMMANDS.items()
    }
    return {inspect.getdoc(function) or "": f"cli/{name}.py" for (name, _), function in functions.items()}


def test_the_compiled_catalogue_is_what_the_french_compiles_to() -> None:
    assert translations.COMPILED.read_bytes() == translations.compiled(translations.french())


def test_zero_is_singular_in_french() -> None:
    messages.speak("fr")
    said = [messages.ngettext("{n} error", "{n} errors", n).format(n=n) for n in (0, 1, 2)]
    assert said == ["0 erreur", "1 erreur", "2 erreurs"]


def fields(text: str) -> set[str]:
    """The placeholders of a message; a brace that is neither one nor doubled is an error here."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_french_fills_the_same_places() -> None:
    wrong = {
        text: french
        for text, french in translations_of().items()
        if all(french) and list(map(fields, french)) != list(map(fields, forms(text)))
    }
    assert wrong == {}


CODE = re.compile(r"`[^`]*`|\{\w+\}")
"""What is typed as it is, and what is put in: no rule of typography holds there."""
SIGNS = {"✓ validated  ✗ not validated  ? pending; acquired / assessed or due": "  ? "}
"""A question mark that is the sign of a verdict, not a punctuation mark."""
FAULTS = {
    "no no-break space before : ; ? ! %": re.compile(r"(?<!\u00a0)[:;?!%]"),
    "no no-break space after «": re.compile(r"«(?!\u00a0)"),
    "no no-break space before »": re.compile(r"(?<!\u00a0)»"),
    "a straight apostrophe": re.compile(r"'"),
    "three dots": re.compile(r"\.\.\."),
    "an ordinary space beside a no-break one": re.compile(r" \u00a0|\u00a0 "),
}


def test_the_french_is_typed_as_french_is() -> None:
    wrong = []
    for text, french in translations_of().items():
        for each in french:
            prose = CODE.sub("…", each.replace(SIGNS.get(forms(text)[0], "\0"), " "))
            wrong += [(fault, each) for fault, pattern in FAULTS.items() if pattern.search(prose)]
    assert wrong == []


ADDRESSED = re.compile(r"\b(?!assez|vouliez)\w+ez\b", re.IGNORECASE)
"""A verb to « vous »: what « vouliez-vous dire » asks aside."""


def test_a_way_out_is_in_the_infinitive_but_on_the_page_that_a_juror_fills() -> None:
    page = [*(translations.SOURCE / "documents" / "grid").rglob("*.*")]
    spoken_to = "".join(file.read_text(encoding="utf-8") for file in page if file.suffix in {".py", ".html"})
    wrong = [
        each
        for text, french in translations_of().items()
        if forms(text)[0] not in spoken_to
        for each in french
        if ADDRESSED.search(each)
    ]
    assert wrong == []


def test_what_is_typed_as_it_is_is_the_same_in_french() -> None:
    """Between backquotes stand keys, commands, YAML: French may show more of them so, never change one."""
    wrong = {
        text: french
        for text, french in translations_of().items()
        if all(french)
        and not {code for form in forms(text) for code in re.findall(r"`[^`]*`", form)}
        <= {code for form in french for code in re.findall(r"`[^`]*`", form)}
    }
    assert wrong == {}


ENGLISH = re.compile(
    r"\b(the|is|are|was|not|and|of|from|with|this|that|these|which|what|than|each|its|it|to|by|here|"
    r"validated|pending|required|expected|error|warning|help(?= ?:))\b",
    re.IGNORECASE,
)
FRAMES = ("--help", "--with-rules")
"""What is typed as it is."""
WRONG = """\
format: 1
certification: {code: essai, version: 1.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competance}
  certification: {tous: blocs}
blocs:
- code: BC1
  condition: {texte: Validation des 3 compétences., effectif: {competences: 3}}
  competences:
  - {code: C1, libelle: Une compétence, criteres: [{code: CR1, libelle: Un critère}]}
  - {code: C2, libele: Une autre, criteres: [{code: CR1, libelle: Un critère}]}
"""
SHEET = """\
candidat;CR1.1.1;CR1.1.2;CR9.9;nom
C001;oui;N/A;1;Le Goff
;2;;;
C001;non;;1;Le Bras;de trop
"""


class Untranslated(NullTranslations):
    """Keeps what is asked for and the catalogue does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def gettext(self, message: str) -> str:
        self.asked.append(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.append(msgid1)
        return msgid1 if n == 1 else msgid2


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("validate examples/scores.csv", 0),
        ("validate --detail examples/scores-excel.csv", 0),
        ("validate {sheet}", 1),
        ("explain C005 C1.1 --scores examples/scores.csv", 0),
        ("explain C009 --scores examples/scores.csv", 0),
        ("rattrapages examples/scores.csv", 0),
        ("check", 0),
        ("check {wrong}", 1),
        ("test --coverage", 0),
        ("show", 0),
        ("show bloc 2", 0),
        ("show C1.1", 0),
        ("show E1", 0),
        ("show metiers", 0),
        ("show versions", 0),
        ("show bloc", 2),
        ("show bloc 9", 2),
        ("show BC22", 2),
        ("validate examples/scores.csv --referentiel autre", 2),
        ("valdate examples/scores.csv", 2),
        ("zzz", 2),
        ("validate", 2),
        ("validate --frmat csv", 2),
        ("validate --zzz", 2),
        ("validate x.csv --jobs deux", 2),
        ("validate x.csv --format", 2),
        ("validate x.csv --json=oui", 2),
        ("schema notes notes", 2),
        ("explain C05 --scores examples/scores.csv", 2),
    ],
)
def test_no_english_is_printed_to_a_french_reader(
    arguments: str,
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    files = {"wrong": tmp_path / "faux.yaml", "sheet": tmp_path / "notes.csv"}
    files["wrong"].write_text(WRONG, encoding="utf-8")
    files["sheet"].write_text(SHEET, encoding="utf-8")
    asked = Untranslated()
    messages.speak("fr")
    messages._catalogues["fr"].add_fallback(asked)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("CERTEVAL_LANG", "fr")
    assert app.run([word.format_map(files) for word in arguments.split()]) == status
    captured = capfdbinary.readouterr()
    printed = (captured.out + captured.err).decode().replace(str(tmp_path), "")
    assert printed
    assert [line for line in printed.splitlines() if ENGLISH.search(line)] == []
    assert set(asked.asked) <= {"{text}"}


def test_help_is_in_french() -> None:
    """In a process of its own: what options say is translated once, when their command is imported."""
    script = "from certeval.cli.app import COMMANDS, run; [run([*n, '-h']) for n in [(), *zip(COMMANDS)]]"
    environment = {**os.environ, "CERTEVAL_LANG": "fr", "COLUMNS": "200"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
    printed = done.stdout.decode()
    for frame in FRAMES:
        printed = printed.replace(frame, "")
    assert printed.count("Usage\u00a0: certeval") == len(COMMANDS) + 1
    assert [line for line in printed.splitlines() if ENGLISH.search(line)] == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"),
        ({"LC_MESSAGES": "fr_FR", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_US", "LC_ALL": "fr_BE"}, "fr"),
        ({"LC_ALL": "", "LANG": "fr_FR"}, "fr"),
        ({"CERTEVAL_LANG": "fr", "LC_ALL": "en_US"}, "fr"),
        ({"CERTEVAL_LANG": "en", "LC_ALL": "fr_FR"}, "en"),
        ({"CERTEVAL_LANG": "FR_fr"}, "fr"),
        ({"CERTEVAL_LANG": "de", "LANG": "fr_FR"}, "en"),
    ],
)
def test_the_language_of_text_is_the_one_named_then_the_locales(
    environment: dict[str, str], expected: str
) -> None:
    assert output.text_language(environment) == expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "unknown key « zut »"),
        ({"LANG": "fr_FR.UTF-8", "CERTEVAL_LANG": "fr"}, "clé inconnue «\u00a0zut\u00a0»"),
        ({"CERTEVAL_LANG": "de"}, "unknown key « zut »"),
    ],
)
def test_what_programs_read_is_in_english_unless_certeval_is_told_otherwise(
    environment: dict[str, str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    wrong = tmp_path / "faux.yaml"
    wrong.write_text(WRONG + "zut: 1\n", encoding="utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert app.run(["check", "--json", str(wrong)]) == 1
    found = json.loads(capfdbinary.readouterr().out)["diagnostics"]
    assert expected in [each["message"] for each in found]
    assert app.run(["check", str(wrong)]) == 1
    text = capfdbinary.readouterr().out.decode()
    assert ("clé inconnue" in text) == (output.text_language(environment) == "fr")
