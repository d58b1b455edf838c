"""What each key says of an épreuve: how it is held, part by part."""

from certeval.messages import N_
from certeval.render.schemas.said import Said

KEYS = {
    "epreuves": Said(
        N_("Épreuves of the certification"),
        N_("The épreuves of the certification itself, such as a final interview."),
        [{"code": "EF", "intitule": "Entretien final"}],
    ),
    "Epreuve.code": Said(
        N_("Code of the épreuve"), N_("Begins with a letter, and is used once in the file."), "E1"
    ),
    "Partie.code": Said(
        N_("Code of the part"), N_("Begins with a letter, and is used once in the file."), "E1-ecrit"
    ),
    "Epreuve.intitule": Said(N_("Name of the épreuve"), N_("The name of the épreuve."), "Étude de cas"),
    "Partie.intitule": Said(N_("Name of the part"), N_("The name that the source gives."), "Écrit collectif"),
    "description": Said(
        N_("Description"),
        N_("The text of the source, quoted."),
        "Épreuve comprenant deux modalités d’évaluation.",
    ),
    "duree": Said(
        N_("Duration"),
        N_("A whole number and its unit: minutes, hours, days, weeks."),
        "30 min",
        "8 h",
        "1 h 30",
    ),
    "cadre": Said(
        N_("Setting"), N_("The organisation where the work takes place."), "Entreprise d’accueil du candidat"
    ),
    "sujet": Said(
        N_("Subject"),
        N_("What the candidates work on, and how it comes to them."),
        {"nature": "cas d’une entreprise", "attribution": "tirage au sort"},
    ),
    "nature": Said(N_("Nature of the subject"), N_("A case, a situation, a theme."), "cas d’une entreprise"),
    "attribution": Said(N_("Attribution"), N_("How the subject is given."), "tirage au sort"),
    "Sujet.par": Said(N_("Chosen by"), N_("Who draws, chooses or proposes the subject."), "groupe"),
    "evalue": Said(
        N_("Assesses"),
        N_("The codes that the épreuve assesses; if absent, all the compétences of the bloc."),
        ["C1.1", "C1.2"],
    ),
    "attendus": Said(
        N_("What is expected"),
        N_("What the source expects of the candidates, quoted."),
        "La proposition est argumentée et chiffrée.",
    ),
    "parties": Said(
        N_("Parts"),
        N_("The parts of the épreuve, in order."),
        [
            {"code": "E1-ecrit", "forme": "ecrit", "duree": "8 h"},
            {"code": "E1-oral", "forme": "oral", "duree": "30 min"},
        ],
    ),
    "forme": Said(
        N_("Form"),
        N_("`ecrit`, `oral`, `pratique`, `dossier`, `entretien`, `questionnaire` or `controle_continu`."),
        "oral",
    ),
    "sous_forme_de": Said(
        N_("In the form of"), N_("The particular form, in the words of the source."), "jeu de rôle"
    ),
    "candidats": Said(N_("Alone or together"), N_("Whether candidates work alone or in a group."), "groupe"),
    "groupe": Said(
        N_("Group"),
        N_("How large the group is, and how it comes about."),
        {"de": 3, "a": 4, "constitution": "tirage au sort"},
    ),
    "de": Said(N_("Fewest candidates"), N_("The fewest candidates of a group."), 3),
    "Groupe.a": Said(N_("Most candidates"), N_("The most candidates of a group."), 4),
    "constitution": Said(N_("Made up by"), N_("How the group is made up."), "tirage au sort"),
    "Groupe.quand": Said(N_("Made up when"), N_("When the group is made up."), "le matin même"),
    "apres": Said(
        N_("After"),
        N_("The part that comes before, and the time between."),
        {"partie": "E1-ecrit", "delai": "7 j"},
    ),
    "partie": Said(N_("Part before"), N_("The code of the part that comes before."), "E1-ecrit"),
    "delai": Said(N_("Time between"), N_("The time since that part."), "7 j"),
    "deroulement": Said(
        N_("Course"),
        N_("The phases of the part, in order."),
        [
            {"intitule": "Présentation", "duree": "10 min"},
            {"intitule": "Questions du jury", "duree": "20 min"},
        ],
    ),
    "intitule": Said(N_("Name"), N_("The name of the phase."), "Questions du jury"),
    "acces": Said(N_("Allowed"), N_("The tools and documents allowed."), ["Internet"]),
    "support": Said(
        N_("Support"), N_("What the candidate prepares to speak from."), "diaporama de présentation"
    ),
    "remise": Said(
        N_("Handed in"),
        N_("What is handed in, to whom, how and when."),
        {"quoi": "dossier", "a": "correcteur", "par": "mail"},
    ),
    "quoi": Said(N_("What is handed in"), N_("What the candidate hands in."), "dossier"),
    "Remise.a": Said(N_("Handed in to"), N_("Who receives it."), "correcteur"),
    "Remise.par": Said(N_("Handed in by"), N_("The means."), "mail"),
    "Remise.quand": Said(N_("Handed in when"), N_("The moment, or the deadline."), "à l’issue des 8 h"),
    "jury": Said(N_("Part of the jury"), N_("What the jury does."), "joue le rôle du directeur"),
    "Partie.candidat": Said(
        N_("Part of the candidate"), N_("What the candidate does."), "présente son dossier au jury"
    ),
}
