"""What it takes, as a règlement says it: elements acquired, marks within bounds, joined by « et » or « ou »."""

from collections.abc import Mapping

from certeval.exchange.phrases.doubts import Doubtful
from certeval.exchange.phrases.meanings import Bound, Chosen, Clause, Counted, Joined, Marked, Named, Own
from certeval.exchange.phrases.patterns import Says

ETRE = (
    "est/sont/sera/seront/soit/soient/a_ete/ont_ete/ait_ete/aient_ete/doit_etre/doivent_etre/devra_etre/devront_etre"
    "/doit_avoir_ete/doivent_avoir_ete"
)
ADVERBE = "definitivement/automatiquement/alors/donc/tous/toutes/bien/effectivement/ainsi"
DU = "du/de_la/de_l'/de_ce/de_cet/de_cette"
AU = "au/a_la/a_l'/a_ce/a_cet/a_cette/pour_le/pour_la/pour_l'/pour_ce/pour_cet/pour_cette/dans_le/dans_la/dans_l'/sur_le/sur_l'/sur_la"
AUX = "aux/dans_les/pour_les/sur_les/a_ses/a_ces/dans_ses/pour_ses"


def _forms(infinitive: str, singular: str, plural: str, past: str) -> str:
    """The forms of a verb that say the thing done, none of them negative."""
    auxiliaries = (
        "a",
        "ont",
        "ait",
        "aient",
        "aura",
        "auront",
        "ayant",
        "avoir",
        "doit_avoir",
        "doivent_avoir",
        "devra_avoir",
    )
    must = ("", "doit_", "doivent_", "devra_", "devront_")
    done = [singular, plural, f"{past}°", *(f"{each}_{past}°" for each in auxiliaries)]
    return "/".join((*done, *(each + infinitive for each in must)))


VALIDER = "/".join(
    (
        _forms("valider", "valide", "valident", "valide"),
        _forms("acquerir", "acquiert", "acquierent", "acquis"),
        _forms("reussir", "reussit", "reussissent", "reussi"),
        _forms("remplir", "remplit", "remplissent", "rempli"),
        _forms("satisfaire", "satisfait", "satisfont", "satisfait"),
    )
)
OBTENIR = "/".join(
    (
        _forms("obtenir", "obtient", "obtiennent", "obtenu"),
        _forms("atteindre", "atteint", "atteignent", "atteint"),
        _forms("totaliser", "totalise", "totalisent", "totalise"),
        _forms("avoir", "a", "ont", "eu"),
        "presente",
        "justifie_d'",
    )
)


def _over_all(chosen: Chosen) -> Counted:
    return Counted("tous", chosen, apart=False)


def _over_some(number: object, chosen: Chosen) -> Counted:
    return Counted("tous", chosen, number=int(str(number)), apart=False)


def _marked(word: str, bound: Bound, over: object = None) -> Marked:
    return Marked(word, bound, over if isinstance(over, Counted | Named | Own) else None)


def _either(one: object, other: object) -> object:
    return one if other is None else other if one is None else False


def _two_places(word: str, before: object, bound: Bound, after: object) -> Marked | None:
    """A mark whose target stands on one side of its bound, not on both."""
    over = _either(before, after)
    return None if over is False else _marked(word, bound, over)


def _of_marks(bound: Bound, over: object) -> Marked | None:
    """« 10/20 à chaque épreuve »; a share of elements is a count of them."""
    return None if bound.limit.endswith("%") else _marked("note", bound, over)


def _floor(bound: Bound, over: object) -> Counted | None:
    """None of the marks below: an eliminatory mark."""
    if bound.key not in {"moins_de", "au_plus"}:
        return None
    chosen = over.chosen if isinstance(over, Counted) else over
    return Counted("aucun", chosen, dont=bound) if isinstance(chosen, Chosen) else None


def _floor_anywhere(bound: Bound) -> Counted | None:
    return _floor(bound, Chosen("epreuves"))


def _some_floored(quota: tuple[str, str], bound: Bound) -> Counted | None:
    return Counted("parmi", Chosen("epreuves"), Bound(*quota), dont=bound)


def _level(level: str, over: object = None) -> Marked:
    return _marked("niveau", Bound("au_moins", level), over)


def _and_there(mark: Marked, over: object) -> Clause | None:
    return None if mark.over is None else joined("et", mark, _marked(mark.word, mark.bound, over))


def _or_there(mark: Marked, over: object) -> Clause | None:
    return None if mark.over is None else joined("ou", mark, _marked(mark.word, mark.bound, over))


def _few_floored(number: str, bound: Bound) -> Counted:
    return Counted("parmi", Chosen("epreuves"), Bound("au_plus", number), dont=bound)


def _few_failed(number: str, chosen: Chosen) -> Counted:
    return Counted("parmi", chosen, Bound("au_plus", number), failed=True)


def _each_marked(counted: Counted, word: str, bound: Bound) -> Clause | None:
    if isinstance(counted, Named):
        return Marked(word, bound, counted)
    return None if counted.form == "aucun" else Marked(word, bound, counted)


def _acquired(counted: Clause) -> Clause | None:
    """Elements that are acquired; « aucun » asks for its « ne »."""
    return None if isinstance(counted, Counted) and counted.form == "aucun" else counted


def _some_quoted(quota: tuple[str, str], chosen: Chosen) -> Counted:
    return Counted("parmi", chosen, Bound(*quota))


def _with_those(counted: Clause, _acquired_word: object, those: Clause) -> Clause | None:
    """« …, dont la compétence C2 »: so many, and those that are named among them."""
    named = isinstance(those, Named) or (isinstance(those, Counted) and isinstance(those.chosen.what, tuple))
    kept = _acquired(counted)
    return joined("et", kept, those) if named and kept is not None else None


def _failed(chosen: Chosen) -> Counted:
    return Counted("aucun", chosen, failed=True)


def joined(key: str, *parts: Clause) -> Clause:
    """Clauses as one; a clause that is itself joined by the same word gives its own."""
    flat: list[Clause] = []
    for each in parts:
        flat += each.parts if isinstance(each, Joined) and each.key == key else (each,)
    return Joined(key, tuple(flat))


def _both(one: Clause, other: Clause | None) -> Clause | None:
    return None if other is None else joined("et", one, other)


def _two(key: str, one: Clause, two: Clause) -> Clause | None:
    """Two kinds of elements; two codes are a list."""
    return None if isinstance(one, Named) and isinstance(two, Named) else joined(key, one, two)


def _one_or_other(one: Clause, other: Clause) -> Clause:
    return joined("ou", one, other)


def _same(value: Clause) -> Clause:
    return value


def _opposite(mark: tuple[str, object], bound: Bound) -> Marked | None:
    """A mark that is not within a bound: « n'est pas inférieure à 8 » is at least 8."""
    turned = {"moins_de": "au_moins", "plus_de": "au_plus"}.get(bound.key)
    return None if turned is None else _marked(mark[0], bound._replace(key=turned), mark[1])


_NOTES = Chosen("epreuves")

CONDITIONS: Mapping[str, tuple[Says, ...]] = {
    "NOTE": (
        Says("note°", lambda: "note"),
        Says("resultat°/score°", lambda: "note", Doubtful.SYNONYM),
        Says("note° finale°/globale°/generale°", lambda: "note", Doubtful.LOOSE),
        Says("moyenne°/note°_moyenne°", lambda: "moyenne"),
        Says("moyenne generale", lambda: "moyenne"),
        Says("moyenne° des/de_ses notes [obtenues]", lambda: "moyenne"),
        Says("moyenne ponderee/coefficientee", lambda: "moyenne", Doubtful.LOOSE),
        Says("total [de/des] [points/notes]", lambda: "total"),
        Says("nombre [total] de points", lambda: "total"),
        Says("somme des notes/points", lambda: "total"),
    ),
    "CIBLE": (
        Says("a/pour/dans/sur/de/d'/par/en CHOIX", lambda counted: counted),
        Says(f"{AUX} GROUPE", _over_all),
        Says("des GROUPE", _over_all),
        Says(f"{AUX}/des NUM GROUPE", _over_some, Doubtful.COUNT),
        Says("des [NUM] notes", lambda _n: Counted("tous", _NOTES, apart=False), Doubtful.DEFAULT),
        Says("a/de/pour celle/celui ci", Own),
        Says(f"{DU}/{AU} SORTE [PRECISION]", lambda kind, _p: Own(kind)),
        Says(f"{DU}/{AU} SORTE QUALITE [DE]", lambda _k, _q, _of: Named("?")),
        Says(f"a/de/pour/{DU}/{AU} [SORTE] CODE", lambda _kind, code: Named(code)),
        Says("entre GROUPE", _over_all),
    ),
    "LIMITE": (Says("BORNE", _same), Says("EXACT", _same)),
    "MARQUE": (
        Says("[la/sa/leur/le/son/cette/une/un] NOTE [obtenu°] [CIBLE] [obtenu°]", lambda word, over: (word, over)),
    ),
    "NOTEE": (
        Says("[une/la/un/le/sa/d'_une/d'_un] NOTE [obtenu°] [CIBLE] LIMITE [obtenu°] [CIBLE]", _two_places),
        Says("[une/la] note LIMITE de moyenne [CIBLE]", lambda bound, over: _marked("moyenne", bound, over)),
        Says("LIMITE de moyenne [CIBLE]", lambda bound, over: _marked("moyenne", bound, over)),
        Says("LIMITE CIBLE", _of_marks),
        Says("[une/un] NOTE egal° a LIMITE [CIBLE]", _marked, Doubtful.TIE),
    ),
    "ACQUIS": (
        Says("acquis°/valide°/obtenu°/reussi°", lambda: True),
        Says("rempli°/satisfait°/atteint°", lambda: True),
        Says("respecte°/maitrise°/verifie°", lambda: True, Doubtful.SYNONYM),
        Says("considere°/repute°/declare°/reconnu° [comme] [etant] [definitivement] acquis°/valide°", lambda: True),
    ),
    "JURY": (Says("[par] le jury [de] [certification/delivrance/validation]", lambda: True),),
    "PAR_JURY": (Says("par le jury [de] [certification/delivrance/validation]", lambda: True),),
    "CANDIDAT": (
        Says("le/un/tout/chaque candidat/stagiaire/etudiant/eleve/apprenti", lambda: True),
        Says("l'/les/tous_les candidat°/apprenant°/etudiant°/eleve°/stagiaire°", lambda: True),
        Says("il/elle/ils/elles/celui_ci/ce_dernier", lambda: True),
        Says("le candidat lui", lambda: True),
    ),
    "VALEUR": (Says("validation°/acquisition/obtention/reussite/maitrise/capitalisation [totale/effective]", lambda: True),),
    "DCHOIX": (
        Says("de/d' CHOIX", _same),
        Says("des NUM GROUPE", _over_some, Doubtful.COUNT),
        Says("des GROUPE", _over_all, Doubtful.DEFAULT),
        Says(f"{DU} [SORTE] CODE", lambda _kind, code: Named(code)),
        Says("des [SORTE] CODES", lambda _kind, codes: Counted("tous", Chosen(codes)) if len(codes) > 1 else None),
    ),
    "ACHOIX": (
        Says("a CHOIX", _same),
        Says("aux NUM GROUPE", _over_some, Doubtful.COUNT),
        Says("aux GROUPE", _over_all, Doubtful.DEFAULT),
        Says(f"{AU} [SORTE] CODE", lambda _kind, code: Named(code)),
    ),
    "PREDICAT": (
        Says(f"{VALIDER} CHOIX", _acquired),
        Says(f"{VALIDER} l' acquisition/obtention/validation DCHOIX", _same),
        Says(f"{OBTENIR} CHOIX", _acquired),
        Says(f"{OBTENIR} la/l' validation/acquisition DCHOIX", _same),
        Says(f"{OBTENIR} NOTEE", _same),
        Says(f"{OBTENIR} BORNE", lambda bound: _marked("note", bound)),
        Says(f"{OBTENIR} BORNE des points", lambda bound: _marked("total", bound) if bound.limit.endswith("%") else None),
        Says(f"{OBTENIR} NIVELE", _same),
        Says(f"{OBTENIR} NOTEE ou CIBLE", _or_there),
        Says(f"{OBTENIR} NOTEE et CIBLE", _and_there),
        Says("ne doit/doivent pas avoir/obtenir plus de/d' COMBIEN note° BORNE", _few_floored, Doubtful.DEFAULT),
        Says("n' a/ont/obtient/obtiennent/ait pas plus de/d' COMBIEN note° BORNE", _few_floored, Doubtful.DEFAULT),
        Says("ne doit/doivent pas avoir plus de/d' COMBIEN GROUPE non acquis°/valide°", _few_failed, Doubtful.LEVEL),
        Says("n' a/ont/ait pas plus de/d' COMBIEN GROUPE non acquis°/valide°", _few_failed, Doubtful.LEVEL),
        Says("reussir/reussi/reussit/satisfait/satisfaire/satisfont ACHOIX", _same),
        Says("ne doit/doivent avoir/obtenir aucune note BORNE", _floor_anywhere, Doubtful.DEFAULT),
        Says("ne doit/doivent pas avoir/obtenir de note BORNE", _floor_anywhere, Doubtful.DEFAULT),
        Says("n' obtenir/avoir/avoir_obtenu aucune note BORNE", _floor_anywhere, Doubtful.DEFAULT),
        Says("ne pas obtenir/avoir/avoir_obtenu de note BORNE", _floor_anywhere, Doubtful.DEFAULT),
        Says("n' obtient/a/a_obtenu/ait/ait_obtenu aucune note BORNE", _floor_anywhere, Doubtful.DEFAULT),
        Says("n' obtient/a/a_obtenu/ait/ait_obtenu pas de/d'_autre note BORNE", _floor_anywhere, Doubtful.DEFAULT),
        Says("n' obtient/a/a_obtenu/ait/ait_obtenu aucune note BORNE CIBLE", _floor),
    ),
    "PREDICATS": (
        Says("PREDICAT", _same),
        Says("ET_PREDICATS", _same),
        Says("PREDICAT ou PREDICAT", _one_or_other),
    ),
    "ET_PREDICATS": (
        Says("PREDICAT ET PREDICAT", lambda one, et, two: _both(one, two) if et else None),
        Says("PREDICAT , ET_PREDICATS", _both),
        Says("PREDICAT ET ET_PREDICATS", lambda one, et, two: _both(one, two) if et else None),
    ),
    "NIVELE": (
        Says("au moins le/un niveau NIVEAU [CIBLE]", _level),
        Says("[le/un/au/a_un] niveau NIVEAU minimum/au_minimum/au_moins/ou_superieur/ou_plus [CIBLE]", _level),
        Says("[le/un] niveau superieur_ou_egal_a/egal_ou_superieur_a/au_moins_egal_a/minimal/minimum NIVEAU [CIBLE]", _level),
        Says("[le/un/au] niveau NIVEAU [CIBLE]", _level, Doubtful.TIE),
    ),
    "TEL": (  # an adjective beside the elements: « validées »
        Says("ACQUIS", lambda _a: True),
    ),
    "PROPOSITION": (
        Says(f"CHOIX {ETRE} [{ADVERBE}] ACQUIS [PAR_JURY]", lambda counted, _a, _j: _acquired(counted)),
        Says("CHOIX le sont/est/soient/soit", _acquired),
        Says("CHOIX TEL", lambda counted, _t: _acquired(counted)),
        Says(f"CHOIX et CHOIX {ETRE} [{ADVERBE}] ACQUIS", lambda one, two, _a: _two("et", one, two)),
        Says(f"CHOIX ou CHOIX {ETRE} [{ADVERBE}] ACQUIS", lambda one, two, _a: _two("ou", one, two)),
        Says(f"aucun° GROUPE n'/ne {ETRE} [evalue°] non acquis°/valide°/obtenu°", _failed, Doubtful.LEVEL),
        Says("aucun° GROUPE non acquis°/valide°/obtenu°", _failed, Doubtful.LEVEL),
        Says("CANDIDAT PREDICATS", lambda _c, clause: clause),
        Says("CANDIDAT qui PREDICATS", lambda _c, clause: clause, Doubtful.LOOSE),
        Says("JURY valide/a_valide/constate [l'] [acquisition/obtention/validation] DCHOIX", lambda _j, clause: clause),
        Says("JURY valide/a_valide CHOIX", lambda _j, clause: _acquired(clause)),
        Says(f"MARQUE {ETRE} LIMITE", lambda mark, bound: _marked(mark[0], bound, mark[1])),
        Says("MARQUE atteint/atteignent MONTANT", lambda mark, n: _marked(mark[0], Bound("au_moins", *n), mark[1])),
        Says("MARQUE depasse/depassent MONTANT", lambda mark, n: _marked(mark[0], Bound("plus_de", *n), mark[1])),
        Says(f"MARQUE n'/ne {ETRE} pas BORNE", _opposite),
        Says("CHOIX a/ont/obtient/obtiennent/ait/aient/a_obtenu/ont_obtenu une NOTE LIMITE", _each_marked),
        Says(f"CHOIX {ETRE} note° LIMITE", lambda counted, bound: _each_marked(counted, "note", bound)),
        Says(f"aucune note n'/ne {ETRE} BORNE", _floor_anywhere, Doubtful.DEFAULT),
        Says(f"aucune note CIBLE n'/ne {ETRE} BORNE", lambda over, bound: _floor(bound, over)),
        Says(f"aucune note n'/ne {ETRE} BORNE CIBLE", _floor),
        Says("aucune/pas_de/sans/sans_aucune note BORNE", _floor_anywhere, Doubtful.DEFAULT),
        Says("aucune/pas_de/sans/sans_aucune note BORNE CIBLE", _floor),
        Says("aucun° GROUPE n'/ne a/ait/obtient/a_obtenu/doit_avoir/doit_obtenir/peut_avoir [une/de] note BORNE", lambda over, bound: _floor(bound, over)),
        Says("aucun° GROUPE [avec/ayant] [une/de] note BORNE", lambda over, bound: _floor(bound, over)),
        Says("QUOTA note° BORNE", _some_floored, Doubtful.DEFAULT),
        Says("[la/l'/une/sa] VALEUR DCHOIX", lambda _v, clause: clause),
        Says("[la/l'/une/sa] VALEUR DCHOIX ET DCHOIX", lambda _v, one, _et, two: _both(one, two)),
        Says("[la/l'] reussite ACHOIX", _same),
        Says("[l'] obtention de/d' NOTEE", _same),
        Says("[l'] obtention NOTEE", _same),
        Says("[l'] obtention de/d' BORNE", lambda bound: _marked("note", bound)),
        Says("[l'] obtention BORNE", lambda bound: _marked("note", bound)),
        Says("QUOTE des GROUPE", _some_quoted, Doubtful.LOOSE),
        Says(f"CHOIX {ETRE} [{ADVERBE}] ACQUIS [,] dont CHOIX", _with_those),
        Says(f"QUOTA note° {ETRE} BORNE", _some_floored, Doubtful.DEFAULT),
        Says("NOTEE", _same),
        Says("NIVELE", _same),
        Says("CHOIX acquis° NIVELE", lambda counted, mark: _each_marked(counted, "niveau", mark.bound)),
        Says(f"CHOIX {ETRE} [ACQUIS] NIVELE", lambda counted, _a, mark: _each_marked(counted, "niveau", mark.bound)),
    ),
    "ET": (
        Says("[,] et [si/s'/que/qu'/lorsque/lorsqu'/de/d'/a/par/a_condition_que/avec]", lambda: True),
        Says("[,] ainsi que/qu' [de/d'/par]", lambda: True),
        Says("; [et] [si/que/qu']", lambda: True),
        Says("[,] complete°/assorti° de/d'/par", lambda: True),
        Says("[,] avec/sans", lambda: False),
    ),
    "OU": (Says("[,] ou [bien] [si/s'/que/qu'/lorsque]", lambda: True),),
    "SUITE_ET": (
        Says("PROPOSITION ET PROPOSITION", lambda one, et, two: _both(one, two) if et else None),
        Says("PROPOSITION , SUITE_ET", _both),
        Says("PROPOSITION ET SUITE_ET", lambda one, et, two: _both(one, two) if et else None),
        Says("PROPOSITION [,] avec aucune/pas_de note BORNE", lambda one, bound: _both(one, _floor_anywhere(bound)), Doubtful.DEFAULT),
        Says("PROPOSITION [,] [et] sans [aucune] note BORNE", lambda one, bound: _both(one, _floor_anywhere(bound)), Doubtful.DEFAULT),
    ),
    "SUITE_OU": (
        Says("PROPOSITION OU PROPOSITION", lambda one, _ou, two: _one_or_other(one, two)),
        Says("PROPOSITION , SUITE_OU", _one_or_other),
        Says("PROPOSITION OU SUITE_OU", lambda one, _ou, two: _one_or_other(one, two)),
    ),
    "CONDITION": (Says("PROPOSITION", _same), Says("SUITE_ET", _same), Says("SUITE_OU", _same)),
}  # fmt: skip
