"""As much French as judging a référentiel's wordings takes: infinitives, clauses, words."""

import re

BEFORE_VERB = re.compile(r"(?:s['’]|se |en |y |l['’]|le |la |les |ne pas |ne plus )", re.IGNORECASE)
VERB = re.compile(
    r"""(?:être|avoir|faire|(?:re|dé|satis|par|contre)faire|plaire|taire|(?:ex|sous|dis|abs)traire|traire
    |[a-zà-ÿ]*(?:endre|andre|ondre|erdre|ordre|oudre|indre|ettre|attre|aître|oître|uivre|vivre|rompre|vaincre
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
    pâtissier cuisinier jardinier chevalier glossaire singulier""".split()  # noqa: SIM905
)
PURPOSE = re.compile(
    r"""\b(?:pour|afin|vue\sd|visant|vise|permettant|permettre|permet|destinée?s?\sà|destination\sd
    |attention\sd|(?:manière|façon|sorte)\s(?:à|que|d)|but\sd|objectif\sd|finalité|fins\s(?:de|d)
    |service\sd|faveur\sd)""",
    re.IGNORECASE | re.VERBOSE,
)
SUBORDINATE = re.compile(r"\b(?:qui|que|dont|où|lorsque|lorsqu|quand|si|puisque|parce)\b.*", re.IGNORECASE)
FINITE = re.compile(
    r"""\b(?:est|sont|permet|permettent|intègrent|intègre|démontre|démontrent|tient|tiennent|prend|prennent
    |correspond|correspondent|répond|répondent|comporte|comportent|comprend|comprennent|contient|contiennent
    |respecte|respectent|garantit|garantissent|sert|servent|reste|restent|décrit|décrivent|met|mettent)\b""",
    re.IGNORECASE | re.VERBOSE,
)
CLAUSE = re.compile(r"[,;:.]|\bet\b|\bmais\b")
SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÀ-ÖØ-Þ])")
QUOTED = re.compile(r"\([^)]*\)|«[^»]*»")

STOP = frozenset(
    """le la les un une des du de d l au aux a en et ou par pour sur dans avec sans sous ce cet cette ces son
    sa ses leur leurs est sont ete etre qui que dont il elle ils elles se s ne pas n y ont""".split()  # noqa: SIM905
)
_FLAT = "àâäãçéèêëîïíôöóõùûüúÿñœæ"
_PLAIN = {**dict(zip(_FLAT[:-2], "aaaaceeeeiiioooouuuuyn", strict=True)), "œ": "oe", "æ": "ae"}
_TO_WORDS = str.maketrans({**_PLAIN, **dict.fromkeys("’'.,;:!?()[]«»\"…/–—-\u00a0\u202f\u2009%", " ")})


def words(text: str) -> list[str]:
    """The words of a text without case, accents or punctuation."""
    return text.lower().translate(_TO_WORDS).split()


def first_word(text: str) -> str:
    """The first word of a text, the pronouns that go before a verb left out."""
    rest = text.strip()
    while found := BEFORE_VERB.match(rest):
        rest = rest[found.end() :]
    return re.split(r"[\s,;:.(]", rest, maxsplit=1)[0]


def is_infinitive(word: str) -> bool:
    """Whether a word is a verb in the infinitive, as far as its ending and a list of nouns tell."""
    small = word.lower()
    return bool(VERB.fullmatch(small)) and small not in NOT_VERBS


def says_purpose(text: str) -> bool:
    """Whether a sentence says to what end: pour, afin de, en vue de."""
    return bool(PURPOSE.search(text))


def results(text: str) -> int:
    """How many results a critère states: its sentences, or its main clauses where those are more."""
    plain = QUOTED.sub("", text)
    clauses = sum(bool(FINITE.search(SUBORDINATE.sub("", clause))) for clause in CLAUSE.split(plain))
    return max(len(SENTENCE.split(plain.strip())), clauses)
