"""Running certeval at a terminal of a width, as people do: a process whose streams are a pseudo-terminal."""

import os
import re
import select
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from prompt import STOPPED, bare, prompt

STYLE = r"\x1b\[[0-9;?]*[a-zA-Z]"
ENGLISH = {"TERM": "xterm", "CERTEVAL_LANG": "en"}


def run_at_terminal(
    arguments: list[str],
    folder: Path,
    environment: dict[str, str],
    *,
    width: int = 0,
    typed: str = "",
    **start: str,
) -> tuple[int, bytes]:
    """The status of a command, and all that a terminal was sent by it; skips where there is no pseudo-terminal.

    The terminal is `width` characters wide where that is not 0, and `typed` answers what is asked. `start` is what the
    Python of the command started with, beside its environment (`prompt`).
    """
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminal")
    master, slave = pty.openpty()
    if width:
        fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    streams = (slave, slave, slave)
    with prompt(**start).running(arguments, folder, bare() | environment, streams) as command:
        os.close(slave)
        os.write(master, typed.encode())
        sent = read_all(master, command.kill)
    return command.status, sent


def read_all(master: int, kill: Callable[[], None]) -> bytes:
    """What comes to a terminal until its other end is closed; who has stopped is killed."""
    sent = b""
    while True:
        if not select.select([master], [], [], STOPPED)[0]:
            kill()
            break
        try:
            piece = os.read(master, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        sent += piece
    os.close(master)
    return sent


def screen(folder: Path, width: int, *arguments: object, **environment: str) -> str:
    """What a command shows at a terminal so many characters wide, without colours; skips where there is none."""
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    asked = [str(argument) for argument in arguments]
    _status, sent = run_at_terminal(
        asked, folder, ENGLISH | environment, width=width, PYTHONIOENCODING=encoding
    )
    return re.sub(STYLE, "", sent.decode(encoding).replace("\r\n", "\n"))


def answer_questions(folder: Path, typed: str, *arguments: str) -> tuple[int, str]:
    """The status and the screen of a command whose questions are answered by what is typed."""
    status, sent = run_at_terminal([*arguments], folder, ENGLISH | {"CERTEVAL_LANG": "fr"}, typed=typed)
    return status, sent.decode()
