"""The pages of `man certeval`, in English and in French, from what `certeval COMMAND --help` says.

`python docs/pages.py` writes man/certeval.1 and man/fr/certeval.1, which the wheel puts where man looks for them;
tests/test_man.py compares. They bear the version and the day of the last release in CHANGELOG.md.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from certeval.cli import app, manual
from certeval.messages import _, current_language, speak

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "man"
FILES = {"certeval.1": "en", "fr/certeval.1": "fr"}
RELEASE = re.compile(r"^## \[(\S+)\] - (\S+)$", re.MULTILINE)
CODE = re.compile(r"`([^`]*)`")
WIDTH = 72
LINE = "\n"


class Words(NamedTuple):
    """What no help says: the headings of man, and what holds for every command."""

    kind: str
    name: str
    synopsis: str
    status: str
    statuses: tuple[tuple[str, str], ...]
    environment: str
    variables: tuple[tuple[str, str], ...]


WORDS = {
    "en": Words(
        "User Commands",
        "NAME",
        "SYNOPSIS",
        "EXIT STATUS",
        (
            ("0", "Done: a candidate who fails is not an error."),
            (
                "1",
                "There are findings: a sheet, or the référentiel that is checked, has errors; something differs.",
            ),
            ("2", "The command line can't be read, a file is missing or can't be read."),
            ("3", "The référentiel needed to decide is invalid."),
            ("130", "Interrupted."),
        ),
        "ENVIRONMENT",
        (
            ("CERTEVAL_LANG", "The language of messages, fr or en; else that of the locale."),
            (
                "CERTEVAL_REFERENTIELS",
                "The folder of référentiels; else the nearest one called `referentiels`.",
            ),
            ("CERTEVAL_REGISTRE", "The register of what is acquired, where --registre names none."),
            ("CERTEVAL_AUTEUR", "Who writes in the register, by a function, where --auteur does not say."),
            ("NO_COLOR", "No colour, where it is set."),
        ),
    ),
    "fr": Words(
        "Commandes",
        "NOM",
        "SYNOPSIS",
        "STATUT",
        (
            ("0", "C’est fait : un candidat qui échoue n’est pas une erreur."),
            (
                "1",
                "Il y a des constats : une feuille, ou le référentiel vérifié, a des erreurs ; quelque chose diffère.",
            ),
            ("2", "La ligne de commande ne peut être lue, un fichier manque ou ne peut être lu."),
            ("3", "Le référentiel nécessaire pour décider n’est pas valide."),
            ("130", "Interrompu."),
        ),
        "ENVIRONNEMENT",
        (
            ("CERTEVAL_LANG", "La langue des messages, fr ou en ; sinon celle de la locale."),
            (
                "CERTEVAL_REFERENTIELS",
                "Le dossier des référentiels ; sinon le plus proche nommé `referentiels`.",
            ),
            ("CERTEVAL_REGISTRE", "Le registre des acquis, quand --registre n’en nomme pas."),
            ("CERTEVAL_AUTEUR", "Qui écrit dans le registre, par sa fonction, quand --auteur ne le dit pas."),
            ("NO_COLOR", "Pas de couleur, si elle est définie."),
        ),
    ),
}


def man(language: str) -> str:
    """The page of man in a language: certeval, then each command, then what holds for all of them."""
    before = current_language()
    speak(language)
    try:
        return "".join(f"{line}\n" for line in _lines(WORDS[language], *manual.pages(app.application())))
    finally:
        speak(before)


def _lines(words: Words, root: manual.ManualPage, *commands: manual.ManualPage) -> Iterator[str]:
    yield "'\\\" -*- coding: UTF-8 -*-"
    version, day = RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0]
    yield f'.TH CERTEVAL 1 {day} "certeval {version}" "{words.kind}"'
    yield f".SH {words.name}"
    yield f"certeval \\- {_text(root.summary.rstrip('.')).replace(LINE, ' ')}"  # one line, that whatis reads
    yield f".SH {words.synopsis}"
    yield from _usage(root)
    for section in root.commands:
        yield f".SH {_text(section.heading.upper())}"
        for entry in section.entries:
            for page in commands:
                if page.name.partition(" ")[0] == entry.names[0]:
                    yield from _command(page)
    yield from _listed(words.status, words.statuses)
    yield from _listed(words.environment, words.variables)
    yield f".SH {_('Examples').upper()}"
    yield from _examples(root)


def _command(page: manual.ManualPage) -> Iterator[str]:
    yield f'.SS "certeval {page.name}"'
    yield from _usage(page)
    for paragraph in page.text.split("\n\n"):
        yield ".PP"
        yield _text(paragraph.replace("\n", " "))
    for entry in (*page.arguments, *(each for section in page.options for each in section.entries)):
        yield ".TP"
        yield _written(entry)
        yield _text(entry.text)
    yield f".PP\n{_text(_('Examples'))}:\n.PP"
    yield from _examples(page)


def _usage(page: manual.ManualPage) -> Iterator[str]:
    name, rest = (
        f"certeval {page.name}".strip(),
        page.usage.removeprefix("certeval").removeprefix(f" {page.name}"),
    )
    yield f"\\fB{_text(name)}\\fR {_text(rest.strip())}"


def _written(entry: manual.ManualEntry) -> str:
    names = ", ".join(f"\\fB{_text(each)}\\fR" for each in entry.names)
    return f"{names} \\fI{_text(entry.metavar)}\\fR".strip() if entry.metavar else names


def _examples(page: manual.ManualPage) -> Iterator[str]:
    yield ".RS 4\n.nf"
    yield from (example.replace("-", "\\-") for example in page.examples)
    yield ".fi\n.RE"


def _listed(heading: str, listed: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {heading}"
    for word, said in listed:
        yield ".TP"
        yield f"\\fB{_text(word)}\\fR"
        yield _text(said)


def _text(text: str) -> str:
    """A text of which roff takes nothing for its own signs, in short lines; code between back quotes is bold."""
    plain = fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    plain = plain.replace("\\", "\\e").replace("-", "\\-").replace("\u00a0", "\\ ")
    plain = CODE.sub(r"\\fB\1\\fR", plain)
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in plain.split("\n"))


def pages() -> dict[str, str]:
    """Both pages, by the name of their file."""
    return {name: man(language) for name, language in FILES.items()}
