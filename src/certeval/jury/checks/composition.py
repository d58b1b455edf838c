"""Who deliberates: the jury's composition, its designation, who is present and who may not be."""

from collections.abc import Iterator, Sequence
from datetime import date, time

from certeval.diagnostics import Finding, Kind, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.checks.subject import SessionSubject
from certeval.jury.deliberation import Deliberation, Lien, Membre, Mouvement
from certeval.referentiel.jury import ReglesJury, bounds_text, findings, limits
from certeval.rules.bounds import Bounds
from certeval.rules.names import Mistakes
from certeval.text.nearest import fold

MEMBERS_OF_VAE = 2
"""Code du travail, article D6412-6."""


def rules_of(subject: SessionSubject) -> tuple[ReglesJury | None, Path]:
    """The rules of the session's jury, else the référentiel's, and where a session's own stand."""
    jury = subject.session.model.jury
    if jury is not None and jury.regles is not None:
        return jury.regles, ("jury", "regles")
    default = subject.referentiel.model.certification.jury
    return (default.regles if default else None), ("jury",)


def the_jury_is_composed_as_its_rules_want(subject: SessionSubject) -> Iterator[Finding]:
    """As many members, as many of them external, as the rules of the jury want; one president."""
    jury = subject.session.model.jury
    if jury is None:
        return
    members = [each for _, each in subject.session.members()]
    at: Path = ("jury", "membres") if members else ("jury",)
    presidents = sum(each.role == "president" for each in members)
    if presidents != 1:
        yield Finding(kinds.PRESIDENTS, at, {"count": presidents}, at_key=True)
    rules, path = rules_of(subject)
    if rules is None:
        return
    mistakes = Mistakes()
    bounds = limits(rules.membres, mistakes, (*path, "membres"), shares=False)
    externals = limits(rules.externes, mistakes, (*path, "externes"), shares=True)
    if path == ("jury", "regles"):
        yield from findings(rules, path)
    count = len(members)
    if bounds is not None and not _within(bounds, count, count):
        yield Finding(
            kinds.JURY_COMPOSITION, at, {"count": count, "wanted": bounds_text(rules.membres)}, at_key=True
        )
    external = _externals(members)
    if externals is not None and not _within(externals, external, count):
        arguments = {"count": external, "members": count, "wanted": bounds_text(rules.externes)}
        yield Finding(kinds.JURY_EXTERNALS, at, arguments, at_key=True)


def _within(bounds: Bounds, count: int, total: int) -> bool:
    least, most = bounds.whole(total)
    return least <= count and (most is None or count <= most)


def the_jury_is_designated_before_its_sitting(
    subject: SessionSubject, sitting: Deliberation
) -> Iterator[Finding]:
    """A jury that sat was designated by an act, on that day at the latest (CAA Paris 20PA03437)."""
    jury = subject.session.model.jury
    designation = jury.designation if jury else None
    if designation is None or designation.le > sitting.le:
        at: Path = ("jury", "designation", "le") if designation else ("deliberation", "le")
        yield Finding(kinds.NOT_DESIGNATED, at, {"sitting": sitting.le.isoformat()})


def enough_members_are_present(subject: SessionSubject, sitting: Deliberation) -> Iterator[Finding]:
    """As many members are present, as many of them external, as the quorum wants; it is not said that nobody is."""
    present = subject.presents()
    at: Path = ("deliberation", "presents") if sitting.presents else ("deliberation", "le")
    shortfalls = list(_shortfalls(subject, present))
    for kind, count, minimum in shortfalls:
        yield Finding(kind, at, {"count": count, "wanted": minimum}, at_key=True)
    members = tuple(each.code for _, each in subject.session.members())
    is_nobody = "presents" in sitting.model_fields_set and not sitting.presents
    if is_nobody and not shortfalls and members and sitting.le <= subject.today:
        arguments = {"sitting": sitting.le.isoformat(), "known": members}
        yield Finding(kinds.NOBODY_PRESENT, at, arguments, at_key=True)


def the_president_is_present(subject: SessionSubject, sitting: Deliberation) -> Iterator[Finding]:
    """Whoever presides the jury is among the members who are present, where it is said who is."""
    presidents = [each for _, each in subject.session.members() if each.role == "president"]
    present = subject.presents()
    if present and len(presidents) == 1 and presidents[0] not in present:
        arguments = {"member": presidents[0].code, "sitting": sitting.le.isoformat()}
        yield Finding(kinds.NO_PRESIDENT, ("deliberation", "presents"), arguments, at_key=True)


def enough_members_stay(subject: SessionSubject, sitting: Deliberation) -> Iterator[Finding]:
    """The quorum is still met once a member has left, for a candidate or for good: somebody stays, whatever the rules;
    where there is VAE, and one left for good, as many as it wants.
    """
    present = subject.presents()
    if not present or any(_shortfalls(subject, present)):
        return
    is_vae_jury = bool(subject.vae) and not any(_vae_shortfalls(present))
    for i, each in enumerate(sitting.mouvements):
        leaves = each.pour is not None or (each.revient is None and each.sort != sitting.fin)
        away = set(_absentees(each, sitting))
        rest = [member for member in present if fold(member.code) not in away]
        is_short = is_vae_jury and each.pour is None and any(_vae_shortfalls(rest))
        if leaves and (is_short or not rest or any(_shortfalls(subject, rest))):
            arguments = {"member": each.membre, "count": len(rest), "external": _externals(rest)}
            yield Finding(kinds.NO_QUORUM_LEFT, ("deliberation", "mouvements", i, "membre"), arguments)


def _shortfalls(subject: SessionSubject, present: Sequence[Membre]) -> Iterator[tuple[Kind, int, int]]:
    """What these members lack of the quorum: the finding, how many there are, how many are wanted."""
    rules, _ = rules_of(subject)
    quorum = rules.quorum if rules else None
    for kind, count, minimum in (
        (kinds.NO_QUORUM, len(present), quorum.presents if quorum else None),
        (kinds.NO_EXTERNAL_QUORUM, _externals(present), quorum.externes if quorum else None),
    ):
        if minimum is not None and count < minimum:
            yield kind, count, minimum


def _externals(members: Sequence[Membre]) -> int:
    return sum(each.externe == "oui" for each in members)


def _absentees(move: Mouvement, sitting: Deliberation) -> Iterator[str]:
    """The members who are out when one leaves: those who are for the same candidate too, whatever their hours.

    Who leaves for another candidate, and is not said to come back, is out for that one alone.
    """
    for each in sitting.mouvements:
        together = each.pour is not None and move.pour is not None and fold(each.pour) == fold(move.pour)
        back = each.revient or (time.max if each.pour is None else each.sort)
        if together or each.sort <= move.sort < back:
            yield fold(each.membre)


def members_have_their_authorisation(subject: SessionSubject, sitting: Deliberation) -> Iterator[Finding]:
    """Whoever sits is authorised on the day of the sitting."""
    present = {each.code for each in subject.presents()}
    for path, member in subject.session.members():
        if member.code in present:
            yield from authorisation_ended(member, sitting.le, (*path, "habilite_jusque"))


def authorisation_ended(member: Membre, day: date, at: Path) -> Iterator[Finding]:
    """That a member who sits on a day is no longer authorised to, told at a path."""
    until = member.habilite_jusque
    if until is not None and until < day:
        arguments = {"member": member.code, "until": until.isoformat(), "sitting": day.isoformat()}
        yield Finding(kinds.AUTHORISATION_ENDED, at, arguments)


def no_tied_member_is_present(subject: SessionSubject, sitting: Deliberation) -> Iterator[Finding]:
    """A member tied to a candidate is not there when something is decided of that candidate."""
    for path, tie, is_out in ties(subject, sitting):
        if not is_out and subject.candidate(tie.candidat) is not None:
            arguments = {"member": tie.membre, "candidat": tie.candidat, "nature": tie.nature}
            yield Finding(kinds.MEMBER_TIED, path, arguments)


def ties(subject: SessionSubject, sitting: Deliberation) -> Iterator[tuple[Path, Lien, bool]]:
    """Who is tied to whom, and whether the member is out when something is decided of this candidate."""
    here = {fold(each.code) for each in subject.presents()}
    departures = {(fold(each.membre), fold(each.pour)) for each in sitting.mouvements if each.pour}
    for path, tie in subject.session.values("jury.liens.*"):
        member = fold(tie.membre)
        yield path, tie, member not in here or (member, fold(tie.candidat)) in departures


def hours_follow_each_other(subject: SessionSubject, sitting: Deliberation) -> Iterator[Finding]:
    """A sitting ends after it begins, and who leaves does so in between, being present."""
    present = {fold(each.code) for each in subject.presents()}
    for path, hour in _hours(subject, sitting):
        begin, end = sitting.debut or time.min, sitting.fin or time.max
        if not begin <= hour <= end:
            arguments = {"hour": _hour(hour), "begin": _hour(sitting.debut), "end": _hour(sitting.fin)}
            yield Finding(kinds.HOURS_REVERSED, path, arguments)
    for i, each in enumerate(sitting.mouvements):
        if each.revient is not None and each.revient < each.sort:
            times = {"member": each.membre, "hour": _hour(each.revient), "leaves": _hour(each.sort)}
            yield Finding(kinds.BACK_BEFORE_LEAVING, ("deliberation", "mouvements", i, "revient"), times)
    for path, code in subject.session.values(
        "deliberation.mouvements.*.membre", "deliberation.signatures.*.membre"
    ):
        if fold(code) not in present and subject.session.member(code) is not None:
            yield Finding(kinds.NOT_PRESENT, path, {"member": code})


def _hours(subject: SessionSubject, sitting: Deliberation) -> Iterator[tuple[Path, time]]:
    """The hours that stand within the sitting; the end too, which stands after the beginning."""
    if sitting.fin is not None and sitting.debut is not None and sitting.fin < sitting.debut:
        return subject.session.values("deliberation.fin")
    return subject.session.values("deliberation.mouvements.*.sort", "deliberation.mouvements.*.revient")


def _hour(hour: time | None) -> str:
    return "…" if hour is None else f"{hour.hour} h {hour.minute:02}"


def a_jury_of_vae_is_composed_as_the_code_wants(subject: SessionSubject) -> Iterator[Finding]:
    """At least two members, one of them qualified, and a president (Code du travail, article D6412-6); two of them, one
    qualified, sit, and stay for each candidate.
    """
    members = [each for _, each in subject.session.members()]
    if not subject.vae or subject.session.model.jury is None:
        return
    lacks = [*_vae_shortfalls(members)]
    if not any(each.role == "president" for each in members):
        lacks.append("president: 0")
    if lacks:
        at: Path = ("jury", "membres") if members else ("jury",)
        yield Finding(kinds.VAE_JURY, at, {"lacks": tuple(lacks)}, at_key=True)
    elif (present := subject.presents()) and (lacks := [*_vae_shortfalls(present)]):
        arguments = {"lacks": tuple(f"presents, {each}" for each in lacks)}
        yield Finding(kinds.VAE_JURY, ("deliberation", "presents"), arguments, at_key=True)
    else:
        yield from _vae_absences(subject, present)


def _vae_absences(subject: SessionSubject, present: Sequence[Membre]) -> Iterator[Finding]:
    """The candidates of VAE for whom so many leave that those who stay are not enough."""
    departures: dict[str, tuple[Path, set[str]]] = {}
    for path, each in subject.session.values("deliberation.mouvements.*"):
        if each.pour is not None:
            departures.setdefault(fold(each.pour), (path, set()))[1].add(fold(each.membre))
    for code, (path, away) in departures.items():
        rest = [member for member in present if fold(member.code) not in away]
        if code in subject.vae and (lacks := [*_vae_shortfalls(rest)]):
            arguments = {"lacks": tuple(f"{subject.candidate(code)}, {lack}" for lack in lacks)}
            yield Finding(kinds.VAE_JURY, (*path, "pour"), arguments)


def _vae_shortfalls(members: Sequence[Membre]) -> Iterator[str]:
    if len(members) < MEMBERS_OF_VAE:
        yield f"membres: {len(members)}"
    if not any(each.qualifie == "oui" for each in members):
        yield "qualifie: 0"
