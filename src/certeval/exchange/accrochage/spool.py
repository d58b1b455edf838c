"""Passages kept aside until all of them are known to be right, then written as files that the portal takes.

They are written to a file of the system's own folder that has no name: nobody else opens it, and nothing of it is left
when the command ends, whatever ends it.
"""

from array import array
from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from typing import IO, NamedTuple, Self

from certeval.exchange.accrochage import xml_text
from certeval.exchange.accrochage.passage import FluxEntete, Titre

MOST_BYTES = 200_000_000
"""A file of the portal stays below."""
MOST_PASSAGES = 200_000
AT_ONCE = 1 << 20


class PassageRun(NamedTuple):
    """Passages that follow each other of one certification: from one to another, by number, and bytes."""

    titre: Titre
    first: int
    end: int
    start: int
    size: int


class Spool:
    """Passages by certification, in the order in which they are added."""

    def __init__(self) -> None:
        self._of: dict[Titre, _Passages] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        for each in self._of.values():
            each.file.close()

    def add(self, titre: Titre, passage: str) -> None:
        """Keep the XML of a passage. Raises OSError."""
        passages = self._of.get(titre)
        if passages is None:
            passages = self._of[titre] = _Passages(TemporaryFile(buffering=AT_ONCE), array("L"))  # noqa: SIM115 -- closed by __exit__
        data = passage.encode()
        passages.file.write(data)
        passages.sizes.append(len(data))

    def __len__(self) -> int:
        return sum(len(each.sizes) for each in self._of.values())

    def files(
        self,
        entete: FluxEntete,
        *,
        most_bytes: int = MOST_BYTES,
        most: int = MOST_PASSAGES,
    ) -> list[list[PassageRun]]:
        """How passages go into files, each within the bounds of the portal."""
        around = len((xml_text.heading(entete) + xml_text.ENDING).encode())
        files: list[list[PassageRun]] = []
        room, places = 0, 0
        for titre, passages in self._of.items():
            own = len((xml_text.titre_heading(titre) + xml_text.TITRE_ENDING).encode())
            first = start = size = 0
            room -= own
            for number, weight in enumerate(passages.sizes):
                if not files or weight >= room or not places:
                    if files and number > first:
                        files[-1].append(PassageRun(titre, first, number, start, size))
                    files.append([])
                    first, start, size = number, start + size, 0
                    room, places = most_bytes - around - own, most
                room, places, size = room - weight, places - 1, size + weight
            files[-1].append(PassageRun(titre, first, len(passages.sizes), start, size))
        return files

    def passages(self, section: PassageRun) -> Iterator[str]:
        """The XML of each passage of a section, in order. Raises OSError."""
        passages = self._of[section.titre]
        start = section.start
        for size in passages.sizes[section.first : section.end]:
            yield b"".join(_chunks(passages.file, start, size)).decode()
            start += size

    def write(self, stream: IO[bytes], sections: Sequence[PassageRun], entete: FluxEntete) -> None:
        """Write one file. Raises OSError."""
        stream.write(xml_text.heading(entete).encode())
        for each in sections:
            stream.write(xml_text.titre_heading(each.titre).encode())
            stream.writelines(_chunks(self._of[each.titre].file, each.start, each.size))
            stream.write(xml_text.TITRE_ENDING.encode())
        stream.write(xml_text.ENDING.encode())


class _Passages(NamedTuple):
    """The passages of one certification: where they are written, and the bytes of each."""

    file: IO[bytes]
    sizes: "array[int]"


def _chunks(file: IO[bytes], start: int, size: int) -> Iterator[bytes]:
    file.flush()
    file.seek(start)
    while size and (data := file.read(min(size, AT_ONCE))):
        size -= len(data)
        yield data
