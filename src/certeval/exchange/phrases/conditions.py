"""What it takes, as a règlement says it: elements acquired, marks within bounds, joined by « et » or « ou »."""

from collections.abc import Mapping

from certeval.exchange.phrases import meanings
from certeval.exchange.phrases.meanings import (
    CodeClause,
    CountClause,
    Doubtful,
    LimitClause,
    Own,
    SelectedItems,
)
from certeval.exchange.phrases.patterns import Says

ETRE = (
    "est/sont/sera/seront/soit/soient/a_ete/ont_ete/ait_ete/aient_ete/doit_etre/doivent_etre/devra_etre/devront_etre"
    "/doit_avoir_ete/doivent_avoir_ete"
)
ADVERBE = "definitivement/automatiquement/alors/donc/tous/toutes/bien/effectivement/ainsi"
DU = "du/de_la/de_l'/de_ce/de_cet/de_cette"
AU = "au/a_la/a_l'/a_ce/a_cet/a_cette/pour_le/pour_la/pour_l'/pour_ce/pour_cet/pour_cette/dans_le/dans_la/dans_l'/sur_le/sur_l'/sur_la"
AUX = "aux/dans_les/pour_les/sur_les/a_ses/a_ces/dans_ses/pour_ses"


def verb_forms(infinitive: str, singular: str, plural: str, past: str) -> str:
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
    past_forms = [singular, plural, f"{past}°", *(f"{each}_{past}°" for each in auxiliaries)]
    return "/".join((*past_forms, *(each + infinitive for each in must)))


VALIDER = "/".join(
    (
        verb_forms("valider", "valide", "valident", "valide"),
        verb_forms("acquerir", "acquiert", "acquierent", "acquis"),
        verb_forms("reussir", "reussit", "reussissent", "reussi"),
        verb_forms("remplir", "remplit", "remplissent", "rempli"),
        verb_forms("satisfaire", "satisfait", "satisfont", "satisfait"),
    )
)
OBTENIR = "/".join(
    (
        verb_forms("obtenir", "obtient", "obtiennent", "obtenu"),
        verb_forms("atteindre", "atteint", "atteignent", "atteint"),
        verb_forms("totaliser", "totalise", "totalisent", "totalise"),
        verb_forms("avoir", "a", "ont", "eu"),
        "presente",
        "justifie_d'",
    )
)


CONDITIONS: Mapping[str, tuple[Says, ...]] = {
    "NOTE": (
        Says("note°", "note"),
        Says("resultat°/score°", "note", Doubtful.SYNONYM),
        Says("note° finale°/globale°/generale°", "note", Doubtful.LOOSE),
        Says("moyenne°/note°_moyenne°", "moyenne"),
        Says("moyenne generale", "moyenne"),
        Says("moyenne° des/de_ses notes [obtenues]", "moyenne"),
        Says("moyenne ponderee/coefficientee", "moyenne", Doubtful.LOOSE),
        Says("total [de/des] [points/notes]", "total"),
        Says("nombre [total] de points", "total"),
        Says("somme des notes/points", "total"),
    ),
    "CIBLE": (
        Says("a/pour/dans/sur/de/d'/par/en CHOIX"),
        Says(f"{AUX}/des/entre GROUPE", meanings.over_all),
        Says(f"{AUX}/des NUM GROUPE", meanings.over_so_many, Doubtful.COUNT),
        Says("des [NUM] notes", lambda _n: CountClause("tous", meanings.EVERY_EPREUVE, apart=False), Doubtful.DEFAULT),
        Says("a/de/pour celle/celui ci", Own),
        Says(f"{DU}/{AU} SORTE [PRECISION]", Own),
        Says(f"{DU}/{AU} SORTE QUALITE [DE]", CodeClause("?")),
        Says(f"a/de/pour/{DU}/{AU} [SORTE] CODE", lambda _kind, code: CodeClause(code)),
    ),
    "LIMITE": (Says("BORNE"), Says("EXACT")),
    "MARQUE": (
        Says("[la/sa/leur/le/son/cette/une/un] NOTE [obtenu°] [CIBLE] [obtenu°]", lambda word, over: (word, over)),
    ),
    "NOTEE": (
        Says("[une/la/un/le/sa/d'_une/d'_un] NOTE [obtenu°] [CIBLE] LIMITE [obtenu°] [CIBLE]", meanings.two_places),
        Says("[une/la] note LIMITE de moyenne [CIBLE]", lambda bound, over: meanings.mark_clause("moyenne", bound, over)),
        Says("LIMITE de moyenne [CIBLE]", lambda bound, over: meanings.mark_clause("moyenne", bound, over)),
        Says("LIMITE CIBLE", meanings.of_marks),
        Says("[une/un] NOTE egal° a LIMITE [CIBLE]", meanings.mark_clause, Doubtful.TIE),
    ),
    "ACQUIS": (
        Says("acquis°/valide°/obtenu°/reussi°/rempli°/satisfait°/atteint°", True),
        Says("respecte°/maitrise°/verifie°", True, Doubtful.SYNONYM),
        Says("considere°/repute°/declare°/reconnu° [comme] [etant] [definitivement] acquis°/valide°", True),
    ),
    "JURY": (Says("[par] le jury [de] [certification/delivrance/validation]", True),),
    "PAR_JURY": (Says("par le jury [de] [certification/delivrance/validation]", True),),
    "CANDIDAT": (
        Says("le/un/tout/chaque candidat/stagiaire/etudiant/eleve/apprenti", True),
        Says("l'/les/tous_les candidat°/apprenant°/etudiant°/eleve°/stagiaire°", True),
        Says("il/elle/ils/elles/celui_ci/ce_dernier", True),
        Says("le candidat lui", True),
    ),
    "VALEUR": (Says("validation°/acquisition/obtention/reussite/maitrise/capitalisation [totale/effective]", True),),
    "DCHOIX": (
        Says("de/d' CHOIX"),
        Says("des NUM GROUPE", meanings.over_so_many, Doubtful.COUNT),
        Says("des GROUPE", meanings.over_all, Doubtful.DEFAULT),
        Says(f"{DU} [SORTE] CODE", lambda _kind, code: CodeClause(code)),
        Says("des [SORTE] CODES", lambda _kind, codes: CountClause("tous", SelectedItems(codes)) if len(codes) > 1 else None),
    ),
    "ACHOIX": (
        Says("a CHOIX"),
        Says("aux NUM GROUPE", meanings.over_so_many, Doubtful.COUNT),
        Says("aux GROUPE", meanings.over_all, Doubtful.DEFAULT),
        Says(f"{AU} [SORTE] CODE", lambda _kind, code: CodeClause(code)),
    ),
    "PREDICAT": (
        Says(f"{VALIDER} CHOIX", meanings.unless_none),
        Says(f"{VALIDER} l' acquisition/obtention/validation DCHOIX"),
        Says(f"{OBTENIR} CHOIX", meanings.unless_none),
        Says(f"{OBTENIR} la/l' validation/acquisition DCHOIX"),
        Says(f"{OBTENIR} NOTEE"),
        Says(f"{OBTENIR} BORNE", lambda bound: meanings.mark_clause("note", bound)),
        Says(f"{OBTENIR} BORNE des points", lambda bound: meanings.mark_clause("total", bound) if bound.limit.endswith("%") else None),
        Says(f"{OBTENIR} NIVELE"),
        Says(f"{OBTENIR} NOTEE ou CIBLE", lambda mark, over: meanings.there_too("ou", mark, over)),
        Says(f"{OBTENIR} NOTEE et CIBLE", lambda mark, over: meanings.there_too("et", mark, over)),
        Says("ne doit/doivent pas avoir/obtenir plus de/d' COMBIEN note° BORNE", lambda n, bound: meanings.some_below(("au_plus", n), bound), Doubtful.DEFAULT),
        Says("n' a/ont/obtient/obtiennent/ait pas plus de/d' COMBIEN note° BORNE", lambda n, bound: meanings.some_below(("au_plus", n), bound), Doubtful.DEFAULT),
        Says("ne doit/doivent pas avoir plus de/d' COMBIEN GROUPE non acquis°/valide°", meanings.few_failures, Doubtful.LEVEL),
        Says("n' a/ont/ait pas plus de/d' COMBIEN GROUPE non acquis°/valide°", meanings.few_failures, Doubtful.LEVEL),
        Says("reussir/reussi/reussit/satisfait/satisfaire/satisfont ACHOIX"),
        Says("ne doit/doivent avoir/obtenir aucune note BORNE", meanings.floor, Doubtful.DEFAULT),
        Says("ne doit/doivent pas avoir/obtenir de note BORNE", meanings.floor, Doubtful.DEFAULT),
        Says("ne pas obtenir/avoir/avoir_obtenu de note BORNE", meanings.floor, Doubtful.DEFAULT),
        Says("n' obtenir/avoir/avoir_obtenu/obtient/a/a_obtenu/ait/ait_obtenu aucune note BORNE", meanings.floor, Doubtful.DEFAULT),
        Says("n' obtient/a/a_obtenu/ait/ait_obtenu pas de/d'_autre note BORNE", meanings.floor, Doubtful.DEFAULT),
        Says("n' obtient/a/a_obtenu/ait/ait_obtenu aucune note BORNE CIBLE", meanings.floor),
    ),
    "PREDICATS": (
        Says("PREDICAT"),
        Says("ET_PREDICATS"),
        Says("PREDICAT ou PREDICAT", meanings.one_or_other),
    ),
    "ET_PREDICATS": (
        Says("PREDICAT ET PREDICAT", lambda one, et, two: meanings.both(one, two) if et else None),
        Says("PREDICAT , ET_PREDICATS", meanings.both),
        Says("PREDICAT ET ET_PREDICATS", lambda one, et, two: meanings.both(one, two) if et else None),
    ),
    "NIVELE": (
        Says("au moins le/un niveau NIVEAU [CIBLE]", meanings.level),
        Says("[le/un/au/a_un] niveau NIVEAU minimum/au_minimum/au_moins/ou_superieur/ou_plus [CIBLE]", meanings.level),
        Says("[le/un] niveau superieur_ou_egal_a/egal_ou_superieur_a/au_moins_egal_a/minimal/minimum NIVEAU [CIBLE]", meanings.level),
        Says("[le/un/au] niveau NIVEAU [CIBLE]", meanings.level, Doubtful.TIE),
    ),
    "PROPOSITION": (
        Says(f"CHOIX {ETRE} [{ADVERBE}] ACQUIS [PAR_JURY]", meanings.unless_none),
        Says("CHOIX le sont/est/soient/soit", meanings.unless_none),
        Says("CHOIX ACQUIS", meanings.unless_none),
        Says(f"CHOIX et CHOIX {ETRE} [{ADVERBE}] ACQUIS", lambda one, two: meanings.two("et", one, two)),
        Says(f"CHOIX ou CHOIX {ETRE} [{ADVERBE}] ACQUIS", lambda one, two: meanings.two("ou", one, two)),
        Says(f"aucun° GROUPE n'/ne {ETRE} [evalue°] non acquis°/valide°/obtenu°", lambda chosen: CountClause("aucun", chosen, counts_failures=True), Doubtful.LEVEL),
        Says("aucun° GROUPE non acquis°/valide°/obtenu°", lambda chosen: CountClause("aucun", chosen, counts_failures=True), Doubtful.LEVEL),
        Says("CANDIDAT PREDICATS"),
        Says("CANDIDAT qui PREDICATS", doubt=Doubtful.LOOSE),
        Says("JURY valide/a_valide/constate [l'] [acquisition/obtention/validation] DCHOIX"),
        Says("JURY valide/a_valide CHOIX", meanings.unless_none),
        Says(f"MARQUE {ETRE} LIMITE", lambda mark, bound: meanings.mark_clause(mark[0], bound, mark[1])),
        Says("MARQUE atteint/atteignent MONTANT", lambda mark, n: meanings.mark_clause(mark[0], LimitClause("au_moins", *n), mark[1])),
        Says("MARQUE depasse/depassent MONTANT", lambda mark, n: meanings.mark_clause(mark[0], LimitClause("plus_de", *n), mark[1])),
        Says(f"MARQUE n'/ne {ETRE} pas BORNE", meanings.opposite),
        Says("CHOIX a/ont/obtient/obtiennent/ait/aient/a_obtenu/ont_obtenu une NOTE LIMITE", meanings.mark_of_each),
        Says(f"CHOIX {ETRE} note° LIMITE", lambda counted, bound: meanings.mark_of_each(counted, "note", bound)),
        Says(f"aucune note n'/ne {ETRE} BORNE", meanings.floor, Doubtful.DEFAULT),
        Says(f"aucune note CIBLE n'/ne {ETRE} BORNE", lambda over, bound: meanings.floor(bound, over)),
        Says(f"aucune note n'/ne {ETRE} BORNE CIBLE", meanings.floor),
        Says("aucune/pas_de/sans/sans_aucune note BORNE", meanings.floor, Doubtful.DEFAULT),
        Says("aucune/pas_de/sans/sans_aucune note BORNE CIBLE", meanings.floor),
        Says("aucun° GROUPE n'/ne a/ait/obtient/a_obtenu/doit_avoir/doit_obtenir/peut_avoir [une/de] note BORNE", lambda over, bound: meanings.floor(bound, over)),
        Says("aucun° GROUPE [avec/ayant] [une/de] note BORNE", lambda over, bound: meanings.floor(bound, over)),
        Says(f"QUOTA note° [{ETRE}] BORNE", meanings.some_below, Doubtful.DEFAULT),
        Says("[la/l'/une/sa] VALEUR DCHOIX"),
        Says("[la/l'/une/sa] VALEUR DCHOIX ET DCHOIX", lambda one, _et, two: meanings.both(one, two)),
        Says("[la/l'] reussite ACHOIX"),
        Says("[l'] obtention [de/d'] NOTEE"),
        Says("[l'] obtention [de/d'] BORNE", lambda bound: meanings.mark_clause("note", bound)),
        Says("QUOTE des GROUPE", lambda quota, chosen: CountClause("parmi", chosen, LimitClause(*quota)), Doubtful.LOOSE),
        Says(f"CHOIX {ETRE} [{ADVERBE}] ACQUIS [,] dont CHOIX", meanings.with_those),
        Says("NOTEE"),
        Says("NIVELE"),
        Says("CHOIX acquis° NIVELE", lambda counted, mark: meanings.mark_of_each(counted, "niveau", mark.bound)),
        Says(f"CHOIX {ETRE} [ACQUIS] NIVELE", lambda counted, mark: meanings.mark_of_each(counted, "niveau", mark.bound)),
    ),
    "ET": (
        Says("[,] et [si/s'/que/qu'/lorsque/lorsqu'/de/d'/a/par/a_condition_que/avec]", True),
        Says("[,] ainsi que/qu' [de/d'/par]", True),
        Says("; [et] [si/que/qu']", True),
        Says("[,] complete°/assorti° de/d'/par", True),
        Says("[,] avec/sans", False),
    ),
    "OU": (Says("[,] ou [bien] [si/s'/que/qu'/lorsque]", True),),
    "SUITE_ET": (
        Says("PROPOSITION ET PROPOSITION", lambda one, et, two: meanings.both(one, two) if et else None),
        Says("PROPOSITION , SUITE_ET", meanings.both),
        Says("PROPOSITION ET SUITE_ET", lambda one, et, two: meanings.both(one, two) if et else None),
        Says("PROPOSITION [,] avec aucune/pas_de note BORNE", lambda one, bound: meanings.both(one, meanings.floor(bound)), Doubtful.DEFAULT),
        Says("PROPOSITION [,] [et] sans [aucune] note BORNE", lambda one, bound: meanings.both(one, meanings.floor(bound)), Doubtful.DEFAULT),
    ),
    "SUITE_OU": (
        Says("PROPOSITION OU PROPOSITION", meanings.one_or_other),
        Says("PROPOSITION , SUITE_OU", meanings.one_or_other),
        Says("PROPOSITION OU SUITE_OU", meanings.one_or_other),
    ),
    "CONDITION": (Says("PROPOSITION"), Says("SUITE_ET"), Says("SUITE_OU")),
}  # fmt: skip
