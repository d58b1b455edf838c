"""Whole outputs, held to files beside the tests."""

import os
from pathlib import Path

HERE = Path(__file__).parent


def compare(name: str, printed: str) -> None:
    """A whole output against tests/<name>, which CERTEVAL_REWRITE=1 rewrites."""
    file = HERE / name
    if os.environ.get("CERTEVAL_REWRITE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed, encoding="utf-8")
    assert printed == file.read_text(encoding="utf-8")
