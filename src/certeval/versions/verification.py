"""What verifying results comes to: what became of what they were made from, and of what they say."""

from enum import StrEnum

from certeval.frozen import frozen
from certeval.versions.difference import Difference


class Etat(StrEnum):
    """What has become of a file since."""

    IDENTIQUE = "identique"
    MISE_EN_PAGE = "mise_en_page"
    """Other bytes, the same meaning: a référentiel."""
    INDECIS = "indecis"
    """Other bytes, and the results don't say what meaning they were made with."""
    MODIFIE = "modifie"
    ABSENT = "absent"


@frozen
class FileState:
    """A file that was named, and what has become of it."""

    file: str
    etat: Etat


@frozen
class ValueChange:
    """A value of the results that is not what is computed now; None where there is none. Without candidat: of all."""

    candidat: str
    element: str
    key: str
    before: object
    after: object


@frozen
class Verification:
    """What became of what results were made from, and of what they say.

    `changes` is None where nothing could be computed again; `differences` say what changed in the référentiel's
    meaning, where a lock tells what it was.
    """

    name: str
    referentiel: Etat
    sheets: tuple[FileState, ...]
    changes: tuple[ValueChange, ...] | None
    differences: tuple[Difference, ...] = ()
    candidates: int = 0

    @property
    def same_inputs(self) -> bool:
        meant = self.referentiel in {Etat.IDENTIQUE, Etat.MISE_EN_PAGE}
        return meant and all(sheet.etat is Etat.IDENTIQUE for sheet in self.sheets)

    @property
    def identical(self) -> bool:
        return self.same_inputs and self.changes == ()
