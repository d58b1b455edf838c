"""The processing report of the Caisse des Dépôts (« accusé de traitement »), read whatever its file holds.

Its shape is known from reports that were published (`rapport` of namespace `urn:cdc:cpf:pc5:rapport:schema`, or of
none): `idFlux`, `idTraitement`, `PassagesOK/idTechnique`, `PassagesKO/passage/{idTechnique, messageErreur}`.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, Place, Related, Span, Word
from certeval.diagnostics.families import sessions as kinds
from certeval.messages import N_
from certeval.registre.suivis import KO, OK
from certeval.sources import encoding
from certeval.sources.workbook.markup import SEPARATOR, Handler, MarkupError, local_name, walk
from certeval.text.cell_text import trim
from certeval.text.digests import sha256

NAMESPACE = "urn:cdc:cpf:pc5:rapport:schema"
FLUX = "urn:cdc:cpf:pc5:schema"
MAX_BYTES = 64 << 20
MOST_PASSAGES = 200_000
"""What a flux holds at most, and so its report."""
MOST_ELEMENTS = 5 * MOST_PASSAGES
MAX_DEPTH = 20
LONGEST_NAME = 255
LONGEST_MESSAGE = 2_000
PIECE = 1 << 16
BETWEEN = " ; "
"""What stands between the messages of one passage."""


NOWHERE = Place("")


class PassageReport(NamedTuple):
    """What a report says of one passage: OK or KO, why, and where it says so."""

    id_technique: str
    statut: str
    message: str
    place: Place


@dataclass(slots=True)
class Rapport:
    """A report as read. `passages` by identifier, in its order; none where it can't be relied on."""

    file: str
    digest: str = ""
    """That of its bytes."""
    id_flux: str = ""
    traitement: str = ""
    place: Place = NOWHERE
    """Where it says which flux it answers."""
    passages: dict[str, PassageReport] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether it was read to its end and says which flux it answers."""
        return not any(each.kind in WHOLLY for each in self.diagnostics)


WHOLLY = (
    *(kinds.NOT_ITS_REPORT, kinds.REPORT_BROKEN, kinds.REPORT_DECLARES),
    *(kinds.REPORT_TOO_LARGE, kinds.REPORT_LACKS),
)
"""What keeps anything of a report from being recorded."""


class _Refusal(Exception):  # noqa: N818 -- a user's file, told as the diagnostic that it holds
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def read(data: bytes, file: str) -> Rapport:
    """A report from its bytes: nothing is expanded, nothing is fetched, and what is too large is not read."""
    rapport = Rapport(file, sha256(data))
    try:
        text = _text(data, file)
        handler = _Elements(rapport)
        walk((text[i : i + PIECE] for i in range(0, len(text), PIECE)), handler, "utf-8")
    except _Refusal as error:
        rapport.diagnostics.append(error.diagnostic)
    except MarkupError as error:
        kind = kinds.REPORT_DECLARES if error.declares else kinds.REPORT_BROKEN
        rapport.diagnostics.append(Diagnostic(kind, place_at(file, error.line, error.column)))
    else:
        if not rapport.id_flux:
            rapport.diagnostics.append(_missing_element("idFlux", place_at(file, 1, 1)))
    if not rapport.is_whole:
        rapport.passages.clear()
    return rapport


def place_at(file: str, line: int, column: int) -> Place:
    return Place(file, Span(line, column, line, column + 1))


def _text(data: bytes, file: str) -> bytes:
    """The text in UTF-8, whatever encoding it is in and says to be in."""
    if len(data) > MAX_BYTES:
        raise _Refusal(too_large(file))
    text = encoding.decode(data)
    if isinstance(text, encoding.Undecodable):
        raise _Refusal(_no_report(N_("it is no text"), place_at(file, text.line, 1)))
    if "<" not in text.text[:1000]:
        raise _Refusal(_no_report(N_("it is no XML"), place_at(file, 1, 1)))
    return text.text.lstrip("\ufeff").encode()


def too_large(file: str) -> Diagnostic:
    """That a file weighs more than any report."""
    return _over(Place(file), N_("more than 64 MiB"))


def _over(place: Place, reason: str) -> Diagnostic:
    return Diagnostic(kinds.REPORT_TOO_LARGE, place, {"reason": Word(reason)})


def _no_report(reason: str, place: Place) -> Diagnostic:
    return Diagnostic(kinds.NOT_ITS_REPORT, place, {"reason": Word(reason)})


def _missing_element(element: str, place: Place) -> Diagnostic:
    return Diagnostic(kinds.REPORT_LACKS, place, {"element": element})


class _Elements(Handler):
    """A report, element by element."""

    takes_places = True

    def __init__(self, rapport: Rapport) -> None:
        self.rapport = rapport
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._ident = ""
        self._messages: list[str] = []
        self._began: tuple[int, int] = (1, 1)
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of handlers
        if not self._path:
            self._root(name)
        self._path.append(local_name(name).lower())
        self._text, self._length = [], 0
        self._count += 1
        if len(self._path) > MAX_DEPTH or self._count > MOST_ELEMENTS:
            raise _Refusal(_over(self._place(), N_("more elements than 200 000 passages have")))
        if self._path[-1] == "passage":
            self._began = (self.line, self.column)
            self._ident, self._messages = "", []

    def text(self, text: str) -> None:
        if self._length <= LONGEST_MESSAGE:
            self._text.append(text)
            self._length += len(text)

    def end(self, name: str) -> None:  # noqa: ARG002 -- the shape of handlers
        element = self._path.pop()
        text = " ".join(trim("".join(self._text)).split())
        self._text, self._length = [], 0
        if self._path == ["rapport"]:
            if element == "idflux" and text:
                self.rapport.id_flux = text[:LONGEST_NAME]
                self.rapport.place = self._place()
            elif element == "idtraitement":
                self.rapport.traitement = text[:LONGEST_NAME]
        elif "passagesok" in self._path or "passagesko" in self._path:
            self._of_passage(element, text)

    def _root(self, name: str) -> None:
        space, _separator, element = name.rpartition(SEPARATOR)
        if element == "rapport" and (not space or space.startswith(NAMESPACE)):
            return
        reason = N_("it is of another kind")
        if space.startswith(FLUX):
            reason = N_("it is a flux, such as those that are sent")
        elif element == "rapport":
            reason = N_("its namespace is another one")
        raise _Refusal(_no_report(reason, self._place()))

    def _place(self) -> Place:
        return place_at(self.rapport.file, self.line, self.column)

    def _of_passage(self, element: str, text: str) -> None:
        statut = OK if "passagesok" in self._path else KO
        if element == "idtechnique":
            if "passage" in self._path:
                self._ident = text
            else:
                self._put(text, statut, "", self._place())
        elif element == "messageerreur" and text:
            self._messages.append(text[:LONGEST_MESSAGE])
        elif element == "passage":
            place = place_at(self.rapport.file, *self._began)
            self._put(self._ident, statut, BETWEEN.join(self._messages), place)

    def _put(self, ident: str, statut: str, message: str, place: Place) -> None:
        if not ident:
            self.rapport.diagnostics.append(_missing_element("idTechnique", place))
            return
        ident, message = ident[:LONGEST_NAME], message[:LONGEST_MESSAGE]
        report = PassageReport(ident, statut, message, place)
        first = self.rapport.passages.setdefault(ident, report)
        if first is report:
            pass
        elif first.statut != statut:
            links = (Related(kinds.BOTH_FIRST, first.place),)
            self.rapport.diagnostics.append(Diagnostic(kinds.BOTH, place, {"id_technique": ident}, links))
        elif message and message not in first.message.split(BETWEEN):
            both = f"{first.message}{BETWEEN}{message}" if first.message else message
            self.rapport.passages[ident] = first._replace(message=both[:LONGEST_MESSAGE])
        if len(self.rapport.passages) > MOST_PASSAGES:
            raise _Refusal(_over(place, N_("more than 200 000 passages")))
