"""A référentiel whose rules are said otherwise, without a new version being written."""

from dataclasses import field

from certeval.declared import typed
from certeval.diagnostics import Finding, Path, Place, has_errors
from certeval.diagnostics.families import referentiel as kinds
from certeval.frozen import frozen
from certeval.referentiel.load import Loaded, Referentiel, compile_document
from certeval.sources import yaml
from certeval.sources.document import Document, Map

SECTION = "validation"


@frozen
class _Supposed(Document):
    """A document some of whose rules stand in another: their places are there."""

    rules: Document = field(default_factory=lambda: Document("", Map(), b""))

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        said = self.rules.root
        if path[:1] == (SECTION,) and isinstance(said, Map) and path[1:2] and path[1] in said:
            return self.rules.place(path[1:], at_key=at_key)
        return Document.place(self, path, at_key=at_key)


def supposed(referentiel: Referentiel, text: str, name: str) -> Loaded:
    """The référentiel with the rules of `text` instead of its own, by kind: the keys that `validation` takes.

    Mistakes in the text stand in a file called `name`.
    """
    rules = yaml.parse(text.encode(), name)
    if has_errors(rules.diagnostics):
        return Loaded(rules, None, None, None, rules.diagnostics)
    if not isinstance(rules.root, Map):
        arguments = {"wanted": "mapping", "given": typed.shape(rules.root)}
        mistake = rules.locate(Finding(kinds.WRONG_SHAPE, (), arguments))
        return Loaded(rules, None, None, None, [mistake])
    base = referentiel.document
    root = _with(base.root, {SECTION: _with(base.at((SECTION,)), rules.root)})
    return compile_document(_Supposed(base.file, root, base.data, base.text, rules.diagnostics, rules))


def _with(held: object, said: dict[str, object]) -> Map:
    """A mapping with other values of some keys, each pair where it was read."""
    found = Map()
    for each in (held, said):
        places = each.places if isinstance(each, Map) else {}
        for key, value in each.items() if isinstance(each, dict) else ():
            key_at, at = places.get(key) or found.places.get(key) or NOWHERE
            found.put(key, key_at, value, at)
    return found


NOWHERE = ((1, 1, 1, 1), (1, 1, 1, 1))
