"""What each key says of a certification, its blocs and what they are made of."""

from certeval.messages import N_
from certeval.render.schemas.said import Said

KEYS = {
    "format": Said(N_("Format"), N_("The version of this file format: 1."), 1),
    "certification": Said(
        N_("Certification"),
        N_("What is certified, by whom, under which number."),
        {"code": "developpement-commercial", "version": "1.0.0", "langue": "fr"},
    ),
    "Certification.code": Said(
        N_("Code of the référentiel"),
        N_("The name of the référentiel on the command line and in score sheets."),
        "developpement-commercial",
    ),
    "version": Said(
        N_("Version"),
        N_(
            "A version in three numbers. Each version of a référentiel is one file, and never changes "
            "once applied."
        ),
        "1.0.0",
    ),
    "Certification.intitule": Said(
        N_("Title of the certification"),
        N_("The title as it is registered; empty until it is known."),
        "Responsable du développement commercial",
    ),
    "langue": Said(
        N_("Language"), N_("The language of what a jury signs and a candidate receives: two letters."), "fr"
    ),
    "rncp": Said(
        N_("RNCP number"),
        N_("The number of the entry in the répertoire national; empty until it is registered."),
        "RNCP35959",
    ),
    "niveau": Said(N_("Level"), N_("The level of qualification."), 6),
    "certificateurs": Said(
        N_("Certifying bodies"), N_("The bodies that deliver the certification."), ["Nom du certificateur"]
    ),
    "enregistrement": Said(
        N_("Registration"),
        N_("The period of registration in the répertoire."),
        {"du": "2026-01-01", "au": "2028-12-31"},
    ),
    "en_vigueur": Said(
        N_("In force"),
        N_("When this version applies: of several versions, the session’s day chooses."),
        {"du": "2026-09-01"},
    ),
    "du": Said(N_("From"), N_("The first day, included: year-month-day. Open if absent."), "2026-01-01"),
    "au": Said(N_("To"), N_("The last day, included: year-month-day. Open if absent."), "2028-12-31"),
    "base_legale": Said(
        N_("Legal basis"),
        N_("The articles and texts that the référentiel rests on."),
        [{"reference": "Code du travail, article L6113-1"}],
    ),
    "reference": Said(
        N_("Reference"), N_("The article or the text that is cited."), "Code du travail, article L6113-1"
    ),
    "BaseLegale.texte": Said(
        N_("Text cited"),
        N_("The text, word for word."),
        "…un référentiel d’évaluation qui définit les critères et les modalités d’évaluation des acquis",
    ),
    "liens": Said(N_("Links"), N_("Where it can be read."), ["https://www.legifrance.gouv.fr/"]),
    "definitions": Said(
        N_("Definitions"),
        N_("What the official document says that each of the three référentiels does."),
        {"competences": "…identifie les compétences et les connaissances, y compris transversales"},
    ),
    "Definitions.activites": Said(
        N_("Référentiel d’activités"),
        N_("What it describes, word for word."),
        "…décrit les situations de travail et les activités exercées, les métiers ou emplois visés",
    ),
    "Definitions.competences": Said(
        N_("Référentiel de compétences"),
        N_("What it identifies, word for word."),
        "…identifie les compétences et les connaissances, y compris transversales",
    ),
    "Definitions.evaluation": Said(
        N_("Référentiel d’évaluation"),
        N_("What it defines, word for word."),
        "…définit les critères et les modalités d’évaluation des acquis",
    ),
    "metiers": Said(N_("Métiers"), N_("The métiers or jobs aimed at."), ["Responsable commercial"]),
    "blocs": Said(
        N_("Blocs"),
        N_("The blocs that are validated one by one, in order."),
        [{"code": "BC1", "intitule": "Préparer l’action commerciale"}],
    ),
    "code": Said(
        N_("Code"),
        N_(
            "Begins with a letter, and is used once in the file. Score sheets and rules name the element "
            "by it."
        ),
        "C1.1",
    ),
    "Bloc.code": Said(
        N_("Code of the bloc"), N_("Begins with a letter, and is used once in the file."), "BC1"
    ),
    "Critere.code": Said(
        N_("Code of the critère"),
        N_("Begins with a letter, and is used once in the file. It is a column of the score sheets."),
        "CR1.1.1",
    ),
    "Activite.code": Said(
        N_("Code of the activité"), N_("Begins with a letter, and is used once in the file."), "A1.1"
    ),
    "code_source": Said(
        N_("Code in the source"), N_("The code that the official document gives, where it differs."), "CR1.1"
    ),
    "remplace": Said(
        N_("Replaces"),
        N_("The code, or the codes, of the version before that this element stands for."),
        "C1.2",
        ["C1.2", "C1.3"],
    ),
    "Bloc.intitule": Said(
        N_("Title of the bloc"),
        N_("The title of the bloc, as it is registered."),
        "Préparer l’action commerciale",
    ),
    "savoir_faire": Said(
        N_("Savoir-faire"),
        N_("The kinds of savoir-faire that the source lists for the bloc."),
        ["Techniques", "Relationnels"],
    ),
    "activites": Said(
        N_("Activités"),
        N_("What people do at work, and the compétences that it calls for."),
        [{"code": "A1.1", "libelle": "Préparation des outils de pilotage", "competences": ["C1.1"]}],
    ),
    "Activite.libelle": Said(
        N_("Wording of the activité"),
        N_("The situation of work, or the activité."),
        "Préparation des outils de pilotage",
    ),
    "Activite.competences": Said(
        N_("Compétences called for"),
        N_("The codes of the compétences that follow from the activité."),
        ["C1.1", "C1.2"],
    ),
    "competences": Said(
        N_("Compétences"),
        N_("The compétences of the bloc, each with its critères."),
        [{"code": "C1.1", "libelle": "Préparer les outils de pilotage pour suivre l’activité"}],
    ),
    "libelle": Said(
        N_("Wording"),
        N_("What the element is, in the words of the source."),
        "Attestation de secourisme détenue",
    ),
    "Competence.libelle": Said(
        N_("Wording of the compétence"),
        N_("A verb of action in the infinitive, its object, its purpose."),
        "Préparer les outils de pilotage pour suivre l’activité",
    ),
    "criteres": Said(
        N_("Critères"),
        N_("What the jury observes to assess the compétence."),
        [{"code": "CR1.1.1", "libelle": "Les indicateurs sont justifiés"}],
    ),
    "Critere.libelle": Said(
        N_("Wording of the critère"),
        N_("A result that can be observed, not a task."),
        "Les indicateurs sont justifiés",
    ),
    "Bloc.epreuves": Said(
        N_("Épreuves of the bloc"),
        N_("How the compétences of the bloc are assessed."),
        [{"code": "E1", "intitule": "Étude de cas"}],
    ),
    "condition": Said(
        N_("Condition"),
        N_(
            "The official sentence that says what the bloc takes, quoted. The rule itself is under "
            "`validation`."
        ),
        {"texte": "Validation des 3 compétences.", "effectif": {"competences": 3}},
    ),
    "Condition.texte": Said(
        N_("Official sentence"), N_("The sentence, word for word."), "Validation des 3 compétences."
    ),
    "effectif": Said(
        N_("Numbers announced"),
        N_("The numbers that the sentence announces; another number of elements in the file is reported."),
        {"competences": 3},
    ),
    "effectif.activites": Said(N_("Number of activités"), N_("The number of activités announced."), 4),
    "effectif.competences": Said(N_("Number of compétences"), N_("The number of compétences announced."), 3),
    "effectif.criteres": Said(N_("Number of critères"), N_("The number of critères announced."), 17),
    "effectif.epreuves": Said(N_("Number of épreuves"), N_("The number of épreuves announced."), 1),
    "effectif.blocs": Said(N_("Number of blocs"), N_("The number of blocs announced."), 4),
    "faits": Said(
        N_("Faits"),
        N_("What is established beside the assessment: days of attendance, a certificate held."),
        [{"code": "secourisme", "libelle": "Attestation de secourisme détenue"}],
    ),
    "ecarts": Said(
        N_("Écarts"),
        N_("What is irregular in the source, and the decision taken."),
        [
            {
                "diagnostic": "R205",
                "cible": "BC3",
                "constat": "« Validation des 2 compétences », trois sont décrites",
                "decision": "Les trois compétences sont requises.",
            }
        ],
    ),
    "diagnostic": Said(
        N_("Diagnostic answered"),
        N_("The code of the finding that this écart answers; without it, the écart documents only."),
        "R205",
    ),
    "cible": Said(
        N_("Target"), N_("The element concerned: a code, or a selection."), "BC3", "criteres de BC1"
    ),
    "constat": Said(
        N_("Finding"),
        N_("What is irregular, quoted."),
        "« Validation des 2 compétences », trois sont décrites",
    ),
    "decision": Said(
        N_("Decision"), N_("What was decided, and why."), "Les trois compétences sont requises."
    ),
    "expire": Said(
        N_("Expires"), N_("The day after which the écart no longer holds: year-month-day."), "2026-12-31"
    ),
    "cas": Said(
        N_("Cases"),
        N_(
            "Imaginary candidates whose outcome is known: they prove that the file says what the "
            "règlement says."
        ),
        [
            {
                "nom": "3 critères sur 4",
                "cellules": {"CR1.1": "oui", "CR1.2": "oui", "CR1.3": "oui", "CR1.4": "non"},
                "attendu": "valide",
            }
        ],
    ),
    "Cas.nom": Said(N_("Name of the case"), N_("What the case shows."), "3 critères sur 4"),
    "cellules": Said(
        N_("Cells"),
        N_("What is entered, by code, as in a score sheet. A cell not given is empty."),
        {"CR1.1": "oui", "E1": "12,5"},
    ),
    "attendu": Said(
        N_("Expected"),
        N_(
            "The verdict of the certification (`valide`, `non_valide`, `en_attente`, `defaillant`), or "
            "what is expected of each name."
        ),
        "valide",
        {"C1": "valide", "certification": "en_attente"},
    ),
    "rattrapages": Said(
        N_("Resits"), N_("The sets of elements to present again, the smallest first."), [["E1"], ["E2", "E3"]]
    ),
    "CelluleJures.jures": Said(
        N_("Jurors of the cell"), N_("A cell for each juror, in their order."), ["oui", "non"]
    ),
    "CelluleTentatives.tentatives": Said(
        N_("Attempts of the cell"), N_("A cell for each attempt, in order."), ["8", "12,5"]
    ),
    "equivalences": Said(
        N_("Équivalences"),
        N_("What blocs validated under earlier versions count for under this one."),
        [{"version": "1.x", "bloc": "BC1", "donne": "BC1"}],
    ),
    "Equivalence.version": Said(
        N_("Earlier versions"),
        N_("The version under which the bloc was validated: one, or all that begin alike."),
        "1.x",
        "1.2.0",
    ),
    "Equivalence.bloc": Said(
        N_("Validated bloc"),
        N_("The code of the bloc in the earlier version; of several, all are needed."),
        "BC1",
        ["BC1", "BC2"],
    ),
    "donne": Said(
        N_("What it gives"),
        N_("What counts as validated in this version: a bloc, or some of its compétences."),
        "BC1",
        ["C2.1", "C2.2"],
    ),
    "a_presenter": Said(
        N_("Still to be passed"),
        N_("Elements of this version without which it does not count."),
        ["E2"],
    ),
}
