"""Y: YAML and encoding."""

from certeval.diagnostics.model import error
from certeval.messages import N_

EMPTY = error("Y001", N_("the file is empty"), N_("start with « format: 1 »"))
BINARY = error(
    "Y002",
    N_("this is not a text file: byte {byte} at line {line} is not text in UTF-8, UTF-16 or Windows-1252"),
    N_("export it again as text, in UTF-8"),
)
NOT_UTF8 = error(
    "Y003",
    N_("the file is in {encoding}, not in UTF-8: « {text} » is the first place that shows it"),
    N_("save it again in UTF-8"),
)
FORBIDDEN_CHARACTER = error(
    "Y004",
    N_("the character {character} is not allowed in YAML"),
    N_("remove it; it often comes from a copy out of a PDF or a word processor"),
)
TOO_LARGE = error(
    "Y005",
    N_("the file is {size} bytes, more than the {limit} accepted"),
    N_("a référentiel is a few hundred kilobytes at most: check that this is the right file"),
)
TOO_MANY = error(
    "Y006",
    N_("there are more than {limit} mistakes: the file is not read further"),
    N_("check that this is the right file; else correct what is said most often, and check again"),
)
TOO_LONG = error(
    "Y007",
    N_("the file holds more than {limit} keys and values: it is not read further"),
    N_("a référentiel has some thousands: check that this is the right file; large score sheets go in CSV"),
)
SYNTAX = error(
    "Y100",
    N_("this is not valid YAML: {problem}"),
    N_("put a text that holds punctuation between double quotes, and indent each level by two spaces"),
)
COLON_IN_TEXT = error(
    "Y101",
    N_("a colon followed by a space inside a text: YAML takes it for a new key"),
    N_('put the whole text between double quotes: "…"'),
)
NO_BREAK_COLON = error(
    "Y102",
    N_("a no-break space after the colon: YAML sees one text here, not a key and its value"),
    N_("type an ordinary space after the colon"),
)
NO_BREAK_KEY = error(
    "Y103",
    N_("a no-break space beside the key « {key} »: it becomes part of the key"),
    N_("replace it with an ordinary space"),
)
STARTS_WITH_SIGN = error(
    "Y104",
    N_("a text that begins with « {sign} » must be between quotes"),
    N_('write "{text}"; a threshold has its own key: plus_de: 50 %'),
)
APOSTROPHE = error(
    "Y105",
    N_("the apostrophe ends the text that a single quote opened"),
    N_('put the text between double quotes: "l\'étude"'),
)
TAB = error("Y106", N_("a tab where YAML wants spaces"), N_("indent with spaces"))
STRAY_COMMA = error(
    "Y107",
    N_("a comma inside {{…}} cuts the text here: « {key} » is read as a key of its own"),
    N_("put the whole text between double quotes"),
)
NO_COLON = error(
    "Y108",
    N_("« {text} » has no colon followed by a space: YAML sees no key here"),
    N_("write the key, a colon and a space before the value"),
)
MISALIGNED = error(
    "Y109",
    N_("the key « {key} » is not aligned with the keys above it"),
    N_("indent it as they are; a text that goes on over several lines goes between double quotes"),
)
UNCLOSED = error(
    "Y110",
    N_("what « {sign} » opens here is never closed"),
    N_("close it where the text, the list or the mapping ends"),
)
KEY_ALONE = error(
    "Y111",
    N_("« {key} » stands alone between braces: YAML sees a key without its value"),
    N_("write the key that it is the value of, such as {{sur: 20}}; a single value goes without braces"),
)
DUPLICATE_KEY = error(
    "Y201",
    N_("the key « {key} » is given twice"),
    N_("keep one of the two"),
)
ALIAS = error(
    "Y202",
    N_("the alias « *{name} » is refused: each value is written out"),
    N_("write the value itself; a text that begins with « * » goes between quotes"),
)
TAG = error(
    "Y203",
    N_("the tag « {tag} » is refused: values are plain here"),
    N_("remove it; a text that begins with « ! » goes between quotes"),
)
SEVERAL_DOCUMENTS = error(
    "Y204",
    N_("a second document begins here: one file holds one document"),
    N_("remove the line « --- », or cut the file in two"),
)
TOO_DEEP = error(
    "Y205",
    N_("nested deeper than {limit} levels"),
    N_("a named rule (`regles`, `mesures`) makes a nested one shorter"),
)
NOT_A_KEY = error(
    "Y206",
    N_("a key is one word, not a list, a mapping or nothing"),
    N_("write a word before the colon"),
)
ANCHOR = error(
    "Y207",
    N_("the anchor « &{name} » is refused: YAML takes it off the text"),
    N_("remove it; a text that begins with « & » goes between quotes"),
)
