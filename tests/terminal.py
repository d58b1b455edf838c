"""Running certeval at a terminal of a width, as people do."""

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

STYLE = r"\x1b\[[0-9;?]*[a-zA-Z]"


def screen(folder: Path, width: int, *arguments: object, **environment: str) -> str:
    """What a command shows at a terminal so many characters wide, without colours; skips where there is none."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminal")
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    command = [sys.executable, "-m", "certeval", *map(str, arguments)]
    known = {"TERM": "xterm", "CERTEVAL_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    kept = {key: text for key, text in os.environ.items() if key not in {"COLUMNS", "CERTEVAL_REFERENTIELS"}}
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env={**kept, **known, **environment}
    ):
        os.close(slave)
        shown = b""
        while True:
            try:
                piece = os.read(master, 1 << 16)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.close(master)
    text = shown.decode(environment.get("PYTHONIOENCODING", "utf-8")).replace("\r\n", "\n")
    return re.sub(STYLE, "", text)


def answered(folder: Path, typed: str, *arguments: str) -> tuple[int, str]:
    """The status and the screen of a command whose questions are answered by what is typed."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminal")
    master, slave = pty.openpty()
    known = {"TERM": "xterm", "CERTEVAL_LANG": "fr", "PYTHONIOENCODING": "utf-8"}
    kept = {key: text for key, text in os.environ.items() if key not in {"COLUMNS", "CERTEVAL_REFERENTIELS"}}
    command = [sys.executable, "-m", "certeval", *arguments]
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env={**kept, **known}
    ) as running:
        os.close(slave)
        os.write(master, typed.encode())
        shown = b""
        while True:
            try:
                piece = os.read(master, 1 << 16)
            except OSError:
                break
            shown += piece
        status = running.wait()
    os.close(master)
    return status, shown.decode()
