"""Near wordings are found by their rarest words and by how many words they have: it must come to the same as
comparing each with each.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from checking import criteres, diagnostics
from floors import floor, idle

WORDS = ("plan", "budget", "client", "offre", "risque", "cadre", "marge", "prix", "dossier")
BAGS = st.lists(
    st.frozensets(st.sampled_from(WORDS), min_size=3, max_size=9), min_size=2, max_size=10, unique=True
)


@st.composite
def bags(draw: st.DrawFn) -> list[frozenset[str]]:
    """Wordings as sets of words, one of which is another but for one word."""
    made = draw(BAGS)
    long = draw(st.frozensets(st.sampled_from(WORDS), min_size=5))
    made += [long, long - {draw(st.sampled_from(sorted(long)))}]
    return draw(st.permutations(list(dict.fromkeys(made))))


def near(one: frozenset[str], other: frozenset[str]) -> bool:
    """At least four of every five words that either has, in wordings of four words or more."""
    return min(len(one), len(other)) >= 4 and len(one & other) * 5 >= len(one | other) * 4


def one_by_one(bags: list[frozenset[str]]) -> list[str]:
    """Each critère that is near one before it; who is near is not compared again."""
    kept: list[frozenset[str]] = []
    said: list[str] = []
    for i, bag in enumerate(bags, 1):
        if any(near(bag, other) for other in kept):
            said.append(f"CR{i}")
        else:
            kept.append(bag)
    return said


@floor()
@settings(max_examples=100)
@given(bags())
def test_near_wordings_are_those_that_comparing_each_with_each_finds(wordings: list[frozenset[str]]) -> None:
    idle(when=not one_by_one(wordings))
    found = diagnostics(criteres(*(" ".join(sorted(bag)) for bag in wordings)))
    assert [d.arguments["code"] for d in found if d.code == "L206"] == one_by_one(wordings)
