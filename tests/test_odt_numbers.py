"""Codes that an ODT counts and shows, and that no text of the document holds."""

import pytest

from certeval.exchange.draft import Draft
from test_import import doubts, import_draft, parents
from test_import_hostile import archive

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "style", "text", "table")
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
DASHED = """
<text:list-style style:name="L1">
 <text:list-level-style-number text:level="1" style:num-prefix="A" style:num-suffix="." style:num-format="1"/>
 <text:list-level-style-number text:level="2" style:num-prefix="C" style:num-format="1" text:display-levels="2"/>
 <text:list-level-style-number text:level="3" style:num-prefix="CR" style:num-suffix=" -" style:num-format="1"
  text:display-levels="3"/>
</text:list-style>"""


def one_level(form: str, name: str = "L1") -> str:
    """A style of list of one level, with these attributes."""
    level = f'<text:list-level-style-number text:level="1" {form}/>'
    return f'<text:list-style style:name="{name}">{level}</text:list-style>'


LETTERED = """
<text:list-style style:name="L1">
 <text:list-level-style-number text:level="1" style:num-list-format="A%1%." style:num-format="1"/>
 <text:list-level-style-number text:level="2" style:num-list-format="C%1%.%2%" style:num-format="1"/>
 <text:list-level-style-number text:level="3" style:num-list-format="CR%1%.%2%.%3% -" style:num-format="1"/>
</text:list-style>"""


def import_odt(body: str, automatic: str = "", named: str = "") -> Draft:
    content = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>{body}</office:body>"
    )
    header = (
        '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    )
    styles = (
        f"<office:styles>{named}</office:styles><office:automatic-styles>{header}</office:automatic-styles>"
    )
    parts = {
        "mimetype": MIMETYPE,
        "content.xml": f"<office:document-content {SPACES}>{content}</office:document-content>",
        "styles.xml": f"<office:document-styles {SPACES}>{styles}</office:document-styles>",
    }
    return import_draft(archive(parts))


def listed(
    text: str, depth: int = 1, *, how: str = 'text:continue-numbering="true"', style: str = "L1"
) -> str:
    """A paragraph of a list at a depth, in a list that goes on the one before it, as LibreOffice has cells."""
    opened = "<text:list-item>" + "<text:list><text:list-item>" * (depth - 1)
    closed = "</text:list-item></text:list>" * depth
    return f'<text:list text:style-name="{style}" {how}>{opened}<text:p>{text}</text:p>{closed}'


def table(*rows: tuple[str, ...]) -> str:
    """A table of these cells, under headings of three columns, or of the last two of them."""
    head = ("Activités", "Compétences", "Critères")[-len(rows[0]) :]
    every = [tuple(f"<text:p>{text}</text:p>" for text in head), *rows]
    lines = ("".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in every)
    return f"<table:table>{''.join(f'<table:table-row>{line}</table:table-row>' for line in lines)}</table:table>"


ROWS = [
    (listed("Prospecter", how=""), listed("Cibler", 2), listed("Listés", 3) + listed("Triés", 3)),
    ("", listed("Contacter", 2), listed("L’accroche est adaptée", 3)),
    (listed("Vendre"), listed("Conclure", 2), listed("Le prix est annoncé", 3)),
]


@pytest.mark.parametrize("styles", [DASHED, LETTERED])
@pytest.mark.parametrize("where", ["automatic", "named"])
def test_codes_that_an_odt_counts_are_those_of_its_elements(styles: str, where: str) -> None:
    read = import_odt(table(*ROWS), **{where: styles})
    assert parents(read) == {"C1.1": ["CR1.1.1", "CR1.1.2"], "C1.2": ["CR1.2.1"], "C2.1": ["CR2.1.1"]}
    assert [(a["code"], a["competences"]) for a in read.tree["blocs"][0]["activites"]] == [
        ("A1", ["C1.1", "C1.2"]),
        ("A2", ["C2.1"]),
    ]
    assert doubts(read) == []


def test_a_list_within_an_item_counts_below_it() -> None:
    inner = "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>"
    items = "".join(
        f"<text:list-item><text:p>{text}</text:p>{inner.format('détail')}</text:list-item>"
        for text in ("Un", "Deux")
    )
    styles = DASHED.replace('style:num-prefix="A"', 'style:num-prefix="C"').replace(
        '"C" style:num-format', '"CR" style:num-format'
    )
    read = import_odt(table((f'<text:list text:style-name="L1">{items}</text:list>', "")), styles)
    assert parents(read) == {"C1": ["CR1.1"], "C2": ["CR2.1"]}


@pytest.mark.parametrize(
    "written",
    ["I", "A", "1", "01, 02, 03, ..."],
)
@pytest.mark.parametrize("is_heading", [True, False])
def test_blocs_that_an_odt_counts_are_as_many_blocs(written: str, is_heading: bool) -> None:
    form = f'style:num-prefix="Bloc " style:num-suffix=" :" style:num-format="{written}"'
    outline = f'<text:outline-style><text:outline-level-style text:level="1" {form}/></text:outline-style>'
    style = one_level(form)
    heading = '<text:h text:outline-level="1">{}</text:h>'
    cells = tuple(f"<text:p>{text}</text:p>" for text in ("Faire", "C’est fait"))
    body = "".join(
        (heading.format(t) if is_heading else listed(t)) + table(cells) for t in ("Vendre", "Gérer")
    )
    named = outline if is_heading else style
    blocs = import_odt(body, named=named).tree["blocs"]
    assert [(bloc["code"], bloc["intitule"]) for bloc in blocs] == [("BC1", "Vendre"), ("BC2", "Gérer")]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("", "C1"),
        ('text:continue-numbering="true"', "C3"),
        ('text:continue-list="un"', "C2"),
        ('text:continue-list="absent"', "C1"),
    ],
)
def test_a_list_goes_on_the_one_that_it_names(how: str, code: str) -> None:
    style = one_level('style:num-prefix="C" style:num-format="1"')
    first = listed("Un", how='xml:id="un"')
    between = listed("Deux", how="").replace("<text:list-item>", '<text:list-item text:start-value="2">')
    read = import_odt(first + between + table((listed("Cibler", how=how), "<text:p>Trié</text:p>")), style)
    assert [c["code"] for c in read.tree["blocs"][0]["competences"]] == [code]


def test_a_list_without_a_style_has_that_of_its_paragraphs() -> None:
    style = one_level('style:num-prefix="C1." style:num-format="1"', "N")
    styles = '<style:style style:name="P1" style:parent-style-name="Comp"/>'
    styles += '<style:style style:name="Comp" style:list-style-name="N"/>'
    cell = (
        '<text:list><text:list-item><text:p text:style-name="P1">Cibler</text:p></text:list-item></text:list>'
    )
    read = import_odt(table((cell, "<text:p>Trié</text:p>")), styles, style)
    assert [c["code"] for c in read.tree["blocs"][0]["competences"]] == ["C1.1"]


def test_a_rank_alone_and_bullets_name_nothing() -> None:
    style = one_level('style:num-suffix="." style:num-format="1"')
    read = import_odt(table((listed("Cibler"), listed("le tri est fait") + listed("le ton est bon"))), style)
    (competence,) = read.tree["blocs"][0]["competences"]
    assert (competence["libelle"], [c["libelle"] for c in competence["criteres"]]) == (
        "Cibler",
        ["le tri est fait", "le ton est bon"],
    )


def test_a_paragraph_whose_style_strikes_it_out_is_said() -> None:
    style = '<style:style style:name="P1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    cells = (
        "<text:p>C1 Vendre</text:p>",
        '<text:p>CR1.1 Prix</text:p><text:p text:style-name="P1">CR1.2 Ton</text:p>',
    )
    assert [code for code, _ in doubts(import_odt(table(cells), style))] == ["I029"]
