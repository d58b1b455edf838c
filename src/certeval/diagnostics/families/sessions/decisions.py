"""What a jury decides, and what it rests on."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

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
