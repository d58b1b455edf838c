"""What a candidate comes to, in the words of a document: decisions, counts, what was computed, what remains."""

from collections.abc import Iterator

from certeval.documents.dossier import Candidature, Dossier
from certeval.documents.francais import ORIGINES, Genre, compte, nombre, verdict
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, Plain
from certeval.render.marks import listed

Words = dict[str, object]
SAID = ("motif", "vote", "fondement", "report", "session", "pv")
"""What is said of a verdict that is held."""


def resultats(dossier: Dossier, candidature: Candidature) -> Words:
    """The certification, the blocs with their compétences and épreuves, what stands in no bloc, what remains."""
    results = candidature.results
    return {
        "certification": element(dossier, candidature.certification, "f"),
        "blocs": [_bloc(dossier, each) for each in candidature.blocs],
        "competences": _inside(dossier, results, "competences"),
        "epreuves": _inside(dossier, results, "epreuves"),
        "reste": list(remaining(dossier, candidature)),
    }


def _bloc(dossier: Dossier, bloc: Plain) -> Words:
    inside = {key: _inside(dossier, bloc, key) for key in ("competences", "epreuves")}
    return {**element(dossier, bloc, "m"), **inside}


def _inside(dossier: Dossier, whole: Plain, key: str) -> list[Words]:
    return [element(dossier, each, "f") for each in listed(whole, key)]


def element(dossier: Dossier, found: Plain, genre: Genre) -> Words:
    """One element: its words, what it counts, what was computed where the jury decided otherwise."""
    code = str(found.get("code", "certification"))
    said = found.get("decision")
    said = said if isinstance(said, dict) else {}
    before = found.get("calcule")
    calculated = before.get("verdict") if isinstance(before, dict) else None
    return {
        "code": code,
        "intitule": title(dossier, code),
        "verdict": found.get("verdict"),
        "mot": verdict(found.get("verdict"), genre),
        "compte": compte(found, dossier.counted.get(code, "")),
        "valeur": nombre(found.get("valeur")),
        "origine": ORIGINES.get(str(found.get("origine")), ""),
        "calcule": verdict(calculated, genre) if calculated not in {None, found.get("verdict")} else "",
        **{key: str(said.get(key, "")) for key in SAID},
    }


def title(dossier: Dossier, code: str) -> str:
    """How an element is called in the référentiel: its title, else its wording; empty for none."""
    known = dossier.referentiel.elements.get(code)
    model = known.model if known else None
    return str(getattr(model, "intitule", None) or getattr(model, "libelle", None) or "")


def remaining(dossier: Dossier, candidature: Candidature) -> Iterator[str]:
    """What is still to be validated: each bloc, with the compétences that lack in it."""
    if candidature.certification.get("verdict") == VALIDE:
        return
    for bloc in candidature.blocs:
        if bloc["verdict"] not in {None, VALIDE}:
            code = str(bloc["code"])
            yield f"{code} – {title(dossier, code)}{_lacking(bloc)}"


def _lacking(bloc: Plain) -> str:
    """The compétences of a bloc that are not validated, those that are pending apart."""
    texts = []
    for wanted, words in ((NON_VALIDE, "à valider"), (EN_ATTENTE, "en attente")):
        codes = [str(each["code"]) for each in listed(bloc, "competences") if each["verdict"] == wanted]
        texts += [f"{words}\u00a0: {', '.join(codes)}"] if codes else []
    return f" ({' ; '.join(texts)})".replace(" ;", "\u00a0;") if texts else ""
