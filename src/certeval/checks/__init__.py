"""What a certification engineer wants to hear before a jury does.

In comes a référentiel; out go diagnostics.
"""

from collections.abc import Callable, Iterator
from datetime import date

from certeval.checks import (
    blocs,
    characters,
    codes,
    ecarts,
    entries,
    epreuves,
    equivalences,
    fractions,
    ladders,
    limits,
    near_duplicates,
    outcomes,
    prose,
    references,
    registration,
    truncated_texts,
    weights,
    wording,
)
from certeval.checks.subject import Subject
from certeval.declared import models
from certeval.declared.repair import without_consequences
from certeval.diagnostics import Diagnostic, Finding, in_order
from certeval.diagnostics.families import referentiel, rules
from certeval.referentiel.load import Compilation

NUMBERINGS = (referentiel.CODE_ASTRAY, referentiel.NUMBERING_GAP, referentiel.OUT_OF_ORDER)
"""What may be said of a code only because two elements have it."""
Check = Callable[[Subject], Iterator[Finding] | Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    references.activites_name_competences,
    references.epreuves_assess_what_exists,
    references.parts_follow_parts,
    references.transversales_are_seen_somewhere,
    references.ecarts_are_about_something,
    ecarts.ecarts_quote_their_target,
    references.predecessors_no_longer_stand,
    references.elements_replace_others,
    equivalences.equivalences_give_what_exists,
    equivalences.equivalences_agree,
    equivalences.equivalences_are_about_earlier_versions,
    equivalences.correspondances_give_what_exists,
    equivalences.correspondances_agree,
    blocs.conditions_announce_what_is_there,
    blocs.effectif_has_the_counts_of_the_sentence,
    blocs.a_certification_has_blocs,
    blocs.blocs_have_competences,
    blocs.competences_have_criteres,
    codes.codes_follow_the_tree,
    codes.numbers_have_no_gap,
    codes.codes_are_in_order,
    codes.activites_lead_to_their_number,
    codes.codes_are_no_headings,
    epreuves.epreuves_assess_each_critere,
    epreuves.each_epreuve_assesses,
    epreuves.durations_add_up,
    epreuves.groups_are_groups,
    epreuves.parts_have_a_first,
    references.parcours_are_several,
    references.parcours_differ,
    references.what_is_taken_up_is_there,
    blocs.a_bloc_has_several_competences,
    near_duplicates.wordings_differ,
    near_duplicates.lists_hold_each_item_once,
    blocs.activites_lead_to_competences,
    blocs.competences_follow_from_activites,
    blocs.blocs_name_metiers,
    blocs.the_level_exists,
    weights.coefficients_weigh,
    weights.names_weigh_once,
    ladders.steps_are_reachable,
    weights.measures_are_used,
    limits.limits_are_on_the_scale,
    fractions.numbers_beside_marks_are_marks,
    fractions.shares_are_no_rounded_thirds,
    limits.levels_are_not_taken_for_points,
    limits.the_best_are_of_more,
    weights.weights_leave_a_mean,
    entries.an_empty_cell_is_called_vide,
    entries.levels_stand_from_the_weakest,
    entries.what_is_entered_counts,
    outcomes.exemptions_lose_nothing,
    outcomes.rounding_leaves_marks_apart,
    outcomes.tables_answer_for_each_number,
    registration.the_file_is_named_after_its_version,
    registration.the_folder_is_named_after_the_code,
    registration.periods_begin_before_they_end,
    registration.the_registration_is_not_over,
    registration.levels_agree,
    registration.the_decision_comes_before_the_end,
    registration.bodies_have_their_number,
    registration.blocs_bear_the_certification_s_number,
    registration.some_jury_meets_its_rules,
    characters.spaces_are_single,
    characters.spaces_stand_inside,
    characters.apostrophes_are_alike_in_a_text,
    characters.apostrophes_are_alike_throughout,
    characters.french_signs_have_their_space,
    characters.characters_are_what_they_look_like,
    characters.characters_are_visible,
    characters.the_encoding_is_intact,
    characters.accents_are_on_their_letters,
    characters.letters_are_apart,
    truncated_texts.nothing_is_said_twice_in_a_row,
    truncated_texts.texts_go_to_their_end,
    truncated_texts.texts_begin_alike,
    truncated_texts.signs_go_in_pairs,
    truncated_texts.long_texts_bear_a_mark,
    wording.competences_begin_with_a_verb,
    wording.competences_are_observable,
    wording.competences_say_to_what_end,
    wording.criteres_are_results,
    wording.criteres_are_one_result,
    near_duplicates.criteres_tell_apart,
    wording.activites_are_worded_alike,
    outcomes.cases_hold,
)
"""Every check, in the order they are listed in the docs. A check takes a subject and gives what it finds:
at a value of the file (a finding) or at a part of one (a diagnostic)."""


BARE = {referentiel.EMPTY_BLOC: "bloc", referentiel.EMPTY_COMPETENCE: "competence"}
"""What says of an element that nothing is declared in it, with its code: a rule then selects nothing below it."""


def check_referentiel(compilation: Compilation, today: date) -> list[Diagnostic]:
    """Everything to say of one référentiel: what keeps it from deciding, then every check, écarts applied."""
    if compilation.model is None or compilation.tree is None:
        return compilation.diagnostics
    document = compilation.document
    subject = Subject(
        prose.read(document), compilation.model, compilation.tree, today, compilation.referentiel
    )
    findings = [each for check in CHECKS for each in check(subject)]
    if any(
        each.kind in (referentiel.DUPLICATE_CODE, referentiel.LOOKALIKE_CODE)
        for each in compilation.diagnostics
    ):
        findings = [each for each in findings if each.kind not in NUMBERINGS]
    meant = {each.arguments.get("suggestion") for each in compilation.diagnostics}  # under another name
    findings = [f for f in findings if f.kind is not rules.NEVER_USED or f.arguments["name"] not in meant]
    if compilation.repair is not None:
        findings = without_consequences(findings, compilation.repair)
    diagnostics = [document.locate(each) if isinstance(each, Finding) else each for each in findings]
    new = models.without_repeats(diagnostics, document)
    result = ecarts.apply_ecarts(in_order([*compilation.diagnostics, *new]), compilation, today)
    bare = {each.arguments[key] for each in result if (key := BARE.get(each.kind))}
    return [
        each
        for each in result
        if each.kind is not rules.EMPTY_SELECTION or each.arguments["bearer"] not in bare
    ]
