"""The page of each diagnostic's code, made from the smallest file that triggers it and from `_textes`.

`python docs/pages.py` writes docs/diagnostics/, docs/commandes/ by `commands` and man/ by `man`; tests compare.
What it reads:
`tests/cas/invalides/<CODE>-*` for référentiels, `catalogues/<CODE>-*` there for folders of them,
`tests/cas/invalides/feuilles/<CODE>-*` for sheets, `sessions/<CODE>-*` there for sessions, `documents/<CODE>-*`
there for what is imported, `fiches/<CODE>-*` for what differs from the fiche there, `impressions/<CODE>-<document>`
for what is printed there, `accrochage/<CODE>-*` for what is reported to the State there,
`accuses/<CODE>-*` for what it answers.
"""

import functools
import re
import unicodedata
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml as pyyaml

from certeval.checks import check_referentiel
from certeval.checks.catalogue import Catalogue, check_catalogue, stray_file
from certeval.diagnostics import Diagnostic, in_order
from certeval.diagnostics.families.every import KINDS
from certeval.diagnostics.findings import Findings
from certeval.documents import print_run, templates
from certeval.documents.dossier import BY_WORD, Candidature, Dossier, pieces
from certeval.exchange import fiche, opening
from certeval.exchange.accrochage import accuse, rapport
from certeval.exchange.accrochage.collection import Dispatch, gather, titres
from certeval.exchange.accrochage.dues import Dues
from certeval.exchange.accrochage.rows import CertificationAward, PassageReader
from certeval.exchange.accrochage.spool import Spool
from certeval.exchange.classeur import reading as classeur
from certeval.exchange.comparison.compare import findings
from certeval.exchange.comparison.sides import of_fiche
from certeval.exchange.draft import draft
from certeval.jury import candidats, emetteur
from certeval.jury import session as session_files
from certeval.jury import session as sessions
from certeval.jury.assembly import assemble
from certeval.jury.checks.names import left_behind
from certeval.messages import current_language, speak
from certeval.referentiel import catalogue
from certeval.referentiel.load import Referentiel, compile_document
from certeval.registre.accrochage import ledger
from certeval.registre.journal import Act
from certeval.registre.suivis import Envoi, SentFlux, Titulaire
from certeval.render import diagnostics as rendering
from certeval.render.pages import title
from certeval.scores.opening import open_one
from certeval.scores.read import OpenedSheets
from certeval.scores.translation import compile_translation
from certeval.scores.values import Values
from certeval.sources import encoding, yaml
from certeval.sources.workbook.signatures import looks_like_one
from certeval.sources.workbook.worksheets import Workbook, parse
from certeval.versions import lock

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cas" / "invalides"
SHEETS = CASES / "feuilles"
CATALOGUES = CASES / "catalogues"
SESSIONS = CASES / "sessions"
DOCUMENTS = CASES / "documents"
FICHES = CASES / "fiches"
PRINTED = CASES / "impressions"
ACCROCHAGE = CASES / "accrochage"
ACCUSES = CASES / "accuses"
SENT = "00000000-0000-4000-8000-000000000001"
"""The flux that reports answer: C001, C002 and C003 were sent in it, and C003 was accepted since."""
FICHE = "fiche.xml"
PAGES = ROOT / "docs" / "diagnostics"
TODAY = date(2026, 1, 31)
ENCODINGS = {"N003": "utf-8", "N004": "utf-9"}
"""What `--encoding` says where a finding is about it."""
OTHER_VERSIONS = frozenset({"N111", "N112"})
"""What is found with --force-version; the other version is `petit-VERSION.yaml`."""
PARCOURS = frozenset({"N250", "N251", "N252", "N253", "N255"})
"""What is found in sheets about `parcours.yaml`, where elements are for some candidates only."""
MAP = "-correspondance.yaml"
GRAVITES = {"erreur": "Erreur", "avertissement": "Avertissement", "info": "Remarque"}
FAMILIES = {
    "Y": "YAML et encodage",
    "R": "Structure et références du référentiel",
    "V": "Règles, conditions et cas",
    "L": "Rédaction",
    "N": "Feuilles de notes",
    "S": "Sessions et jurys",
    "H": "Versions",
    "I": "Documents importés et brouillons",
}


class Case(NamedTuple):
    """Files by name, and what certeval finds in them."""

    files: dict[str, bytes]
    found: list[Diagnostic]


def case(code: str) -> Case | None:
    """The smallest file that triggers a code, without the line that says what the test expects."""
    if folder := next(PRINTED.glob(f"{code}-*"), None):
        return printed_case(folder)
    if files := sorted(SESSIONS.glob(f"{code}-*.yaml")):
        return session_case(files[0])
    if file := next(ACCROCHAGE.glob(f"{code}-*.[cy]*"), None):
        return accrochage_case(file)
    if report := next(ACCUSES.glob(f"{code}-*"), None):
        return accuse_case(report)
    in_sheet = code[0] in "NS"
    files = [f for f in sorted((SHEETS if in_sheet else CASES).glob(f"{code}-*")) if f.suffix != ".attendu"]
    if code[0] == "H" and (folder := next(CATALOGUES.glob(f"{code}-*"), None)):
        return catalogue_case(folder)
    if published := next(FICHES.glob(f"{code}-*.yaml"), None):
        return fiche_case(published)
    if document := next(iter(sorted(DOCUMENTS.glob(f"{code}-*"))), None):
        return document_case(document)
    if not files:
        return None
    if in_sheet:
        contents = {file.name: file.read_bytes() for file in files}
        about = "parcours" if code in PARCOURS else "petit"
        return Case(contents, sheet_findings(contents, ENCODINGS.get(code), code in OTHER_VERSIONS, about))
    file = min(files, key=lambda each: (each.suffix == ".bin", each.stat().st_size, each.name))
    data = re.sub(rb"\A# attendu: [^\n]*\n", b"", file.read_bytes())
    return Case({file.name: data}, check_referentiel(compile_document(yaml.parse(data, file.name)), TODAY))


def session_case(file: Path) -> Case:
    """A session's file with the sheets and the table that it names, and what is found in it."""
    data = re.sub(rb"\A# attendu: [^\n]*\n", b"", file.read_bytes())
    session, found = sessions.read(yaml.parse(data, file.name))
    contents = {file.name: data}
    if session is None:
        return Case(contents, found)
    met = session.model.deliberation is not None
    named, told = session_files.sheets(session, SESSIONS, due=met)
    listed, table = session_files.candidats(session, SESSIONS), session.model.candidats
    if table is not None and (SESSIONS / table).exists():
        listed = candidats.load(SESSIONS / table, table)
    code = session.model.session.referentiel.split("@", maxsplit=1)[0]
    referentiel = compile_document(yaml.load(SESSIONS / f"{code}.yaml", f"{code}.yaml")).referentiel
    if referentiel is None:
        raise ValueError(code)
    opened = OpenedSheets(tuple(open_one(BytesIO(path.read_bytes()), path.name, None) for path in named))
    scores = opened.read(referentiel)
    assembly = assemble(session, referentiel, scores.candidates, TODAY, listed)
    found = [
        *found,
        *told,
        *listed.diagnostics,
        *session_files.other_sessions(session, scores.sheets),
        *assembly.diagnostics,
    ]
    contents |= {path.name: path.read_bytes() for path in named}
    for path in sorted(SESSIONS.glob("R*.yaml")):
        other, _ = sessions.read(yaml.load(path, path.name))
        if other and (told := list(left_behind(assembly.subject, [other]))):
            found += told
            contents[path.name] = path.read_bytes()
    if table is not None:
        contents[table] = (SESSIONS / table).read_bytes()
    return Case(contents, in_order(found))


def accrochage_case(file: Path) -> Case:
    """A candidates' table, or an emitter's file, with the other one beside; what is found when all are reported."""
    table, emitter = ACCROCHAGE / "candidats.csv", ACCROCHAGE / "emetteur.yaml"
    table, emitter = (file, emitter) if file.suffix == ".csv" else (table, file)
    contents = {each.name: each.read_bytes() for each in (table, emitter)}
    of, told = emetteur.read(yaml.parse(contents[emitter.name], emitter.name))
    if of is None:
        return Case(contents, told)
    found = Findings(told)
    codes = {"C001", *(each.candidat for each in candidats.open_table(table, table.name).persons())}
    due = Dues()
    for code in sorted(codes):
        due.add(CertificationAward(code, "petit", "S1", date(2026, 1, 15)), f"P-{code}")
    by_title = titres(of, [("petit", "")], found)
    with Spool() as spool:
        gather(
            lambda: candidats.open_table(table, table.name),
            table.name,
            due,
            Dispatch(due, by_title, "CREATION", spool, lambda _: True),
            rows=PassageReader(of, "1.1.5", TODAY, found),
            findings=found,
        )
    return Case(contents, found.in_order())


def accuse_case(file: Path) -> Case:
    """A report, and what is found in it by the ledger that `SENT` tells."""
    data = file.read_bytes()
    with TemporaryDirectory() as folder:
        known = ledger(Path(folder) / "accrochage.jsonl")
        holders = [Titulaire(code, "petit", "S1") for code in ("C001", "C002", "C003")]
        sent = [Envoi(each, known.id_technique(each), "CREATION", "") for each in holders]
        with known.send([SentFlux(SENT, "", sent)], "2026-02-01T09:00:00Z", ""):
            before = {"id_flux": SENT, "id_technique": sent[2].id_technique, "statut": "OK"}
        with known.lock():
            known.record_answers(
                [Act("accuse", before, "S1", "C003", sent[2].id_technique)], "2026-02-03T09:00:00Z", ""
            )
        return Case({file.name: data}, accuse.join(rapport.read(data, file.name), known).diagnostics)


def printed_case(folder: Path) -> Case:
    """A folder that replaces files of `impressions/commun`: what printing the document that ends its name finds."""
    own = {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
    common = {file.name: file.read_bytes() for file in sorted((PRINTED / "commun").iterdir())}
    data = {**common, **own}
    referentiel = compile_document(yaml.parse(data["referentiel.yaml"], "referentiel.yaml")).referentiel
    session, _ = sessions.read(yaml.parse(data["session.yaml"], "session.yaml"))
    if referentiel is None or session is None or session.day is None:
        raise ValueError(folder.name)
    opened = OpenedSheets((open_one(BytesIO(data["notes.csv"]), "notes.csv", None),))
    scores = opened.read(referentiel)
    seat = assemble(session, referentiel, scores.candidates, TODAY)
    values = Values(referentiel.entries)
    listed = tuple(
        Candidature(code, each.place, made.candidate(code, made.evaluate(entered)))
        for code, each in scores.candidates.items()
        for entered in (values.of(each),)
        for made in (seat.sitting.results(code, entered),)
    )
    table = candidats.read(data["candidats.csv"], "candidats.csv")
    dossier = Dossier(referentiel, listed, session.day, "", session, table)
    genre = BY_WORD[folder.name.split("-")[1]]
    office = any(name.endswith(".typ") for name in own)
    with TemporaryDirectory() as copy:
        wrong = templates.copy(folder, Path(copy), templates.FOLDER) if office else []
        if wrong:
            return Case(own, wrong)
        template = (
            templates.office_template(genre.name, Path(copy), templates.FOLDER)
            if office
            else templates.shipped_template(genre.name)
        )
        tasks, lacking = print_run.tasks(dossier, list(pieces(dossier, genre)), {genre.name: template})
        if not lacking:
            lacking = print_run.findings(tasks, list(print_run.print_all(tasks, dossier.day)), dossier)
    return Case(own, lacking)


def document_case(file: Path) -> Case:
    """A document, and what is found in it when it is imported."""
    data = file.read_bytes()
    if classeur.is_ours(data):
        return Case({file.name: data}, classeur.read(parse(BytesIO(data), file.name))[1])
    read = opening.read(data, file.name, opening.DocumentOptions(), lambda _page, _of: None)
    found = [read] if isinstance(read, Diagnostic) else draft(read, "essai", file.name).diagnostics()
    return Case({file.name: data}, found)


def fiche_case(file: Path) -> Case:
    """A référentiel and the fiche of its certification, and what differs."""
    contents = {each.name: each.read_bytes() for each in (file, FICHES / FICHE)}
    side = of_fiche(fiche.read(contents[FICHE]), FICHE)
    return Case(contents, findings(yaml.parse(contents[file.name], file.name), side))


def catalogue_case(folder: Path) -> Case:
    """A folder of référentiels, and what is found in it as a whole and in each."""
    contents = {f"referentiels/essai/{f.name}": f.read_bytes() for f in sorted(folder.glob("essai/*.yaml"))}
    read = [compile_document(yaml.parse(data, name)) for name, data in contents.items()]
    strays = {each.name for each in catalogue.strays(folder)}
    lost = [each for each in read if Path(each.document.file).name in strays]
    versions = {f"essai@{Path(each.document.file).stem}": each for each in read if each not in lost}
    held = None
    if (folder / catalogue.LOCK).exists():
        contents[f"referentiels/{catalogue.LOCK}"] = data = (folder / catalogue.LOCK).read_bytes()
        held = lock.read(data, f"referentiels/{catalogue.LOCK}")
    found = check_catalogue(Catalogue(versions, frozenset(versions), frozenset(versions), held))
    found += map(stray_file, lost)
    return Case(contents, in_order([*found, *(d for each in read for d in check_referentiel(each, TODAY))]))


def sheet_findings(
    files: dict[str, bytes], forced: str | None = None, other_version: bool = False, about: str = "petit"
) -> list[Diagnostic]:
    """What is found in sheets about `petit.yaml`, or another, the cells they leave out apart."""
    maps = [compile_translation(yaml.parse(data, name)) for name, data in files.items() if name.endswith(MAP)]
    if maps and maps[0][0] is None:
        return maps[0][1]
    translation = maps[0][0] if maps else None
    sheets = {name: data for name, data in files.items() if not name.endswith(MAP)}
    opened = OpenedSheets(
        tuple(open_one(BytesIO(data), name, forced, translation) for name, data in sheets.items())
    )
    referentiel = small(about)
    scores = opened.read(referentiel, _version if other_version else None)
    found = list(scores.diagnostics)
    values = Values(referentiel.entries)
    for candidate in scores.candidates.values():
        values.of(candidate, found.append)
    return in_order(found)


def _version(number: str) -> Referentiel | None:
    file = SHEETS / f"petit-{number}.yaml"
    return compile_document(yaml.load(file, file.name)).referentiel if file.exists() else None


def small(name: str) -> Referentiel:
    loaded = compile_document(yaml.load(SHEETS / f"{name}.yaml", f"{name}.yaml"))
    if loaded.referentiel is None:
        raise ValueError(loaded.diagnostics)
    return loaded.referentiel


@functools.cache
def texts() -> dict[str, dict[str, str]]:
    """The explanation of each code: `pourquoi` and `sortie`."""
    every: dict[str, dict[str, str]] = {}
    for file in sorted((PAGES / "_textes").glob("*.yaml")):
        every |= pyyaml.safe_load(file.read_text(encoding="utf-8"))
    return every


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
    in_sheet = code[0] == "N" or (code[0] == "S" and not any(SESSIONS.glob(f"{code}-*.yaml")))
    command = "certeval validate" if in_sheet else "certeval check"
    if any((DOCUMENTS / name).exists() for name in example.files):
        command = "certeval import"
    if any((ACCUSES / name).exists() for name in example.files):
        command = "certeval accuse"
    options = f" --encoding {ENCODINGS[code]}" if code in ENCODINGS else ""
    options += " --force-version" if code in OTHER_VERSIONS else ""
    options += "".join(f" --correspondance {name}" for name in example.files if name.endswith(MAP))
    about = [each for each in example.found if each.code == code]
    reported = any(ACCROCHAGE.glob(f"{code}-*"))
    unseen = {
        name: b""
        for name in example.files
        if (reported and name.endswith(".csv")) or (ACCUSES / name).exists()
    }
    said = rendering.text(about, rendering.Sources(dict(example.files) | unseen))
    if reported:
        table, emitter = example.files
        command = f"certeval accrochage S1 --candidats {table} --emetteur {emitter} --output flux.xml"
        command += " --schema-version 1.1.5"
        return [*blocks, f"```console\n$ {command}\n{said.rstrip()}\n```"]
    if folder := next(PRINTED.glob(f"{code}-*"), None):
        genre, gabarits = folder.name.split("-")[1], any(name.endswith(".typ") for name in example.files)
        command = f"certeval documents session.yaml {genre} --output papiers"
        command += " --gabarits ." if gabarits else ""
        return [*blocks, f"```console\n$ {command}\n{said.rstrip()}\n```"]
    if FICHE in example.files:
        options += f" --fiche {FICHE}"
    named = [
        name
        for name in example.files
        if not name.endswith(MAP) and not name.startswith("referentiels/") and name != FICHE
    ]
    command = " ".join([f"{command}{options}", *(named if in_sheet or code[0] != "S" else named[:1])])
    return [*blocks, f"```console\n$ {command}\n{said.rstrip()}\n```"]


def _file(name: str, data: bytes) -> str:
    """A file by its name and its text, control and invisible characters shown as boxes."""
    if looks_like_one(data) and (book := parse(BytesIO(data), name)).sheets:
        return f"`{name}` :\n\n```text\n{_sheets(book)}\n```"
    decoded = encoding.decode(data)
    if not isinstance(decoded, encoding.Text):
        return f"`{name}` : {len(data)} octets, qui ne sont pas du texte."
    if not data:
        return f"`{name}` : un fichier vide."
    text = "".join(_seen(c) for c in "\n".join(encoding.lines(decoded.text)))
    language = {".yaml": "yaml", ".json": "json"}.get(Path(name).suffix, "text")
    return f"`{name}` :\n\n```{language}\n{text.rstrip()}\n```"


def _sheets(book: Workbook) -> str:
    """The sheets of a workbook, a line a row."""
    lines = []
    for sheet in book.sheets:
        lines.append(f"feuille « {sheet.name} »" + ("" if sheet.visible else " (masquée)"))
        lines += [" | ".join(row.cells).rstrip(" |") for row in sheet.rows(0, 20)]
    return "\n".join(lines)


def _seen(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf"} and character not in "\n\t"
    return "\ufffd" if hidden else character


def index() -> str:
    """The gallery: every code by family."""
    parts = ["# Les constats", "Une page par code ; `certeval check --explain CODE` montre la même."]
    for letter, name in FAMILIES.items():
        codes = sorted(code for code in KINDS if code[0] == letter)
        lines = [f"- [{c}]({c}.md) : {title(KINDS[c])} ({KINDS[c].severity.value})" for c in codes]
        parts += [f"## {letter} : {name}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    """Every page by the name of its file, in French."""
    before = current_language()
    speak("fr")
    try:
        return {"README.md": index()} | {f"{code}.md": page(code) for code in sorted(KINDS)}
    finally:
        speak(before)


if __name__ == "__main__":
    import commands
    import man

    for folder, made in ((PAGES, pages()), (commands.PAGES, commands.pages()), (man.PAGES, man.pages())):
        for name, text in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
