"""Small faults put into a module, one at a time: what a slip of its author would leave.

A bound moved by one, a condition turned round or lost in part, a word misspelt, a statement, a filter or a named
argument left out. Messages, docstrings and annotations are left as they are.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

BOUNDS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
OTHERS = {"any": "all", "all": "any", "min": "max", "max": "min"}
MESSAGES = {"_", "N_", "ngettext", "Word", "About", "key", "optional", "several"}
"""Calls whose words are for people: the catalogue's tests hold them."""
ROOT = Path(__file__).parents[1]
WIDTH = 70
Slot = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    """A fault at a line of a file: what stood there, and what stands there instead. `body`: whether within a function,
    which can be changed where it lives; else what runs at import is changed.
    """

    file: Path
    line: int
    before: str
    after: str
    body: bool
    number: int

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.before} → {self.after}"

    def tree(self) -> ast.Module:
        """The module with its fault."""
        tree = ast.parse(self.file.read_text(encoding="utf-8"))
        for number, (_, fault, put, _) in enumerate(_faults(tree, body=False)):
            if number == self.number:
                put(fault)
                return ast.fix_missing_locations(tree)
        raise AssertionError(self)


def mutants(file: Path) -> list[Mutant]:
    """All the faults of a file, in its order."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        Mutant(file, _line(node), _short(node), _short(fault), body, number)
        for number, (node, fault, _, body) in enumerate(_faults(tree, body=False))
    ]


def _line(node: ast.AST) -> int:
    return node.target.lineno if isinstance(node, ast.comprehension) else int(getattr(node, "lineno", 0))


def _short(node: ast.AST) -> str:
    shown = node.test if isinstance(node, ast.If) else node
    text = " ".join(ast.unparse(ast.fix_missing_locations(shown)).split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def _faults(node: ast.AST, *, body: bool) -> Iterator[tuple[ast.AST, ast.AST, Slot, bool]]:
    """Each node below, what may stand in its place, how it is put there, whether that is in a function's body."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        below = body or (name == "body" and isinstance(node, ast.FunctionDef | ast.Lambda))
        children = value if isinstance(value, list) else [value]
        for at, child in enumerate(children):
            if not isinstance(child, ast.AST) or _is_words(child):
                continue
            put = _slot(value, at) if isinstance(value, list) else _field(node, name)
            for fault in _in_place_of(child):
                yield child, fault, put, below
            yield from _faults(child, body=below)


def _slot(values: list[ast.AST], at: int) -> Slot:
    return lambda fault: values.__setitem__(at, fault)


def _field(node: ast.AST, name: str) -> Slot:
    return lambda fault: setattr(node, name, fault)


def _is_words(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in MESSAGES
    return False


def _in_place_of(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            for at, op in enumerate(ops):
                yield ast.Compare(left, [*ops[:at], BOUNDS[type(op)](), *ops[at + 1 :]], comparators)
        case ast.BoolOp(op=op, values=values):
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS:
            yield ast.BinOp(left, SIGNS[type(op)](), right)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value) if value:
            yield ast.Constant(value + "§")
        case ast.Name(id=name) if name in OTHERS:
            yield ast.Name(OTHERS[name], ast.Load())
        case ast.Call(func=func, args=args, keywords=keywords):
            for at in range(len(keywords)):
                yield ast.Call(func, args, [*keywords[:at], *keywords[at + 1 :]])
        case ast.comprehension(target=target, iter=items, ifs=[_, *_] as ifs, is_async=is_async):
            for at in range(len(ifs)):
                yield ast.comprehension(target, items, [*ifs[:at], *ifs[at + 1 :]], is_async)
        case ast.IfExp(test=test, body=first, orelse=second):
            yield ast.IfExp(test, second, first)
        case ast.If(test=test, body=first, orelse=second):
            yield ast.If(ast.UnaryOp(ast.Not(), test), first, second)
        case ast.Expr(value=ast.Constant()):
            return  # `...`
        case ast.Expr() | ast.AugAssign() | ast.Continue():
            yield ast.Pass()
