"""One decision of the jury: what is typed or asked of it, what it changes, and its writing into the session's file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.bulk.resits import Searcher
from certeval.cli import elements, exits, files, inputs, notices, output
from certeval.cli import sessions as session_files
from certeval.cli.session import ReadSheets
from certeval.diagnostics import Diagnostic, has_errors
from certeval.engine.again import usual_niveau
from certeval.engine.results import Results
from certeval.engine.verdicts import EN_ATTENTE, Plain, verdict, word_of
from certeval.exchange.session_text import with_decision
from certeval.jury import session as sessions
from certeval.jury.checks.decisions import HIGHER
from certeval.jury.deliberation import DecisionDeJury
from certeval.jury.holdings import resolve_bearer
from certeval.jury.words import OUTCOMES
from certeval.messages import _
from certeval.render import patches
from certeval.render.deliberation import DecisionEffect
from certeval.rules.derivation import State
from certeval.rules.held_verdicts import original_judgement
from certeval.rules.program import CERTIFICATION
from certeval.sources import yaml
from certeval.text.nearest import fold

VERDICTS = {fold(word).replace("_", ""): word for word in OUTCOMES}


class DecisionDraft(NamedTuple):
    """A decision, the bytes of the session's file with it, what it changes, and what is then wrong that was not."""

    decision: DecisionDeJury
    data: bytes
    effect: DecisionEffect
    diagnostics: list[Diagnostic]


def draft(
    read: ReadSheets,
    candidat: str,
    element: str | None,
    texts: Mapping[str, str | None],
    *,
    replace: bool,
    ask: bool,
) -> DecisionDraft:
    """The decision meant; status 2 where it is not told enough, where one stands already, or has nowhere to stand."""
    own, document = read.of_session.session, read.of_session.session.document
    if has_errors(document.diagnostics):  # in another encoding: its bytes would not stay
        inputs.leave(document.diagnostics)
    candidate = elements.candidate(read.scores, candidat)
    if own.model.deliberation is None:
        exits.refuse(
            "{file}: there is no deliberation: write its day and who is present: {example}",
            file=document.file,
            example="deliberation: {le: 2026-07-02, presents: [J1, J2]}",
        )
    element = _element(read, element, ask=ask)
    fields = _fields(read, candidate, element, texts, ask=ask)
    decision = DecisionDeJury.model_validate({"candidat": candidate, "element": element, **fields})
    at = _rank(read, decision, replace=replace)
    data = with_decision(own, decision, at)
    if data is None:
        exits.refuse("{file}: this decision can’t be written into it: write it by hand", file=document.file)
    return _weigh(read, decision, data)


def _element(read: ReadSheets, element: str | None, *, ask: bool) -> str:
    """The code of what is decided; status 2 where there is none, or no rule gives it a verdict."""
    referentiel = read.referentiel

    def code_of(text: str) -> str | None:
        name = resolve_bearer(text, referentiel)
        return name if name is not None and ("verdict", name) in referentiel.program.steps else None

    if element is None and ask:
        element = notices.ask(_("Which element (BC1, certification)?"), CERTIFICATION, code_of)
    if element is None:
        exits.refuse(
            "say what is decided: {usage}", usage="certeval deliberer SESSION CANDIDAT ELEMENT VERDICT"
        )
    if (name := code_of(element)) is not None:
        return name
    near = referentiel.nearest(element)
    exits.refuse(
        "« {typed} »: nothing is decided under this name",
        nearest=None if near == element else near,
        typed=element,
    )


def _fields(
    read: ReadSheets, candidate: str, element: str, texts: Mapping[str, str | None], *, ask: bool
) -> dict[str, str]:
    """The verdict and what goes with it, each text on one line; at a terminal, what is owed is asked for."""
    fields = {key: " ".join(text.split()) for key, text in texts.items() if text is not None}
    judgement = read.state(candidate).verdicts.get(element)
    before = verdict(original_judgement(judgement).outcome) if judgement else EN_ATTENTE
    if "verdict" not in fields and ask:
        fields["verdict"] = notices.ask(
            _("Which verdict: {known}?", known=", ".join(OUTCOMES)), before, _verdict
        )
    word = _verdict(fields.get("verdict", ""))
    if word is None:
        exits.refuse(
            "VERDICT: write one of {known}; « {typed} » is none",
            known=", ".join(OUTCOMES),
            typed=fields.get("verdict", ""),
        )
    fields["verdict"] = word
    for key, question, owed in (
        ("motif", _("For which reason?"), word != before),
        ("fondement", _("On which ground?"), HIGHER.index(word) < HIGHER.index(before)),
        ("report", _("Postponed to which session?"), word == EN_ATTENTE),
        ("vote", _("How was it voted (Enter: not said)?"), ask),
    ):
        if ask and owed and key not in fields:
            fields[key] = notices.ask(question, "")
    return {key: text for key, text in fields.items() if text}


def _verdict(text: str) -> str | None:
    """The word of a session's file that is meant, as `Non validé` is."""
    return VERDICTS.get(fold(text).replace("_", ""))


def _rank(read: ReadSheets, decision: DecisionDeJury, *, replace: bool) -> int | None:
    """The rank of what was decided of the same element, to be replaced; None where nothing was."""
    of_session = read.of_session
    for (*_path, rank), each in of_session.session.decisions():
        same = fold(each.candidat) == fold(decision.candidat)
        if not same or resolve_bearer(each.element, read.referentiel) != decision.element:
            continue
        if not replace:
            exits.refuse(
                "{file}:{line}: {element} of {candidat} is decided there « {verdict} »; --remplace replaces it",
                file=of_session.session.document.file,
                line=of_session.session.document.span(("deliberation", "decisions", rank)).line,
                element=decision.element,
                candidat=decision.candidat,
                verdict=each.verdict,
            )
        return int(rank)
    return None


def _weigh(read: ReadSheets, decision: DecisionDeJury, data: bytes) -> DecisionDraft:
    """What a decision changes, and what is wrong with it."""
    of_session, code = read.of_session, decision.candidat
    after, _diagnostics = sessions.read(yaml.parse(data, of_session.session.document.file))
    assert after is not None  # noqa: S101 -- it was read back as it was written
    assembly = of_session._replace(session=after).assembly(
        read.referentiel, read.scores.candidates, read.register
    )
    before = Counter(map(_identity, read.diagnostics))
    diagnostics: list[Diagnostic] = []
    for each in assembly.diagnostics:
        before[_identity(each)] -= 1
        if before[_identity(each)] < 0 or _stands_against(each, code):
            diagnostics.append(each)
    values = read.values(code)
    states = [
        (each, each.evaluate(values)) for each in (read.of(code), assembly.sitting.results(code, values))
    ]
    effect = DecisionEffect(
        code, list(_changes(decision.element, states)), [_sets(read, each, code) for each, _ in states]
    )
    return DecisionDraft(decision, data, effect, diagnostics)


def _identity(diagnostic: Diagnostic) -> tuple[str, str]:
    """A finding wherever it stands: what is written above it moves it."""
    return diagnostic.code, repr(sorted(diagnostic.arguments.items()))


def _stands_against(diagnostic: Diagnostic, candidate: str) -> bool:
    """Whether nothing can be decided of a candidate while this stands: it is wrong of the jury, or of the candidate."""
    whose = diagnostic.arguments.get("candidat")
    return diagnostic.is_error and (whose is None or fold(str(whose)) == fold(candidate))


def _changes(element: str, states: Sequence[tuple[Results, State]]) -> Iterator[tuple[str, Plain, Plain]]:
    """The element and the certification, and each verdict that is another, from the lowest."""
    (results, before), (further, after) = states
    program = results.referentiel.program
    for sort, name in program.steps:
        if sort != "verdict" or name not in {*results.referentiel.elements, CERTIFICATION}:
            continue
        changes = word_of(name, before, program) != word_of(name, after, program)
        if changes or name in {element, CERTIFICATION}:
            yield name, results.element(name, before), further.element(name, after)


def _sets(read: ReadSheets, results: Results, candidate: str) -> list[tuple[str, ...]]:
    referentiel, whom = results.referentiel, read.scores.candidates[candidate]
    searcher = Searcher(referentiel, usual_niveau(referentiel))
    return [codes for each in searcher.of([whom]) for codes in each.resits.sets]


def deliver(
    read: ReadSheets, decision_draft: DecisionDraft, *, dry_run: bool, confirm: bool, ask: bool
) -> None:
    """Write the decision into the session's file, or show how; status 1 where something stands against it."""
    of_session = read.of_session
    document = of_session.session.document
    files.remember(document.file, decision_draft.data)
    inputs.report(decision_draft.diagnostics)
    if has_errors(decision_draft.diagnostics):
        notices.warn("nothing is written")
        exits.leave(exits.FINDINGS)
    if dry_run:
        output.deliver(patches.patch(document.file, document.data, decision_draft.data))
        return
    if ask:
        if not notices.confirm(_("Write this decision [o/N]?")):
            notices.warn("nothing is written")
            return
    elif decision_draft.diagnostics and not confirm:
        notices.warn("nothing is written: --confirm writes it though there are warnings")
        exits.leave(exits.FINDINGS)
    session_files.rewrite(of_session, decision_draft.data)
