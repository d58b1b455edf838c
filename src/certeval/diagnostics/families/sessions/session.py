"""The session file: its jury, its dates, its marks and decisions."""

from certeval.diagnostics.model import error, info, warning
from certeval.messages import N_

OTHER_DIGEST = error(
    "S201", "this session is that of another file of {referentiel}: its digest is {found}"
).way("take back the file that the session was opened under, or say the digest of the one that applies")
UNKNOWN_CANDIDATE = error("S202", "« {given} » is neither in the sheets nor registered").way(
    "write the identifier as the sheets do; register whoever stands in no sheet under `inscriptions`"
)
NOT_LISTED = warning(
    "S210", "« {given} » is registered, and is neither in the candidates’ table nor in the sheets"
).way("write the identifier as the table does, or add its line: convocations and decisions would name nobody")
OTHER_SESSION = info("S223", "{file} says that it is of the session {given}, and this is {session}").way(
    "take it out of `feuilles`; where its marks do count in this session too, nothing is to be done"
)
LEFT_BEHIND = info("S316", "{session} put {element} of {given} off to this session, {lacks}").way(
    "register the candidate under `inscriptions`, that bloc under its `vise`; where another session is to decide it, "
    "say that one in {session}"
)
NO_CANDIDATE, NOT_AMONG_SOUGHT = N_("which has no such candidate"), N_("where it is not sought")
PUT_OFF = N_("put off here")
UNKNOWN_MEMBER = error("S203", "« {given} » is no member of the jury").way(
    "the members are declared under `jury`, `membres`: {known}"
)
UNKNOWN_ELEMENT = error("S204", "« {given} » is no element of {referentiel}").way(
    "write the code of a bloc, a compétence or an épreuve, or « certification »"
)
SAID_TWICE = error("S205", "« {given} » is said twice").way(
    "keep one; of decisions, the one that replaces another is a rectification, with its ground"
)
FIRST = N_("first said here")
NOTHING_DECIDED = error("S206", "no rule gives {element} a verdict: there is nothing to decide of it").way(
    "decide the compétence or the bloc that it stands in"
)
ACQUIRED_HERE = error("S207", "{bloc} is said to be acquired in {session}, which is this very session").way(
    "say in which session before this one it was validated; what is decided here is no `acquis`"
)
MARKED_NOT_DECIDED = error("S208", "{element} is entered in a sheet, and is not decided by a jury").way(
    "correct it in its sheet; or decide the compétence, the épreuve or the bloc that it stands in"
)
EXEMPTS_NOTHING = warning(
    "S209", "nothing is entered of {element}: whoever is exempted from it is exempted from nothing"
).way("name the compétences, or the bloc, whose cells need not be filled")

JURY_COMPOSITION = error("S211", "members of the jury: {count}; its rules want {wanted}").way(
    "declare every member under `membres`, or the rules of this jury under `regles`"
)
JURY_EXTERNALS = error(
    "S212", "external members: {count} of {members}; the rules of the jury want {wanted}"
).way("say of each member whether `externe` is oui or non")
PRESIDENTS = error("S213", "a jury has one president, and this one has {count}").way(
    "`role: president` says which member presides"
)
NO_QUORUM = error("S214", "members present: {count}; the quorum is {wanted}").way(
    "the jury can’t deliberate: what it decides would be void; meet again, or say who was present"
)
NO_EXTERNAL_QUORUM = error("S215", "external members present: {count}; the quorum is {wanted}").way(
    "the jury can’t deliberate: what it decides would be void; meet again, or say who was present"
)
MEMBER_TIED = error(
    "S216",
    "{member} is tied to {candidat} ({nature}), and nothing says that this member leaves for this candidate",
).way(
    "a member so tied leaves for that candidate: `mouvements: [{{membre: {member}, sort: …, pour: {candidat}}}]`"
)
AUTHORISATION_ENDED = error(
    "S217", "the authorisation of {member} ended on {until}, before the sitting of {sitting}"
).way("renew it, or have another member sit")
NOT_DESIGNATED = error(
    "S218", "nothing says by which act the jury was designated before it sat on {sitting}"
).way("a deliberation may be annulled for want of this proof: `designation: {{par: …, le: …, acte: …}}`")
HOURS_REVERSED = error("S219", "this is at {hour}, and the sitting is from {begin} to {end}").way(
    "say the hours of the sitting and of each movement in their order"
)
BACK_BEFORE_LEAVING = error("S221", "{member} comes back at {hour}, and leaves at {leaves}").way(
    "whoever leaves comes back later: the minutes say between which hours a member was away"
)
NO_QUORUM_LEFT = warning(
    "S222", "once {member} left, the quorum is lost: {count} present, {external} of them external"
).way("what is decided meanwhile may be void: have another member sit, or decide of it at another sitting")
NOBODY_PRESENT = error("S224", "the jury sat on {sitting}, and nobody is said to have been present").way(
    "say under `presents` who sat ({known}); a jury of which nobody is present decides nothing"
)
NO_PRESIDENT = warning(
    "S225", "{member}, who presides, is not among those present on {sitting}: the minutes name nobody who did"
).way("say `role: president` of the member who presided, or add this one to `presents`")
NOT_PRESENT = error("S220", "{member} is not among those present").way(
    "say every member who sat under `presents`"
)

VAE_JURY = error(
    "S401", "a jury of VAE has at least 2 members, one of them qualified, and a president: {lacks}"
).way("complete the jury, or say `qualifie` and `role` of its members (Code du travail, article D6412-6)")
VAE_LATE = error(
    "S402",
    "the jury of {candidat}, whose file was received on {received}, sits by {until}: {sitting}",
).way(
    "it sits before the end of the third month after the file is received (Code du travail, article R6412-5)"
)
NOT_HELD_YET = N_("it has not sat yet")
VAE_NOT_NOTIFIED = error("S403", "candidates of VAE are told what was decided by {until}: {notified}").way(
    "within 15 days of the sitting (Code du travail, article R6412-7); `notification: …` says when"
)
BEFORE_THE_SITTING = error("S406", "this is on {day}, before the jury sat on {sitting}").way(
    "what a jury decided is signed and told from that day on: correct this day, or that of the sitting"
)
AFTER_THE_SITTING = warning("S407", "this is on {day}, after the jury sat on {sitting}").way(
    "a candidate enters and sits the épreuves before the jury decides: correct this day, or the sitting’s"
)
OUT_OF_REGISTRATION = error(
    "S405", "neither the entry of {candidat} nor the session is within the registration, {period}"
).way("who entered while it was registered may claim it (Code du travail, article L6113-9): say the `entree`")

JURORS_DISAGREE = error(
    "S101",
    "jurors « {first_juror} » and « {second_juror} » differ on {element} of candidate « {candidat} »: "
    "« {first} » and « {second} »",
).way("the jury settles it; `jures: {{retenir: …}}` in the référentiel says how values combine, if they do")
ATTEMPTS_NOT_DECLARED = error(
    "S102", "{element} of candidate « {candidat} » has {count} attempts, and no rule says which counts"
).way("declare `tentatives: {{retenir: derniere | meilleure | premiere}}`, or keep one")
SEVERAL_DATES = warning(
    "S103", "the sheets give several session dates ({dates}): none is used to choose the version"
).way("name the version with --referentiel CODE@VERSION, or the day with --date")
NOT_A_DATE = error("S104", "« {given} » is not a date").way(
    "write year-month-day (2026-01-31) or day/month/year (31/01/2026)"
)
NUMBER_OF_DAY = warning(
    "S108", "« {given} » is read as the code of a session, and a spreadsheet keeps {day} as that number"
).way(
    "if it is that day, write {day}, which chooses the version in force; a code that has a letter is never a day"
)
JURORS_ALIKE = warning("S105", "« {juror} » and « {other} » are read as two jurors").way(
    "write the name the same way if they are one person"
)
JURORS_SIGNS_ALIKE = warning(
    "S107", "« {juror} » and « {other} » are read as two jurors, and look the same but for {signs}"
).way("type the name again in one of the two places if they are one person")
THIRD_NOT_CALLED = warning(
    "S109",
    "{element} of candidate « {candidat} »: the mark of « {juror} » does not count, for « {first} » and « {second} », "
    "the first two by their names, do not differ so much that a third is called",
).way(
    "jurors are ranged by their names: name the third so that it comes after the first two, or take this mark away"
)
NOT_AN_HOUR = error("S106", "« {given} » is not an hour").way("write 14 h, 14 h 05 or 14:05")

NO_MOTIF = error(
    "S301",
    "the jury decides {element} of {candidat} « {verdict} », computed « {computed} », and says no reason",
).way("a decision that differs from what is computed has its `motif`")
NO_GROUND = error(
    "S302", "the jury lowers {element} of {candidat} from « {computed} » to « {verdict} », and says no ground"
).way("a decision that lowers what is computed has its `fondement`: the article or the fact that it rests on")
BLOC_NOT_HELD = error(
    "S303", "the certification of {candidat} is decided valid; neither valid nor held: {blocs}"
).way("decide the bloc too, with its reason: the certification takes it")
NOT_SOUGHT = error("S304", "{candidat} does not seek {element}: {sought}").way(
    "add it to `vise` where it is sought, correct a wrong parcours or voie, or leave the decision out"
)
NO_REPORT = error("S305", "{element} of {candidat} stays pending, and nothing says until when").way(
    "say the session that decides it, another one than this: `report: …`"
)
REACHES_THROUGH = warning(
    "S307", "{name} looks at what stands below {element}: what is held of {element} does not count there"
).way("where a decision on {element} must count, the rule takes its verdict: `tous: blocs`")
NAME_IN_REASON = warning("S308", "this text holds the name of a candidate").way(
    "the journal keeps reasons for ever, names can be erased: name candidates by their codes"
)
EXEMPTED_AND_MARKED = error(
    "S309", "{candidat} is exempted from {element}, and a sheet marks {critere} « {cell} »"
).way("remove the mark, or the exemption")
GIVES_NOTHING = error("S310", "{bloc} of version {acquired} gives nothing under version {version}").way(
    "`equivalences` of the référentiel say what blocs of earlier versions count for"
)
HELD_FOR_LIFE = warning(
    "S311", "{element} of {candidat} was validated before this session: it is held for life"
).way(
    "leave this decision out; what was obtained by fraud is withdrawn where it was given: "
    "`certeval registre retirer`"
)
DECIDED_AND_POSTPONED = error(
    "S312", "{element} of {candidat} is decided « {verdict} », and postponed to another session"
).way("leave `report` out; or leave it pending: `verdict: en_attente`")
OTHER_PERSON = error("S313", "{candidat} is known as another person: {headings} say so").way(
    "an identifier is one person’s for life: give whoever is new another one, in the sheets, the table and the "
    "session; if it is the same person, write here who it is as it is known"
)
OTHER_IDENTITY = info("S314", "{headings} of {candidat} is not what is known").way(
    "corrected, the register takes it with the next session; where this is somebody else, give whoever is new "
    "another identifier: what one validated is no other’s"
)
NOT_VALIDATED_THERE = error(
    "S315", "{bloc} of {candidat} was not validated in {session} under {acquired}, as the register has it"
).way(
    "say in which session it was validated, and under which version, or leave this acquis out; where the "
    "register is wrong, `certeval registre rectifier` corrects it; of a session elsewhere, or of whoever had "
    "another identifier then, leave `session` out and name the minutes under `pv`"
)
