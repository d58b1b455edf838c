"""What it takes, as a règlement says it: elements acquired, marks within bounds, joined by « et » or « ou »."""

from collections.abc import Mapping

from certeval.exchange.phrases import meanings
from certeval.exchange.phrases.meanings import (
    BearerClause,
    CodeClause,
    CountClause,
    Doubtful,
    LimitClause,
    MarkClause,
    SelectedItems,
)
from certeval.exchange.phrases.patterns import Production

ETRE = (
    "est/sont/sera/seront/soit/soient/a_ete/ont_ete/ait_ete/aient_ete/doit_etre/doivent_etre/devra_etre/devront_etre"
    "/doit_avoir_ete/doivent_avoir_ete"
)
AUXILIAIRES = "a ont ait aient aura auront ayant avoir doit_avoir doivent_avoir devra_avoir"
ADVERBE = "definitivement/automatiquement/alors/donc/tous/toutes/bien/effectivement/ainsi"
DU = "du/de_la/de_l'/de_ce/de_cet/de_cette"
AU = "au/a_la/a_l'/a_ce/a_cet/a_cette/pour_le/pour_la/pour_l'/pour_ce/pour_cet/pour_cette/dans_le/dans_la/dans_l'/sur_le/sur_l'/sur_la"
AUX = "aux/dans_les/pour_les/sur_les/a_ses/a_ces/dans_ses/pour_ses"


def verb_forms(infinitive: str, singular: str, plural: str, past: str) -> str:
    """The forms of a verb that say the thing done, none of them negative."""
    must = ("", "doit_", "doivent_", "devra_", "devront_")
    past_forms = [singular, plural, f"{past}°", *(f"{each}_{past}°" for each in AUXILIAIRES.split())]
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


CONDITIONS: Mapping[str, tuple[Production, ...]] = {
    "NOTE": (
        Production("note°", "note"),
        Production("resultat°/score°", "note", Doubtful.SYNONYM),
        Production("note° finale°/globale°/generale°", "note", Doubtful.LOOSE),
        Production("moyenne°/note°_moyenne°/moyenne_generale [des/de_ses notes [obtenues]]", "moyenne"),
        Production("moyenne ponderee/coefficientee", "moyenne", Doubtful.LOOSE),
        Production("total [de/des] [points/notes]", "total"),
        Production("nombre [total] de points", "total"),
        Production("somme des notes/points", "total"),
    ),
    "CIBLE": (
        Production("a/pour/dans/sur/de/d'/par/en CHOIX"),
        Production(f"{AUX}/des/entre GROUPE", meanings.all_clause),
        Production(f"{AUX}/des NUM GROUPE", meanings.number_clause, Doubtful.COUNT),
        Production("des [NUM] notes", lambda _n: CountClause("tous", meanings.EVERY_EPREUVE, apart=False), Doubtful.DEFAULT),
        Production("a/de/pour celle/celui ci", BearerClause),
        Production(f"{DU}/{AU} SORTE [PRECISION]", BearerClause),
        Production(f"{DU}/{AU} SORTE QUALITE [DE]", CodeClause("?")),
        Production(f"a/de/pour/{DU}/{AU} [SORTE] CODE", lambda _kind, code: CodeClause(code)),
    ),
    "LIMITE": (Production("BORNE"), Production("EXACT")),
    "MARQUE": (
        Production("[la/sa/leur/le/son/cette/une/un] NOTE [obtenu°] [CIBLE] [obtenu°]", lambda word, over: (word, over)),
    ),
    "NOTEE": (
        Production("[une/la/un/le/sa/d'_une/d'_un] NOTE [obtenu°] [CIBLE] LIMITE [obtenu°] [CIBLE]", meanings.two_places),
        Production("[[une/la] note] LIMITE de moyenne [CIBLE]", lambda bound, over: MarkClause("moyenne", bound, over)),
        Production("LIMITE CIBLE", meanings.marks_clause),
        Production("[une/un] NOTE egal° a LIMITE [CIBLE]", MarkClause, Doubtful.TIE),
    ),
    "ACQUIS": (
        Production("acquis°/valide°/obtenu°/reussi°/rempli°/satisfait°/atteint°", True),
        Production("respecte°/maitrise°/verifie°", True, Doubtful.SYNONYM),
        Production("considere°/repute°/declare°/reconnu° [comme] [etant] [definitivement] acquis°/valide°", True),
    ),
    "JURY": (Production("[par] le jury [de] [certification/delivrance/validation]", True),),
    "PAR_JURY": (Production("par le jury [de] [certification/delivrance/validation]", True),),
    "CANDIDAT": (
        Production("le/un/tout/chaque candidat/stagiaire/etudiant/eleve/apprenti", True),
        Production("l'/les/tous_les candidat°/apprenant°/etudiant°/eleve°/stagiaire°", True),
        Production("il/elle/ils/elles/celui_ci/ce_dernier/le_candidat_lui", True),
    ),
    "VALEUR": (Production("validation°/acquisition/obtention/reussite/maitrise/capitalisation/delivrance/attribution [totale/effective]", True),),
    "DCHOIX": (
        Production("de/d' CHOIX"),
        Production("des NUM GROUPE", meanings.number_clause, Doubtful.COUNT),
        Production("des GROUPE", meanings.all_clause, Doubtful.DEFAULT),
        Production(f"{DU} [SORTE] CODE", lambda _kind, code: CodeClause(code)),
        Production("des [SORTE] CODES", lambda _kind, codes: CountClause("tous", SelectedItems(codes)) if len(codes) > 1 else None),
    ),
    "ACHOIX": (
        Production("a CHOIX"),
        Production("aux NUM GROUPE", meanings.number_clause, Doubtful.COUNT),
        Production("aux GROUPE", meanings.all_clause, Doubtful.DEFAULT),
        Production(f"{AU} [SORTE] CODE", lambda _kind, code: CodeClause(code)),
    ),
    "PREDICAT": (
        Production(f"{VALIDER}/{OBTENIR} CHOIX", meanings.unless_none),
        Production(f"{VALIDER}/{OBTENIR} la/l' acquisition/obtention/validation DCHOIX"),
        Production(f"{OBTENIR} NOTEE"),
        Production(f"{OBTENIR} BORNE", lambda bound: MarkClause("note", bound)),
        Production(f"{OBTENIR} BORNE des points", lambda bound: MarkClause("total", bound) if bound.limit.endswith("%") else None),
        Production(f"{OBTENIR} NIVELE"),
        Production(f"{OBTENIR} NOTEE ou CIBLE", lambda mark, over: meanings.repeated_mark("ou", mark, over)),
        Production(f"{OBTENIR} NOTEE et CIBLE", lambda mark, over: meanings.repeated_mark("et", mark, over)),
        Production("ne/n' doit/doivent/a/ont/obtient/obtiennent/ait pas [avoir/obtenir] plus de/d' COMBIEN note° BORNE", lambda n, bound: meanings.some_below(("au_plus", n), bound), Doubtful.DEFAULT),
        Production("ne/n' doit/doivent/a/ont/ait pas [avoir] plus de/d' COMBIEN GROUPE non acquis°/valide°", meanings.few_failures, Doubtful.LEVEL),
        Production(f"{VALIDER} ACHOIX"),
        Production("ne [doit/doivent] [pas] obtenir/avoir/avoir_obtenu aucune/de note BORNE", meanings.floor, Doubtful.DEFAULT),
        Production("n' obtenir/avoir/avoir_obtenu/obtient/a/a_obtenu/ait/ait_obtenu aucune/pas_de/pas_d'_autre note BORNE", meanings.floor, Doubtful.DEFAULT),
        Production("n' obtient/a/a_obtenu/ait/ait_obtenu aucune note BORNE CIBLE", meanings.floor),
    ),
    "PREDICATS": (
        Production("PREDICAT"),
        Production("ET_PREDICATS"),
        Production("PREDICAT ou PREDICAT", meanings.one_or_other),
    ),
    "ET_PREDICATS": (
        Production("PREDICAT ET PREDICAT", lambda one, et, two: meanings.joined_clause(one, two) if et else None),
        Production("PREDICAT , ET_PREDICATS", meanings.joined_clause),
        Production("PREDICAT ET ET_PREDICATS", lambda one, et, two: meanings.joined_clause(one, two) if et else None),
    ),
    "NIVELE": (
        Production("au moins le/un niveau NIVEAU [CIBLE]", meanings.level),
        Production("[le/un/au/a_un] niveau NIVEAU minimum/au_minimum/au_moins/ou_superieur/ou_plus [CIBLE]", meanings.level),
        Production("[le/un/au] niveau superieur_ou_egal_a/egal_ou_superieur_a/au_moins_egal_a/minimal/minimum NIVEAU [CIBLE]", meanings.level),
        Production("[le/un/au] niveau NIVEAU [CIBLE]", meanings.level, Doubtful.TIE),
    ),
    "PROPOSITION": (
        Production(f"CHOIX [{ETRE} [{ADVERBE}]] ACQUIS [PAR_JURY]", meanings.unless_none),
        Production("CHOIX le sont/est/soient/soit", meanings.unless_none),
        Production(f"CHOIX et/ainsi_que CHOIX {ETRE} [{ADVERBE}] ACQUIS", lambda one, two: meanings.pair_clause("et", one, two)),
        Production(f"CHOIX ou CHOIX {ETRE} [{ADVERBE}] ACQUIS", lambda one, two: meanings.pair_clause("ou", one, two)),
        Production(f"aucun° GROUPE [n'/ne {ETRE} [evalue°]] non acquis°/valide°/obtenu°", lambda chosen: CountClause("aucun", chosen, counts_failures=True), Doubtful.LEVEL),
        Production("CANDIDAT PREDICATS"),
        Production("JURY valide/a_valide/constate [l'] [acquisition/obtention/validation] DCHOIX"),
        Production("JURY valide/a_valide CHOIX", meanings.unless_none),
        Production(f"MARQUE {ETRE} LIMITE", lambda mark, bound: MarkClause(mark[0], bound, mark[1])),
        Production("MARQUE atteint/atteignent MONTANT", lambda mark, n: MarkClause(mark[0], LimitClause("au_moins", *n), mark[1])),
        Production("MARQUE depasse/depassent MONTANT", lambda mark, n: MarkClause(mark[0], LimitClause("plus_de", *n), mark[1])),
        Production(f"MARQUE n'/ne {ETRE} pas BORNE", meanings.opposite),
        Production("CHOIX a/ont/obtient/obtiennent/ait/aient/a_obtenu/ont_obtenu une NOTE LIMITE", meanings.mark_of_each),
        Production(f"CHOIX {ETRE} note° LIMITE", lambda counted, bound: meanings.mark_of_each(counted, "note", bound)),
        Production(f"aucune note CIBLE n'/ne {ETRE} BORNE", lambda over, bound: meanings.floor(bound, over)),
        Production(f"aucune/pas_de/sans/sans_aucune note [n'/ne {ETRE}] BORNE", meanings.floor, Doubtful.DEFAULT),
        Production(f"aucune/pas_de/sans/sans_aucune note [n'/ne {ETRE}] BORNE CIBLE", meanings.floor),
        Production("aucun° GROUPE [avec/ayant] [n'/ne a/ait/obtient/a_obtenu/doit_avoir/doit_obtenir/peut_avoir] [une/de] note BORNE", lambda over, bound: meanings.floor(bound, over)),
        Production(f"QUOTA note° [{ETRE}] BORNE", meanings.some_below, Doubtful.DEFAULT),
        Production("[la/l'/une/sa] VALEUR DCHOIX"),
        Production("[la/l'/une/sa] VALEUR DCHOIX ET DCHOIX", lambda one, _et, two: meanings.joined_clause(one, two)),
        Production("[la/l'] reussite ACHOIX"),
        Production("[l'] obtention [de/d'] NOTEE"),
        Production("[l'] obtention [de/d'] BORNE", lambda bound: MarkClause("note", bound)),
        Production("QUOTE des GROUPE", lambda quota, chosen: CountClause("parmi", chosen, LimitClause(*quota)), Doubtful.LOOSE),
        Production(f"CHOIX {ETRE} [{ADVERBE}] ACQUIS [,] dont CHOIX", meanings.with_those),
        Production("NOTEE"),
        Production("NIVELE"),
        Production(f"CHOIX [{ETRE}] [ACQUIS] NIVELE", lambda counted, mark: meanings.mark_of_each(counted, "niveau", mark.bound)),
    ),
    "ET": (
        Production("[,] et [si/s'/que/qu'/qui/lorsque/lorsqu'/de/d'/a/par/a_condition_que/avec]", True),
        Production("[,] ainsi que/qu' [de/d'/par]", True),
        Production("; [et] [si/que/qu']", True),
        Production("[,] complete°/assorti° de/d'/par", True),
        Production("[,] avec/sans", False),
    ),
    "OU": (Production("[,] ou [bien] [si/s'/que/qu'/lorsque]", True),),
    "SUITE_ET": (
        Production("PROPOSITION ET PROPOSITION", lambda one, et, two: meanings.joined_clause(one, two) if et else None),
        Production("PROPOSITION , SUITE_ET", meanings.joined_clause),
        Production("PROPOSITION ET SUITE_ET", lambda one, et, two: meanings.joined_clause(one, two) if et else None),
        Production("PROPOSITION [,] [et] avec_aucune/avec_pas_de/sans/sans_aucune note BORNE", lambda one, bound: meanings.joined_clause(one, meanings.floor(bound)), Doubtful.DEFAULT),
    ),
    "SUITE_OU": (
        Production("PROPOSITION OU PROPOSITION", meanings.one_or_other),
        Production("PROPOSITION , SUITE_OU", meanings.one_or_other),
        Production("PROPOSITION OU SUITE_OU", meanings.one_or_other),
    ),
    "CONDITION": (Production("PROPOSITION"), Production("SUITE_ET"), Production("SUITE_OU")),
}  # fmt: skip
