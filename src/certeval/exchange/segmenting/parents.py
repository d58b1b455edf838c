"""Under which compétence each critère stands: its code says it, else its row, else its order, which is a doubt."""

from collections.abc import Iterator, Sequence

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.segmenting.items import ListItem
from certeval.exchange.segmenting.outline import DocumentOutline, OutlineBloc, OutlineNode, node


def attach(
    outline: DocumentOutline,
    bloc: OutlineBloc,
    row: Sequence[OutlineNode],
    listed: Sequence[ListItem],
    *,
    goes_on: bool,
) -> Iterator[OutlineNode]:
    """Put each critère of a cell under its compétence, whose row holds these ones; each as it is put.

    `goes_on` where the row may be the end of one of the page before, which held other compétences.
    """
    before = _latest(bloc) if goes_on else None
    groups = _by_groups(row, listed)
    for item in listed:
        parent: OutlineNode | None
        named = by_code(bloc.nodes, item)
        alone = row[0] if len(row) == 1 else None
        supposed = None
        if named is not None and alone is not None and named is not alone:
            parent = named
        elif named is not None or alone is not None:
            parent = named or alone
        else:
            supposed = (
                _numbered(item, before, row) or groups.get(item.group) or before or next(iter(row), None)
            )
            parent = supposed or next(reversed(bloc.nodes), None)
        if parent is None:
            outline.doubt(kinds.LEFT_OUT, None, item.spot, text=_as_typed(item))
            continue
        element = node("critere", item)
        parent.nodes.append(element)
        before = parent
        if named is not None and alone is not None and named is not alone and not goes_on:
            outline.doubt(kinds.CODE_MOVED, element, item.spot, blocking=True)
        if named is None and alone is None:
            _suppose(outline, element, parent, item)
        yield element


def attached(bloc: OutlineBloc, listed: Sequence[ListItem]) -> list[OutlineNode]:
    """The critères of a bloc that items became, in the order of the items."""
    spots = {id(each): each for competence in bloc.nodes for each in competence.nodes}
    found = []
    for item in listed:
        match = next(
            (
                e
                for e in spots.values()
                if e.typed is item.code and e.text == item.text and e.spot == item.spot
            ),
            None,
        )
        if match is not None:
            found.append(match)
            del spots[id(match)]
    return found


def _suppose(outline: DocumentOutline, element: OutlineNode, parent: OutlineNode, item: ListItem) -> None:
    outline.doubt(
        kinds.CODE_IRREGULAR if item.code else kinds.PARENT_SUPPOSED,
        element,
        item.spot,
        parent=parent,
        blocking=True,
    )


def by_code(competences: Sequence[OutlineNode], item: ListItem) -> OutlineNode | None:
    """The compétence whose number begins that of a critère, or is its very number."""
    if item.code is None:
        return None
    numbers = item.code.numbers
    for wanted in (numbers[:-1], numbers if len(numbers) > 1 else ()):
        found = [each for each in competences if each.numbers and each.numbers == wanted]
        if wanted and len(found) == 1:
            return found[0]
    return None


def _latest(bloc: OutlineBloc) -> OutlineNode | None:
    """The compétence of the last critère of a bloc."""
    return next((each for each in reversed(bloc.nodes) if each.nodes), None)


def _numbered(item: ListItem, before: OutlineNode | None, row: Sequence[OutlineNode]) -> OutlineNode | None:
    """The parent that a number alone says: that of the critère before where it follows that one's number, the next
    compétence of the row where it begins again.
    """
    if item.code is None or before is None or not before.nodes or len(item.code.numbers) > 1:
        return None
    last = before.nodes[-1].numbers
    if last and item.code.numbers == (last[-1] + 1,):
        return before
    at = next((i for i, each in enumerate(row) if each is before), None)
    begins = item.code.numbers == (1,) and at is not None and at + 1 < len(row)
    return row[at + 1] if begins and at is not None else None


def _by_groups(row: Sequence[OutlineNode], listed: Sequence[ListItem]) -> dict[int, OutlineNode]:
    """The compétence of each group of critères that a blank line parts, where there are as many of both."""
    groups = sorted({item.group for item in listed})
    return dict(zip(groups, row, strict=True)) if len(groups) == len(row) else {}


def _as_typed(item: ListItem) -> str:
    return f"{item.code.typed} {item.text}" if item.code else item.text
