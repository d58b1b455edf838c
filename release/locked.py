"""What the locks of this folder hold: packages at one version, and which extra of certeval asks for each."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CORE = "certeval"
LOCKS = {"all.lock.txt": ("all",), "dev.lock.txt": ("all", "dev", "bench")}
"""The extras that each lock is made of: what certeval runs with, and what it is developed with."""
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ]+)(?P<rest>.*?)(?=^[A-Za-z]|\Z)", re.DOTALL | re.MULTILINE
)
BY = re.compile(r"^ +# (?:via |  )([A-Za-z0-9][\w.-]*)", re.MULTILINE)
REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[(?P<extras>[^\]]*)\])?")


class Locked(NamedTuple):
    """A package as a lock has it; `by` are the packages that ask for it, certeval itself left out."""

    name: str
    version: str
    by: frozenset[str]


def folded(name: str) -> str:
    """A package's name as locks spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def locked(file: str) -> tuple[Locked, ...]:
    """The packages of a lock, one at two versions where Python's own decides."""
    text = (HERE / file).read_text(encoding="utf-8")
    return tuple(
        Locked(each["name"], each["version"], frozenset(BY.findall(each["rest"])) - {CORE})
        for each in PIN.finditer(text)
    )


def declared(extra: str) -> frozenset[str]:
    """The packages that an extra names, with those of the extras that it takes up; CORE is certeval without any."""
    names: set[str] = set()
    wanted = PROJECT["dependencies"] if extra == CORE else PROJECT["optional-dependencies"][extra]
    for requirement in wanted:
        read = REQUIREMENT.match(requirement)
        if read is None:
            raise ValueError(requirement)
        if read["name"] == CORE:
            names.update(*(declared(each.strip()) for each in read["extras"].split(",")))
        else:
            names.add(folded(read["name"]))
    return frozenset(names)


@cache
def closure(extra: str) -> frozenset[str]:
    """All the packages that an extra brings, those that it doesn't name too."""
    packages = locked("dev.lock.txt")
    brought, before = set(declared(extra)), set[str]()
    while brought != before:
        before = set(brought)
        brought |= {each.name for each in packages if each.by & brought}
    return frozenset(brought)


def extras_of(name: str) -> tuple[str, ...]:
    """The extras that bring a package, CORE where it is always there; `all` takes up others and says nothing."""
    if name in closure(CORE):
        return (CORE,)
    return tuple(each for each in PROJECT["optional-dependencies"] if each != "all" and name in closure(each))
