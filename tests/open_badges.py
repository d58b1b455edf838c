"""The published schema and contexts of Open Badges 3.0, out of the source distribution of openbadgeslib (PyPI).

They are 1EdTech's, so no copy stands here. `pip download --no-deps --no-binary :all: openbadgeslib==4.6.3` brings them;
OPEN_BADGES names the folder that holds the archive, as `.ci/run` does, and tests skip without.
"""

import json
import os
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SCHEMA = "tests/fixtures/ob_schemas/ob_v3p0_achievementcredential_schema.json"
CONTEXTS = tuple(
    f"openbadgeslib/ob3/contexts/{each}.json"
    for each in ("credentials-v2", "ob-v3p0-context-3.0.3", "ob-v3p0-extensions")
)


@cache
def published_json(name: str) -> Any:
    """A JSON file of the distribution; the test that asks is skipped where there is none."""
    archive = next(Path(os.environ.get("OPEN_BADGES", "absent")).glob("openbadgeslib-*.tar.gz"), None)
    if archive is None:
        pytest.skip("OPEN_BADGES names no folder with the source distribution of openbadgeslib")
    with tarfile.open(archive) as opened:
        member = next(each for each in opened if each.name.partition("/")[2] == name)
        stream = opened.extractfile(member)
        assert stream is not None
        return json.load(stream)
