"""What a référentiel means, as plain data: independent of comments, of the order of keys, of layout, of how a number
is typed.

The data have the shape of the file, so that they can be read and compiled again. Every scalar is a text, as the YAML
reader gives it. What decides here:

* a wording counts to the character, as YAML reads it (folding a line is layout, a second space is not);
* an exact number has one spelling: `0,5`, `0.50` and `1/2` are `0.5`; `2/3` of the items and `50 %` stay shares;
* a key whose value is its default is absent: `langue: fr`, `echelle: acquis` of critères, an `evalue` that lists
  the compétences of its bloc in their order;
* the order of a list counts (of critères, of parts, of what a rule lists); the order of keys does not.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TypeAlias, cast

from certeval.referentiel.elements import DeclaredElement
from certeval.referentiel.load import Compilation, compile_document
from certeval.referentiel.models import Fichier
from certeval.referentiel.texts import Delai, Duree
from certeval.referentiel.tree import SCORE_KINDS, walk
from certeval.rules import grammar
from certeval.rules.file_model import FileModel
from certeval.rules.saisie import DEFAULT_STATUSES, Saisie
from certeval.sources.document import Document
from certeval.text.digests import canonical, sha256
from certeval.text.nearest import fold
from certeval.text.numbers import exact, number, percent

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | None"
"""Plain data as a file holds them; a dict's order means nothing."""

HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60
DEFAULT_SCALE = ("critere", "fait")
"""Kinds for which yes or no is entered unless said otherwise."""
ASIDE = ("ecarts", "a_relire", "cas")
"""Sections that no decision and no wording of the certification depends on."""


def meaning(model: Fichier) -> dict[str, Plain]:
    """The canonical plain data of a référentiel. Two files with the same meaning give equal data."""
    sections = _mapping(model, frozenset(_levels(model)))
    _drop_default_entries(sections)
    _drop_default_evalue(sections)
    return sections


def lasting_part(data: dict[str, Plain]) -> dict[str, Plain]:
    """A meaning without what is said of a version once it is published: the days it is in force, for one is closed
    when the next begins, the écarts that answer later findings, the doubts, and the cases that prove it.
    """
    rest = {key: value for key, value in data.items() if key not in ASIDE}
    if isinstance(certification := rest.get("certification"), dict):
        rest["certification"] = {key: value for key, value in certification.items() if key != "en_vigueur"}
    return rest


def empreinte_sens(model: Fichier) -> str:
    """`sha256:` and the digest of what lasts of the meaning: the same however a version is closed."""
    return digest(lasting_part(meaning(model)))


def digest(data: Plain) -> str:
    """`sha256:` and the digest of plain data."""
    return sha256(canonical(data).encode())


def compile_meaning(data: dict[str, Plain], file: str) -> Compilation:
    """The référentiel that a meaning says, compiled again. Its places are all the first of `file`."""
    return compile_document(Document(file, data, canonical(data).encode()))


def _plain(value: object, levels: frozenset[str], *, in_rule: bool = False) -> Plain:
    """One value. In a rule a text that is a number is one, unless a scale has a level of that name."""
    if isinstance(value, FileModel):
        return value.as_word or _mapping(value, levels)
    if isinstance(value, tuple):
        return [_plain(each, levels, in_rule=in_rule) for each in value]
    if isinstance(value, dict):
        mapping = {str(key): _plain(each, levels, in_rule=in_rule) for key, each in value.items()}
        return {key: each for key, each in mapping.items() if each is not None}
    if isinstance(value, Fraction):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Duree):
        return _duration(value.minutes)
    if isinstance(value, Delai):
        return value.texte
    if value is None:
        return None
    return _limit(str(value), levels) if in_rule else str(value)


def _mapping(model: FileModel, levels: frozenset[str]) -> dict[str, Plain]:
    """The keys that say something else than their default."""
    in_rule = type(model).__module__ == grammar.__name__
    is_count = isinstance(model, grammar.Parmi)
    mapping: dict[str, Plain] = {}
    for name, value in model.says():
        if is_count and name in grammar.BOUNDS:
            mapping[name] = _limit(str(value), levels, share=True)
        elif name == "remplace" and isinstance(value, str):
            mapping[name] = [value]
        else:
            plain = _plain(value, levels, in_rule=in_rule or name == "mesures")
            if plain != {} or name == "jures":  # `jures: {}` asks for agreement, whatever the kind asks for
                mapping[name] = plain
    return mapping


def _limit(text: str, levels: frozenset[str], *, share: bool = False) -> str:
    """A limit or a number in its one spelling; a name, a level or a selection as it is.

    With `share`, a fraction is a share of the items and never a number of them.
    """
    if fold(text) in levels:
        return text
    part = percent(text)
    if part is None and share and "/" in text:
        part = number(text)
    if part is not None:
        decimal = _number(part * 100)
        return f"{part.numerator}/{part.denominator}" if share and "/" in decimal else f"{decimal} %"
    value = number(text)
    return text if value is None else _number(value)


def _number(value: Fraction) -> str:
    """Exact text that reads back: a decimal of up to thirty places where its fraction would be too long to read."""
    text = exact(value)
    if number(text) is not None:
        return text
    digits = f"{abs(value.numerator) * 10**30 // value.denominator:031d}"
    return f"{'-' if value < 0 else ''}{digits[:-30]}.{digits[-30:]}"


def _duration(minutes: int) -> str:
    """A length of time in the largest unit that counts it: `60 min` is `1 h`, `7 j` is `1 semaine`."""
    if minutes % WEEK == 0:
        return f"{minutes // WEEK} {'semaine' if minutes == WEEK else 'semaines'}"
    if minutes % DAY == 0:
        return f"{minutes // DAY} j"
    hours, rest = divmod(minutes, HOUR)
    if not rest:
        return f"{hours} h"
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"


def _levels(model: Fichier) -> Iterator[str]:
    """The folded names of every level of every scale: `1,0` may be one, and is then no number."""
    declarations: list[Saisie | DeclaredElement] = [*model.saisie.values()]
    declarations += [cast("DeclaredElement", each.model) for each in walk(model) if each.kind in SCORE_KINDS]
    for scale in (each.echelle for each in declarations):
        if scale is not None:
            yield from map(fold, scale.words())


def _drop_default_entries(data: dict[str, Plain]) -> None:
    """Leave out what the language says anyway: the scale of critères and faits, the effects of statuses."""
    saisie, statuses = data.get("saisie"), data.get("statuts")
    for kind in DEFAULT_SCALE:
        declaration = saisie.get(kind) if isinstance(saisie, dict) else None
        if isinstance(declaration, dict) and declaration.get("echelle") == "acquis":
            del declaration["echelle"]
    if isinstance(saisie, dict):
        data["saisie"] = {kind: declaration for kind, declaration in saisie.items() if declaration}
    if isinstance(statuses, dict):
        data["statuts"] = {
            word: effect for word, effect in statuses.items() if DEFAULT_STATUSES.get(word) != effect
        }
    for key in ("saisie", "statuts"):
        if data.get(key) == {}:
            del data[key]


def _drop_default_evalue(data: dict[str, Plain]) -> None:
    """Leave out an `evalue` that lists the compétences of its bloc, all of them and in their order."""
    for bloc in maps(data.get("blocs")):
        default = [competence["code"] for competence in maps(bloc.get("competences"))]
        for epreuve in maps(bloc.get("epreuves")):
            if epreuve.get("evalue") == default:
                del epreuve["evalue"]


def maps(items: Plain) -> Iterator[dict[str, Plain]]:
    """The mappings of a list; nothing of what is none."""
    return (each for each in items if isinstance(each, dict)) if isinstance(items, list) else iter(())
