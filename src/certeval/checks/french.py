"""As much French as judging a référentiel's wordings takes: infinitives, clauses, words."""

import re
from functools import lru_cache
from itertools import chain

FIRST_WORD = re.compile(r"(?:s['’]|se |y |ne pas |ne plus )*([^\s,;:.(]*)", re.IGNORECASE)
"""A word, after the pronouns that may go before a verb."""
ENDINGS = ("er", "ir", "ïr", "re")
VERB = re.compile(
    r"""(?:être|avoir|faire|(?:re|dé|satis|par|contre)faire|plaire|taire|(?:ex|sous|dis|abs)traire|traire
    |[a-zà-ÿ]*(?:endre|andre|ondre|erdre|ordre|oudre|indre|ettre|attre|a[iî]tre|o[iî]tre|uivre|vivre|rompre|vaincre
    |croire|boire|duire|truire|crire|dire|lire|rire|cuire|nuire|luire|suffire|clure)
    |[a-zà-ÿ]*(?:cevoir|voir|ouvoir|savoir|valoir|vouloir|seoir)
    |[a-zà-ÿ]{2,}(?:er|ir|ïr))""",
    re.VERBOSE,
)
NOT_VERBS = frozenset(
    """ordre désordre avenir loisir plaisir désir souvenir cuir saphir élixir émir hier hiver hivers mer fer
    enfer cancer master cluster tender leader trader flyer newsletter dossier courrier calendrier chantier
    atelier métier cahier financier premier dernier fichier papier courtier clavier escalier mobilier
    immobilier échéancier banquier quartier gibier palier panier pilier plancher rocher danger berger
    boulanger étranger particulier régulier entier officier pompier ouvrier hôtelier infirmier boucher
    pâtissier cuisinier jardinier chevalier singulier poster lettre maître cendre gendre""".split()  # noqa: SIM905
)
PURPOSE = re.compile(
    r"""\b(?:pour|afin|vue\sd|visant|vise|permettant|permettre|permet|destinée?s?\sà|destination\sd
    |attention\sd|(?:manière|façon|sorte)\s(?:à|que|d)|but\sd|objectif\sd|finalité|fins\s(?:de|d)
    |service\sd|faveur\sd)""",
    re.IGNORECASE | re.VERBOSE,
)
SUBORDINATE = re.compile(r"\b(?:qui|que|dont|où|lorsque|lorsqu|quand|si|puisque|parce)\b.*", re.IGNORECASE)
FINITE = frozenset(
    """est sont permet permettent integre integrent demontre demontrent tient tiennent prend prennent correspond
    correspondent repond repondent comporte comportent comprend comprennent contient contiennent respecte
    respectent garantit garantissent sert servent reste restent decrit decrivent met mettent""".split()  # noqa: SIM905
)
MANY = 3
"""Fewer are not worth telling clauses apart."""
CLAUSE = re.compile(r"[,;:.]|et(?<=\bet)\b|mais(?<=\bmais)\b")
"""What parts clauses; a letter is quicker to look for than the beginning of a word."""
SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÀ-ÖØ-Þ])")
ASIDE = re.compile(r"\([^)]*\)|«[^»]*»")

NONE = frozenset[str]()
STOP = frozenset(
    """le la les un une des du de d l au aux a en et ou par pour sur dans avec sans sous ce cet cette ces son
    sa ses leur leurs est sont ete etre qui que dont il elle ils elles se s ne pas n y ont""".split()  # noqa: SIM905
)
_FLAT = "àâäãçéèêëîïíôöóõùûüúÿñœæ"
_PLAIN = {**dict(zip(_FLAT[:-2], "aaaaceeeeiiioooouuuuyn", strict=True)), "œ": "oe", "æ": "ae"}
_TO_WORDS = str.maketrans({**_PLAIN, **dict.fromkeys("’'.,;:!?()[]«»\"…/–—-\u00a0\u202f\u2009%", " ")})


@lru_cache(maxsize=16_384)
def runs(text: str) -> tuple[str, ...]:
    """What stands between the spaces of a text, in small letters."""
    return tuple(text.lower().split())


def words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents or punctuation."""
    return tuple(chain.from_iterable(map(_plain_words, runs(text))))


@lru_cache(maxsize=16_384)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, without the s of a plural."""
    return NONE.union(*map(_content_words, runs(text)))


@lru_cache(maxsize=16_384)
def _content_words(run: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in _plain_words(run) if word not in STOP)


@lru_cache(maxsize=16_384)
def _plain_words(run: str) -> tuple[str, ...]:
    """The words of what stands between two spaces, which is often the same in other texts: `l'avis,`."""
    return tuple(run.translate(_TO_WORDS).split())


def first_word(text: str) -> str:
    """The first word of a text, the pronouns that go before a verb left out."""
    match = FIRST_WORD.match(text.strip())
    return match[1] if match else ""


@lru_cache(maxsize=16_384)
def is_infinitive(word: str) -> bool:
    """Whether a word is a verb in the infinitive, as far as its ending and a list of nouns tell."""
    small = word.lower()
    return small.endswith(ENDINGS) and bool(VERB.fullmatch(small)) and small not in NOT_VERBS


def says_purpose(text: str) -> bool:
    """Whether a sentence says to what end: pour, afin de, en vue de."""
    return bool(PURPOSE.search(text))


def is_short_of(text: str, clauses: int, sentences: int) -> bool:
    """Whether a text has fewer clauses and fewer sentences than these, as far as its signs and letters tell at once."""
    ends = text.count(".") + text.count("!") + text.count("?")
    signs = text.count(",") + text.count(";") + text.count(":") + text.count("et") + text.count("mais")
    return ends + signs + 1 < clauses and ends + 1 < sentences


def sentences(text: str) -> int:
    """How many sentences a text has."""
    if "." not in text and "!" not in text and "?" not in text:
        return 1
    return len(SENTENCE.split(text.strip()))


def clauses(text: str) -> int:
    """How many of a text's clauses have a verb of their own, subordinate ones left out; at most its verbs."""
    parts = len(CLAUSE.split(text))
    if parts < MANY:
        return parts
    verbs = sum(word in FINITE for word in words(text))
    if verbs < MANY:
        return verbs
    plain = ASIDE.sub("", text)
    return sum(not FINITE.isdisjoint(words(SUBORDINATE.sub("", clause))) for clause in CLAUSE.split(plain))
