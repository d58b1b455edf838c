"""Why a rule read from a sentence is to be read again: data with a place in the sentence."""

from enum import Enum
from typing import NamedTuple

from certeval.messages import N_, _


class Doubtful(Enum):
    """A reason to read a proposal again; its value is what is said of the words quoted."""

    SYNONYM = N_("« {words} » is another word for an element of the référentiel")
    TIE = N_("« {words} » does not say on which side equality falls")
    DEFAULT = N_("« {words} » does not say of which elements: all are taken")
    UNNAMED = N_("« {words} » names no element: list their codes")
    BEARER = N_("« {words} » does not say of what it decides")
    COUNT = N_("« {words} » announces a number of elements, to be compared with those declared")
    LEVEL = N_("« {words} » supposes a level NA")
    REFERENCE = N_("« {words} » refers to elsewhere")
    BELOW = N_("« {words} » names elements that are not below the one that is decided")
    SCALE = N_("« {words} » supposes what marks are out of")
    ELSEWHERE = N_("« {words} » names a code that the référentiel has not")
    LOOSE = N_("« {words} » may say less than a rule")
    SEVERAL = N_("« {words} » says several rules of the same element: all are asked")
    AMBIGUOUS = N_("« {words} » can be read in several ways")
    UNREAD = N_("« {words} » was not read")


class RuleDoubt(NamedTuple):
    """A reason and the characters of the sentence that it is about, from `start` to `end`."""

    why: Doubtful
    start: int
    end: int

    def said(self, sentence: str) -> str:
        """The reason in words, quoting the sentence that it is about."""
        return _(self.why.value).format(words=" ".join(sentence[self.start : self.end].split()))
