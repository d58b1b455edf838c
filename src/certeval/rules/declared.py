"""What every declared model shares: frozen, closed to unknown keys, and built once at the root."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Discriminator, GetCoreSchemaHandler, Tag
from pydantic_core import PydanticCustomError, PydanticUndefined, core_schema
from pydantic_core.core_schema import CoreSchema

from certeval.rules.about import Mark

SCALAR = {"type": ["string", "number", "boolean"], "minLength": 1}
"""What an editor accepts as a text: it reads `6` as a number, certeval keeps it as typed."""


class Accepts(Mark):
    """The JSON Schema of what an editor accepts."""

    def __init__(self, schema: Mapping[str, object]) -> None:
        self._schema = schema

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: object) -> dict[str, object]:
        return dict(self._schema)


class Typed(Accepts):
    """A text as typed, never empty."""

    def __init__(self) -> None:
        super().__init__(SCALAR)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(min_length=1)


class Words(Typed):
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


Scalar = Annotated[str, Typed()]
"""A number or a text as typed in the file, never empty."""
Text = Annotated[str, Words()]
"""A text as typed in the file, never empty."""


def _given(value: object) -> object:
    """An empty value is an error, never an absent key."""
    if value is None:
        raise PydanticCustomError("R103", "an empty value")
    return value


GIVEN = Before(_given)
"""For keys that decide: one that is there has a value. A descriptive key may stay empty until it is known."""


class Declared(BaseModel):
    """A mapping of the référentiel file. Unknown keys are errors; values are immutable once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    as_word: ClassVar[str | None] = None
    """The word that a file holds in the place of a mapping; None where it holds the keys."""

    def says(self) -> Iterator[tuple[str, object]]:
        """The keys that say something else than their default, in the order of the model, with their values."""
        defaults = _defaults(type(self))
        return ((key, value) for key, value in self.__dict__.items() if value != defaults[key])


@cache
def _defaults(model: type[Declared]) -> Mapping[str, object]:
    """What each key of a model holds where it is not given; a value that nothing equals where it must be."""
    return {
        key: PydanticUndefined if field.is_required() else field.get_default(call_default_factory=True)
        for key, field in model.model_fields.items()
    }


WORD, LIST, TABLE = Tag("<mot>"), Tag("<liste>"), Tag("<table>")
"""The tags of a union told by its shape: no key can be called so."""


def _shape(value: object) -> str:
    return "<liste>" if isinstance(value, list | tuple) else "<table>" if _is_table(value) else "<mot>"


def _is_table(value: object) -> bool:
    return isinstance(value, dict | BaseModel)


BY_SHAPE = Discriminator(_shape)
"""Tells a union's members apart by shape, so that a mistake is said of the one that was meant."""
