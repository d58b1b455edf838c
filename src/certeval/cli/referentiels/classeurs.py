"""A référentiel as a workbook: written whole, read back once edited."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

from certeval.cli import exits, inputs
from certeval.diagnostics import in_order
from certeval.exchange.classeur import reading, tables
from certeval.exchange.draft import counted
from certeval.exchange.yaml_text import Tree
from certeval.messages import N_
from certeval.referentiel.texts import CODE
from certeval.sources.workbook.reading import parse

VERSION = r"[\w.+-]+"


def as_workbook(tree: Mapping[str, Tree], digest: str = "") -> bytes:
    """The bytes of the workbook of a tree; status 2 where a cell can't hold one of its texts."""
    from certeval.exchange.classeur import cells, tables

    made = tables.sheets(tree)
    if where := tables.too_long(made):
        exits.refuse(
            N_("a cell of a workbook holds {most} characters, and this one would have more: {where}"),
            most=cells.MOST,
            where=where,
        )
    about = tree.get("certification")
    code, version = (about.get(key, "") if isinstance(about, Mapping) else "" for key in ("code", "version"))
    return tables.as_xlsx(made, f"{code}@{version}", digest)


def edited(path: Path, data: bytes, code: str | None) -> tuple[Mapping[str, Tree], str]:
    """The référentiel that a workbook of ours is, under another code where one is asked for, and what it has; status 1
    where something is wrong in it.
    """
    with exits.Trying():
        book = parse(io.BytesIO(data), inputs.display(path))
    tree, told = reading.read(book)
    found = in_order([*book.diagnostics, *told])
    inputs.leave_on_errors(found)
    about = tree.get(tables.ABOUT)
    if code is not None:
        tree = {**tree, tables.ABOUT: {**(about if isinstance(about, dict) else {}), "code": code}}
    return tree, counted(*reading.counts(tree))


def named(tree: Mapping[str, Tree]) -> tuple[str, str]:
    """The code and the version that a tree declares; status 2 where no file can be named after them."""
    about = tree.get(tables.ABOUT)
    said = about if isinstance(about, Mapping) else {}
    code, version = str(said.get("code", "")), str(said.get("version", ""))
    if not re.fullmatch(CODE, code) or not re.fullmatch(VERSION, version):
        exits.refuse(
            N_("the workbook names no code and version of a certification: name a file with --output")
        )
    return code, version
