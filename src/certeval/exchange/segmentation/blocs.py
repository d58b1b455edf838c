"""The titles above and across tables: of the bloc that their rows are of, of the elements that stand above a table."""

from collections.abc import Callable

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import LayoutCell, Spot, TextLine
from certeval.exchange.segmentation import codes, epreuves, headings, items, rule_sentences, titles
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc, OutlineNode


class BlocTitles:
    """The bloc that rows are of, which titles begin or come back to: `forget` is called each time."""

    def __init__(self, outline: DocumentOutline, forget: Callable[[], None]) -> None:
        self.outline = outline
        self.bloc: OutlineBloc | None = None
        self._forget = forget
        self._supposed: OutlineNode | None = None
        self._is_above = self._goes_on = self._is_condition = False

    def line(self, line: TextLine) -> bool:
        """Whether a line outside tables is the title of a bloc, which it begins, or goes on one."""
        goes_on, self._goes_on = self._goes_on, False
        if (title := titles.bloc_title(line, alone=True)) is not None:
            self.begin(title)
            self._goes_on = not line.ends or not title.text
        elif not goes_on or self.bloc is None:
            return False
        elif not line.text.strip():
            self._goes_on = not self.bloc.text
        elif titles.may_title(line) or (self.bloc.text and not epreuves.is_condition(line.text)):
            if self._is_condition:
                self.bloc.condition = f"{self.bloc.condition} {items.clean(line.text)}"
            elif not self.bloc.nodes:  # met again further on, it has its title
                self.bloc.text = f"{self.bloc.text} {items.clean(line.text)}".strip()
            self._goes_on = not line.ends
        else:
            return False
        return True

    def entitle(self, cell: LayoutCell) -> bool:
        """Take the text of a row alone for the title of the bloc whose number stands alone above it, as of a line."""
        bloc = self.bloc
        if bloc is None or bloc.text or bloc.document_code is None or not bloc.is_bare:
            return False
        line = TextLine(cell.text, cell.spot)
        other = titles.bloc_title(line, alone=True) or any(codes.code(cell.text, k) for k in titles.LETTERS)
        if other or not titles.may_title(line):
            return False
        bloc.text = items.clean(cell.text)
        return True

    def begin(self, title: OutlineNode, *, cut: bool = False) -> None:
        """Begin a bloc, or come back to it: the one of the same number, or of the same text; « Bloc 2 : la moyenne doit
        être atteinte » says what the one that has a title takes.
        """
        if cut and self.bloc is not None and self.bloc.document_code and not title.document_code:
            self.bloc.text = f"{self.bloc.text} {title.text}"
            self.outline.doubt(kinds.CUT_BY_PAGE, self.bloc, title.spot)
            return
        self._is_condition = False
        for bloc in self.outline.blocs:
            is_same = titles.is_bloc(bloc, title)
            if is_same or (bloc.numbers == title.numbers and rule_sentences.may_be_condition(title.text)):
                self.bloc, self._is_condition = bloc, not is_same
                if not is_same:
                    bloc.add_condition(headings.CONDITION.sub("", title.text))
                elif bloc.is_bare and title.text:  # a summary named it before, with its page perhaps
                    bloc.document_code, bloc.text, bloc.spot = title.document_code, title.text, title.spot
                break
        else:
            self.bloc = OutlineBloc("bloc", title.document_code, title.text, title.spot)
            self.outline.blocs.append(self.bloc)
        self._supposed = None
        self._forget()

    def suppose(self, line: TextLine) -> None:
        """Begin a bloc by a line that titles it otherwise: to be reviewed."""
        self.begin(OutlineNode("bloc", None, items.clean(line.text), line.spot))
        self.outline.doubt(kinds.BLOC_SUPPOSED, self.bloc, line.spot)

    def suppose_next(self, cell: LayoutCell, *, above: bool) -> None:
        """A row across that may title those below it, if any; `above` the headings of its table, it may say nothing."""
        if self._supposed is not None and not self._is_above:
            self.outline.doubt(kinds.LEFT_OUT, None, self._supposed.spot, text=self._supposed.text)
        self._supposed = OutlineNode("bloc", None, items.clean(cell.text), cell.spot)
        self._is_above = above

    def current(self, spot: Spot) -> OutlineBloc:
        """The bloc that a row belongs to: one without a title where the document names none."""
        if (title := self._supposed) is not None:
            self.begin(title)
            if self.bloc is not None and self.bloc.spot == title.spot:
                self.outline.doubt(kinds.BLOC_SUPPOSED, self.bloc, title.spot)
        if self.bloc is None:
            self.bloc = OutlineBloc("bloc", None, "", spot)
            self.outline.blocs.append(self.bloc)
        return self.bloc


class LinesAbove:
    """The titles met since the last bloc or table, in their order; those of a summary give way to what follows it."""

    def __init__(self) -> None:
        self._titles: list[tuple[str, TextLine]] = []
        self._last: dict[str, tuple[int, ...]] = {}
        self._goes_on = self._is_last = False

    def add(self, line: TextLine) -> None:
        """A line outside tables: a title, what goes on one, or another that parts it from the table."""
        if not line.text.strip():
            return
        line = titles.without_number(line)
        kind = titles.element_kind(line.text) or ("part" if titles.is_part(line) else "")
        self._is_last = bool(kind) or self._goes_on
        if kind:
            code = codes.code(line.text, kind) if kind in titles.LETTERS else None
            numbers = code.numbers if code else ()
            if kind in self._last and numbers <= self._last[kind]:
                self._titles.clear()
            self._last[kind] = numbers
            self._titles.append((kind, line))
        elif self._goes_on:
            name, title = self._titles[-1]
            self._titles[-1] = name, title._replace(text=f"{title.text} {line.text}")
        self._goes_on = self._is_last and not line.ends

    def clear(self) -> None:
        """Forget them: a bloc begins."""
        self._titles.clear()
        self._last.clear()
        self._goes_on = self._is_last = False

    def take(self, kind: str) -> LayoutCell | None:
        """The titles of a kind, as the cell of the column that the table below has not."""
        lines = tuple(line for name, line in self._titles if name == kind)
        self._titles = [each for each in self._titles if each[0] != kind]
        return LayoutCell(lines, 0, 0, spot=lines[0].spot) if lines else None

    def part(self) -> TextLine | None:
        """The title of a part of the document, if one stands there: « Option A »."""
        return next((line for name, line in self._titles if name == "part"), None)

    def rest(self) -> TextLine | None:
        """The title that stands just above the table and was not taken."""
        return self._titles[-1][1] if self._titles and self._is_last else None
