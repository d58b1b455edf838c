"""How long a document takes to import, beside the library that reads its format alone.

`python benchmarks/import.py FILE.pdf … FILE.docx …`: for a PDF, beside pdfplumber's own tables of the pages that
matter; for a Word document, beside python-docx's own load. The best of several runs in one process each.
"""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

from certeval.exchange import opening
from certeval.exchange.opening import DocumentOptions
from certeval.exchange.readers import pages, pdf

RUNS = 5
AT_MOST = {".pdf": 1.3, ".docx": 3.0}
"""How many times the library's own reading ours may take."""


def best(work: Callable[[], object]) -> float:
    """The least of several times, in seconds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def library(data: bytes, suffix: str) -> Callable[[], object]:
    """What reads a document in its format alone."""
    if suffix == ".docx":
        import docx

        return lambda: docx.Document(io.BytesIO(data))
    import pdfplumber

    matter = pages.page_choice(pdf.words(data, (), _untold)).read

    def tables() -> None:
        with pdfplumber.open(io.BytesIO(data), pages=matter) as document:
            for page in document.pages:
                page.extract_tables()
                page.extract_text_lines()
                page.close()

    return tables


def _untold(_page: int, _of: int) -> None:
    """Nothing is shown."""


def main(files: list[str]) -> int:
    """A line a file; 1 where one takes more than it may."""
    failed = 0
    for file in files:
        path, data = Path(file), Path(file).read_bytes()
        most = AT_MOST[path.suffix]
        alone = best(library(data, path.suffix))
        ours = best(lambda data=data, path=path: opening.read(data, path.name, DocumentOptions(), _untold))  # type: ignore[misc]
        failed += ours > most * alone
        print(f"{path.name}: {ours:.2f} s, {ours / alone:.2f} × the library alone (at most {most})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
