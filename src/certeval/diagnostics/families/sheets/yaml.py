"""Sheets in YAML."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NOT_A_SHEET = Kind(
    "N300",
    Severity.ERROR,
    N_("a score sheet in YAML is a mapping with the keys {keys}"),
    N_("begin with « format: 1 », then « candidats: » and, below, a line « - candidat: … » for each"),
)
UNKNOWN_KEY = Kind("N301", Severity.ERROR, N_("unknown key « {key} »"), N_("the keys here are {keys}"))
MISSING_KEY = Kind(
    "N302", Severity.ERROR, N_("the key « {key} » is missing"), N_("add it here, with its value")
)
WRONG_SHAPE = Kind(
    "N303",
    Severity.ERROR,
    N_("{wanted} is expected here, not {given}"),
    N_("a list is [C1, C2] or lines « - C1 », a mapping is {{key: value}} or lines « key: value »"),
)
UNKNOWN_FORMAT = Kind(
    "N304", Severity.ERROR, N_("« {given} » is not a known format of score sheets"), N_("write format: 1")
)
TWO_FORMS = Kind(
    "N305",
    Severity.ERROR,
    N_("`jures` and `tentatives` stand side by side: which juror marked which attempt?"),
    N_("write each attempt's jurors: {{tentatives: [{{jures: {{J1: 1}}}}]}}"),
)
