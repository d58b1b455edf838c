"""What each key says in the rule language: rules, measures, bounds, ladders."""

from certeval.messages import N_
from certeval.render.schemas.said import Said

KEYS = {
    "validation": Said(
        N_("What it takes"),
        N_("The rule of this element; it replaces the one of its kind."),
        {"parmi": "criteres", "plus_de": "50 %"},
    ),
    "Fichier.validation": Said(
        N_("What it takes, by kind"),
        N_("The rule that each element of a kind must meet, and the certification’s."),
        {
            "competence": {"parmi": "criteres", "plus_de": "50 %"},
            "bloc": {"tous": "competences"},
            "certification": {"tous": "blocs"},
        },
    ),
    "validation.critere": Said(
        N_("To meet a critère"),
        N_("The rule of each critère; on a scale yes or no, none is needed."),
        {"au_moins": "EA"},
    ),
    "validation.competence": Said(
        N_("To acquire a compétence"),
        N_("The rule of each compétence."),
        {"parmi": "criteres", "plus_de": "50 %"},
    ),
    "validation.bloc": Said(N_("To validate a bloc"), N_("The rule of each bloc."), {"tous": "competences"}),
    "validation.epreuve": Said(N_("To pass an épreuve"), N_("The rule of each épreuve."), {"au_moins": 10}),
    "validation.fait": Said(N_("To hold a fait"), N_("The rule of each fait."), {"au_moins": 30}),
    "validation.certification": Said(
        N_("To obtain the certification"), N_("The rule of the whole certification."), {"tous": "blocs"}
    ),
    "mesures": Said(
        N_("Named measures"),
        N_("Exact numbers that rules compare, by name."),
        {"generale": {"moyenne": {"ecrit": 3, "oral": 2}}},
    ),
    "regles": Said(
        N_("Named rules"),
        N_("Rules that others use by name."),
        {"sans_eliminatoire": {"aucun": "epreuves", "dont": {"moins_de": 6}}},
    ),
    "paliers": Said(
        N_("Ladders"),
        N_("Named results; the first whose condition holds is given."),
        {"mention": [{"nom": "bien", "si": {"mesure": "generale", "au_moins": 14}}, {"nom": "sans mention"}]},
    ),
    "nom": Said(N_("Name of the step"), N_("The result that is given."), "bien"),
    "Echelon.si": Said(
        N_("If it holds"),
        N_("The condition of this step; the last one has none."),
        {"mesure": "generale", "au_moins": 14},
    ),
    "au_moins": Said(N_("At least (≥)"), N_("Equal passes."), 10, "50 %", "A"),
    "plus_de": Said(N_("More than (>)"), N_("Equal does not pass."), 10, "50 %"),
    "au_plus": Said(N_("At most (≤)"), N_("Equal passes, and nothing above."), 8, "NA"),
    "moins_de": Said(N_("Less than (<)"), N_("Equal does not pass, nor anything above."), 6),
    "parmi": Said(
        N_("Among"),
        N_("The elements that are counted, with a bound beside."),
        "criteres",
        "criteres de BC1",
        ["C1", "C3"],
    ),
    "dont": Said(N_("Of which"), N_("What each element must meet to count."), {"au_moins": 12}),
    "tous": Said(N_("All"), N_("The elements that must all be acquired."), "competences", ["C1", "C3"]),
    "un_de": Said(N_("One of"), N_("The elements of which one is enough."), ["ecrit", "pratique"]),
    "aucun": Said(N_("None of"), N_("The elements of which none may meet the rule."), "epreuves"),
    "mesure": Said(
        N_("Measure compared"),
        N_("The code of an element with a value, or the name of a measure; a bound stands beside."),
        "generale",
    ),
    "et": Said(N_("And"), N_("All of these rules."), ["C1", {"mesure": "ecrit", "au_moins": 10}]),
    "ou": Said(N_("Or"), N_("One of these rules."), ["C1", {"mesure": "ecrit", "au_moins": 12}]),
    "non": Said(N_("Not"), N_("The contrary of this rule."), "incident"),
    "si": Said(
        N_("If"), N_("The condition; `alors` and `sinon` stand beside."), {"mesure": "option", "au_moins": 10}
    ),
    "RegleSi.alors": Said(N_("Then, the rule"), N_("The rule when the condition holds."), "C1"),
    "RegleSi.sinon": Said(
        N_("Otherwise, the rule"),
        N_("The rule when the condition does not hold."),
        {"et": ["C1", "secourisme"]},
    ),
    "MesureSi.alors": Said(N_("Then, the value"), N_("The value when the condition holds."), "total"),
    "MesureSi.sinon": Said(
        N_("Otherwise, the value"), N_("The value when the condition does not hold."), "0"
    ),
    "moyenne": Said(
        N_("Mean"), N_("The elements, or each with its weight."), "epreuves", {"ecrit": 3, "oral": 2}
    ),
    "somme": Said(
        N_("Sum"),
        N_("The values that are added, or each with its weight; a negative one takes away."),
        ["ecrit", "oral"],
        {"gagnes": 1, "perdus": -2},
    ),
    "Moyenne.dont": Said(
        N_("Kept if it meets"), N_("Only the elements that meet this are kept."), {"au_moins": 8}
    ),
    "Somme.dont": Said(
        N_("Kept if it meets"), N_("Only the elements that meet this are kept."), {"au_moins": 8}
    ),
    "meilleures": Said(N_("The best"), N_("Only so many of the best are kept."), 3),
    "minimum": Said(
        N_("Least of"), N_("The least of these values; with a number, a ceiling."), ["total", "20"]
    ),
    "maximum": Said(
        N_("Greatest of"), N_("The greatest of these values; with a number, a floor."), ["ecrit", "oral"]
    ),
    "produit": Said(
        N_("Product"), N_("The values that are multiplied; by a fraction, divided."), ["1/3", "total"]
    ),
    "nombre": Said(N_("Count"), N_("How many of these elements are acquired."), "criteres de BC1"),
    "exces": Said(N_("Points above"), N_("The sum of the points above `a`."), ["ecrit", "oral"]),
    "manque": Said(
        N_("Points below"), N_("The sum of the points that lack to reach `a`."), ["ecrit", "oral"]
    ),
    "a": Said(N_("Threshold"), N_("The value from which points are counted."), 10),
    "arrondi": Said(
        N_("Rounded"), N_("The value that is rounded; `pas` and `sens` stand beside."), "generale"
    ),
    "Arrondi.pas": Said(N_("Step of rounding"), N_("The gap between two rounded values."), 0.5, 1),
    "sens": Said(N_("Direction"), N_("`proche`: half way, up; `haut`; `bas`."), "proche"),
    "table": Said(
        N_("Table"), N_("The element, or the two, whose level chooses the value."), "C3", ["C3", "secourisme"]
    ),
    "valeurs": Said(N_("Values"), N_("The value of each level."), {"NA": 0, "EA": 5, "A": 10}),
    "Table.sinon": Said(N_("Otherwise, of any level"), N_("The value of every other level."), 0),
}
