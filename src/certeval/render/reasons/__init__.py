"""Why a candidate validates or not, in plain sentences.

In come a candidate's derivations and cells; out goes a tree of reasons, for people and for programs.
"""

from certeval.render.reasons.topics import Reason
from certeval.render.reasons.tree import reasons

__all__ = ["Reason", "reasons"]
