"""S: sessions and juries."""

from certeval.diagnostics.families.printing import *  # noqa: F403 -- all those of a subject
from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

JURORS_DISAGREE = Kind(
    "S101",
    Severity.ERROR,
    N_(
        "jurors « {first_juror} » and « {second_juror} » differ on {element} of candidate « {candidat} »: "
        "« {first} » and « {second} »"
    ),
    N_("the jury settles it; `jures: {{retenir: …}}` in the référentiel says how values combine, if they do"),
)
ATTEMPTS_NOT_DECLARED = Kind(
    "S102",
    Severity.ERROR,
    N_("{element} of candidate « {candidat} » has {count} attempts, and no rule says which counts"),
    N_("declare `tentatives: {{retenir: derniere | meilleure | premiere}}`, or keep one"),
)
SEVERAL_DATES = Kind(
    "S103",
    Severity.WARNING,
    N_("the sheets give several session dates ({dates}): none is used to choose the version"),
    N_("name the version with --referentiel CODE@VERSION, or the day with --date"),
)
NOT_A_DATE = Kind(
    "S104",
    Severity.ERROR,
    N_("« {given} » is not a date"),
    N_("write year-month-day (2026-01-31) or day/month/year (31/01/2026)"),
)
JURORS_ALIKE = Kind(
    "S105",
    Severity.WARNING,
    N_("« {juror} » and « {other} » are read as two jurors"),
    N_("write the name the same way if they are one person"),
)
NOT_AN_HOUR = Kind(
    "S106",
    Severity.ERROR,
    N_("« {given} » is not an hour"),
    N_("write 14 h, 14 h 05 or 14:05"),
)
OTHER_DIGEST = Kind(
    "S201",
    Severity.ERROR,
    N_("this session is that of another file of {referentiel}: its digest is {found}"),
    N_("take back the file that the session was opened under, or say the digest of the one that applies"),
)
UNKNOWN_CANDIDATE = Kind(
    "S202",
    Severity.ERROR,
    N_("no candidate « {given} » in the sheets, the candidates’ table or the registrations"),
    N_("write the identifier as the sheets do; register whoever stands in no sheet under `inscriptions`"),
)
UNKNOWN_MEMBER = Kind(
    "S203",
    Severity.ERROR,
    N_("« {given} » is no member of the jury"),
    N_("the members are declared under `jury`, `membres`: {known}"),
)
UNKNOWN_ELEMENT = Kind(
    "S204",
    Severity.ERROR,
    N_("« {given} » is no element of {referentiel}"),
    N_("write the code of a bloc, a compétence or an épreuve, or « certification »"),
)
SAID_TWICE = Kind(
    "S205",
    Severity.ERROR,
    N_("« {given} » is said twice"),
    N_("keep one: what replaces a decision is a rectification, with its ground"),
)
NOTHING_DECIDED = Kind(
    "S206",
    Severity.ERROR,
    N_("no rule gives {element} a verdict: there is nothing to decide of it"),
    N_("decide the compétence or the bloc that it stands in"),
)
JURY_COMPOSITION = Kind(
    "S211",
    Severity.ERROR,
    N_("the jury has {count} members, and its rules want {wanted}"),
    N_("declare every member under `membres`, or the rules of this jury under `regles`"),
)
JURY_EXTERNALS = Kind(
    "S212",
    Severity.ERROR,
    N_("{count} of the {members} members are external, and the rules of the jury want {wanted}"),
    N_("say of each member whether `externe` is oui or non"),
)
PRESIDENTS = Kind(
    "S213",
    Severity.ERROR,
    N_("a jury has one president, and this one has {count}"),
    N_("`role: president` says which member presides"),
)
NO_QUORUM = Kind(
    "S214",
    Severity.ERROR,
    N_("{count} members are present, and the quorum is {wanted}"),
    N_("the jury can’t deliberate: what it decides would be void; meet again, or say who was present"),
)
NO_EXTERNAL_QUORUM = Kind(
    "S215",
    Severity.ERROR,
    N_("{count} members present are external, and the quorum is {wanted}"),
    N_("the jury can’t deliberate: what it decides would be void; meet again, or say who was present"),
)
MEMBER_TIED = Kind(
    "S216",
    Severity.ERROR,
    N_("{member} is tied to {candidat} ({nature}), and is present when this is decided"),
    N_(
        "a member so tied leaves for that candidate: `mouvements: [{{membre: {member}, sort: …, pour: {candidat}}}]`"
    ),
)
AUTHORISATION_ENDED = Kind(
    "S217",
    Severity.ERROR,
    N_("the authorisation of {member} ended on {until}, before the sitting of {sitting}"),
    N_("renew it, or have another member sit"),
)
NOT_DESIGNATED = Kind(
    "S218",
    Severity.ERROR,
    N_("nothing says by which act the jury was designated before it sat on {sitting}"),
    N_("a deliberation may be annulled for want of this proof: `designation: {{par: …, le: …, acte: …}}`"),
)
HOURS_REVERSED = Kind(
    "S219",
    Severity.ERROR,
    N_("this is at {hour}, and the sitting is from {begin} to {end}"),
    N_("say the hours of the sitting and of each movement in their order"),
)
NOT_PRESENT = Kind(
    "S220",
    Severity.ERROR,
    N_("{member} is not among those present"),
    N_("say every member who sat under `presents`"),
)
NO_MOTIF = Kind(
    "S301",
    Severity.ERROR,
    N_("the jury decides {element} of {candidat} « {verdict} », computed « {computed} », and says no reason"),
    N_("a decision that differs from what is computed has its `motif`"),
)
NO_GROUND = Kind(
    "S302",
    Severity.ERROR,
    N_("the jury lowers {element} of {candidat} from « {computed} » to « {verdict} », and says no ground"),
    N_(
        "a decision that lowers what is computed has its `fondement`: the article or the fact that it rests on"
    ),
)
BLOC_NOT_HELD = Kind(
    "S303",
    Severity.ERROR,
    N_("the certification of {candidat} is decided valid, and {blocs} is neither valid nor held"),
    N_("decide the bloc too, with its reason: the certification takes it"),
)
NOT_SOUGHT = Kind(
    "S304",
    Severity.ERROR,
    N_("{candidat} does not seek {element}: {sought}"),
    N_("add it to `vise` where it is sought, or leave the decision out"),
)
NO_REPORT = Kind(
    "S305",
    Severity.ERROR,
    N_("{element} of {candidat} stays pending, and nothing says until when"),
    N_("say the session that decides it: `report: S2-2026`"),
)
REACHES_THROUGH = Kind(
    "S307",
    Severity.WARNING,
    N_("{name} looks at what stands below {element}: what is held of {element} does not count there"),
    N_("where a decision on {element} must count, the rule takes its verdict: `tous: blocs`"),
)
NAME_IN_REASON = Kind(
    "S308",
    Severity.WARNING,
    N_("this text holds the name of a candidate"),
    N_("the journal keeps reasons for ever, names can be erased: name candidates by their codes"),
)
EXEMPTED_AND_MARKED = Kind(
    "S309",
    Severity.ERROR,
    N_("{candidat} is exempted from {element}, and a sheet marks {critere} « {cell} »"),
    N_("remove the mark, or the exemption"),
)
GIVES_NOTHING = Kind(
    "S310",
    Severity.ERROR,
    N_("{bloc} of version {acquired} gives nothing under version {version}"),
    N_("`equivalences` of the référentiel say what blocs of earlier versions count for"),
)
VAE_JURY = Kind(
    "S401",
    Severity.ERROR,
    N_("a jury of VAE has at least 2 members, one of them qualified, and a president: {lacks}"),
    N_("complete the jury, or say `qualifie` and `role` of its members (Code du travail, article D6412-6)"),
)
VAE_LATE = Kind(
    "S402",
    Severity.ERROR,
    N_("the file of {candidat} was received on {received}: the jury sits by {until}, and sat on {sitting}"),
    N_(
        "it sits before the end of the third month after the file is received (Code du travail, article R6412-5)"
    ),
)
VAE_NOT_NOTIFIED = Kind(
    "S403",
    Severity.ERROR,
    N_("candidates of VAE are told what was decided by {until}: {notified}"),
    N_("within 15 days of the sitting (Code du travail, article R6412-7); `notification: …` says when"),
)
OUT_OF_REGISTRATION = Kind(
    "S405",
    Severity.ERROR,
    N_("neither the entry of {candidat} nor the session is within the registration, {period}"),
    N_(
        "who entered while it was registered may claim it (Code du travail, article L6113-9): say the `entree`"
    ),
)

NO_PART = Kind(
    "S501",
    Severity.ERROR,
    N_("« {given} » is no part of an épreuve of this référentiel"),
    N_("write the code of one of the parts: {known}"),
)
NO_GROUPS = Kind(
    "S502",
    Severity.ERROR,
    N_("{count} candidates make no groups of {de} to {a}"),
    N_(
        "{instead} would: convene somebody more or sooner, have one sit another day, "
        "or let the certifier decide in writing, before the draw, how this session is held"
    ),
)
OTHER_SECRET = Kind(
    "S503",
    Severity.ERROR,
    N_("the secret of the draw for {partie} is not the one that was committed to"),
    N_("its SHA-256 is `engagement`: a draw from another secret proves nothing; draw again, with its reason"),
)
OTHER_GROUPS = Kind(
    "S504",
    Severity.ERROR,
    N_("the groups of {partie} are not those that its draw gives"),
    N_("`certeval tirage` computes them from the secret, the public words and those present"),
)
DRAWN_AGAIN = Kind(
    "S505",
    Severity.ERROR,
    N_("{partie} is drawn again, and nothing says why"),
    N_("both draws are kept: the later one has its `motif`"),
)
DRAW_INCOMPLETE = Kind(
    "S506",
    Severity.ERROR,
    N_("the draw for {partie} can’t be computed again: it lacks {lacking}"),
    N_("a draw is kept with its secret, the words thrown aloud and who was present"),
)
NOT_A_DIGEST = Kind(
    "S507",
    Severity.ERROR,
    N_("« {given} » is not a digest"),
    N_("`sha256:` and 64 signs, as `certeval tirage --engager` prints it"),
)
NO_SIZE = Kind(
    "S508",
    Severity.ERROR,
    N_("nothing says how many candidates a group of {partie} has"),
    N_("the référentiel says it (`groupe: {{de: 3, a: 4}}`), else the draw does (`taille: {{de: 3, a: 4}}`)"),
)

HOURS_OF_PANEL = Kind(
    "S521",
    Severity.ERROR,
    N_("this begins at {begin} and ends at {end}"),
    N_("say the hours in their order: `de: 9 h, a: 12 h 30`"),
)
PANEL_DOES_NOT_SIT = Kind(
    "S522",
    Severity.ERROR,
    N_("{panel} does not sit there through the oral of {candidat} ({partie})"),
    N_("its hours and its breaks stand under `plages`; `certeval oraux` finds another hour"),
)
TWO_AT_ONCE = Kind(
    "S523",
    Severity.ERROR,
    N_("« {who} » is in two orals at a time"),
    N_("change the hour of one of them, or let `certeval oraux` find another"),
)
PANEL_TIED = Kind(
    "S524",
    Severity.ERROR,
    N_("{member}, who hears {candidat} for {partie}, is tied to this candidate ({nature})"),
    N_("another panel hears the candidate"),
)
ORAL_TOO_SOON = Kind(
    "S525",
    Severity.ERROR,
    N_("the oral of {candidat} for {partie} is held before {soonest}"),
    N_("the référentiel says how long after the part before it is held: `apres: {{partie: …, delai: …}}`"),
)
NOT_AVAILABLE = Kind(
    "S526",
    Severity.ERROR,
    N_("{who} is not available through the oral of {candidat} for {partie}, its preparation included"),
    N_("change the hour, or the `indisponibilites` if they are no longer so"),
)
ORAL_TOO_SHORT = Kind(
    "S527",
    Severity.ERROR,
    N_("the oral of {candidat} for {partie} is shorter than the {minutes} minutes that are due"),
    N_("the référentiel says how long it lasts, `durees` and an accommodation how much longer"),
)
WITHOUT_ORAL = Kind(
    "S528",
    Severity.ERROR,
    N_("{count} candidates are expected to {partie} and have no hour: {candidats}"),
    N_("`certeval oraux --keep` finds one for each, and moves the others as little as can be"),
)
NO_ROOM_FOR_ALL = Kind(
    "S529",
    Severity.ERROR,
    N_("{partie}: not enough slots for {candidats}: {slots} for {count} candidates"),
    N_("add hours or a panel ({lacks} more at least), or lift an unavailability; their slots: {listed}"),
)
NO_DURATION = Kind(
    "S530",
    Severity.ERROR,
    N_("nothing says how long an oral of {partie} lasts"),
    N_("the référentiel says it (`duree: 30 min`), else the session does (`oraux`, `duree`)"),
)

FIRST = N_("first said here")
NO_IDENTIFIER = Kind(
    "S111",
    Severity.ERROR,
    N_("whose identity is this? No identifier stands here"),
    N_("the candidates’ table has a column `candidat`, which holds the identifiers of the sheets"),
)
UNKNOWN_HEADING = Kind(
    "S112",
    Severity.WARNING,
    N_("« {heading} » is no heading of a candidates’ table: the column is not read"),
    N_(
        "its headings are those of the Caisse des Dépôts: Nom Naissance, Prenom 1, Annee Naissance, Sexe, "
        "Code Insee Commune Naissance…"
    ),
)
NO_SHEET = Kind(
    "S113",
    Severity.ERROR,
    N_("no score sheet is called « {given} »"),
    N_("sheets are looked for from the folder of the session’s file: correct the name or the pattern"),
)
