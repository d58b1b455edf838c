"""A finding in one sentence, and the way out, in the language chosen."""

from certeval.diagnostics import Diagnostic
from certeval.messages import _
from certeval.render.words import spelled

ALL_OF = frozenset(
    {"documents", "keys", "parts", "levels", "elements", "headings", "dates", "columns", "rows", "signs"}
)
"""Arguments that list all there is, rather than what one may choose."""
TRANSLATED = frozenset({"wanted", "what", "kind"})
"""Arguments whose text is one of ours rather than the user's. `given` is when it names a shape."""


def message(diagnostic: Diagnostic) -> str:
    """What is wrong, in one sentence."""
    return _(diagnostic.kind.message).format_map(_Arguments(diagnostic))


def advice(diagnostic: Diagnostic) -> str:
    """The way out: how it is said here, or the word most likely meant, else the kind's help; empty without any."""
    if way := diagnostic.arguments.get("way"):
        return _(str(way)).format()
    if suggestion := diagnostic.arguments.get("suggestion"):
        return _("did you mean « {suggestion} »?").format(suggestion=suggestion)
    return _(diagnostic.kind.help).format_map(_Arguments(diagnostic)) if diagnostic.kind.help else ""


class _Arguments(dict[str, str]):
    """The arguments of a finding as words, made when a message asks for them."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic

    def __missing__(self, name: str) -> str:
        value = self.diagnostic.arguments[name]
        if name == "difference":
            return _difference(value)
        shape = name in TRANSLATED or (name == "given" and "wanted" in self.diagnostic.arguments)
        return spelled(value, ours=shape, every=name in ALL_OF)


def _difference(value: object) -> str:
    """A difference between two versions, in a few words; imported where there is one, which is seldom."""
    from certeval.render.differences.text import in_short
    from certeval.versions.difference import Difference

    return in_short(value) if isinstance(value, Difference) else ""
