"""The messages of the source and the catalogue of their French: found, read, written, compiled.

A message is the literal given to `_`, `N_`, `ngettext` or `plural`, there or in a template, to what takes words to show
(`WORDS`), the docstring of a command, which is its help, or a title or a description of a JSON Schema.
"""

import ast
import json
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from certeval.cli.app import COMMANDS

SOURCE = Path(__file__).parents[1] / "src" / "certeval"
FRENCH = SOURCE / "messages" / "fr.po"
COMPILED = FRENCH.with_suffix(".mo")
HEADER = """\
Language: fr
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=(n > 1);
"""
WIDTH = 110
WORDS = {
    **dict.fromkeys(["_", "N_"], slice(1)),
    **dict.fromkeys(["error", "warning", "info"], slice(1, 2)),
    "way": slice(1),  # of a kind of finding
    **dict.fromkeys(["About", "key", "optional", "several", "argument"], slice(2)),
    **dict.fromkeys(["flag", "Mention", "by_certeval", "in_session", "in_referentiel"], slice(1, 2)),
    **dict.fromkeys(["option", "repeatable"], slice(1, 2)),  # and how the value is written, after the names
    **dict.fromkeys(["Related", "code_of"], slice(1)),
    **dict.fromkeys(["MessageMeaning"], slice(2)),
    **dict.fromkeys(["NewQuestion"], slice(2, 6, 3)),
    **dict.fromkeys(["exits.refuse", "notices.warn", "notices.tell", "notices.remark"], slice(1)),
}
"""Which arguments of what is called are words to translate."""

PLURAL = ("ngettext", "plural")
"""What takes a singular and a plural."""
Id = str | tuple[str, str]
"""A message, or its singular and its plural."""

Position = tuple[int, int]
"""The line where a message stands, from 1, and how far in it."""


@cache
def source_messages() -> dict[Id, str]:
    """Each message of the source and the place it is first given, in the order of the files."""
    every: dict[Id, str] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for (line, _), message in sorted([*_marked(tree), *_command(tree, file)], key=lambda pair: pair[0]):
            every.setdefault(message, f"{file.relative_to(SOURCE.parent)}:{line}")
    for file in sorted(SOURCE.rglob("documents/**/*.html")):
        for line, message in _template(file.read_text(encoding="utf-8")):
            every.setdefault(message, f"{file.relative_to(SOURCE.parent)}:{line}")
    for file in sorted(SOURCE.rglob("schemas/*.json")):
        for text in _schema(json.loads(file.read_text(encoding="utf-8"))):
            every.setdefault(text, str(file.relative_to(SOURCE.parent)))
    return every


def _schema(node: object) -> Iterator[str]:
    """The titles and descriptions of a JSON Schema."""
    for word, value in (
        node.items() if isinstance(node, dict) else enumerate(node if isinstance(node, list) else ())
    ):
        if word in {"title", "description"} and isinstance(value, str):
            yield value
        else:
            yield from _schema(value)


def _marked(tree: ast.Module) -> Iterator[tuple[Position, Id]]:
    for call in _calls(tree):
        if _name(call) in PLURAL:
            one, many = (each.value for each in call.args[:2])
            yield _position(call.args[0]), (one, many)
        else:
            words = call.args[WORDS[_name(call)]]
            if _name(call) in {"option", "repeatable"} and _is_text(usage := call.args[0]):
                yield _position(usage), usage.value.split()[-1]
            yield from ((_position(each), each.value) for each in words if _is_text(each) and each.value)


def _position(node: ast.expr | ast.stmt) -> Position:
    return node.lineno, node.col_offset


def _template(text: str) -> Iterator[tuple[int, Id]]:
    """What a template of jinja2 gives to `_` and `ngettext`."""
    for line, called, said in extract_from_ast(Environment(autoescape=True).parse(text), ("_", "ngettext")):
        texts = [each for each in (said if isinstance(said, tuple) else (said,)) if each]
        if texts:
            yield line, (texts[0], texts[1]) if called == "ngettext" else texts[0]


def _command(tree: ast.Module, file: Path) -> Iterator[tuple[Position, Id]]:
    """The docstrings of the function that a module of `cli` is named after, and of the commands that it has."""
    if file.parents[1].name != "cli" or file.stem.removesuffix("_") not in COMMANDS:
        return
    own = {file.stem, *_own(tree)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in own:
            yield _position(node), ast.get_docstring(node) or ""


def _own(tree: ast.Module) -> Iterator[str]:
    """The commands of a command: the keys of its table `COMMANDS`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            named = [each.id for each in node.targets if isinstance(each, ast.Name)]
            yield from (str(getattr(key, "value", "")) for key in node.value.keys if named == ["COMMANDS"])


def unmarkable() -> list[str]:
    """The places where what is marked is glued or computed: no catalogue can hold it."""
    return [
        f"{file.relative_to(SOURCE.parent)}:{call.lineno}"
        for file in sorted(SOURCE.rglob("*.py"))
        for call in _calls(ast.parse(file.read_text(encoding="utf-8")))
        if not _markable(call)
    ]


def _markable(call: ast.Call) -> bool:
    """`_` also translates what is declared elsewhere and chosen here, never what is put together here."""
    if _name(call) in PLURAL:
        return all(map(_is_text, call.args[:2]))
    if _name(call) == "N_":
        return _is_text(call.args[0])
    return not any(map(_is_computed, call.args[WORDS[_name(call)]]))


def _is_computed(words: ast.expr) -> bool:
    if isinstance(words, ast.IfExp):
        return _is_text(words.body) or _is_text(words.orelse)
    return isinstance(words, ast.JoinedStr | ast.BinOp)


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.Call) and _name(n) in {*WORDS, *PLURAL})


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call):
        return call.func.attr
    return ast.unparse(call.func) if isinstance(call.func, ast.Name | ast.Attribute) else ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


class French(Catalog):
    """A catalogue whose header is `HEADER`: no date, no name of a tool, the same bytes every time."""

    def __iter__(self) -> Iterator[Message]:
        yield Message("", HEADER)
        yield from self.messages()

    @property
    def num_plurals(self) -> int:
        """As `HEADER` says: recent tables of languages give French a third form, for millions."""
        return 2

    def messages(self) -> list[Message]:
        return [message for message in super().__iter__() if message.id]


def french() -> French:
    """The catalogue as it is committed."""
    with FRENCH.open("rb") as file:
        read = read_po(file, locale="fr", charset="utf-8")
    kept = French(locale="fr", charset="utf-8", header_comment="")
    kept.obsolete = read.obsolete
    for message in read:
        if message.id:
            kept[message.id] = message
    return kept


def compiled(catalog: French) -> bytes:
    """What gettext reads."""
    made = BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def rewrite() -> None:
    """Bring the catalogue to the messages of the source: those added are empty, those gone are dropped."""
    before = french()
    after = French(locale="fr", charset="utf-8", header_comment="")
    for text in source_messages():
        held = before.get(text[0] if isinstance(text, tuple) else text)
        same = held is not None and held.id == text
        message = Message(text, held.string if held and same else "")
        message.flags -= {"python-format"}
        message.flags |= held.flags & {"fuzzy"} if held else set()
        after[text] = message
    written = BytesIO()
    write_po(written, after, width=WIDTH)
    FRENCH.write_bytes(written.getvalue().strip() + b"\n")
    COMPILED.write_bytes(compiled(after))
