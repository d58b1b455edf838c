"""The page of each diagnostic's code, made from the smallest file that triggers it and from `_textes`.

`python docs/pages.py` writes docs/diagnostics/; tests/test_pages.py compares. What it reads:
`tests/cas/invalides/<CODE>-*` for référentiels, `tests/cas/invalides/feuilles/<CODE>-*` for sheets.
"""

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml as pyyaml

from certeval.checks import check_loaded
from certeval.diagnostics import Diagnostic, Kind, in_order
from certeval.diagnostics.families import KINDS
from certeval.messages import _, speak, spoken
from certeval.referentiel.load import Referentiel, compile_document
from certeval.render import diagnostics as shown
from certeval.scores.read import OpenedSheets, _open
from certeval.scores.values import Values
from certeval.sources import encoding, yaml

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cas" / "invalides"
SHEETS = CASES / "feuilles"
PAGES = ROOT / "docs" / "diagnostics"
TODAY = date(2026, 1, 31)
ENCODINGS = {"N003": "utf-8", "N004": "utf-9"}
"""What `--encoding` says where a finding is about it."""
GRAVITES = {"erreur": "Erreur", "avertissement": "Avertissement", "info": "Remarque"}
FAMILIES = {
    "Y": "YAML et encodage",
    "R": "Structure et références du référentiel",
    "V": "Règles, conditions et cas",
    "L": "Rédaction",
    "N": "Feuilles de notes",
    "S": "Sessions et jurys",
    "H": "Versions",
}


class Case(NamedTuple):
    """Files by name, and what certeval finds in them."""

    files: dict[str, bytes]
    found: list[Diagnostic]


def case(code: str) -> Case | None:
    """The smallest file that triggers a code, without the line that says what the test expects."""
    in_sheet = code[0] in "NS"
    files = [f for f in sorted((SHEETS if in_sheet else CASES).glob(f"{code}-*")) if f.suffix != ".attendu"]
    if not files:
        return None
    if in_sheet:
        contents = {file.name: file.read_bytes() for file in files}
        return Case(contents, sheet_findings(contents, ENCODINGS.get(code)))
    file = min(files, key=lambda each: (each.suffix == ".bin", each.stat().st_size, each.name))
    data = re.sub(rb"\A# attendu: [^\n]*\n", b"", file.read_bytes())
    return Case({file.name: data}, check_loaded(compile_document(yaml.parse(data, file.name)), TODAY))


def sheet_findings(files: dict[str, bytes], forced: str | None = None) -> list[Diagnostic]:
    """What is found in sheets about `petit.yaml`, the cells they leave out apart."""
    opened = OpenedSheets(tuple(_open(data, name, forced) for name, data in files.items()))
    referentiel = small()
    scores = opened.read(referentiel)
    found = list(scores.diagnostics)
    values = Values(referentiel.entries)
    for candidate in scores.candidates.values():
        values.of(candidate, found.append)
    return in_order(found)


def small() -> Referentiel:
    loaded = compile_document(yaml.load(SHEETS / "petit.yaml", "petit.yaml"))
    if loaded.referentiel is None:
        raise ValueError(loaded.diagnostics)
    return loaded.referentiel


def texts() -> dict[str, dict[str, str]]:
    """The explanation of each code: `pourquoi` and `sortie`."""
    every: dict[str, dict[str, str]] = {}
    for file in sorted((PAGES / "_textes").glob("*.yaml")):
        every |= pyyaml.safe_load(file.read_text(encoding="utf-8"))
    return every


def title(kind: Kind) -> str:
    """The message of a kind, its arguments left open."""
    return re.sub(r"\{\w+\}", "…", _(kind.message)).replace("{{", "{").replace("}}", "}")


def page(code: str) -> str:
    """The page of a code, in Markdown."""
    kind, text = KINDS[code], texts().get(code, {})
    parts = [f"# {code} : {title(kind)}", f"{GRAVITES[kind.severity.value]}. {FAMILIES[code[0]]}."]
    parts += ["## Pourquoi", text.get("pourquoi", "").strip(), "## Exemple"]
    example = case(code)
    if example is None:
        parts.append("Aucun fichier n'est montré ici : il serait trop grand, ou aucun n'est connu.")
    else:
        parts += _example(code, example)
    parts += ["## Pour en sortir", text.get("sortie", "").strip()]
    return "\n\n".join(parts) + "\n"


def _example(code: str, example: Case) -> list[str]:
    blocks = [_file(name, data) for name, data in example.files.items()]
    command = "certeval validate" if code[0] in "NS" else "certeval check"
    options = f" --encoding {ENCODINGS[code]}" if code in ENCODINGS else ""
    about = [each for each in example.found if each.code == code]
    said = shown.text(about, shown.Sources(dict(example.files)))
    command = f"{command}{options} {' '.join(example.files)}"
    return [*blocks, f"```console\n$ {command}\n{said.rstrip()}\n```"]


def _file(name: str, data: bytes) -> str:
    """A file by its name and its text, control and invisible characters shown as boxes."""
    decoded = encoding.decode(data)
    if not isinstance(decoded, encoding.Text):
        return f"`{name}` : {len(data)} octets, qui ne sont pas du texte."
    if not data:
        return f"`{name}` : un fichier vide."
    text = "".join(_seen(c) for c in "\n".join(encoding.lines(decoded.text)))
    language = "yaml" if name.endswith(".yaml") else "text"
    return f"`{name}` :\n\n```{language}\n{text.rstrip()}\n```"


def _seen(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf"} and character not in "\n\t"
    return "\ufffd" if hidden else character


def index() -> str:
    """The gallery: every code by family."""
    parts = ["# Les diagnostics", "Une page par code ; `certeval check --explain CODE` montre la même."]
    for letter, name in FAMILIES.items():
        codes = sorted(code for code in KINDS if code[0] == letter)
        lines = [f"- [{c}]({c}.md) : {title(KINDS[c])} ({KINDS[c].severity.value})" for c in codes]
        parts += [f"## {letter} : {name}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    """Every page by the name of its file, in French."""
    before = spoken()
    speak("fr")
    try:
        return {"README.md": index()} | {f"{code}.md": page(code) for code in sorted(KINDS)}
    finally:
        speak(before)


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PAGES / name).write_text(text, encoding="utf-8")
