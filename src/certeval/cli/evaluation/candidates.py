"""Who a part of an épreuve or a grid is for: of a session, of its table, of a file that lists candidates."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from certeval.cli import exits, files, inputs, notices, sheets
from certeval.cli.session import ReadSheets
from certeval.diagnostics.families.sheets import ABSENT, SITUATION_NOT_KNOWN
from certeval.jury.holdings import exempted_entries
from certeval.jury.tirage import parts
from certeval.messages import ngettext
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.render.words import first_words
from certeval.rules.situation import PARCOURS, VOIE
from certeval.scores.grids import Grid, GridCandidate
from certeval.scores.observations import Candidate
from certeval.scores.read import OpenedSheets
from certeval.text.nearest import fold

MOST_NAMES = 6
"""Identifiers of persons of the table that are said."""


def part(referentiel: Referentiel, text: str | None, *, heard: bool = False) -> Partie:
    """The part of an épreuve meant, one that a panel hears where it is to be `heard`; status 2 where there is none, or
    it is not said which.
    """
    choices = ", ".join(parts.parts(referentiel, heard=heard))
    if text and (partie := parts.part(text, referentiel)):
        if heard and partie.forme in parts.UNHEARD:
            exits.refuse(
                "{partie}: no panel hears it, it is `forme: {forme}`; for those that one does: {known}",
                partie=partie.code,
                forme=partie.forme,
                known=choices or "–",
            )
        return partie
    if not choices:
        exits.refuse("{referentiel} declares no part of an épreuve: `parties`", referentiel=referentiel.title)
    if text is None:
        exits.refuse("say for which part of an épreuve: --partie, one of {known}", known=choices)
    exits.refuse("--partie {typed}: no part of an épreuve is called so: {known}", typed=text, known=choices)


def examinees(read: ReadSheets, partie: Partie) -> list[str]:
    """Who is to sit a part, of the candidates of a session."""
    return list(
        parts.examinees(read.of_session.session, read.of_assembly.sitting, partie.code, _everybody(read))
    )


def _everybody(read: ReadSheets) -> Collection[str]:
    """The identifiers of whoever stands in the sheets, the registrations or the table: of a session that registers
    others, who stands there alone is said to be taken with them.
    """
    subject = read.of_assembly.subject
    if read.of_session.session.model.inscriptions and (others := list(subject.table_only.values())):
        message = ngettext(
            "{n} person of the table, neither registered nor in a sheet, is taken with the others: {codes}",
            "{n} persons of the table, neither registered nor in a sheet, are taken with the others: {codes}",
            len(others),
        )
        notices.warn(message, n=len(others), codes=first_words(others, MOST_NAMES))
    return [each for each in subject.examinees if each not in read.omissions]


def listing(file: Path | None, encoding: str | None) -> OpenedSheets | None:
    """The file that lists candidates, where one is given; status 2 where it can't be read."""
    with exits.guard():
        return sheets.open_all([files.protect(file)], encoding) if file else None


def listed_candidates(listing: OpenedSheets, rules: Referentiel) -> tuple[GridCandidate, ...]:
    """The candidates of a file, which need not have marks; status 1 where something is wrong in it."""
    scores = listing.read(rules)
    diagnostics = [each for each in scores.diagnostics if each.kind not in {ABSENT, SITUATION_NOT_KNOWN}]
    inputs.leave_on_errors(diagnostics)
    return tuple(
        GridCandidate(
            code,
            nom=each.details.get("nom", ""),
            prenom=each.details.get("prenom", ""),
            groupe=each.details.get("groupe", ""),
            parcours=_word(rules, PARCOURS, each),
            voie=_word(rules, VOIE, each),
        )
        for code, each in scores.candidates.items()
    )


def _word(rules: Referentiel, axis: str, candidate: Candidate) -> str:
    """What is said of a candidate's parcours or voie, by the word that it means."""
    cell = candidate.situation.get(axis)
    return rules.situation_word(axis, cell.bare_text) if cell else ""


def everybody(read: ReadSheets) -> tuple[GridCandidate, ...]:
    """The candidates of a session, with the names that its table gives them."""
    by_code: dict[str, GridCandidate] = {}
    for each in read.of_session.candidats.persons.values():
        names = each.display_names
        by_code[fold(each.candidat)] = GridCandidate(nom=names.get("nom", ""), prenom=names.get("prenom", ""))
    return tuple(
        replace(by_code.get(fold(code), GridCandidate()), candidat=code) for code in _everybody(read)
    )


def of_registration(read: ReadSheets, who: GridCandidate) -> GridCandidate:
    """A candidate with the parcours and the voie of its registration, where nothing else says them, without what is
    not to be entered in this session: what was acquired before, is not sought, or is exempted.
    """
    rules, inscription = read.referentiel, read.of_session.session.inscription(who.candidat)
    due = read.of_assembly.sitting.due_elements(who.candidat, inscription) - exempted_entries(
        inscription, rules
    )
    return replace(
        who,
        parcours=who.parcours
        or rules.situation_word(PARCOURS, inscription.parcours if inscription else None),
        voie=who.voie or rules.situation_word(VOIE, inscription.voie if inscription else None),
        without=frozenset(rules.entries) - due,
    )


def panel_grids(grid: Grid, read: ReadSheets, partie: Partie, jurors: Sequence[str]) -> list[Grid]:
    """A grid for each panel or group and each juror, the members of the panel where none is named; status 2 where the
    session says neither.
    """
    groups = parts.working_groups(read.of_session.session, partie)
    if not groups:
        exits.refuse(
            "{partie} has no groups and no hours: `certeval tirage` draws, `certeval oraux` finds them",
            partie=partie.code,
        )
    by_code = {fold(each.candidat): each for each in (*everybody(read), *grid.candidates) if each.candidat}
    grids: list[Grid] = []
    for each in groups:
        candidates = (
            of_registration(read, by_code.get(fold(code), GridCandidate(code))) for code in each.candidats
        )
        who = tuple(replace(one, groupe=each.groupe or one.groupe) for one in candidates)
        for juror in jurors if any(jurors) else each.membres or [""]:
            identity = replace(grid.identity, jury=each.name, jure=juror)
            grids.append(replace(grid, identity=identity, candidates=who))
    return grids
