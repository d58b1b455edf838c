"""What each key says of what is entered: scales, statuses, jurors, attempts."""

from certeval.messages import N_
from certeval.render.schemas.said import Said

KEYS = {
    "saisie": Said(
        N_("What is entered"),
        N_(
            "By kind of element: its scale, statuses, jurors and attempts. An element’s own keys replace "
            "these."
        ),
        {"critere": {"echelle": "acquis"}, "epreuve": {"echelle": {"note": {"sur": 20}}}},
    ),
    "saisie.critere": Said(
        N_("Critères entered"),
        N_("What is entered for each critère; yes or no unless said otherwise."),
        {"echelle": "acquis"},
    ),
    "saisie.competence": Said(
        N_("Compétences entered"),
        N_("What is entered for each compétence that is assessed directly."),
        {"echelle": {"niveaux": ["NA", "EA", "A"]}},
    ),
    "saisie.bloc": Said(
        N_("Blocs entered"),
        N_("What is entered for each bloc that is assessed directly."),
        {"echelle": {"note": {"sur": 20}}},
    ),
    "saisie.epreuve": Said(
        N_("Épreuves entered"),
        N_("What is entered for each épreuve."),
        {"echelle": {"note": {"sur": 20, "pas": 0.25}}},
    ),
    "saisie.fait": Said(
        N_("Faits entered"),
        N_("What is entered for each fait; yes or no unless said otherwise."),
        {"echelle": {"quantite": {"max": 40}}},
    ),
    "echelle": Said(
        N_("Scale"),
        N_("What is entered: `acquis` (yes or no), named levels, a mark, or a quantity."),
        "acquis",
        {"niveaux": ["NA", "EA", "A"]},
        {"note": {"sur": 20}},
        {"quantite": {"max": 40}},
    ),
    "niveaux": Said(N_("Levels"), N_("The levels, the worst first."), ["NA", "EA", "A"]),
    "note": Said(N_("Mark"), N_("A mark, out of `sur`."), {"sur": 20, "pas": 0.5}),
    "quantite": Said(N_("Quantity"), N_("Days, credits: always with a maximum."), {"max": 40}),
    "sur": Said(N_("Out of"), N_("The best mark."), 20),
    "min": Said(N_("Least value"), N_("The least value; 0 if absent."), 0),
    "max": Said(N_("Greatest value"), N_("The greatest quantity."), 40),
    "pas": Said(N_("Step"), N_("The gap between two possible values: any other mark is refused."), 0.25),
    "statuts": Said(
        N_("Statuses"),
        N_(
            "What each status does: `inconnu` (not known yet), `acquis` (exempted), `exclu` (left out), "
            "`bloque` (a failure that nothing makes up for), or a value."
        ),
        {"ABJ": "exclu", "ABI": {"valeur": 0}},
    ),
    "valeur": Said(N_("Value"), N_("The value, of the scale, that the status stands for."), 0),
    "jures": Said(
        N_("Jurors"),
        N_("How the opinions of several jurors become one value."),
        {"retenir": "moyenne", "nombre": 2},
    ),
    "Jures.retenir": Said(
        N_("Kept of the jurors"),
        N_("`accord`: they must agree (the default); `moyenne`; `minimum`; `unanimite`; `majorite`."),
        "moyenne",
    ),
    "Jures.nombre": Said(
        N_("Jurors due"), N_("How many jurors are due: an opinion that is missing is not known yet."), 2
    ),
    "troisieme_si_ecart": Said(
        N_("Third juror"),
        N_("The gap between two marks that calls for a third, which then replaces theirs."),
        {"plus_de": 4},
    ),
    "tentatives": Said(N_("Attempts"), N_("Which of several attempts counts."), {"retenir": "meilleure"}),
    "Tentatives.retenir": Said(
        N_("Kept of the attempts"), N_("`derniere`, `meilleure` or `premiere`."), "meilleure"
    ),
    "plafond": Said(N_("Ceiling"), N_("The most that a new attempt can be worth; never the first."), 10),
    "conserver_si": Said(
        N_("Kept if"), N_("The first attempt within these bounds is kept."), {"au_moins": 12}
    ),
}
