"""What tells the titles of one certification apart."""

from typing import NamedTuple


class Variant(NamedTuple):
    """What tells the titles of one certification apart: the number of the version in the répertoires, the parcours;
    empty where none is known.
    """

    rncp: str = ""
    parcours: str = ""

    def may_be(self, other: "Variant") -> bool:
        """Whether both may be one title: of one parcours, and of one number, or of one that is not known."""
        return self.parcours == other.parcours and (self.rncp == other.rncp or not (self.rncp and other.rncp))

    def in_parcours_of(self, other: "Variant") -> "Variant":
        """The same in the parcours of another one, where that of one of them is not known."""
        return self if self.parcours and other.parcours else self._replace(parcours=other.parcours)
