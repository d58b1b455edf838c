"""What jurors and attempts leave undecided, and the candidates of whom something is wrong: left out beside others."""

from collections.abc import Sequence
from dataclasses import replace

from certeval.bulk.candidates import candidates_in_dispute
from certeval.diagnostics import Diagnostic, in_order
from certeval.diagnostics.families.sheets import LEFT_OUT, MORE
from certeval.diagnostics.findings import Findings
from certeval.referentiel.load import Referentiel
from certeval.scores.observations import Candidate, Scores
from certeval.scores.values import Values


def disputes(referentiel: Referentiel, scores: Scores) -> Findings:
    """What jurors disagree on, and attempts that no rule chooses from."""
    findings = Findings()
    values = Values(referentiel.entries)
    for candidate in candidates_in_dispute(referentiel, scores.candidates.values()):
        values.of(candidate, findings.append)
    return findings


def code_of(diagnostic: Diagnostic) -> str:
    """The code of a finding, or of those that it stands for."""
    return str(diagnostic.arguments["code"]) if diagnostic.code == MORE.code else diagnostic.code


def without_spoilt(
    scores: Scores, diagnostics: Sequence[Diagnostic]
) -> tuple[Scores, list[Diagnostic], dict[str, Candidate]]:
    """What sheets say without the candidates of whom something is wrong, each told as left out; and these."""
    by_code = scores.candidates
    errors = [each for each in diagnostics if each.is_error]
    spoilt: dict[str, dict[str, None]] = {}
    for each in errors:
        if each.candidate:
            spoilt.setdefault(each.candidate, {})[code_of(each)] = None
    for code, candidates in scores.candidates_by_error.items():
        for spoiler in sorted(by_code.keys() & candidates):
            spoilt.setdefault(spoiler, {})[code] = None
    first = {each.candidate: each.place for each in reversed(errors)}
    exclusions = Findings(
        Diagnostic(
            LEFT_OUT,
            first.get(code) or by_code[code].place,
            {"candidat": code, "codes": tuple(codes)},
            candidate=code,
        )
        for code, codes in spoilt.items()
    )
    others = {code: each for code, each in by_code.items() if code not in spoilt}
    # of a row that was not read, the identifier alone is known
    omissions = {code: by_code.get(code) or Candidate(code, first[code]) for code in spoilt}
    return replace(scores, candidates=others), in_order([*diagnostics, *exclusions.in_order()]), omissions
