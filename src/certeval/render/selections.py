"""Selections of a rule in words: a whole phrase for each form and word, which languages inflect together."""

from certeval.messages import N_, _
from certeval.render.words import visible

Phrases = dict[str, tuple[str, str]]

ITEMS: Phrases = {
    "criteres": (N_("its critères"), N_("the critères of {code}")),
    "competences": (N_("its compétences"), N_("the compétences of {code}")),
    "sous_competences": (N_("its sous-compétences"), N_("the sous-compétences of {code}")),
    "blocs": (N_("its blocs"), N_("the blocs of {code}")),
    "epreuves": (N_("its épreuves"), N_("the épreuves of {code}")),
    "faits": (N_("its faits"), N_("the faits of {code}")),
}
SOME: Phrases = {
    "criteres": (N_("{quantity} of its critères"), N_("{quantity} of the critères of {code}")),
    "competences": (N_("{quantity} of its compétences"), N_("{quantity} of the compétences of {code}")),
    "sous_competences": (
        N_("{quantity} of its sous-compétences"),
        N_("{quantity} of the sous-compétences of {code}"),
    ),
    "blocs": (N_("{quantity} of its blocs"), N_("{quantity} of the blocs of {code}")),
    "epreuves": (N_("{quantity} of its épreuves"), N_("{quantity} of the épreuves of {code}")),
    "faits": (N_("{quantity} of its faits"), N_("{quantity} of the faits of {code}")),
}
ALL: Phrases = {
    "criteres": (N_("all its critères"), N_("all the critères of {code}")),
    "competences": (N_("all its compétences"), N_("all the compétences of {code}")),
    "sous_competences": (N_("all its sous-compétences"), N_("all the sous-compétences of {code}")),
    "blocs": (N_("all its blocs"), N_("all the blocs of {code}")),
    "epreuves": (N_("all its épreuves"), N_("all the épreuves of {code}")),
    "faits": (N_("all its faits"), N_("all the faits of {code}")),
}
ONE: Phrases = {
    "criteres": (N_("at least one of its critères"), N_("at least one of the critères of {code}")),
    "competences": (N_("at least one of its compétences"), N_("at least one of the compétences of {code}")),
    "sous_competences": (
        N_("at least one of its sous-compétences"),
        N_("at least one of the sous-compétences of {code}"),
    ),
    "blocs": (N_("at least one of its blocs"), N_("at least one of the blocs of {code}")),
    "epreuves": (N_("at least one of its épreuves"), N_("at least one of the épreuves of {code}")),
    "faits": (N_("at least one of its faits"), N_("at least one of the faits of {code}")),
}
NONE: Phrases = {
    "criteres": (N_("none of its critères"), N_("none of the critères of {code}")),
    "competences": (N_("none of its compétences"), N_("none of the compétences of {code}")),
    "sous_competences": (N_("none of its sous-compétences"), N_("none of the sous-compétences of {code}")),
    "blocs": (N_("none of its blocs"), N_("none of the blocs of {code}")),
    "epreuves": (N_("none of its épreuves"), N_("none of the épreuves of {code}")),
    "faits": (N_("none of its faits"), N_("none of the faits of {code}")),
}
FORMS = {
    "items": (ITEMS, N_("{names}")),
    "parmi": (SOME, N_("{quantity} of {names}")),
    "tous": (ALL, N_("all of {names}")),
    "un_de": (ONE, N_("at least one of {names}")),
    "aucun": (NONE, N_("none of {names}")),
}


def selection_phrase(form: str, selection: str | tuple[str, ...], quantity: str = "") -> str:
    """`all its critères`, `more than 50 % of the critères of BC1`, `none of C1 and C2`: what a form selects.

    The form is `parmi`, `tous`, `un_de`, `aucun`, or `items` for the items alone.
    """
    phrases, of_names = FORMS[form]
    if not isinstance(selection, str):
        return _(of_names, names=enumeration([visible(name) for name in selection]), quantity=quantity)
    word, _de, code = (part.strip() for part in selection.partition(" de "))
    if word not in phrases:
        return _(of_names, names=visible(selection), quantity=quantity)
    own, of_code = phrases[word]
    return _(of_code if code else own, code=visible(code), quantity=quantity)


def enumeration(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`, however many they are."""
    if len(words) == 1:
        return words[0]
    return _("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
