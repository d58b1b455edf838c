"""What a declared key says of itself: words for whoever writes it, and what changing it does.

Both stand in the annotation of its field, `Annotated[Text, About(…), OnChange.NOTHING]`: the JSON Schema and the
classes of `diff` are read from there.
"""

from collections.abc import Mapping
from enum import Enum, auto

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core.core_schema import CoreSchema


class Mark:
    """What stands in the annotation of a field. It answers pydantic by itself: whatever pydantic has to look into costs
    twice as much, for each key of each model, whenever a command starts.
    """

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Changes nothing of how a value is read."""
        return handler(source)


class OnChange(Mark, Enum):
    """What changing a key does to decisions, and to sheets that were filled in before."""

    NOTHING = auto()
    """No decision depends on it."""
    RULE = auto()
    """Decisions may change, unless both rules come to the same form."""
    ENTRY = auto()
    """Decisions may change, and old sheets may no longer read."""
    ASSESSED = auto()
    """What an épreuve assesses: nothing where no rule looks at it, or where it is the same set."""
    HEADING = auto()
    """No decision depends on it, but old sheets may no longer read."""
    DECIDES = auto()
    """Decisions may change, however it is said."""
    BREAKS = auto()
    """Old sheets no longer read."""
    PARTS = auto()
    """Holds parts that are compared by themselves, or is what they are matched by."""


class About(Mark):
    """What editors show of a key: a title, what it is for, values that it may have. In English: `_` says it.

    `names` has the words of each name of a mapping whose names are a closed list.
    """

    __slots__ = ("examples", "help", "names", "title")

    def __init__(
        self, title: str, purpose: str, *examples: object, names: Mapping[str, "About"] | None = None
    ) -> None:
        self.title = title
        self.help = purpose
        self.examples = examples
        self.names = names or {}


def about(model: type[BaseModel], key: str) -> About | None:
    """What a key of a model says of itself; nothing where the model is no part of a file that people write."""
    return next((each for each in model.model_fields[key].metadata if isinstance(each, About)), None)


def on_change(model: type[BaseModel], key: str) -> OnChange | None:
    """What changing a key of a model does; nothing where the key is compared within the one that holds it."""
    return next((each for each in model.model_fields[key].metadata if isinstance(each, OnChange)), None)
