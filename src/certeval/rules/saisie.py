"""What is declared of what is entered: scale, statuses, jurors, attempts."""

from typing import Annotated, Literal

from certeval.rules.declared import BY_SHAPE, GIVEN, TABLE, WORD, Declared, Text
from certeval.rules.grammar import Bornes
from certeval.rules.scales import Count, Echelle, Effect, Number, Valeur

Statuts = dict[Text, Annotated[Annotated[Effect, WORD] | Annotated[Valeur, TABLE], BY_SHAPE]]


class Jures(Declared):
    """How the cells of several jurors become one."""

    retenir: Literal["accord", "moyenne", "minimum", "unanimite", "majorite"] = "accord"
    nombre: Annotated[Count | None, GIVEN] = None
    troisieme_si_ecart: Annotated[Bornes | None, GIVEN] = None


class Tentatives(Declared):
    """Which of several attempts counts."""

    retenir: Literal["derniere", "meilleure", "premiere"]
    plafond: Annotated[Number | None, GIVEN] = None
    conserver_si: Annotated[Bornes | None, GIVEN] = None


class Saisie(Declared):
    """What is entered for a kind of element, or one: scale, statuses, jurors, attempts."""

    echelle: Annotated[Echelle | None, GIVEN] = None
    statuts: Annotated[Statuts | None, GIVEN] = None
    jures: Annotated[Jures | None, GIVEN] = None
    tentatives: Annotated[Tentatives | None, GIVEN] = None
