"""The smallest workbook that triggers each finding: `python tests/workbook_cases.py` writes them.

They stand in `cas/invalides/feuilles` with the sheets in text; test_workbook_cases.py compares.
"""

import io
import struct
import zipfile
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

from workbooks import LONG_AGO, ods, ods_table, ods_text

FOLDER = Path(__file__).parent / "cas" / "invalides" / "feuilles"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ROOT = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
FONTS = "<font/><font><strike/></font>"
STYLES = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="11"/><xf numFmtId="0" fontId="1"/>'
KEYS = "format referentiel empreinte jury session date jure bloc epreuve disposition".split()  # noqa: SIM905

DIGEST = f"sha256:{sha256((FOLDER / 'petit.yaml').read_bytes()).hexdigest()}"

Rows = tuple[tuple[str, ...], ...]


def cell(text: str, where: str) -> str:
    """A cell of text; what begins with `<` is the XML of one."""
    if not text or text.startswith("<"):
        return text.replace("<c", f'<c r="{where}"', 1)
    return f'<c r="{where}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def number(value: str, style: int = 0) -> str:
    """A cell that holds a number."""
    return f'<c s="{style}"><v>{value}</v></c>'


def sheet(rows: Rows, before: str = "", after: str = "", hidden_row: int = 0) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(text, f"{chr(65 + column)}{number}") for column, text in enumerate(row))
        hidden = ' hidden="1"' if number == hidden_row else ""
        lines.append(f'<row r="{number}"{hidden}>{cells}</row>')
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(lines)}</sheetData>{after}</worksheet>'


def book(*hidden: str, **sheets: str) -> bytes:
    """A workbook of these sheets' XML; `styles` apart."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"{_state(name, hidden)}/>'
        for i, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="s{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{ROOT}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{f"xl/s{i}.xml": text for i, text in enumerate(sheets.values(), 1)},
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts>{FONTS}</fonts><cellXfs>{STYLES}</cellXfs></styleSheet>',
    }
    return archive(parts)


def number_workbook(code: str, value: str) -> bytes:
    """A workbook with one number, which its style shows by this format."""
    formats = f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    styles = f'<styleSheet xmlns="{MAIN}">{formats}<cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>'
    rows = sheet((("candidat", "E1"), ("C1", number(value, 1))))
    return with_parts(book(Notes=rows), {"xl/styles.xml": styles})


def with_parts(data: bytes, others: dict[str, str]) -> bytes:
    """An archive with other parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name).decode() for name in made.namelist()}
    return archive(parts | others)


def _state(name: str, hidden: tuple[str, ...]) -> str:
    return ' state="hidden"' if name in hidden else ""


def archive(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name, LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def grid(*named: str, **said: str) -> str:
    """The hidden sheet of a grid, and the sheets that it names after their pages."""
    texts = {"format": "certeval/grille/1", "referentiel": "petit@1.2.0", "disposition": "large"} | said
    head = tuple((key, texts.get(key, "")) for key in KEYS)
    return sheet((*head, (), ("feuille", "portee", "candidat"), *((name, name, "") for name in named)))


def with_declared_size(data: bytes, size: int) -> bytes:
    """An archive whose directory says another size of its first part."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, data.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)


MARKS = (("candidat", "CR1.1"), ("C1", "1"))
WHOLE = (("candidat", "CR1.1", "CR1.2", "CR1.3", "Éco"), ("C1", "1", "1", "1", "1"))
PLAIN = sheet(MARKS)
MERGED_HEAD = '<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>'
HIDDEN = '<cols><col min="2" max="2" hidden="1"/></cols>'
MERGED = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
FULL = f'<table:table-row table:number-rows-repeated="1048576">{ods_text("C1")}</table:table-row>'
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")

CASES = {
    "N021-classeur-coupe.xlsx": book(Notes=PLAIN)[:600],
    "N022-mot-de-passe.xlsx": LOCKED,
    "N023-trop-lourd.xlsx": with_declared_size(book(Notes=PLAIN), 4_000_000_000),
    "N024-trop-de-lignes.ods": ods(ods_table([["candidat"], [FULL]])),
    "N025-page-web.xls": b"<html><table><tr><td>candidat</td><td>CR1.1</td></tr></table></html>\n",
    "N026-texte-nomme-xlsx.xlsx": b"candidat;CR1.1\nC1;1\n",
    "N027-page-de-garde.xlsx": book(Garde=sheet((("Jury du 15 juin",),)), Notes=PLAIN),
    "N028-feuille-masquee.xlsx": book("Brouillon", Notes=PLAIN, Brouillon=PLAIN),
    "N029-colonne-masquee.xlsx": book(Notes=sheet(MARKS, HIDDEN)),
    "N030-ligne-masquee.xlsx": book(Notes=sheet(MARKS, hidden_row=2)),
    "N031-notes-fusionnees.xlsx": book(Notes=sheet((*MARKS, ("C2", "")), after=MERGED)),
    "N032-autre-grille.xlsx": book("certeval", certeval=grid("BC1", format="certeval/grille/9"), BC1=PLAIN),
    "N033-feuille-disparue.xlsx": book(
        "certeval", certeval=grid("BC1", "E1", bloc="BC1", epreuve="E1", empreinte=DIGEST), BC1=sheet(WHOLE)
    ),
    "N045-cellule-deux-fois.xlsx": book(
        Notes=PLAIN.replace("</sheetData>", '<row r="2"><c r="B2"><v>0</v></c></row></sheetData>')
    ),
    "N113-referentiel-change.xlsx": book("certeval", certeval=grid("BC1", empreinte="sha256:0"), BC1=PLAIN),
    "N209-identifiant-en-erreur.xlsx": book(
        Notes=sheet((MARKS[0], ('<c t="e"><f>A9</f><v>#REF!</v></c>', "1")))
    ),
    "N218-formule-sans-resultat.xlsx": book(
        Notes=sheet((("candidat", "E1"), ("C1", "<c><f>AVERAGE(8,12)</f></c>")))
    ),
    "N219-date.xlsx": book(Notes=sheet((("candidat", "E1"), ("C1", '<c s="1"><v>46054</v></c>')))),
    "N220-reste-de-calcul.xlsx": book(
        Notes=sheet(
            (("candidat", "E1"), ("C1", "<c><f>3*3.3333333333333326</f><v>9.999999999999998</v></c>"))
        )
    ),
    "N221-code-en-nombre.xlsx": book(Notes=sheet((("candidat", number("1.1")), MARKS[1]))),
    "N222-un-nombre-deux-codes.xlsx": book(Notes=sheet((("candidat", number("1.3")), MARKS[1]))),
    "N223-code-devenu-date.xlsx": book(Notes=sheet((("candidat", number("46024", 1)), MARKS[1]))),
    "N224-identifiant-devenu-date.xlsx": book(Notes=sheet((MARKS[0], (number("46024", 1), "1")))),
    "N225-identifiant-en-puissance.xlsx": book(Notes=sheet((MARKS[0], (number("700000", 2), "1")))),
    "N226-note-barree.xlsx": book(Notes=sheet((MARKS[0], ("C1", number("1", 3))))),
    "N047-montree-absente.xlsx": number_workbook("0;0;&quot;ABS&quot;", "0"),
    "N048-zero-cache.xlsx": number_workbook("0;0;", "0"),
    "N049-note-arrondie.xlsx": number_workbook("0", "9.5"),
    "N050-zero-de-rien.xlsx": book(
        Notes=sheet((("candidat", "E1", ""), ("C1", "<c><f>C2</f><v>0</v></c>", "")))
    ),
    "N051-commentaire.xlsx": with_parts(
        book(Notes=sheet(MARKS)),
        {
            "xl/_rels/s1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>',
            "xl/comments.xml": f'<comments xmlns="{MAIN}"><commentList><comment ref="B2"/></commentList></comments>',
        },
    ),
    "N052-case-cochee.xlsx": with_parts(
        book(Notes=sheet(MARKS)),
        {
            "xl/_rels/s1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/ctrlProp" Target="box.xml"/></Relationships>',
            "xl/box.xml": '<formControlPr objectType="CheckBox" checked="Checked"/>',
        },
    ),
    "N053-icone-seule.xlsx": book(
        Notes=sheet(
            MARKS,
            after='<conditionalFormatting sqref="B2"><cfRule type="iconSet"><iconSet showValue="0"/></cfRule>'
            "</conditionalFormatting>",
        )
    ),
    "N227-sous-une-fusion.xlsx": book(
        Notes=sheet((("candidat", "CR1.1", "CR1.2"), ("C1", "1", "1")), after=MERGED_HEAD)
    ),
    "N228-sous-la-legende.xlsx": book(
        "certeval",
        certeval=grid("BC1", bloc="BC1"),
        BC1=sheet((*WHOLE, ("▪ À saisir : oui ou non.", "", "", "", "1"))),
    ),
    "N229-colonne-supprimee.xlsx": book(
        "certeval",
        certeval=grid("BC1", bloc="BC1", empreinte=DIGEST),
        BC1=sheet(tuple(row[:4] for row in WHOLE)),
    ),
    "N235-ligne-supprimee.xlsx": book(
        "certeval",
        "certeval-listes",
        **{"certeval": grid("BC1"), "certeval-listes": sheet((("certeval_candidats",), ("C1",), ("C2",)))},
        BC1=sheet(WHOLE),
    ),
    "N237-code-deplace.xlsx": book(
        "certeval",
        certeval=grid("BC1", bloc="BC1", empreinte=DIGEST),
        BC1=sheet((("", "Deux"), *WHOLE)),
    ),
    "N236-grille.xlsx": book("certeval", certeval=grid("BC1"), BC1=sheet(WHOLE)),
    "N403-feuille-absente.xlsx": book(Notes=PLAIN),
    "N404-ligne-vide.xlsx": book(Notes=PLAIN),
}

if __name__ == "__main__":
    for name, data in CASES.items():
        (FOLDER / name).write_bytes(data)
