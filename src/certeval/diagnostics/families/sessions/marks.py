"""Marks of several jurors and attempts, and when they were given."""

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
