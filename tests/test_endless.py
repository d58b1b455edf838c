"""What never ends, or is far larger than any sheet: refused at its beginning, by how much of it is read."""

import io
import os
import sys
from pathlib import Path

import pytest

from certeval.diagnostics import Place, Span
from certeval.render.diagnostics import Sources
from certeval.scores.opening import HEAD, open_one
from certeval.sources import content, encoding, row_stream
from certeval.text.digests import sha256
from conftest import Certeval

TEXT = "le jury, le mardi ; 12,5 é\n"
WRONG = {
    "zeros": (b"\0", "N002"),
    "bytes of no encoding": (b"\x81\n", "N002"),
    "lines of text": (TEXT.encode(), "N101"),
    "lines of text in Windows-1252": (TEXT.encode("cp1252"), "N101"),
    "one line": (b"le jury ", "N013"),
    "one line of accents": ("é".encode(), "N013"),
    "delimiters": (b";;;;\n", "N101"),
    "blank lines": (b"\n", "N001"),
    "no candidat among the headings": (b"nom;E1\n", "N101"),
    "an open quote": (b'"le jury\n', "N012"),
}


@pytest.mark.parametrize(("piece", "code"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_table_is_refused_at_its_headings(piece: bytes, code: str) -> None:
    stream = io.BytesIO(piece * (3 * HEAD // len(piece)))
    sheet = open_one(stream, "notes.csv", None)

    assert code in {each.code for each in sheet.diagnostics if each.is_error}  # type: ignore[union-attr]
    assert stream.tell() == HEAD


@pytest.mark.parametrize("name", ["utf-16", "utf-8", "mac-roman"])
def test_so_is_one_in_any_encoding(name: str) -> None:
    stream = io.BytesIO((TEXT * (3 * HEAD // len(TEXT))).encode(name))
    sheet = open_one(stream, "notes.csv", None if name == "utf-16" else name)

    assert "N101" in {each.code for each in sheet.diagnostics}  # type: ignore[union-attr]
    assert stream.tell() == HEAD


@pytest.mark.parametrize("name", ["utf-16", "utf-8"])
@pytest.mark.parametrize("headings", ["candidat;K1", '\n\n"K\n1";candidat'])
def test_a_large_table_whose_headings_are_read_is_read_whole(name: str, headings: str) -> None:
    rows = "".join(f"C{number};oui\n" for number in range(120_000))
    stream = io.BytesIO(f"{headings}\n{rows}".encode(name))
    sheet = open_one(stream, "notes.csv", None)

    assert len(sheet.tables[0][0].rows) == 120_000  # type: ignore[union-attr]
    assert sheet.digest == sha256(stream.getvalue())


def test_zeros_below_sound_rows_end_the_reading() -> None:
    stream = io.BytesIO(b"candidat;K1\nC1;oui\n" + b"\0" * (5 * content.AT_ONCE))
    sheet = open_one(stream, "notes.csv", None)

    assert [each.code for each in sheet.diagnostics] == ["N002"]  # type: ignore[union-attr]
    assert stream.tell() <= HEAD + content.AT_ONCE


class Endless(io.BytesIO):
    """Rows of a table, for ever."""

    def __init__(self) -> None:
        super().__init__(b"candidat;K1\n")
        self.count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0
        self.count += size
        begins = super().read(size)
        return begins + b"C1;oui\n"[: size - len(begins)] * ((size - len(begins)) // 7)


def test_what_never_ends_is_refused_before_the_memory_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_PIPED", 1 << 23)
    stream = Endless()
    with pytest.raises(OSError, match="has no end") as refusal:
        open_one(stream, "notes.csv", None)

    assert refusal.value.filename == "notes.csv"
    assert stream.count <= HEAD + (1 << 23) + 2 * content.AT_ONCE


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no such device")  # noqa: PTH110
@pytest.mark.parametrize("command", [("validate",), ("agreement",), ("check",), ("verify",)])
def test_no_device_is_read_to_its_end(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(content, "MOST_PIPED", 1 << 23)
    done = certeval(*command, "/dev/zero")

    assert done.status in {1, 2, 3}
    assert "/dev/zero" in done.err + done.out


def test_a_file_too_large_to_be_held_is_told_so(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(content, "MOST_BYTES", 1 << 21)
    sheet = tmp_path / "notes.csv"
    with sheet.open("wb") as stream:
        stream.write(b"candidat;jure;CR1.1.1\n")
        stream.truncate(1 << 22)
    done = certeval("agreement", sheet)

    assert (done.status, done.out) == (2, "")
    assert done.err.strip() == f"certeval: {sheet}: {content.TOO_MUCH}"


def test_a_table_read_as_it_comes_that_is_no_text_is_left_at_once(tmp_path: Path) -> None:
    file = tmp_path / "candidats.csv"
    file.write_bytes(b"candidat;nom\n\x81" + b"\x81" * (1 << 21))
    assert row_stream.open_table(file, str(file), bool) is None


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipe")
def test_no_pipe_is_opened_again_to_show_where_it_is_wrong(tmp_path: Path) -> None:
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    assert Sources().line(Place(str(pipe), Span(1, 1, 1, 1))) is None


def test_of_a_very_long_line_the_beginning_is_shown() -> None:
    stream = io.BytesIO(b"a\n" + "é".encode() * (1 << 20) + b"\nb\n")
    lines = encoding.lines_at(stream, {2, 3})
    assert lines is not None
    assert lines[2].startswith("éé")
    assert len(lines[2]) <= encoding.AT_ONCE
    assert lines[3] == "b"
