"""A module with a fault in the place of the one that is there: its functions changed where they live, or imported
anew; and processes that divide off to try it.
"""

import ast
import functools
import gc
import importlib.abc
import importlib.util
import os
import pickle
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType, FunctionType

from mutants import Mutant

SOURCE = Path(__file__).parents[1] / "src" / "certeval"


def run_apart(work: Callable[[], object], limit: float) -> object:
    """What a work gives in a process of its own, unseen; None where it dies, or takes more processor seconds than the
    limit, or lasts ten times as long.
    """
    here, there = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit), resource.getrlimit(resource.RLIMIT_CPU)[1]))
            quiet = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(quiet, stream)
            os.write(there, pickle.dumps(work()))
        finally:
            os._exit(0)
    os.close(there)
    ends = time.monotonic() + 10 * limit
    with os.fdopen(here, "rb", buffering=0) as pipe:
        said = b""
        while select.select([pipe], [], [], max(ends - time.monotonic(), 0))[0] and (
            part := pipe.read(1 << 16)
        ):
            said += part
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return pickle.loads(said) if said else None  # noqa: S301 -- our own child wrote it


def function_of(fault: Mutant) -> tuple[int, int]:
    """The first and the last line of the outermost function where a fault stands, its decorators with it."""
    for node in ast.walk(ast.parse(fault.file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.lineno <= fault.line <= (node.end_lineno or 0):
            return min([node.lineno, *(each.lineno for each in node.decorator_list)]), node.end_lineno or 0
    return fault.line, fault.line


def module_name(file: Path) -> str:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class Living:
    """All functions of some files, those that others made and keep too; the answers that are kept."""

    def __init__(self, files: set[str]) -> None:
        gc.unfreeze()
        objects = gc.get_objects()
        self._functions = [
            each for each in objects if isinstance(each, FunctionType) and each.__code__.co_filename in files
        ]
        self._kept = [
            each
            for each in objects
            if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith("certeval")
        ]
        gc.freeze()

    def change(self, fault: Mutant) -> None:
        """Give each function its code with the fault, and forget earlier answers."""
        codes = {(each.co_qualname, each.co_firstlineno): each for each in _codes(compile_fault(fault))}
        for each in self._functions:
            code = each.__code__
            if (
                code.co_filename == str(fault.file)
                and (new := codes[code.co_qualname, code.co_firstlineno]) != code
            ):
                each.__code__ = new
        for kept in self._kept:
            kept.cache_clear()


def compile_fault(fault: Mutant) -> CodeType:
    return compile(fault.tree(), str(fault.file), "exec")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


class Anew(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module with its fault."""

    def __init__(self, fault: Mutant) -> None:
        self._fault = fault
        self._name = module_name(fault.file)

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._fault.file, loader=self)

    def exec_module(self, module: object) -> None:
        exec(compile_fault(self._fault), vars(module))  # noqa: S102 -- our own source, with a fault
