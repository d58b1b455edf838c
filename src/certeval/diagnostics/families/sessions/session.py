"""The session file: its jury, its dates, its marks and decisions."""

from certeval.diagnostics.model import error, info, warning
from certeval.messages import N_

OTHER_DIGEST = error(
    "S201",
    N_("this session is that of another file of {referentiel}: its digest is {found}"),
    N_("take back the file that the session was opened under, or say the digest of the one that applies"),
)
UNKNOWN_CANDIDATE = error(
    "S202",
    N_("no candidate « {given} » in the sheets, the candidates’ table or the registrations"),
    N_("write the identifier as the sheets do; register whoever stands in no sheet under `inscriptions`"),
)
NOT_LISTED = warning(
    "S210",
    N_("« {given} » is registered, and is neither in the candidates’ table nor in the sheets"),
    N_(
        "write the identifier as the table does, or add its line: convocations and decisions would name nobody"
    ),
)
OTHER_SESSION = info(
    "S223",
    N_("{file} says that it is of the session {given}, and this is {session}"),
    N_("take it out of `feuilles`; where its marks do count in this session too, nothing is to be done"),
)
UNKNOWN_MEMBER = error(
    "S203",
    N_("« {given} » is no member of the jury"),
    N_("the members are declared under `jury`, `membres`: {known}"),
)
UNKNOWN_ELEMENT = error(
    "S204",
    N_("« {given} » is no element of {referentiel}"),
    N_("write the code of a bloc, a compétence or an épreuve, or « certification »"),
)
SAID_TWICE = error(
    "S205",
    N_("« {given} » is said twice"),
    N_("keep one; of decisions, the one that replaces another is a rectification, with its ground"),
)
FIRST = N_("first said here")
NOTHING_DECIDED = error(
    "S206",
    N_("no rule gives {element} a verdict: there is nothing to decide of it"),
    N_("decide the compétence or the bloc that it stands in"),
)
ACQUIRED_HERE = error(
    "S207",
    N_("{bloc} is said to be acquired in {session}, which is this very session"),
    N_("say in which session before this one it was validated; what is decided here is no `acquis`"),
)
MARKED_NOT_DECIDED = error(
    "S208",
    N_("{element} is entered in a sheet, and is not decided by a jury"),
    N_("correct it in its sheet; or decide the compétence, the épreuve or the bloc that it stands in"),
)
EXEMPTS_NOTHING = warning(
    "S209",
    N_("nothing is entered of {element}: whoever is exempted from it is exempted from nothing"),
    N_("name the compétences, or the bloc, whose cells need not be filled"),
)

JURY_COMPOSITION = error(
    "S211",
    N_("the jury has {count} members, and its rules want {wanted}"),
    N_("declare every member under `membres`, or the rules of this jury under `regles`"),
)
JURY_EXTERNALS = error(
    "S212",
    N_("{count} of the {members} members are external, and the rules of the jury want {wanted}"),
    N_("say of each member whether `externe` is oui or non"),
)
PRESIDENTS = error(
    "S213",
    N_("a jury has one president, and this one has {count}"),
    N_("`role: president` says which member presides"),
)
NO_QUORUM = error(
    "S214",
    N_("{count} members are present, and the quorum is {wanted}"),
    N_("the jury can’t deliberate: what it decides would be void; meet again, or say who was present"),
)
NO_EXTERNAL_QUORUM = error(
    "S215",
    N_("{count} members present are external, and the quorum is {wanted}"),
    N_("the jury can’t deliberate: what it decides would be void; meet again, or say who was present"),
)
MEMBER_TIED = error(
    "S216",
    N_("{member} is tied to {candidat} ({nature}), and is present when this is decided"),
    N_(
        "a member so tied leaves for that candidate: `mouvements: [{{membre: {member}, sort: …, pour: {candidat}}}]`"
    ),
)
AUTHORISATION_ENDED = error(
    "S217",
    N_("the authorisation of {member} ended on {until}, before the sitting of {sitting}"),
    N_("renew it, or have another member sit"),
)
NOT_DESIGNATED = error(
    "S218",
    N_("nothing says by which act the jury was designated before it sat on {sitting}"),
    N_("a deliberation may be annulled for want of this proof: `designation: {{par: …, le: …, acte: …}}`"),
)
HOURS_REVERSED = error(
    "S219",
    N_("this is at {hour}, and the sitting is from {begin} to {end}"),
    N_("say the hours of the sitting and of each movement in their order"),
)
BACK_BEFORE_LEAVING = error(
    "S221",
    N_("{member} comes back at {hour}, and leaves at {leaves}"),
    N_("whoever leaves comes back later: the minutes say between which hours a member was away"),
)
NO_QUORUM_LEFT = warning(
    "S222",
    N_("once {member} left, the quorum is lost: {count} present, {external} of them external"),
    N_("what is decided meanwhile may be void: have another member sit, or decide of it at another sitting"),
)
NOT_PRESENT = error(
    "S220",
    N_("{member} is not among those present"),
    N_("say every member who sat under `presents`"),
)

VAE_JURY = error(
    "S401",
    N_("a jury of VAE has at least 2 members, one of them qualified, and a president: {lacks}"),
    N_("complete the jury, or say `qualifie` and `role` of its members (Code du travail, article D6412-6)"),
)
VAE_LATE = error(
    "S402",
    N_("the file of {candidat} was received on {received}: the jury sits by {until}, and sat on {sitting}"),
    N_(
        "it sits before the end of the third month after the file is received (Code du travail, article R6412-5)"
    ),
)
VAE_NOT_NOTIFIED = error(
    "S403",
    N_("candidates of VAE are told what was decided by {until}: {notified}"),
    N_("within 15 days of the sitting (Code du travail, article R6412-7); `notification: …` says when"),
)
BEFORE_THE_SITTING = error(
    "S406",
    N_("this is on {day}, before the jury sat on {sitting}"),
    N_("what a jury decided is signed and told from that day on: correct this day, or that of the sitting"),
)
AFTER_THE_SITTING = warning(
    "S407",
    N_("this is on {day}, after the jury sat on {sitting}"),
    N_(
        "a candidate enters and sits the épreuves before the jury decides: correct this day, or the sitting’s"
    ),
)
OUT_OF_REGISTRATION = error(
    "S405",
    N_("neither the entry of {candidat} nor the session is within the registration, {period}"),
    N_(
        "who entered while it was registered may claim it (Code du travail, article L6113-9): say the `entree`"
    ),
)

JURORS_DISAGREE = error(
    "S101",
    N_(
        "jurors « {first_juror} » and « {second_juror} » differ on {element} of candidate « {candidat} »: "
        "« {first} » and « {second} »"
    ),
    N_("the jury settles it; `jures: {{retenir: …}}` in the référentiel says how values combine, if they do"),
)
ATTEMPTS_NOT_DECLARED = error(
    "S102",
    N_("{element} of candidate « {candidat} » has {count} attempts, and no rule says which counts"),
    N_("declare `tentatives: {{retenir: derniere | meilleure | premiere}}`, or keep one"),
)
SEVERAL_DATES = warning(
    "S103",
    N_("the sheets give several session dates ({dates}): none is used to choose the version"),
    N_("name the version with --referentiel CODE@VERSION, or the day with --date"),
)
NOT_A_DATE = error(
    "S104",
    N_("« {given} » is not a date"),
    N_("write year-month-day (2026-01-31) or day/month/year (31/01/2026)"),
)
JURORS_ALIKE = warning(
    "S105",
    N_("« {juror} » and « {other} » are read as two jurors"),
    N_("write the name the same way if they are one person"),
)
JURORS_SIGNS_ALIKE = warning(
    "S107",
    N_("« {juror} » and « {other} » are read as two jurors, and look the same but for {signs}"),
    N_("type the name again in one of the two places if they are one person"),
)
NOT_AN_HOUR = error(
    "S106",
    N_("« {given} » is not an hour"),
    N_("write 14 h, 14 h 05 or 14:05"),
)

NO_MOTIF = error(
    "S301",
    N_("the jury decides {element} of {candidat} « {verdict} », computed « {computed} », and says no reason"),
    N_("a decision that differs from what is computed has its `motif`"),
)
NO_GROUND = error(
    "S302",
    N_("the jury lowers {element} of {candidat} from « {computed} » to « {verdict} », and says no ground"),
    N_(
        "a decision that lowers what is computed has its `fondement`: the article or the fact that it rests on"
    ),
)
BLOC_NOT_HELD = error(
    "S303",
    N_("the certification of {candidat} is decided valid, and {blocs} is neither valid nor held"),
    N_("decide the bloc too, with its reason: the certification takes it"),
)
NOT_SOUGHT = error(
    "S304",
    N_("{candidat} does not seek {element}: {sought}"),
    N_("add it to `vise` where it is sought, or leave the decision out"),
)
NO_REPORT = error(
    "S305",
    N_("{element} of {candidat} stays pending, and nothing says until when"),
    N_("say the session that decides it, another one than this: `report: S2-2026`"),
)
REACHES_THROUGH = warning(
    "S307",
    N_("{name} looks at what stands below {element}: what is held of {element} does not count there"),
    N_("where a decision on {element} must count, the rule takes its verdict: `tous: blocs`"),
)
NAME_IN_REASON = warning(
    "S308",
    N_("this text holds the name of a candidate"),
    N_("the journal keeps reasons for ever, names can be erased: name candidates by their codes"),
)
EXEMPTED_AND_MARKED = error(
    "S309",
    N_("{candidat} is exempted from {element}, and a sheet marks {critere} « {cell} »"),
    N_("remove the mark, or the exemption"),
)
GIVES_NOTHING = error(
    "S310",
    N_("{bloc} of version {acquired} gives nothing under version {version}"),
    N_("`equivalences` of the référentiel say what blocs of earlier versions count for"),
)
HELD_FOR_LIFE = warning(
    "S311",
    N_("{element} of {candidat} was validated before this session: it is held for life"),
    N_(
        "leave this decision out; what was obtained by fraud is withdrawn where it was given: "
        "`certeval registre retirer`"
    ),
)
DECIDED_AND_POSTPONED = error(
    "S312",
    N_("{element} of {candidat} is decided « {verdict} », and postponed to another session"),
    N_("leave `report` out; or leave it pending: `verdict: en_attente`"),
)
OTHER_PERSON = error(
    "S313",
    N_("{candidat} is another person in the register: {headings} say so"),
    N_(
        "an identifier is one person’s for life: give whoever is new another one, in the sheets, the table and the "
        "session; if it is the same person, write here who it is as the register has it"
    ),
)
OTHER_IDENTITY = info(
    "S314",
    N_("{headings} of {candidat} is not what the register has"),
    N_(
        "corrected, the register takes it with the next session; where this is somebody else, give whoever is new "
        "another identifier: what one validated is no other’s"
    ),
)
NOT_VALIDATED_THERE = error(
    "S315",
    N_("{bloc} of {candidat} was not validated in {session} under {acquired}, as the register has it"),
    N_(
        "say in which session it was validated, and under which version, or leave this acquis out; where the "
        "register is wrong, `certeval registre rectifier` corrects it; of a session elsewhere, or of whoever had "
        "another identifier then, leave `session` out and name the minutes under `pv`"
    ),
)
