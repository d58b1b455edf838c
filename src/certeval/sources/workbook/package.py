"""Where the parts of an XLSX workbook stand: its main part, which the archive names, names the others."""

import io
import posixpath
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from html import escape
from typing import BinaryIO
from urllib.parse import unquote

from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.sources.workbook.container import Container, Unreadable, name_of
from certeval.sources.workbook.markup import Handler, local_name, walk, whole_number


class _Targets(Handler):
    """The part of each relation of a part that stands in a folder; what sort of part each is; whether none is written
    in a way that a library may not follow.
    """

    def __init__(self, folder: str, parts: Collection[str]) -> None:
        self.paths: dict[str, str] = {}
        self.sorts: list[tuple[str, str]] = []
        self.is_plain = True
        self._folder = folder
        self._parts = parts

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship" and "Id" in attributes:
            target = attributes.get("Target", "")
            if attributes["Id"] in self.paths:
                raise Unreadable(kinds.DAMAGED)
            path = self.paths[attributes["Id"]] = self._path(target)
            self.is_plain = self.is_plain and path in {target[1:], f"{self._folder}{target}"}
            self.sorts.append((posixpath.basename(attributes.get("Type", "")), path))

    def _path(self, target: str) -> str:
        """The part that a target is, from the folder or from the root: its signs may be written as %20."""
        path = target.replace("\\", "/")
        path = posixpath.normpath(path if path.startswith("/") else f"/{self._folder}{path}").lstrip("/")
        return path if name_of(path) in self._parts else unquote(path)


class _Sheets(Handler):
    """The relation of each sheet, by its name; whether their formulas are still to be computed."""

    def __init__(self) -> None:
        self.relations: dict[str, str] = {}
        self.names: dict[int, dict[str, str]] = {}
        self.is_to_compute = False
        self._text: list[str] | None = None
        self._name = -1, ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "definedName":
            self._name = whole_number(attributes.get("localSheetId")), attributes.get("name", "").casefold()
            self._text = []
        elif local_name(name) == "calcPr":
            self.is_to_compute = attributes.get("fullCalcOnLoad") in {"1", "true"}
        elif local_name(name) == "sheet":
            relation = next((value for key, value in attributes.items() if local_name(key) == "id"), "")
            self.relations[attributes.get("name", "")] = relation

    def end(self, name: str) -> None:
        if local_name(name) == "definedName" and self._text is not None:
            number, own = self._name
            self.names.setdefault(number, {})[own] = "".join(self._text)
            self._text = None

    def text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


@frozen
class Package:
    """Where the parts of a workbook stand: the main one, and what it is related to, by relation and by sort."""

    main: str
    targets: Mapping[str, str]
    sorts: Sequence[tuple[str, str]]
    sheets: Mapping[str, str]
    """The part of each sheet, by the sheet's name."""
    is_plain: bool = True
    """Whether every target is written as libraries expect it."""
    is_to_compute: bool = False
    """Whether the program that wrote it leaves to a spreadsheet what formulas give, whatever stands beside them."""
    names: Mapping[int, dict[str, str]] = field(default_factory=dict)
    """What names without case stand for, by the number from 0 of the only sheet that knows them, -1 where all do."""

    @property
    def texts(self) -> str:
        return dict(self.sorts).get(TEXTS, USUAL[1])

    @property
    def styles(self) -> str:
        return dict(self.sorts).get(STYLES, USUAL[2])


def package(book: Container) -> Package:
    """The parts of a workbook. Raises Unreadable where they don't lead to each other."""
    root = _Targets("", book.parts)
    walk([book.read("_rels/.rels")], root)
    mains = {path for sort, path in root.sorts if sort == MAIN}
    if len(mains) != 1:
        raise Unreadable(kinds.DAMAGED)
    main = mains.pop()
    folder, name = posixpath.split(main)
    targets = _Targets(f"{folder}/" if folder else "", book.parts)
    walk([book.read(posixpath.join(folder, "_rels", f"{name}.rels"))], targets)
    sheets = _Sheets()
    walk([book.read(main)], sheets)
    if not sheets.relations:
        raise Unreadable(kinds.DAMAGED)
    paths = {name: targets.paths.get(relation, "") for name, relation in sheets.relations.items()}
    is_plain = root.is_plain and targets.is_plain
    is_to_compute = sheets.is_to_compute or POI in book.read(dict(root.sorts).get(PROPERTIES, ""))
    return Package(main, targets.paths, targets.sorts, paths, is_plain, is_to_compute, sheets.names)


def parts_of(book: Container, path: str, wanted: Collection[str]) -> list[str]:
    """The parts of some sorts that go with a sheet: the notes of its cells, the controls drawn over it."""
    folder, name = posixpath.split(path)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if name_of(relations) not in book.parts:
        return []
    targets = _Targets(f"{folder}/" if folder else "", book.parts)
    walk([book.read(relations)], targets)
    return [part for sort, part in targets.sorts if sort in wanted and name_of(part) in book.parts]


USUAL = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml")
MAIN, TEXTS, STYLES, PROPERTIES = "officeDocument", "sharedStrings", "styles", "extended-properties"
POI = b"POI<"
"""How the programs end (Apache POI, NPOI) that write 0 beside formulas, and say not that they are to be computed."""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _relation(name: str, sort: str, path: str) -> str:
    return f'<Relationship Id="{escape(name)}" Type="{RELATION}{sort}" Target="/{escape(path)}"/>'


def usual_workbook(book: Container) -> BinaryIO:
    """The workbook with its parts where programs usually put them, which is where a library looks for them."""
    parts = package(book)
    if parts.is_plain and (parts.main, parts.texts, parts.styles) == USUAL:
        return book.stream
    pairs = zip(parts.sorts, parts.targets, strict=True)
    relations = "".join(_relation(name, sort, path) for (sort, path), name in pairs)
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as archive:
        main = _relation("main", MAIN, "xl/workbook.xml")
        archive.writestr("_rels/.rels", f"<Relationships>{main}</Relationships>")
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
        for name, path in zip(USUAL, (parts.main, parts.texts, parts.styles), strict=True):
            if name_of(path) in book.parts:  # texts may stand in their cells; an empty part is no XML
                archive.writestr(name, book.read(path))
        for path in {*parts.sheets.values()} - {*USUAL}:
            archive.writestr(path, book.read(path))
    return copy
