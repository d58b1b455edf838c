"""The correspondences that come with certeval: a file each, named by the software whose tables it reads."""

from importlib.resources import files
from typing import Final

from certeval.messages import N_

BUNDLE: Final = {
    "canvas": N_("Canvas: the gradebook, exported as CSV"),
    "moodle": N_("Moodle: the gradebook, exported as CSV, Excel or OpenDocument"),
    "pronote": N_("PRONOTE: a table of marks, headings on two rows"),
    "sacoche": N_("SACoche: an assessment, a column a pupil (CSV)"),
    "scodoc": N_("ScoDoc: the summary of a semester"),
    "scodoc-saisie": N_("ScoDoc: the sheet where the marks of one assessment are entered"),
}


def content(name: str) -> bytes:
    """The file of one of them, in YAML."""
    return files("certeval.scores").joinpath("correspondances", f"{name}.yaml").read_bytes()
