"""What a model wants at a place of a document, and which keys it knows there: asked only once a mistake is found."""

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Tag
from typing_extensions import TypeAliasType


def known_keys(model: type[BaseModel], location: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys of the mapping that a pydantic location leads to; none where a union leaves it open."""
    here = annotations_at(model, location)
    fields = [key for annotation in here for member in _members(annotation) for key in _fields(member)]
    return tuple(dict.fromkeys(fields))


def annotations_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[Any]:
    """The annotations that a pydantic location, or a path, may lead to."""
    here: list[Any] = [model]
    for step in location:
        here = [target for annotation in here for target in _step(annotation, step)]
    return here


def mechanisms(model: type[BaseModel], location: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys by which the members of the union at a pydantic location are told apart, if it is one."""
    keys = [key for annotation in annotations_at(model, location) for key in _tag_keys(annotation)]
    return tuple(dict.fromkeys(keys))


def _tag_keys(annotation: Any) -> Iterator[str]:
    """The tag `<key>` of each member that has a field of that name."""
    if isinstance(annotation, TypeAliasType):
        yield from _tag_keys(annotation.__value__)
    elif get_origin(annotation) is Annotated:
        inner, *extra = get_args(annotation)
        tags = [mark.tag[1:-1] for mark in extra if isinstance(mark, Tag)]
        yield from (tag for tag in tags if tag in _fields(inner))
        yield from _tag_keys(inner)
    elif get_origin(annotation) in {Union, types.UnionType}:
        for member in get_args(annotation):
            yield from _tag_keys(member)


def _members(annotation: Any, tag: str | None = None) -> Iterator[Any]:
    """The types an annotation may be, without wrappers; with a tag, only the union's member of that tag."""
    origin = get_origin(annotation)
    if isinstance(annotation, TypeAliasType):
        yield from _members(annotation.__value__, tag)
    elif origin is Annotated:
        inner, *extra = get_args(annotation)
        tags = [mark.tag for mark in extra if isinstance(mark, Tag)]
        if tag is None or not tags or tag in tags:
            yield from _members(inner, None if tag in tags else tag)
    elif origin in {Union, types.UnionType}:
        for member in get_args(annotation):
            yield from _members(member, tag)
    elif annotation is not type(None):
        yield annotation


def _step(annotation: Any, step: int | str) -> Iterator[Any]:
    """The annotations one step further: a tag, an index or a key."""
    if isinstance(step, str) and step.startswith("<"):
        yield from _members(annotation, step)
        return
    for member in _members(annotation):
        arguments = get_args(member)
        if isinstance(member, type) and issubclass(member, BaseModel) and step in member.model_fields:
            yield _annotations(member)[str(step)]
        elif get_origin(member) is dict:
            yield arguments[1]
        elif get_origin(member) in {tuple, list} and isinstance(step, int):
            yield arguments[0]


@cache
def _annotations(model: type[BaseModel]) -> dict[str, Any]:
    """What a model says of each key. What its fields keep names the rules within rules, and leads to none of them."""
    return get_type_hints(model, include_extras=True)


def _fields(member: Any) -> tuple[str, ...]:
    is_model = isinstance(member, type) and issubclass(member, BaseModel)
    return tuple(member.model_fields) if is_model else ()
