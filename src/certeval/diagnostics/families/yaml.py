"""Y: YAML and encoding."""

from certeval.diagnostics.model import error

EMPTY = error("Y001", "the file is empty").way("start with « format: 1 »")
BINARY = error(
    "Y002", "this is not a text file: byte {byte} at line {line} is not text in UTF-8, UTF-16 or Windows-1252"
).way("export it again as text, in UTF-8")
NOT_UTF8 = error(
    "Y003", "the file is in {encoding}, not in UTF-8: « {text} » is the first place that shows it"
).way("save it again in UTF-8")
FORBIDDEN_CHARACTER = error("Y004", "the character {character} is not allowed in YAML").way(
    "remove it; it often comes from a copy out of a PDF or a word processor"
)
TOO_LARGE = error("Y005", "the file is {size} bytes, more than the {limit} accepted").way(
    "a référentiel is a few hundred kilobytes at most: check that this is the right file"
)
TOO_MANY = error("Y006", "there are more than {limit} mistakes: the file is not read further").way(
    "check that this is the right file; else correct what is said most often, and check again"
)
TOO_LONG = error("Y007", "the file holds more than {limit} keys and values: it is not read further").way(
    "a référentiel has some thousands: check that this is the right file; large score sheets go in CSV"
)
SYNTAX = error("Y100", "this is not valid YAML: {problem}").way(
    "put a text that holds punctuation between double quotes, and indent each level by two spaces"
)
COLON_IN_TEXT = error("Y101", "a colon followed by a space inside a text: YAML takes it for a new key").way(
    'put the whole text between double quotes: "…"'
)
NO_BREAK_COLON = error(
    "Y102", "a no-break space after the colon: YAML sees one text here, not a key and its value"
).way("type an ordinary space after the colon")
NO_BREAK_KEY = error("Y103", "a no-break space beside the key « {key} »: it becomes part of the key").way(
    "replace it with an ordinary space"
)
STARTS_WITH_SIGN = error("Y104", "a text that begins with « {sign} » must be between quotes").way(
    'write "{text}"; a threshold has its own key: plus_de: 50 %'
)
QUOTE = error("Y105", "« {sign} » ends here the text that the same sign opened").way(
    'put the whole text between double quotes, with no such sign in it: "l\'étude", "dit « oui »"'
)
TAB = error("Y106", "a tab where YAML wants spaces").way("indent with spaces")
STRAY_COMMA = error(
    "Y107", "a comma inside {{…}} cuts the text here: « {key} » is read as a key of its own"
).way("put the whole text between double quotes")
NO_COLON = error("Y108", "« {text} » has no colon followed by a space: YAML sees no key here").way(
    "write the key, a colon and a space before the value; a text over several lines goes between double quotes"
)
MISALIGNED = error("Y109", "« {key} » is not aligned with the keys or the dashes above it").way(
    "indent it as they are; a text that goes on over several lines goes between double quotes"
)
UNCLOSED = error("Y110", "what « {sign} » opens here is never closed").way(
    "close it where the text, the list or the mapping ends"
)
DASH = error("Y112", "« {text} » begins no item of a list: a hyphen and a space do").way("write « - {rest} »")
KEY_ALONE = error("Y111", "« {key} » stands alone between braces: YAML sees a key without its value").way(
    "write the key that it is the value of, such as {{sur: 20}}; a single value goes without braces"
)
DUPLICATE_KEY = error("Y201", "the key « {key} » is given twice").way(
    "keep one of the two; where it begins another item of the list, write « - » before it"
)
ALIAS = error("Y202", "the alias « *{name} » is refused: each value is written out").way(
    "write the value itself; a text that begins with « * » goes between quotes"
)
TAG = error("Y203", "the tag « {tag} » is refused: values are plain here").way(
    "remove it; a text that begins with « ! » goes between quotes"
)
SEVERAL_DOCUMENTS = error("Y204", "a second document begins here: one file holds one document").way(
    "remove the line « --- », or cut the file in two"
)
TOO_DEEP = error("Y205", "nested deeper than {limit} levels").way(
    "a named rule (`regles`, `mesures`) makes a nested one shorter"
)
NOT_A_KEY = error("Y206", "a key is one word, not a list, a mapping or nothing").way(
    "write a word before the colon"
)
ANCHOR = error("Y207", "the anchor « &{name} » is refused: YAML takes it off the text").way(
    "remove it; a text that begins with « & » goes between quotes"
)
