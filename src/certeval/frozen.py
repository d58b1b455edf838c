"""Values that nobody changes, equal where their fields are: a frozen dataclass with slots, at a third of its cost.

For each such class Python compiles six functions when it is imported, which was a tenth of what `certeval show` takes.
Here it compiles `__init__` alone: the others are the same for all. mypy refuses to assign a field; nothing looks again
while certeval runs, which makes a value in less than half the time.
"""

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Class]) -> type[Class]:
    """A dataclass with slots, hashed and compared by its fields, but those of `field(compare=False)`."""
    new_class = dataclass(slots=True, repr=False, eq=False)(cls)
    repr_names = [each.name for each in fields(new_class) if each.repr]  # type: ignore[arg-type]  # it is one now
    key = attrgetter(*[each.name for each in fields(new_class) if each.compare])  # type: ignore[arg-type]

    def equal(self: Class, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def digest(self: Class) -> int:
        return hash(key(self))

    def representation(self: Class) -> str:
        return f"{new_class.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in repr_names])})"

    own = {"__eq__": equal, "__hash__": digest, "__repr__": representation}
    for name, function in own.items():
        if name not in cls.__dict__:
            setattr(new_class, name, function)
    return new_class
