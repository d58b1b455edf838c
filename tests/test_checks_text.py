"""Spaces, apostrophes and characters that an eye does not see and a search does."""

import pytest

from checking import BLOC, RULES, SELL, criteres, diagnostics, pointers

FILE = f"{RULES}{BLOC}{SELL}"


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("Le plan est écrit", []),
        ("Le plan\u00a0est écrit", []),
        ("Le plan  est écrit", [("L101", "  ")]),
        ("Le plan \u00a0est écrit", [("L101", " \u00a0")]),
        ("Le plan   est écrit", [("L101", "   ")]),
        ("Le plan est écrit ", [("L102", '"Le plan est écrit "')]),
        ("\u00a0Le plan est écrit", [("L102", '"\u00a0Le plan est écrit"')]),
    ],
)
def test_words_have_one_space_between_them_and_none_around(
    wording: str, found: list[tuple[str, str]]
) -> None:
    assert pointers(criteres(wording, "Les objections sont prévues")) == found


def test_a_space_at_the_end_of_a_line_doubles_in_a_text_that_goes_on() -> None:
    folded = FILE.replace(
        "{code: CR1, libelle: Le plan est écrit}",
        "code: CR1\n      libelle: >-\n        Le plan \n        est écrit",
    )
    (found,) = diagnostics(folded)
    assert (found.code, found.place.span) == ("L101", (16, 16, 16, 17))


def test_the_layout_of_the_file_is_not_its_text() -> None:
    assert (
        pointers(
            FILE.replace("intitule: Négocier", "intitule:    Négocier").replace(
                "vendre\n", "vendre   # à revoir  \n"
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("L'accord est dit", "L'offre est faite", []),
        ("L’accord est dit", "L’offre est faite", [("L104", "'")]),
        ("L'accord est dit", "L’offre est faite", [("L104", "’")]),
        ("L'accord sur l’offre est dit", "Le prix est fixé", [("L103", "’")]),
        ("L’accord sur l'offre est dit", "Le prix est fixé", [("L103", "'")]),
        ("Le mot 'client’ est défini", "Le prix est fixé", []),
    ],
    ids=["straight", "curly but one", "one curly", "both, then curly", "both, then straight", "quotes"],
)
def test_apostrophes_are_of_one_sort(one: str, other: str, found: list[tuple[str, str]]) -> None:
    assert pointers(criteres(one, other)) == found


def test_apostrophes_that_differ_from_text_to_text_are_said_once() -> None:
    wordings = [f"L'{word} est là" for word in ("accord", "offre", "avis")]
    found = diagnostics(criteres(*wordings, "L’essai est fait", "L’envoi est fait"))
    assert [(d.code, d.arguments) for d in found] == [("L104", {"curly": 2, "straight": 4})]


@pytest.mark.parametrize(
    ("wording", "sign"),
    [
        ("Le plan couvre 80 % des cas", None),
        ("Le plan couvre 80\u202f% des cas", None),
        ("Le plan couvre 80% des cas", "%"),
        ("Le plan est écrit : il est daté", None),
        ("Le plan est écrit: il est daté", ":"),
        ("Le plan (annexe): daté", ":"),
        ("Le plan est écrit; il suit", ";"),
        ("La question « pour qui » est posée", None),
        ("La question «pour qui » est posée", "«"),
        ("La question « pour qui» est posée", "»"),
        ("Le plan dit pour qui?", "?"),
        ("Le rendez-vous est à 8:30", None),
        ("Le site https://exemple.fr/?a=1;b=2 est cité", None),
    ],
)
def test_french_signs_have_a_space_of_any_kind(wording: str, sign: str | None) -> None:
    assert pointers(criteres(wording, "Le prix est fixé")) == ([("L105", sign)] if sign else [])


def test_the_spaces_of_another_language_are_not_judged() -> None:
    english = criteres("The plan: is it written?", "50% is agreed").replace("0.0}", "0.0, langue: en}")
    assert pointers(english) == []


def test_a_share_in_a_rule_is_not_prose() -> None:
    assert pointers(FILE.replace("50 %", "50%")) == []


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("Le plan\u200b est écrit", ("L107", "\u200b")),
        ("Le plan est col\u00adlectif", ("L107", "\u00ad")),
        ("Le plan \u202eest écrit", ("L107", "\u202e")),
        ("Le рlan est écrit", ("L106", "рlan")),
        ("Le sous‐traitant est cité", ("L106", "sous‐traitant")),
        ("Le format 3×4 est cité", None),
        ("Le seuil α est cité", None),
        ("Le prix − fixé − est dit", None),
        ("Le mot Москва est cité", None),
        ("Le plan est prÃ©vu", ("L108", "prÃ©vu")),
        ("Le plan de lâ€™offre", ("L108", "lâ€™offre")),
        ("Le plan est pr\ufffdvu", ("L108", "pr\ufffdvu")),
        ("Le château de São Paulo est à Â", None),
        ("Le plan est e\u0301crit", ("L109", "e\u0301crit")),
        ("Le plan est deﬁni", ("L110", "deﬁni")),
        ("Le vœu est lu", None),
    ],
)
def test_characters_are_what_they_look_like(wording: str, found: tuple[str, str] | None) -> None:
    assert pointers(criteres(wording, "Le prix est fixé")) == ([found] if found else [])


def test_a_code_with_a_letter_of_another_alphabet_is_seen() -> None:
    (found,) = diagnostics(FILE.replace("code: CR2", "code: СR2"))
    assert (found.code, found.arguments["meant"]) == ("L106", "CR2")


def test_a_character_given_by_an_escape_is_seen_too() -> None:
    escaped = criteres("Le plan\\u200b est écrit", "Le prix est fixé")
    assert pointers(escaped) == [("L107", '"Le plan\\u200b est écrit"')]


def test_what_an_ecart_quotes_is_not_judged() -> None:
    ecart = "ecarts:\n- {cible: CR1, constat: 'La source  dit «plan» à 50%.', decision: Gardé.}\n"
    assert pointers(FILE + ecart) == []
