"""What a certification engineer wants to hear before a jury does.

In comes a référentiel; out go diagnostics.
"""

from datetime import date

from certeval.checks import announced, cases, ecarts, empty, references
from certeval.checks.subject import Subject
from certeval.diagnostics import Diagnostic, in_order
from certeval.referentiel.load import Loaded

CHECKS = (
    references.activites_name_competences,
    references.epreuves_assess_what_exists,
    references.parts_follow_parts,
    references.ecarts_are_about_something,
    announced.counts_are_as_announced,
    empty.a_certification_has_blocs,
    empty.blocs_have_competences,
    empty.competences_have_criteres,
    cases.cases_hold,
)
"""Every check, in the order they are listed in the docs. A check takes a subject and gives findings."""


def check_loaded(loaded: Loaded, today: date) -> list[Diagnostic]:
    """Everything to say of one référentiel: what keeps it from deciding, then every check, écarts applied."""
    if loaded.model is None or loaded.tree is None:
        return loaded.diagnostics
    subject = Subject(loaded.model, loaded.tree, loaded.referentiel)
    located = [loaded.document.locate(finding) for check in CHECKS for finding in check(subject)]
    diagnostics = in_order([*loaded.diagnostics, *located])
    return ecarts.answered(diagnostics, loaded, today)
