"""What libyaml says of a syntax error, in words that are translated; the rest is given as it says it."""

from certeval.diagnostics import Word
from certeval.messages import N_

_DIRECTIVE = Word(N_("a line that begins with « % » is a directive, and none that YAML knows"))
_ESCAPE = Word(
    N_("a backslash between double quotes begins no sign that YAML knows: write two, or single quotes")
)

CLOSING = Word(N_("this bracket or brace closes none that is open: remove it, or open it"))

PROBLEMS = {
    "did not find expected key": Word(N_("a key is expected here")),
    "did not find expected node content": Word(N_("a value is expected here")),
    "did not find expected <document start>": Word(N_("what stands before is whole, and this follows it")),
    "did not find expected '-' indicator": Word(N_("« - » is expected here, as before the items above")),
    "did not find expected ',' or '}'": Word(N_("a comma or a closing brace is expected here")),
    "did not find expected ',' or ']'": Word(N_("a comma or a closing bracket is expected here")),
    "could not find expected ':'": Word(N_("a colon is expected here, after the key")),
    "found unexpected ':'": Word(N_("no colon can stand here")),
    "mapping keys are not allowed in this context": Word(N_("no « ? » can stand here")),
    "mapping values are not allowed in this context": Word(N_("no key can stand here")),
    "block sequence entries are not allowed in this context": Word(N_("no item of a list can stand here")),
    "found character that cannot start any token": Word(N_("this sign begins nothing in YAML")),
    "found unexpected end of stream": Word(N_("the file ends before what is open is closed")),
    "found unexpected document indicator": Word(N_("`---` or `...` stands within a text")),
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found incompatible YAML document": _DIRECTIVE,
    "found unknown directive name": _DIRECTIVE,
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
    "did not find expected version number": _DIRECTIVE,
    "did not find expected digit or '.' character": _DIRECTIVE,
    "did not find expected comment or line break": _DIRECTIVE,
    "did not find expected '!'": _DIRECTIVE,
}
