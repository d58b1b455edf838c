"""Y: YAML and encoding."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

EMPTY = Kind("Y001", Severity.ERROR, N_("the file is empty"), N_("start with « format: 1 »"))
BINARY = Kind(
    "Y002",
    Severity.ERROR,
    N_("this is not a text file: byte {byte} at line {line} is not text in UTF-8, UTF-16 or Windows-1252"),
    N_("export it again as text, in UTF-8"),
)
NOT_UTF8 = Kind(
    "Y003",
    Severity.ERROR,
    N_("the file is in {encoding}, not in UTF-8: « {text} » is the first place that shows it"),
    N_("save it again in UTF-8"),
)
FORBIDDEN_CHARACTER = Kind(
    "Y004",
    Severity.ERROR,
    N_("the character {character} is not allowed in YAML"),
    N_("remove it; it often comes from a copy out of a PDF or a word processor"),
)
TOO_LARGE = Kind(
    "Y005",
    Severity.ERROR,
    N_("the file is {size} bytes, more than the {limit} accepted"),
    N_("a référentiel is a few hundred kilobytes at most: check that this is the right file"),
)
TOO_MANY = Kind(
    "Y006",
    Severity.ERROR,
    N_("there are more than {limit} mistakes: the file is not read further"),
    N_("check that this is the right file; else correct what is said most often, and check again"),
)
TOO_LONG = Kind(
    "Y007",
    Severity.ERROR,
    N_("the file holds more than {limit} keys and values: it is not read further"),
    N_("a référentiel has some thousands: check that this is the right file; large score sheets go in CSV"),
)
SYNTAX = Kind(
    "Y100",
    Severity.ERROR,
    N_("this is not valid YAML: {problem}"),
    N_("put a text that holds punctuation between double quotes, and indent each level by two spaces"),
)
COLON_IN_TEXT = Kind(
    "Y101",
    Severity.ERROR,
    N_("a colon followed by a space inside a text: YAML takes it for a new key"),
    N_('put the whole text between double quotes: "…"'),
)
NO_BREAK_COLON = Kind(
    "Y102",
    Severity.ERROR,
    N_("a no-break space after the colon: YAML sees one text here, not a key and its value"),
    N_("type an ordinary space after the colon"),
)
NO_BREAK_KEY = Kind(
    "Y103",
    Severity.ERROR,
    N_("a no-break space beside the key « {key} »: it becomes part of the key"),
    N_("replace it with an ordinary space"),
)
STARTS_WITH_SIGN = Kind(
    "Y104",
    Severity.ERROR,
    N_("a text that begins with « {sign} » must be between quotes"),
    N_('write "{text}"; a threshold has its own key: plus_de: 50 %'),
)
APOSTROPHE = Kind(
    "Y105",
    Severity.ERROR,
    N_("the apostrophe ends the text that a single quote opened"),
    N_('put the text between double quotes: "l\'étude"'),
)
TAB = Kind("Y106", Severity.ERROR, N_("a tab where YAML wants spaces"), N_("indent with spaces"))
STRAY_COMMA = Kind(
    "Y107",
    Severity.ERROR,
    N_("a comma inside {{…}} cuts the text here: « {key} » is read as a key of its own"),
    N_("put the whole text between double quotes"),
)
NO_COLON = Kind(
    "Y108",
    Severity.ERROR,
    N_("« {text} » has no colon followed by a space: YAML sees no key here"),
    N_("write the key, a colon and a space before the value"),
)
MISALIGNED = Kind(
    "Y109",
    Severity.ERROR,
    N_("the key « {key} » is not aligned with the keys above it"),
    N_("indent it as they are; a text that goes on over several lines goes between double quotes"),
)
UNCLOSED = Kind(
    "Y110",
    Severity.ERROR,
    N_("what « {sign} » opens here is never closed"),
    N_("close it where the text, the list or the mapping ends"),
)
KEY_ALONE = Kind(
    "Y111",
    Severity.ERROR,
    N_("« {key} » stands alone between braces: YAML sees a key without its value"),
    N_("write the key that it is the value of, such as {{sur: 20}}; a single value goes without braces"),
)
DUPLICATE_KEY = Kind(
    "Y201",
    Severity.ERROR,
    N_("the key « {key} » is given twice"),
    N_("keep one of the two"),
)
ALIAS = Kind(
    "Y202",
    Severity.ERROR,
    N_("the alias « *{name} » is refused: each value is written out"),
    N_("write the value itself; a text that begins with « * » goes between quotes"),
)
TAG = Kind(
    "Y203",
    Severity.ERROR,
    N_("the tag « {tag} » is refused: values are plain here"),
    N_("remove it; a text that begins with « ! » goes between quotes"),
)
SEVERAL_DOCUMENTS = Kind(
    "Y204",
    Severity.ERROR,
    N_("a second document begins here: one file holds one document"),
    N_("remove the line « --- », or cut the file in two"),
)
TOO_DEEP = Kind(
    "Y205",
    Severity.ERROR,
    N_("nested deeper than {limit} levels"),
    N_("a named rule (`regles`, `mesures`) makes a nested one shorter"),
)
NOT_A_KEY = Kind(
    "Y206",
    Severity.ERROR,
    N_("a key is one word, not a list, a mapping or nothing"),
    N_("write a word before the colon"),
)
ANCHOR = Kind(
    "Y207",
    Severity.ERROR,
    N_("the anchor « &{name} » is refused: YAML takes it off the text"),
    N_("remove it; a text that begins with « & » goes between quotes"),
)
