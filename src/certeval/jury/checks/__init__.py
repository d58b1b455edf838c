"""What may be wrong with a session: one module a subject, each rule a function of the subject in the tuples below.

In comes a session with what it applies to; out come findings at paths of its file, or at rows of
the candidates' table.
"""

from certeval.diagnostics import Diagnostic, in_order
from certeval.jury.checks import composition, dates, decisions, draws, names, orals
from certeval.jury.checks.subject import SessionSubject

CHECKS = (
    names.what_is_named_exists,
    names.registrations_are_in_the_table,
    names.nothing_is_said_twice,
    composition.the_jury_is_composed_as_its_rules_want,
    composition.a_jury_of_vae_is_composed_as_the_code_wants,
    decisions.what_differs_from_the_computed_has_its_reason,
    decisions.a_certification_has_its_blocs,
    decisions.decisions_concern_target_blocs,
    decisions.what_was_acquired_stays_so,
    decisions.what_stays_pending_has_its_next_session,
    decisions.rules_do_not_reach_through_a_decision,
    decisions.rules_do_not_reach_through_an_acquis,
    decisions.exemptions_have_no_marks,
    decisions.what_was_acquired_gives_something,
    decisions.acquis_are_in_the_register,
    dates.the_applied_file_is_the_sessions_own,
    dates.juries_of_vae_sit_in_time,
    dates.candidates_enter_within_its_registration,
    draws.draws_are_what_their_minutes_give,
    draws.marks_of_groups_are_of_those_drawn_into_them,
    orals.orals_are_of_a_part,
    orals.absences_are_of_candidates_or_members,
    orals.orals_suit_their_panels,
    orals.panels_have_their_authorisation,
    orals.nobody_is_in_two_places,
    orals.everybody_expected_has_an_oral,
    orals.panels_sit_long_enough,
)
SITTING_CHECKS = (
    composition.the_jury_is_designated_before_its_sitting,
    composition.enough_members_are_present,
    composition.the_president_is_present,
    composition.enough_members_stay,
    composition.members_have_their_authorisation,
    composition.no_tied_member_is_present,
    composition.hours_follow_each_other,
    dates.candidates_of_vae_are_told_in_time,
    dates.days_come_in_their_order,
)
"""Those of a sitting, which take it too."""


def check(subject: SessionSubject) -> list[Diagnostic]:
    """Everything that is wrong with a session, in order."""
    locate = subject.session.document.locate
    diagnostics = [locate(finding) for each in CHECKS for finding in each(subject)]
    if (sitting := subject.deliberation) is not None:
        diagnostics += [locate(finding) for each in SITTING_CHECKS for finding in each(subject, sitting)]
    diagnostics += decisions.texts_name_no_candidate(subject)
    return in_order([*diagnostics, *names.identifiers_mean_whom_the_register_knows(subject)])


__all__ = ["CHECKS", "SessionSubject", "check"]
