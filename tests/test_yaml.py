"""YAML is read as typed, every value keeps its place, and the mistakes of French authors have names.

The reader never stops with an exception: whatever the bytes, it gives values, places and findings.
"""

import json
import string
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from certeval import messages
from certeval.diagnostics import Span
from certeval.render.diagnostics import message
from certeval.sources import encoding
from certeval.sources.document import Document, List, Map
from certeval.sources.yaml import MAX_DEPTH, parse
from conftest import Certeval


def read(text: str) -> Document:
    """A document of which nothing is said."""
    document = parse(text.encode(), "f.yaml")
    assert codes(document) == []
    return document


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in document.diagnostics]


def finding_places(text: str | bytes) -> list[tuple[str, int, int]]:
    """Each finding of the reader: its code, line and column."""
    data = text if isinstance(text, bytes) else text.encode()
    found = parse(data, "f.yaml").diagnostics
    spans = [(each.code, each.place.span or Span(0, 0, 0, 0)) for each in found]
    return [(code, span.line, span.column) for code, span in spans]


AS_TYPED = {
    "no": "no",
    "oui": "oui",
    "true": "true",
    "1.10": "1.10",
    "012": "012",
    "0o14": "0o14",
    "8:30": "8:30",
    "2026-01-31": "2026-01-31",
    "2026-01-31T08:30:00Z": "2026-01-31T08:30:00Z",
    "1_000": "1_000",
    "0x10": "0x10",
    "1e5": "1e5",
    ".5": ".5",
    ".inf": ".inf",
    "12,5": "12,5",
    "50 %": "50 %",
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "nULL": "nULL",
    '"~"': "~",
    "'null'": "null",
    "=": "=",
    "a#b": "a#b",
    "l'étude": "l'étude",
    '"no"': "no",
    "'l''étude'": "l'étude",
    '""': "",
    '"\\u00e9"': "é",
    "": None,
    "# rien": None,
}


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_scalar_stays_as_typed(typed: str) -> None:
    assert read(f"a: {typed}\n").root == {"a": AS_TYPED[typed]}


def test_the_items_of_a_list_stay_as_typed_and_an_empty_one_is_nothing() -> None:
    assert read("- no\n-\n- 1.10\n- ~\n").root == ["no", None, "1.10", None]
    assert read("[no, 1.10, '']").root == ["no", "1.10", ""]


def test_keys_stay_as_typed() -> None:
    assert read("no: 1\n1.10: 2\n~: 3\n2026-01-31: 4\n").root == {
        "no": "1",
        "1.10": "2",
        "~": "3",
        "2026-01-31": "4",
    }


def test_a_block_text_is_folded_or_kept_as_yaml_has_it() -> None:
    document = read("plié: >-\n  une\n  phrase\n\n  deux\ngardé: |\n  un\n   deux\n")
    assert document.root == {"plié": "une phrase\ndeux", "gardé": "un\n deux\n"}


def test_a_merge_key_is_a_key_like_another() -> None:
    assert read("<<: {a: b}").root == {"<<": {"a": "b"}}


@pytest.mark.parametrize("around", ["{}", "---\n{}", "---\n{}...\n", "%YAML 1.1\n---\n{}", "# titre\n{}"])
def test_the_marks_of_one_document_are_allowed(around: str) -> None:
    assert read(around.format("a: b\n")).root == {"a": "b"}


def at(document: Document, span: Span) -> str:
    """The text of a span."""
    source = encoding.lines(document.text)
    if span.line == span.end_line:
        return source[span.line - 1][span.column - 1 : span.end_column - 1]
    between = source[span.line : span.end_line - 1]
    return "\n".join(
        [source[span.line - 1][span.column - 1 :], *between, source[span.end_line - 1][: span.end_column - 1]]
    )


def pieces(document: Document) -> list[str]:
    """The text of every key and scalar, in the order of the file, found again through its span."""
    found: list[str] = []
    stack: list[tuple[object, Span | None]] = [(document.root, None)]
    while stack:
        node, span = stack.pop()
        if isinstance(node, Map):
            for key in reversed(node):
                stack += [(node[key], node.value_at(key)), (key, node.key_at(key))]
        elif isinstance(node, List):
            stack += [(node[i], node.value_at(i)) for i in reversed(range(len(node)))]
        elif node is not None and span is not None:
            found.append(at(document, span))
    return found


PLACED = {
    "a block": ("a: b\nc:\n- d\n- e: f\n", ["a", "b", "c", "d", "e", "f"]),
    "a flow": ("a: {b: c, d: [e, f]}\n", ["a", "b", "c", "d", "e", "f"]),
    "a flow on several lines": ("a: {b: c,\n  d: [e,\n  f]}\n", ["a", "b", "c", "d", "e", "f"]),
    "quotes": ("'a': \"b c\"\n", ["'a'", '"b c"']),
    "a quoted text on several lines": ('a: "b\n  c"\nd: e\n', ["a", '"b\n  c"', "d", "e"]),
    "a plain text on several lines": ("a: b\n  c\nd: e\n", ["a", "b\n  c", "d", "e"]),
    "a block text": ("a: |\n  b\n  c\nd: e\n", ["a", "|\n  b\n  c\n", "d", "e"]),
    "a question mark": ("? a\n: b\n", ["a", "b"]),
    "an accent": ("é: à\nc: d\n", ["é", "à", "c", "d"]),
    "a combining accent": ("e\u0301: a\u0300 b\n", ["e\u0301", "a\u0300 b"]),
    "a wide character": ("日本: {語: x, 𝄞: y}\n", ["日本", "語", "x", "𝄞", "y"]),
    "a no-break space": ("a: b\u00a0c\nd: e\u202ff\n", ["a", "b\u00a0c", "d", "e\u202ff"]),
    "CRLF": ("a: b\r\nc: d\r\n", ["a", "b", "c", "d"]),
    "CR": ("a: b\rc: d\r", ["a", "b", "c", "d"]),
    "NEL": ("a: b\u0085c: d\u0085", ["a", "b", "c", "d"]),
    "LS": ("a: b\u2028c: d\u2028", ["a", "b", "c", "d"]),
    "PS": ("a: b\u2029c: d\u2029", ["a", "b", "c", "d"]),
    "LS in quotes": ('a: "b\u2028c"\nd: e\n', ["a", '"b\nc"', "d", "e"]),
    "a comment": ("# t\na: b # c\n# d\ne: f", ["a", "b", "e", "f"]),
}


@pytest.mark.parametrize("name", PLACED)
def test_a_key_or_value_is_found_again_through_its_place(name: str) -> None:
    text, expected = PLACED[name]
    assert pieces(read(text)) == expected


def test_the_place_of_a_collection_is_that_of_its_first_key_or_item() -> None:
    document = read("a:\n  b: {c: d}\n  e:\n  - - f\n")
    assert [at(document, document.span(path)) for path in [("a",), ("a", "b"), ("a", "e")]] == ["b", "c", "f"]


def test_the_place_of_what_is_absent_is_that_of_what_should_hold_it() -> None:
    document = read("a:\n  b: c\n")
    assert at(document, document.span(("a", "b", "d"))) == "c"
    assert at(document, document.span(("a", "d"))) == "b"
    assert at(document, document.span(("d",), at_key=True)) == "a"


def test_an_empty_value_has_the_place_where_it_would_stand() -> None:
    document = read("a:\nb: c\n")
    assert document.span(("a",)) == Span(1, 3, 1, 3)


REFUSED = {
    "a: 1\nb: 2\na: 3\n": [("Y201", 3, 1)],
    "- a: 1\n  b: 2\n  a: 3\n  b: 4\n  c: 5\n  b: 6\n  a: 7\n": [("Y201", 3, 3), ("Y201", 7, 3)],
    "- a: 1\n  b: 2\n  c: 3\n  b: 4\n  c: 5\n": [("Y201", 4, 3), ("Y201", 5, 3)],
    "a: 1\nb: 2\na: 3\nb: 4\n": [("Y201", 3, 1), ("Y201", 4, 1)],
    "x: {a: 1, a: 2, a: 3}\n": [("Y201", 1, 11), ("Y201", 1, 17)],
    "a: *b\n": [("Y202", 1, 4)],
    "*b : a\n": [("Y202", 1, 1)],
    "<<: *base\n": [("Y202", 1, 5)],
    "a: &b c\nd: *b\n": [("Y207", 1, 4), ("Y202", 2, 4)],
    "a: &b {c: d}\n": [("Y207", 1, 4)],
    "a: !b c\n": [("Y203", 1, 4)],
    "a: !!python/object:os.system {}\n": [("Y203", 1, 4)],
    "a: !!str 1\n": [("Y203", 1, 4)],
    "a: b\n---\nc: d\n": [("Y204", 2, 1)],
    "a: b\n---\nc: d\n---\ne: f\n": [("Y204", 2, 1)],
    "? [a]\n: b\n": [("Y206", 1, 3)],
    "{a: b}: c\n": [("Y206", 1, 1)],
    "? \n: b\n": [("Y206", 1, 2)],
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_a_referentiel_has_no_use_for_is_refused_where_it_stands(text: str) -> None:
    assert finding_places(text) == REFUSED[text]


def test_of_a_key_given_twice_the_first_counts_and_both_places_are_shown() -> None:
    document = parse(b"a: 1\na: 2\n", "f.yaml")
    assert document.root == {"a": "1"}
    (duplicate,) = document.diagnostics
    assert [related.place.span for related in duplicate.related] == [Span(1, 1, 1, 2)]


def test_of_several_documents_the_first_is_read() -> None:
    assert parse(b"a: b\n---\nc: d\n", "f.yaml").root == {"a": "b"}


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "\n")])
def test_64_levels_are_read_and_65_are_too_deep(opening: str, closing: str) -> None:
    deepest, deeper = (opening * depth + "b" + closing * depth for depth in (MAX_DEPTH, MAX_DEPTH + 1))
    assert MAX_DEPTH == 64
    assert finding_places(deepest) == []
    assert finding_places(deeper) == [("Y205", 1, 64 * len(opening) + 1)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{b: "])
def test_a_hundred_thousand_levels_are_too_deep_and_do_no_harm(opening: str) -> None:
    *before, last = finding_places(opening * 100_000)
    assert last[0] == "Y205"
    assert len(before) < MAX_DEPTH


def test_a_line_of_a_megabyte_is_read() -> None:
    text = "é" * 1_000_000
    assert read(f"a: {text}\nb: c\n").root == {"a": text, "b": "c"}


def test_a_file_without_a_value_is_empty() -> None:
    for text in ("", "\n\n", "# rien\n", "---\n", "---\n...\n", "\ufeff", " \n  \n"):
        assert [code for code, *_ in finding_places(text)] == ["Y001"], text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_with_or_without_a_byte_order_mark_has_the_same_values_and_places(codec: str) -> None:
    document = parse("clé: été\nb: c\n".encode(codec), "f.yaml")
    assert (document.root, codes(document)) == ({"clé": "été", "b": "c"}, [])
    assert pieces(document) == ["clé", "été", "b", "c"]


NOT_TEXT = {
    "UTF-16 without its mark": ("a: b\n".encode("utf-16-le"), 1),
    "UTF-16 cut in the middle": (b"\xff\xfea\0:", 1),
    "UTF-16 with a lone surrogate": (
        b"\xff\xfe" + "a: b\n\ud800".encode("utf-16-le", "surrogatepass"),
        2,
    ),
    "a zero byte": (b"a: b\nc: \0\n", 2),
    "a PNG image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 3),
    "a ZIP archive": (b"PK\x03\x04\x14\0\x06\0", 1),
    "MacRoman": ("a: b\nc: être\n".encode("mac-roman"), 2),
}


@pytest.mark.parametrize("name", NOT_TEXT)
def test_what_is_not_text_is_refused_at_its_line(name: str) -> None:
    data, line = NOT_TEXT[name]
    assert finding_places(data) == [("Y002", line, 1)]
    assert parse(data, "f.yaml").root is None


def test_a_file_in_windows_1252_is_read_and_said_not_to_be_in_utf8() -> None:
    document = parse("a: b\nc: un été à Nîmes\n".encode("cp1252"), "f.yaml")
    assert document.root == {"a": "b", "c": "un été à Nîmes"}
    assert finding_places("a: b\nc: un été à Nîmes\n".encode("cp1252")) == [("Y003", 2, 7)]
    assert document.diagnostics[0].arguments == {"encoding": "Windows-1252", "text": "été"}


@pytest.mark.parametrize("space", ["\u00a0", "\u0085"])
def test_a_windows_1252_file_whose_first_odd_character_is_a_space_is_said_too(space: str) -> None:
    assert finding_places(f"a: b\n{space}".encode("latin-1"))[0][0] == "Y003"


def test_a_surrogate_written_as_utf8_is_no_utf8() -> None:
    assert finding_places(b"a: \xed\xa0\x80\n") == [("Y003", 1, 4)]


@pytest.mark.parametrize("character", ["\x0b", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff", "\x07"])
def test_a_character_that_yaml_refuses_is_named(character: str) -> None:
    assert finding_places(f"a: b\nc: d{character}e\n") == [("Y004", 2, 5)]
    (found,) = parse(f"c: {character}".encode(), "f.yaml").diagnostics
    assert found.arguments == {"character": f"U+{ord(character):04X}"}


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certeval.sources.yaml.MAX_BYTES", 5)
    assert finding_places("a: bc") == []
    assert finding_places("a: bcd") == [("Y005", 1, 1)]


NAMED = {
    "intitule: Bloc 1 : vendre\n": ("Y101", 1, 18),
    "- intitule: Bloc 1 : vendre\n": ("Y101", 1, 20),
    "a: {libelle: Bloc 1 : vendre}\n": ("Y101", 1, 21),
    "a: [Bloc 1 : vendre : acheter]\n": ("Y101", 1, 21),
    "code:\u00a0BC1\nintitule: x\n": ("Y102", 1, 6),
    "code:\u202fBC1\nintitule: x\n": ("Y102", 1, 6),
    "intitule: x\ncode:\u00a0BC1\n": ("Y102", 2, 6),
    "a: {code:\u00a0BC1}\n": ("Y102", 1, 10),
    "- code:\u00a0BC1\n": ("Y102", 1, 8),
    "code\u00a0: BC1\n": ("Y103", 1, 1),
    "code\u202f: BC1\n": ("Y103", 1, 1),
    "\u00a0code: BC1\n": ("Y103", 1, 1),
    "a:\n  b: c\n\u00a0\u00a0d: e\n": ("Y103", 3, 1),
    "a: {\u00a0code: BC1}\n": ("Y103", 1, 5),
    "plus_de: > 50 %\nau_plus: 1\n": ("Y104", 1, 10),
    "plus_de: %50\n": ("Y104", 1, 10),
    "r: {parmi: criteres, plus_de: %50}\n": ("Y104", 1, 31),
    "jury: @certificateur\n": ("Y104", 1, 7),
    "texte: `code`\n": ("Y104", 1, 8),
    "texte: *important* de lire\n": ("Y104", 1, 8),
    "texte: & lire\n": ("Y104", 1, 8),
    "texte: - lire\n": ("Y104", 1, 8),
    "texte: |lire\n": ("Y104", 1, 8),
    "libelle: 'l'étude'\n": ("Y105", 1, 12),
    "- 'l'étude de cas'\n": ("Y105", 1, 5),
    "a: {libelle: 'l'étude'}\n": ("Y105", 1, 16),
    "a:\n\tb: c\n": ("Y106", 2, 1),
    "a:\n  b: c\n\td: e\n": ("Y106", 3, 1),
    "a: {b: Un plan, daté}\n": ("Y107", 1, 17),
    "a: {E1: 0,5, E2: 1}\n": ("Y107", 1, 11),
    "code: BC1\nintitule:Vendre\nmetiers: []\n": ("Y108", 2, 1),
    "- code: C1\n  libelle:Vendre\n  autre: x\n": ("Y108", 2, 3),
    "code: BC1\nintitule Vendre\nmetiers: []\n": ("Y108", 2, 1),
    "code\nintitule: Vendre\n": ("Y108", 1, 1),
    "- code: C1\n  libelle:Vendre\n- code: C2\n": ("Y108", 2, 3),
    "a: {parmi: b, plus_de:}\n": ("Y108", 1, 15),
    "a: {note:{sur: 20}}\n": ("Y108", 1, 5),
    "a: {b: c, et:[d]}\n": ("Y108", 1, 11),
    "a: {libelle: Le plan:, b: c}\n": ("Y100", 1, 21),
    "code: BC1\n  intitule: Vendre\n": ("Y109", 2, 3),
    "blocs:\n  - code: BC1\n   intitule: Vendre\n": ("Y109", 3, 4),
    "blocs:\n  - code: BC1\n  intitule: Vendre\n": ("Y109", 3, 3),
    "  a: b\n c: d\n": ("Y109", 2, 2),
    "a: [b, c\nd: e\n": ("Y110", 1, 4),
    "a: {b: c\nd: e\n": ("Y110", 1, 4),
    'a: "b\nc: d\n': ("Y110", 1, 4),
    "a: 'b\n": ("Y110", 1, 4),
    "[a, b": ("Y110", 1, 1),
    "a: [b]]\n": ("Y100", 1, 7),
    'a: "\\d"\n': ("Y100", 1, 5),
    "a: 'b' c\n": ("Y105", 1, 6),
    'a: "b "c" d"\n': ("Y105", 1, 7),
    'a: {b: "c" d: e}\n': ("Y100", 1, 12),
    "a:\n- {b: c}\n - {b: d}\n": ("Y109", 3, 2),
    "a:\n- b: c\n-b: d\n  e: f\n": ("Y112", 3, 1),
    "a:\n  - b: c\n  • b: d\n    e: f\n": ("Y112", 3, 3),
    "%YAML 2.0\n---\na: b\n": ("Y100", 1, 1),
}


@pytest.mark.parametrize("text", NAMED)
def test_a_mistake_of_a_french_author_is_named_alone_and_where_it_stands(text: str) -> None:
    assert finding_places(text) == [NAMED[text]]


CLOSES = "this bracket or brace closes none that is open: remove it, or open it"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: {b: c}}\n", CLOSES),
        ("a:\n- b\n]\n", CLOSES),
        ("a:\n- }\n", CLOSES),
        ("a: {b: [}\n", "a value is expected here"),
        ("a: [b}\n", "a comma or a closing bracket is expected here"),
    ],
)
def test_a_sign_that_closes_nothing_is_told_so(certeval: Certeval, text: str, problem: str) -> None:
    Path("a.yaml").write_text(text, encoding="utf-8")
    assert (
        certeval("check", "a.yaml").out.splitlines()[0] == f"error[Y100]: this is not valid YAML: {problem}"
    )


@pytest.mark.parametrize(("typed", "code"), [("!vente", "Y203"), ("&vente", "Y207")])
def test_a_value_that_a_tag_or_an_anchor_hides_is_told_once(
    certeval: Certeval, typed: str, code: str
) -> None:
    """« libelle » has no value (R103) stood beside, of a text that an author wrote."""
    wording = "libelle: Accueillir un client afin de vendre"
    assert wording in ONE_BLOC
    Path("a.yaml").write_text(ONE_BLOC.replace(wording, f"libelle: {typed}"), encoding="utf-8")
    findings = json.loads(certeval("check", "a.yaml", "--json").out)["diagnostics"]
    assert [each["code"] for each in findings] == [code]


ONE_BLOC = """\
format: 1
certification: {code: vente, version: 1.0.0, intitule: Vendre}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Accueillir un client afin de vendre
    criteres: [{code: CR1, libelle: Le client est salué}, {code: CR2, libelle: Le besoin est reformulé}]
  - code: C2
    libelle: Encaisser un achat afin de conclure
    criteres: [{code: CR3, libelle: Le compte est bon}, {code: CR4, libelle: Le ticket est remis}]
"""
SOUND = [
    "a: >-\n  b : c\n",
    "a: >+ # plié\n  b\n",
    "a: |2-\n   b\n",
    "a: b # c : d\n",
    "a: http://example.org:80/x\n",
    "a: 'b : c'\n",
    'a: "b : c"\n',
    "a: b 'c'd\n",
    "a: b\u00a0:c\n",
    "a: 8:30\n",
    "a: b, c\n",
    "a: -5 %\n",
    "a: -b\n",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_like_a_mistake_is_read(text: str) -> None:
    assert finding_places(text) == []


def test_a_no_break_space_after_a_colon_of_a_flow_still_gives_the_key_and_its_value() -> None:
    assert parse("a: {code:\u00a0BC1, b: c}".encode(), "f.yaml").root == {"a": {"code": "BC1", "b": "c"}}


def test_several_mistakes_that_leave_the_file_readable_are_all_said() -> None:
    text = "a: {b: x, y}\nc: *d\ne\u00a0: f\ng: !h i\na: j\n"
    assert [code for code, *_ in finding_places(text)] == ["Y107", "Y202", "Y103", "Y203", "Y201"]


YAMLISH = st.lists(
    st.sampled_from(
        [
            *("- ", ": ", "? ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "\n", "\n  ", "\t", " ", "#"),
            *("&a", "*a", "!t", "%", "%TAG ! x\n", "@", "`", "---\n", "...\n", "<<", "~", "\\", "\x07"),
            *(
                "\u00a0",
                "\u202f",
                "\r",
                "\x85",
                "\u2028",
                "\ufeff",
                "é",
                "😀",
                "e\u0301",
                "\ufffe",
                "abc",
                "12",
            ),
            *("clé:\u00a0v", "a: b\n", "l'é", "0,5"),
        ]
    ),
    max_size=30,
).map("".join)


def inside(document: Document, span: Span) -> bool:
    """Whether a span lies in the text, its end after its start."""
    source = encoding.lines(document.text)
    in_file = 1 <= span.line <= span.end_line <= len(source)
    if not in_file:
        return False
    first, last = source[span.line - 1], source[span.end_line - 1]
    within = 1 <= span.column <= len(first) + 1 and 1 <= span.end_column <= len(last) + 1
    return within and (span.line, span.column) <= (span.end_line, span.end_column)


def sound(data: bytes) -> None:
    """Whatever is read is text, and whatever is said stands in the file."""
    document = parse(data, "f.yaml")
    assert document.root is not None or document.diagnostics
    if document.text:
        assert [
            d for d in document.diagnostics if not inside(document, d.place.span or Span(0, 0, 0, 0))
        ] == []
    assert all(isinstance(piece, str) for piece in pieces(document))


@settings(max_examples=150)
@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b"\xa0")
@example(b"'\xa0\t")
def test_reading_any_bytes_raises_nothing(data: bytes) -> None:
    sound(data)


@settings(max_examples=300)
@given(YAMLISH, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
@example(" '", "utf-8")
@example("!t*a\n  clé:\u00a0v", "utf-8")
@example("[1,2", "utf-8")
def test_reading_anything_like_yaml_raises_nothing(text: str, codec: str) -> None:
    sound(text.encode(codec, "replace"))


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_reading_any_text_raises_nothing(text: str) -> None:
    sound(text.encode("utf-8", "surrogatepass"))


KEYS = st.text(string.ascii_letters + "éàç", min_size=1, max_size=8)
VALUES = st.recursive(
    st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=200)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_json_writes_is_read_back_as_text(value: dict[str, object]) -> None:
    document = parse(json.dumps(value).encode(), "f.yaml")
    assert (document.root, codes(document)) == (value, [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a: "\\q"\n', "entre guillemets doubles, cette barre oblique inverse ne commence aucun signe"),
        ("- a\n,: c\n", "on attend ici «\u00a0-\u00a0», comme devant les éléments qui précèdent"),
        ("a: {b: c]\n", "on attend ici une virgule ou une accolade fermante"),
        ("%YAML 1.3\n--- a\n", "une directive, et YAML n’en connaît aucune de ce nom"),
        ("[a] b\n", "ce qui précède est complet, et ceci le suit"),
        ("a: ,\n", "on attend ici une valeur"),
        ("a: b\n,: c\n", "on attend ici une clé"),
    ],
)
def test_what_libyaml_says_is_told_in_french(text: str, words: str) -> None:
    messages.speak("fr")
    [finding] = parse(text.encode(), "f.yaml").diagnostics
    assert finding.code == "Y100"
    assert words in message(finding)
