"""The words that a règlement joins to what it takes: verbs in all their forms, articles, adverbs."""

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
