"""Commands as processes, of which one only starts Python: it has imported all, and divides at each command.

What a process is remains: its environment, folder, streams, status and end. What starting costs is paid once.
"""

import atexit
import contextlib
import functools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from certeval.bulk.processes import DIVIDES

STOPPED = 600
"""Seconds after which a process has stopped, however busy the machine is."""
SERVE = """
import json, os, socket, sys
from importlib import import_module

from certeval.__main__ import main
from certeval.cli.app import COMMANDS, module_of
from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import load

for command in COMMANDS:
    import_module(module_of(command))
load(next(versions(package_folder())).path)
line = socket.socket(fileno=int(sys.argv[1]))
child = 1
while child:
    asked, streams, _, _ = socket.recv_fds(line, 1 << 20, 3)
    if not asked:
        sys.exit()
    child = os.fork()
    if child:
        for stream in streams:
            os.close(stream)
        line.send(str(child).encode())
        line.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
line.close()
question = json.loads(asked)
for number, name in enumerate(("stdin", "stdout", "stderr")):
    if number in question["closed"]:  # as Python finds it when it starts
        os.close(number)
        setattr(sys, name, None)
    else:
        os.dup2(streams[number], number)
for stream in streams:
    os.close(stream)
os.chdir(question["folder"])
os.environ.clear()
os.environ.update(question["environment"])
sys.argv = ["certeval", *question["arguments"]]
sys.exit(main())
"""


class Prompt:
    """Where commands are asked for. Python starts with `variables`: they say the encoding of its streams."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        number = theirs.fileno()
        # pipes: what Python knows of a stream that can be sought would be wrong of a terminal
        pipe = subprocess.PIPE
        self._server = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(number)],
            env=variables,
            pass_fds=[number],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )
        theirs.close()

    def close(self) -> None:
        self._line.close()
        self._server.communicate()

    def _number(self) -> int:
        said = self._line.recv(99)
        assert said, self._server.communicate()[1]
        return int(said)

    @contextlib.contextmanager
    def running(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        streams: tuple[int, int, int],
        closed: Sequence[int] = (),
    ) -> Iterator["Running"]:
        """A command that runs; its standard streams are these, but those `closed`. It has ended when this does."""
        question = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": dict(environment),
            "closed": closed,
        }
        socket.send_fds(self._line, [json.dumps(question).encode()], streams)
        command = Running(self._number())
        try:
            yield command
        finally:
            command.status = self._number()

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        stdout: int | None = None,
        closed: Sequence[int] = (),
    ) -> subprocess.CompletedProcess[str]:
        """What a command left. Its output goes to `stdout`, else to what is returned."""
        with (
            Path(os.devnull).open("rb") as nothing,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            streams = (nothing.fileno(), out.fileno() if stdout is None else stdout, err.fileno())
            with self.running(arguments, folder, environment, streams, closed) as command:
                pass
            texts = []
            for stream in (out, err):
                stream.seek(0)
                texts.append(stream.read().decode())
        return subprocess.CompletedProcess(list(arguments), command.status, *texts)


def prompt(**variables: str) -> Prompt:
    """The prompt whose Python started with these variables; skips where processes don't divide."""
    if not DIVIDES:
        pytest.skip("processes are divided as Linux does")
    return _start(frozenset(({"PYTHONIOENCODING": "utf-8"} | variables).items()))


@functools.cache
def _start(variables: frozenset[tuple[str, str]]) -> Prompt:
    started = Prompt(bare() | dict(variables))
    atexit.register(started.close)
    return started


def bare() -> dict[str, str]:
    """The environment, without what says a language, an encoding, a width, a shell's question or where référentiels
    are.
    """
    said = ("LC_", "LANG", "PYTHONIO", "COLUMNS", "CERTEVAL", "COMP", "_CERTEVAL", "_TYPER")
    return {name: text for name, text in os.environ.items() if not name.startswith(said)}


class Running:
    """A command that runs, or ran: its status is known once it has ended, below 0 for a signal."""

    def __init__(self, number: int) -> None:
        self.status = 0
        self._number = number

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):  # it has ended
            os.kill(self._number, signal.SIGKILL)
