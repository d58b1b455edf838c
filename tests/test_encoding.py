"""Which encoding a file is in, decided the way French offices make files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certeval.sources.encoding import Text, Undecodable, decode, lines


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_is_in_and_the_encoding_is_said(codec: str, said: str) -> None:
    assert decode("évaluée à l’oral".encode(codec)) == Text("évaluée à l’oral", said)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_orders_of_utf16_are_told_by_their_mark(mark: bytes) -> None:
    codec = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + "été".encode(codec)) == Text("été", "utf-16")


def test_plain_ascii_and_nothing_at_all_are_utf8() -> None:
    assert decode(b"oui") == Text("oui", "utf-8")
    assert decode(b"") == Text("", "utf-8")
    assert decode(b"\xef\xbb\xbf") == Text("", "utf-8")
    assert decode(b"\xff\xfe") == Text("", "utf-16")


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_a_byte_that_windows_1252_does_not_define_refuses_the_file_at_its_line(byte: int) -> None:
    assert decode(b"a\nb\n\xe9" + bytes([byte])) == Undecodable(byte, 3)


def test_a_macroman_file_is_refused_where_its_bytes_tell_it() -> None:
    assert decode("la fête".encode("mac-roman")) == Undecodable(0x90, 1)


def test_a_zero_byte_is_no_text_even_where_the_rest_is() -> None:
    assert decode(b"a\nb\0c") == Undecodable(0, 2)
    assert decode("a\nb\0c".encode("utf-16")) == Undecodable(0, 2)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_forced_encoding_takes_no_zero_sign_for_text_either(codec: str) -> None:
    assert decode("é\nb\0c".encode(codec), codec) == Undecodable(0, 2)
    assert decode("oui".encode("utf-16-le")) == Undecodable(0, 1)
    assert decode("oui".encode("utf-32")) == Undecodable(0, 1)


def test_utf16_cut_in_the_middle_of_a_character_is_refused() -> None:
    assert decode(b"\xff\xfea\0\n\0b") == Undecodable(ord("b"), 2)


def test_a_forced_encoding_is_the_only_one_tried() -> None:
    assert decode(b"\x8e", "mac-roman") == Text("é", "mac-roman")
    assert decode("été".encode(), "cp1252") == Text("Ã©tÃ©", "cp1252")
    assert decode(b"a\n\xe9", "ascii") == Undecodable(0xE9, 2)


def test_latin1_is_never_taken() -> None:
    assert isinstance(decode(bytes(range(1, 256))), Undecodable)


def test_lines_break_where_yaml_breaks_them() -> None:
    assert lines("a\nb\r\nc\rd\x85e\u2028f\u2029g") == ["a", "b", "c", "d", "e", "f", "g"]
    assert lines("a\x0bb\x0cc\x1cd") == ["a\x0bb\x0cc\x1cd"]
    assert lines("") == [""]


@given(st.binary(max_size=100))
def test_any_bytes_are_text_or_refused_at_one_of_their_lines(data: bytes) -> None:
    found = decode(data)
    if isinstance(found, Undecodable):
        assert found.byte in data
        assert 1 <= found.line <= data.count(b"\n") + 1
    else:
        assert found.encoding in {"utf-8", "utf-16", "cp1252"}


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=60))
def test_what_is_written_in_utf8_is_read_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == Text(text, "utf-8")
