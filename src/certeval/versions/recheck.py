"""Results recomputed: what they were made from, and what is no longer as they say.

In come a results document as it was written and the same one made again; out goes a verification.
"""

import re
from collections import Counter
from collections.abc import Iterator

from certeval.referentiel.load import Referentiel
from certeval.referentiel.meaning import empreinte_sens
from certeval.versions.results_document import Etat, Json, ResultsDocument, ValueChange, table

DIGEST = re.compile("sha256:[0-9a-f]{64}")
LATER = frozenset({"empreinte_sens"})
"""Keys that results did not have at first: those that lack them everywhere are from before."""
DOCUMENT = "document"
"""What a change is about where the document itself is not written as it would be."""
REGISTRE = "registre"
"""How the register is named among what results were made from."""
Where = tuple[str, str]
"""What a value is about (a code, a name, `certification`), and its key."""


def state_of(results: ResultsDocument, referentiel: Referentiel) -> Etat:
    """What has become of the référentiel that results were made with."""
    if f"{referentiel.code}@{referentiel.version}" != results.name:
        return Etat.MODIFIE
    if referentiel.digest == results.digest:
        return Etat.IDENTIQUE
    if results.meaning is None:
        return Etat.INDECIS
    same = empreinte_sens(referentiel.model) == results.meaning
    return Etat.MISE_EN_PAGE if same else Etat.MODIFIE


def changes(results: ResultsDocument, after: Json) -> Iterator[ValueChange]:
    """What a document says that is not computed now, and what it should say and does not.

    `after` is cut as the document is, and names what it was made from as the document does.
    """
    before = results.document
    if results.objects.twice:
        yield ValueChange("", DOCUMENT, results.objects.twice, "", None)
    yield from _no_digests(results)
    rows, now = _by_candidate(before), _by_candidate(after)
    for candidate, row in rows.items():
        if candidate not in now:
            yield ValueChange(candidate, "candidat", "", candidate, None)
        elif row != now[candidate]:
            yield from _candidate_changes(candidate, row, now[candidate])
    yield from (ValueChange(each, "candidat", "", None, each) for each in now if each not in rows)
    order, new_order = ([each for each in one if each in other] for one, other in ((rows, now), (now, rows)))
    if order != new_order:
        yield ValueChange("", "candidats", "", order, new_order)
    apart = {"candidats", "diagnostics"}
    whole = ({key: value for key, value in each.items() if key not in apart} for each in (before, after))
    yield from _candidate_changes("", *whole)
    new_findings, old_findings = _findings(after), _findings(before)
    if new_findings != old_findings:
        losses, gains = old_findings - new_findings, new_findings - old_findings
        yield ValueChange("", "diagnostics", "", sorted(losses.elements()), sorted(gains.elements()))


def _no_digests(results: ResultsDocument) -> Iterator[ValueChange]:
    """What stands for a digest and can be that of nothing."""
    digests = {"empreinte": results.digest, "empreinte_sens": results.meaning}
    for key, digest in digests.items():
        if digest is not None and not DIGEST.fullmatch(digest):
            yield ValueChange("", "referentiel", key, digest, None)
    for name, digest, _ in results.sheets:
        if not DIGEST.fullmatch(digest):
            yield ValueChange("", name, "empreinte", digest, None)


def _candidate_changes(candidate: str, before: Json, after: Json) -> Iterator[ValueChange]:
    """The values of one candidate that differ, in the order of the document."""
    old, new = _by_subject(before), _by_subject(after)
    absent = LATER - {key for _element, key in old}
    for where in dict.fromkeys((*old, *new)):
        element, key = where
        if key in absent and where not in old:
            continue
        if where not in old or where not in new or old[where] != new[where]:
            yield ValueChange(candidate, element, key, old.get(where), new.get(where))


def _by_subject(document: Json) -> dict[Where, object]:
    """Each value by what it is about; what stands a second time is not the first."""
    values: dict[Where, object] = {}
    for (name, key), value in _values(document):
        element, times = name, 1
        while (element, key) in values:
            times += 1
            element = f"{name} ({times})"
        values[element, key] = value
    return values


def _values(document: Json, name: str = "") -> Iterator[tuple[Where, object]]:
    """Each value with what it is about: the code of what holds it, else the keys that lead to it."""
    for key, value in document.items():
        if isinstance(value, dict):
            yield from _values(value, f"{name} {key}".strip())
        elif isinstance(value, list) and (items := [each for each in value if "code" in table(each)]):
            for each in items:
                yield from _values(each, str(each["code"]))
        elif key not in {"code", "candidat"} or not isinstance(value, str):
            yield (name, key), value


def _by_candidate(document: Json) -> dict[str, Json]:
    rows = document["candidats"]
    return {str(row["candidat"]): row for row in (rows if isinstance(rows, list) else ())}


def _findings(document: Json) -> Counter[str]:
    """Findings by code and place: their words depend on the language."""
    rows = document["diagnostics"]
    counts: Counter[str] = Counter()
    for each in map(table, rows if isinstance(rows, list) else ()):
        place = each.get("cellule") or f"{each.get('ligne')}:{each.get('colonne')}"
        counts[f"{each.get('code')} {place}"] += 1
    return counts
