"""What every declared model shares: frozen, closed to unknown keys, and built once at the root.

What a key says of itself stands in its field, `libelle: Text = key("Wording", "What it says.", "Vendre")`: the JSON
Schema and the classes of `diff` are read from there.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from functools import cache, partial
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, GetCoreSchemaHandler, Tag
from pydantic_core import PydanticCustomError, PydanticUndefined, core_schema
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
    """What changing a key does to decisions, and to sheets that were filled in before. A list of parts, which are
    compared by themselves, and the code that they are matched by have none.
    """

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


def key(
    title: str,
    purpose: str,
    *examples: object,
    default: object = PydanticUndefined,
    on_change: OnChange | None = None,
    names: Mapping[str, About] | None = None,
) -> Any:
    """A key of a model, what editors show of it (see `About`) and what changing it does. Without `default`, it must be
    given.
    """
    field: Any = Field(default=default)
    field.metadata = [About(title, purpose, *examples, names=names), *([on_change] if on_change else [])]
    return field


optional, several = partial(key, default=None), partial(key, default=())
"""A key that may be absent, or is then a list of nothing."""


def about(model: type[BaseModel], key: str) -> About | None:
    """What a key of a model says of itself; nothing where the model is no part of a file that people write."""
    return next((each for each in model.model_fields[key].metadata if isinstance(each, About)), None)


def on_change(model: type["FileModel"], key: str) -> OnChange | None:
    """What changing a key of a model does; nothing where the key is compared within the one that holds it."""
    effects = (each for each in model.model_fields[key].metadata if isinstance(each, OnChange))
    return next(effects, model.on_change)


SCALAR = {"type": ["string", "number", "boolean"], "minLength": 1}
"""What an editor accepts as a text: it reads `6` as a number, certeval keeps it as typed."""


class Accepts(Mark):
    """The JSON Schema of what an editor accepts."""

    def __init__(self, schema: Mapping[str, object]) -> None:
        self._schema = schema

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: object) -> dict[str, object]:
        return dict(self._schema)


class NonEmptyText(Accepts):
    """A text as typed, never empty."""

    def __init__(self) -> None:
        super().__init__(SCALAR)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(min_length=1)


class Words(NonEmptyText):
    """Words or a code, where a number, a date or a boolean would be something else to another reader of YAML."""


class Before(Mark):
    """What is done with a value before it is read."""

    def __init__(self, function: Callable[[object], object]) -> None:
        self._function = function

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._function, handler(source))


class After(Mark):
    """What is done with a value once it is read."""

    def __init__(self, function: Callable[[Any], object]) -> None:
        self._function = function

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._function, handler(source))


Scalar = Annotated[str, NonEmptyText()]
"""A number or a text as typed in the file, never empty."""
Text = Annotated[str, Words()]
"""A text as typed in the file, never empty."""


def _refuse_empty(value: object) -> object:
    """An empty value is an error, never an absent key."""
    if value is None:
        raise PydanticCustomError("R103", "an empty value")
    return value


NOT_EMPTY = Before(_refuse_empty)
T = TypeVar("T")
Present = Annotated[T | None, NOT_EMPTY]
"""For keys that decide: one that is there has a value. A descriptive key may stay empty until it is known."""


class FileModel(BaseModel):
    """A mapping of the référentiel file. Unknown keys are errors; values are immutable once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    on_change: ClassVar[OnChange | None] = None
    """What changing a key does that says nothing of it."""
    as_word: ClassVar[str | None] = None
    """The word that a file holds in the place of a mapping; None where it holds the keys."""

    def says(self) -> Iterator[tuple[str, object]]:
        """The keys that say something else than their default, in the order of the model, with their values."""
        defaults = _defaults(type(self))
        return ((key, value) for key, value in self.__dict__.items() if value != defaults[key])


@cache
def _defaults(model: type[FileModel]) -> Mapping[str, object]:
    """What each key of a model holds where it is not given; a value that nothing equals where it must be."""
    return {
        key: PydanticUndefined if field.is_required() else field.get_default(call_default_factory=True)
        for key, field in model.model_fields.items()
    }


WORD, LIST, TABLE = Tag("<mot>"), Tag("<liste>"), Tag("<table>")
"""The tags of a union told by its shape: no key can be called so."""


def _shape(value: object) -> str:
    if isinstance(value, list | tuple):
        return "<liste>"
    return "<table>" if isinstance(value, dict | BaseModel) else "<mot>"


BY_SHAPE = Discriminator(_shape)
"""Tells a union's members apart by shape, so that a mistake is said of the one that was meant."""
