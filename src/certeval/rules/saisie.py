"""What is declared of what is entered: scale, statuses and their effect, jurors, attempts."""

from enum import StrEnum
from typing import Annotated, Literal

from certeval.rules.file_model import (
    BY_SHAPE,
    TABLE,
    WORD,
    About,
    FileModel,
    OnChange,
    Present,
    Scalar,
    Text,
    key,
    optional,
)
from certeval.rules.grammar import Bornes
from certeval.rules.scales import Count, Echelle, Number


class Effect(StrEnum):
    """What a status does to the rules (the table of the language)."""

    INCONNU = "inconnu"
    EXCLU = "exclu"
    ACQUIS = "acquis"
    BLOQUE = "bloque"


VIDE = "vide"
DEFAULT_STATUSES = {
    VIDE: Effect.INCONNU,
    "NE": Effect.INCONNU,
    "ABS": Effect.INCONNU,
    "ABJ": Effect.INCONNU,
    "DISP": Effect.ACQUIS,
    "EQ": Effect.ACQUIS,
    "NEUT": Effect.EXCLU,
}


class Valeur(FileModel):
    """A status that stands for a value: `ABS: {valeur: 0}`."""

    valeur: Scalar = key("Value", "The value, of the scale, that the status stands for.", 0)


Statuts = dict[Text, Annotated[Annotated[Effect, WORD] | Annotated[Valeur, TABLE], BY_SHAPE]]


KEPT, THIRD = "conserver_si", "troisieme_si_ecart"
"""The keys of bounds on what is entered: on an attempt that is kept, on a gap between jurors that calls for a third."""


class Jures(FileModel):
    """How the cells of several jurors become one."""

    retenir: Literal["accord", "moyenne", "minimum", "unanimite", "majorite"] = key(
        "Kept of the jurors",
        "`accord`: they must agree (the default); `moyenne`; `minimum`; `unanimite`; `majorite`.",
        "moyenne",
        default="accord",
    )
    nombre: Present[Count] = optional(
        "Jurors due", "How many jurors are due: an opinion that is missing is not known yet.", 2
    )
    troisieme_si_ecart: Present[Bornes] = optional(
        "Third juror",
        "The gap between two marks that calls for a third, which then replaces theirs.",
        {"plus_de": 4},
    )


class Tentatives(FileModel):
    """Which of several attempts counts."""

    retenir: Literal["derniere", "meilleure", "premiere"] = key(
        "Kept of the attempts", "`derniere`, `meilleure` or `premiere`.", "meilleure"
    )
    plafond: Present[Number] = optional(
        "Ceiling", "The most that a new attempt can be worth; never the first.", 10
    )
    conserver_si: Present[Bornes] = optional(
        "Kept if", "The first attempt within these bounds is kept.", {"au_moins": 12}
    )


ECHELLE = About(
    "Scale",
    "What is entered: `acquis` (yes or no), named levels, a mark, or a quantity.",
    "acquis",
    {"niveaux": ["NA", "EA", "A"]},
    {"note": {"sur": 20}},
    {"quantite": {"max": 40}},
)
STATUTS = About(
    "Statuses",
    "What each status does: `inconnu` (not known yet), `acquis` (exempted), `exclu` (left out), "
    "`bloque` (a failure that nothing makes up for), or a value.",
    {"ABJ": "exclu", "ABI": {"valeur": 0}},
)
JURES = About(
    "Jurors", "How the opinions of several jurors become one value.", {"retenir": "moyenne", "nombre": 2}
)
TENTATIVES = About("Attempts", "Which of several attempts counts.", {"retenir": "meilleure"})


EchelleSaisie = Annotated[Present[Echelle], ECHELLE, OnChange.ENTRY]
StatutsSaisie = Annotated[Present[Statuts], STATUTS, OnChange.ENTRY]
JuresSaisie = Annotated[Present[Jures], JURES, OnChange.ENTRY]
TentativesSaisie = Annotated[Present[Tentatives], TENTATIVES, OnChange.ENTRY]
"""The four keys that `saisie` has by kind and that an element has too: what is said of one is said once."""


class Saisie(FileModel):
    """What is entered for a kind of element, or one: scale, statuses, jurors, attempts."""

    echelle: EchelleSaisie = None
    statuts: StatutsSaisie = None
    jures: JuresSaisie = None
    tentatives: TentativesSaisie = None
