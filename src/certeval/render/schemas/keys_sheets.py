"""What each key says in a score sheet written in YAML."""

from certeval.messages import N_
from certeval.render.schemas.said import Said

KEYS = {
    "Notes.referentiel": Said(
        N_("Référentiel"),
        N_("The référentiel that applies: its code, with `@` and a version where it matters."),
        "developpement-commercial@1.0.0",
    ),
    "Notes.session": Said(
        N_("Session"),
        N_("The session of the jury; its day chooses the version of the référentiel."),
        {"code": "S1", "date": "2026-06-15"},
    ),
    "Session.code": Said(N_("Code of the session"), N_("What the certifier calls the session."), "S1"),
    "Session.date": Said(N_("Day of the session"), N_("Year-month-day."), "2026-06-15"),
    "Session.jury": Said(N_("Jury"), N_("What the jury is called."), "Jury A"),
    "Notes.jure": Said(N_("Juror"), N_("The juror who marked the whole sheet."), "J1"),
    "Notes.candidats": Said(
        N_("Candidates"),
        N_("The candidates and their marks, in the order of the results."),
        [{"candidat": "C001", "notes": {"CR1.1.1": "oui"}}],
    ),
    "Notes.groupes": Said(
        N_("Groups"),
        N_("The marks given once to a group: each of its members gets them."),
        [{"groupe": "G1", "notes": {"E1": "14"}}],
    ),
    "GroupeNote.groupe": Said(
        N_("Name of the group"), N_("The group marked, as each member’s `groupe` names it."), "G1"
    ),
    "GroupeNote.notes": Said(
        N_("Marks of the group"),
        N_("A cell for each element’s code, given to every member of the group."),
        {"E1": "14"},
    ),
    "Candidat.candidat": Said(
        N_("Identifier"), N_("The candidate’s identifier, kept as it is written."), "C001"
    ),
    "Candidat.nom": Said(N_("Family name"), N_("Helps to recognise the person."), "Le Goff"),
    "Candidat.prenom": Said(
        N_("First name"), N_("Helps to recognise the person, beside the family name."), "Yann"
    ),
    "Candidat.groupe": Said(
        N_("Group of the candidate"), N_("The group in which the candidate worked."), "G1"
    ),
    "Candidat.notes": Said(
        N_("Marks"),
        N_(
            "A cell for each element’s code: yes or no, a level, a mark, or a status (`NE`, `ABS`, `ABJ`, "
            "`DISP`, `EQ`, `NEUT`). Empty is never no."
        ),
        {"CR1.1.1": "oui", "CR1.1.2": "NE", "E1": "12,5"},
    ),
    "Jurys.jures": Said(
        N_("Jurors’ cells"), N_("A cell for each juror, by name."), {"J1": "12", "J2": "13,5"}
    ),
    "Essais.tentatives": Said(
        N_("Attempts’ cells"),
        N_("A cell for each attempt, in their order."),
        ["8", {"jures": {"J1": "12", "J2": "13,5"}}],
    ),
}
