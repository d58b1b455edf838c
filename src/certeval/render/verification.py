"""A verification for people and programs: what became of each file, and each value that is no longer the same."""

import json
from collections.abc import Iterator, Sequence

from certeval.messages import N_, _, plural
from certeval.render.differences.forms import difference_json, in_short
from certeval.render.json_text import json_document
from certeval.render.words import visible
from certeval.versions.recheck import DOCUMENT, REGISTRE
from certeval.versions.results_document import Etat, FileState, ValueChange, Verification

STATES = {
    "feuille": {
        Etat.IDENTIQUE: N_("sheet {name}: unchanged"),
        Etat.MODIFIE: N_("sheet {name}: changed since"),
        Etat.ABSENT: N_("sheet {name}: not found"),
    },
    "session": {
        Etat.IDENTIQUE: N_("session {name}: unchanged"),
        Etat.MODIFIE: N_("session {name}: changed since"),
        Etat.ABSENT: N_("session {name}: not found"),
    },
    "correspondance": {
        Etat.IDENTIQUE: N_("correspondence {name}: unchanged"),
        Etat.MODIFIE: N_("correspondence {name}: changed since"),
        Etat.ABSENT: N_("correspondence {name}: not found"),
    },
    REGISTRE: {
        Etat.IDENTIQUE: N_("register: as it stood, its journal only grew"),
        Etat.MODIFIE: N_("register: rewritten since, or another one"),
        Etat.ABSENT: N_("register: not found; name it with --registre"),
    },
}
"""By what a file is."""
MISSING = {
    "session": N_("not computed again: the session is missing"),
    "correspondance": N_("not computed again: the correspondence is missing"),
    REGISTRE: N_("not computed again: the register is missing"),
}
"""Where no other kind of file is; else a sheet is."""
REFERENTIELS = {
    Etat.IDENTIQUE: N_("référentiel {name}: unchanged"),
    Etat.MISE_EN_PAGE: N_("référentiel {name}: rewritten, with the same meaning"),
    Etat.INDECIS: N_("référentiel {name}: rewritten; these results don't say what it meant"),
    Etat.MODIFIE: N_("référentiel {name}: changed since"),
    Etat.ABSENT: N_("référentiel {name}: not found, or it no longer decides"),
}
FILES = {
    Etat.IDENTIQUE: N_("sealed {name}: unchanged"),
    Etat.MODIFIE: N_("sealed {name}: changed since"),
    Etat.ABSENT: N_("sealed {name}: not found"),
}
ELEMENTS = {
    "certification": N_("certification"),
    "candidat": N_("candidate"),
    "candidats": N_("candidates, in order"),
    "diagnostics": N_("findings"),
}
FIRST_KEYS = ("", "verdict", "defaillant")
"""Keys that are shown first: counts and what is missing follow from them."""
MOST = 20
"""Values that text shows; the JSON form gives all."""


def text(verification: Verification | None, sealed_files: Sequence[FileState] = ()) -> str:
    """What a verification found, the conclusion last. None: what is sealed has no results to compute again."""
    lines = [_(FILES[each.etat], name=visible(each.file)) for each in sealed_files]
    if verification is None:
        lines.append(_("no results in JSON to compute again"))
        return "\n".join(lines) + "\n"
    lines.append(_(REFERENTIELS[verification.referentiel], name=verification.name))
    lines += [f"  {in_short(difference)}" for difference in verification.differences]
    lines += [_(STATES[each.genre][each.etat], name=visible(each.file)) for each in verification.sheets]
    changes = sorted(verification.changes or (), key=lambda change: change.key not in FIRST_KEYS)
    lines += [_line(change) for change in changes[:MOST]]
    if len(changes) > MOST:
        lines.append(_("… and {n} more: --json gives all", n=len(changes) - MOST))
    return "\n".join([*lines, *_conclusion(verification)]) + "\n"


def _conclusion(verification: Verification) -> Iterator[str]:
    if verification.changes is None:
        genres = {each.genre for each in verification.sheets if each.etat is Etat.ABSENT}
        if verification.referentiel is Etat.ABSENT:
            yield _("not computed again: the référentiel is missing")
        elif len(genres) == 1 and (sentence := MISSING.get(*genres)):
            yield _(sentence)
        else:
            yield _("not computed again: a sheet is missing")
    elif verification.identical:
        same = plural(
            "identical: {n} candidate, every decision the same",
            "identical: {n} candidates, every decision the same",
        )
        yield same(verification.candidates)
    elif not verification.changes:
        yield _("every decision is the same, from what has changed")
    else:
        yield plural("{n} value differs", "{n} values differ")(len(verification.changes))
        if verification.same_inputs:
            yield _("from the same inputs: another certeval decided, or these results were changed since")


def _line(change: ValueChange) -> str:
    """`C001 BC1 verdict: valide, now non_valide`."""
    if change.element == DOCUMENT:
        twice = _("the document says « {key} » twice", key=visible(change.key))
        return twice if change.key else _("the document is not written as validate --json writes it")
    about = [change.candidat, _(ELEMENTS.get(change.element, "")) or change.element, change.key]
    subject = visible(" ".join(word for word in about if word))
    before, after = _value(change.before), _value(change.after)
    return _("{about}: {before}, now {after}", about=subject, before=before, after=after)


def _value(value: object) -> str:
    if value is None or value == []:
        return _("nothing")
    if isinstance(value, list):
        return visible(", ".join(map(str, value)))
    return visible(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def as_json(verification: Verification | None, sealed_files: Sequence[FileState] = ()) -> str:
    """The document `certeval/verification/1`: words of no language."""
    document: dict[str, object] = {}
    if sealed_files:
        document["scelles"] = [_file_state(each) for each in sealed_files]
    if verification is not None:
        name, _at, version = verification.name.partition("@")
        changes = [difference_json(each) for each in verification.differences]
        document |= {
            "identique": verification.identical and all(each.etat is Etat.IDENTIQUE for each in sealed_files),
            "referentiel": {"code": name, "version": version, "etat": verification.referentiel}
            | ({"differences": changes} if changes else {}),
            "feuilles": [_file_state(each) for each in verification.sheets],
            "recalcule": verification.changes is not None,
            "differences": [_change(change) for change in verification.changes or ()],
        }
    return json_document("certeval/verification/1", **document)


def _file_state(each: FileState) -> dict[str, str]:
    return {"fichier": each.file.encode(errors="replace").decode(), "etat": each.etat}


def _change(change: ValueChange) -> dict[str, object]:
    return {
        "candidat": change.candidat or None,
        "element": change.element,
        "cle": change.key or None,
        "avant": change.before,
        "apres": change.after,
    }
