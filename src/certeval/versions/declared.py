"""What `remplace` says: which elements of the earlier version an element of the later one stands for."""

from collections.abc import Iterator

from certeval.frozen import frozen
from certeval.text.nearest import fold
from certeval.versions.outline import CODED, Key, MeaningOutline
from certeval.versions.wordings import NEAR, likeness


@frozen
class Links:
    """Sets of elements that belong together: (earlier keys, later keys), and codes that lead nowhere."""

    together: tuple[tuple[tuple[Key, ...], tuple[Key, ...]], ...]
    unknown: tuple[tuple[Key, str], ...]


def links(earlier: MeaningOutline, later: MeaningOutline) -> Links:
    """The elements that `remplace` puts together, each set once, in the order of the later version."""
    spelled = {(kind, fold(code)): (kind, code) for kind, code in earlier.parts if kind in CODED}
    pairs: list[tuple[Key, Key]] = []
    unknown: list[tuple[Key, str]] = []
    for key, part in later.parts.items():
        replaced = part.fields.get("remplace")
        before = earlier.parts.get(key)
        if not isinstance(replaced, list) or (before and before.fields.get("remplace") == replaced):
            continue  # said in the earlier version already, of one before it
        for code in map(str, replaced):
            found = (key[0], code) if (key[0], code) in earlier.parts else spelled.get((key[0], fold(code)))
            if found is None:
                unknown.append((key, code))
            else:
                pairs.append((found, key))
    return Links(tuple(_together([*pairs, *_staying(pairs, earlier, later)])), tuple(unknown))


def _staying(
    pairs: list[tuple[Key, Key]], earlier: MeaningOutline, later: MeaningOutline
) -> Iterator[tuple[Key, Key]]:
    """Elements that keep their code and nearly their wording while another replaces them, or they another.

    CR1 is split where CR2 replaces it and CR1 still stands, worded nearly as before.
    """
    said = {later_key for _, later_key in pairs}
    replaced = {earlier_key for earlier_key, _ in pairs}
    for key in dict.fromkeys(key for pair in pairs for key in pair):
        one, other = earlier.parts.get(key), later.parts.get(key)
        if one is None or other is None or (key in said and key in replaced):
            continue
        if likeness(one.wording, other.wording) >= NEAR:
            yield key, key


def _together(pairs: list[tuple[Key, Key]]) -> Iterator[tuple[tuple[Key, ...], tuple[Key, ...]]]:
    """Pairs that share an element, put in one set."""
    of: dict[tuple[str, Key], int] = {}
    sets: dict[int, tuple[dict[Key, None], dict[Key, None]]] = {}
    for number, (one, other) in enumerate(pairs):
        held = {of[end] for end in (("earlier", one), ("later", other)) if end in of}
        sets[number] = ({one: None}, {other: None})
        for each in sorted(held):
            earlier, later = sets.pop(each)
            sets[number] = (earlier | sets[number][0], later | sets[number][1])
        for key in sets[number][0]:
            of["earlier", key] = number
        for key in sets[number][1]:
            of["later", key] = number
    for earlier, later in sets.values():
        yield tuple(earlier), tuple(later)
