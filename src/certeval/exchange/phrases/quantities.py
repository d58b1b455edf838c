"""Numbers, shares and bounds as a règlement says them, and the elements that it counts."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

from certeval.exchange.phrases.meanings import (
    HOLE,
    CodeClause,
    CountClause,
    Doubtful,
    LimitClause,
    SelectedItems,
    all_clause,
    number_clause,
)
from certeval.exchange.phrases.patterns import Production
from certeval.text.numbers import exact

Amount = tuple[str, Fraction | None]


def _out_of(number: Fraction, total: Fraction) -> Amount | None:
    return (exact(number), total) if number <= total else None


def _bound(key: str) -> Callable[[Amount], LimitClause]:
    return lambda amount: LimitClause(key, *amount)


def _fraction(top: Fraction, bottom: Fraction) -> str | None:
    whole = top.denominator == bottom.denominator == 1
    return f"{top}/{bottom}" if whole and 0 < top < bottom else None


AU_MOINS = "au_moins/au_minimum/d'_au_moins/de_au_moins/un_minimum_de/minimum/a_minima/pas_moins_de/≥"
PLUS_DE = "plus_de/plus_des/plus_d'/strictement_plus_de/strictement_plus_d'/plus_de_de/>"
AU_PLUS = "au_plus/au_maximum/un_maximum_de/maximum/pas_plus_de/pas_plus_d'/≤"
MOINS_DE = "moins_de/moins_des/moins_d'/strictement_moins_de/strictement_moins_d'/<"
MINIMUM = "minimum/au_minimum/au_moins/a_minima"
EGAL = "egal°"
SUPERIEUR = "superieur°"
INFERIEUR = "inferieur°"

BOUNDS: Mapping[str, tuple[Production, ...]] = {
    "MONTANT": (
        Production("NUM [point°]", lambda n: (exact(n), None)),
        Production("NUM [point°] / NUM", _out_of),
        Production("NUM [point°] sur NUM", _out_of),
        Production("NUM %/pour_cent/pourcent", lambda n: (f"{exact(n)} %", None)),
    ),
    "BORNE": (
        Production(f"[de/d'] {AU_MOINS} MONTANT", _bound("au_moins")),
        Production(f"[au/d'_au] [moins/minimum] {EGAL} ou {SUPERIEUR} a MONTANT", _bound("au_moins")),
        Production(f"{SUPERIEUR} [a] ou {EGAL} a MONTANT", _bound("au_moins")),
        Production(f"[d'] au moins/minimum de/{EGAL}_a MONTANT", _bound("au_moins")),
        Production("minimal°/minimum [de/d'/egal°_a/a/:] MONTANT", _bound("au_moins")),
        Production(f"[de/d'/a] MONTANT {MINIMUM}/ou_plus/et_plus", _bound("au_moins")),
        Production(f"a_partir_de/non_{INFERIEUR}_a MONTANT", _bound("au_moins")),
        Production(f"[de/d'] {PLUS_DE} MONTANT", _bound("plus_de")),
        Production(f"strictement_{SUPERIEUR}/{SUPERIEUR}_strictement a MONTANT", _bound("plus_de")),
        Production(f"{SUPERIEUR} a MONTANT", _bound("plus_de"), Doubtful.TIE),
        Production(f"[de/d'] {AU_PLUS} MONTANT", _bound("au_plus")),
        Production(f"{INFERIEUR}_ou_{EGAL}/{EGAL}_ou_{INFERIEUR} a MONTANT", _bound("au_plus")),
        Production(f"[de/d'] {MOINS_DE} MONTANT", _bound("moins_de")),
        Production(f"strictement_{INFERIEUR}/{INFERIEUR}_strictement a MONTANT", _bound("moins_de")),
        Production(f"{INFERIEUR} a MONTANT", _bound("moins_de"), Doubtful.TIE),
    ),
    "EXACT": (  # a number and nothing beside: « une note de 10 »
        Production("[de/d'/a/egal°_a] MONTANT", _bound("au_moins"), Doubtful.TIE),
    ),
    "PART": (
        Production("NUM %/pour_cent/pourcent", lambda n: f"{exact(n)} %"),
        Production("[la/une] moitie", "50 %"),
        Production("[un/le] tiers", "1/3"),
        Production("[un/le] quart", "25 %"),
        Production("[les/des] NUM tiers", lambda n: _fraction(n, Fraction(3))),
        Production("[les/des] NUM quarts", lambda n: _fraction(n, Fraction(4)) if n != 2 else None),  # noqa: PLR2004 -- deux quarts is half
        Production("[les/des] NUM cinquiemes", lambda n: _fraction(n, Fraction(5))),
        Production("[les/des] NUM / NUM", _fraction),
    ),
    "COMBIEN": (
        Production("NUM", lambda n: str(n) if n.denominator == 1 else None),
        Production("un/une", "1"),
    ),
}

Quota = tuple[str, str]


def _quota(key: str) -> Callable[[str], Quota]:
    return lambda limit: (key, limit)


def _quotas(what: str) -> tuple[Production, ...]:
    """The bounds of a count or of a share that are not above it, as (key, limit)."""
    return (
        Production(f"[a/par/de/d'] {AU_MOINS}/a_partir_de {what}", _quota("au_moins")),
        Production(f"[a/par] {PLUS_DE} [de/des] {what}", _quota("plus_de")),
        Production(f"[a/par] {MOINS_DE} [de/des] {what}", _quota("moins_de")),
        Production(f"{what} {MINIMUM}/ou_plus/et_plus", _quota("au_moins")),
    )


_all, _all_apart = partial(CountClause, "tous"), partial(CountClause, "tous", apart=True)
_all_of = partial(number_clause, apart=None)


def _one_of(number: Fraction | None, selection: SelectedItems) -> CountClause | None:
    whole = number is None or number.denominator == 1
    return CountClause("un_de", selection, number=None if number is None else int(number)) if whole else None


def _count_clause(quota: Quota, selection: SelectedItems) -> CountClause | None:
    key, limit = quota
    if key == "au_moins" and limit == "1":
        return CountClause("un_de", selection)
    if limit in {"0", "0 %"} or (limit == "100 %" and key != "au_moins"):
        return None
    return CountClause("parmi", selection, LimitClause(key, limit))


def _count_of(quota: Quota, number: Fraction, selection: SelectedItems) -> CountClause | None:
    clause = _count_clause(quota, selection)
    return None if clause is None or number.denominator != 1 else clause._replace(number=int(number))


def _all_codes(codes: tuple[str, ...]) -> CountClause | CodeClause:
    return CodeClause(codes[0]) if len(codes) == 1 else CountClause("tous", SelectedItems(codes))


DES = "des/de_ses/de_ces/de_leurs/d'_entre_les/de_l'_ensemble_des/de_la_totalite_des/parmi_les/parmi_ses"
LES = "les/ses/leurs/ces"
SYN = Doubtful.SYNONYM

GROUPS: Mapping[str, tuple[Production, ...]] = {
    "SORTE": (
        Production("critere° [d'/de evaluation/performance/validation/reussite]", "criteres"),
        Production("indicateur° [de/d'] [performance/reussite/evaluation]", "criteres", SYN),
        Production("competence° [professionnel°/professionnelle°]", "competences"),
        Production("bloc° [de_competence°]", "blocs"),
        Production("bc/bdc/dc/ccp/domaine°/domaine°_de_competence°/certificat°_de_competence° [professionnelle°]", "blocs", SYN),
        Production("epreuve°", "epreuves"),
        Production("epreuve° certificative°/certificatif°/d'_evaluation", "epreuves", SYN),
        Production(
            "ue/ues/unite°/unite°_d'_enseignement/module°/matiere°/projet°/examen°/controle°/evaluation°/evaluation°_certificative°"
            "/discipline°/soutenance°/mise°_en_situation°/mise°_en_situation°_professionnelle°", "epreuves", SYN
        ),
        Production("regroupement° [d'_ue/de_ue/d'_ues/d'_unites_d'_enseignement]", HOLE, Doubtful.UNNAMED),
    ),
    "QUALITE": (
        Production(
            "obligatoire°/commun°/communs_obligatoires/eliminatoire°/optionnel°/optionnelle°/facultatif°/facultative°"
            "/majeur°/mineur°/cle/cles/essentiel°/essentielle°/transversal°/transversale°/transverse°/transversaux"
            "/de_specialisation/de_specialite/d'_option/ecrit°/oral°/orales/oraux/pratique°/restant°/principal°"
            "/principale°/principaux/suivant°/prioritaire°/critique°/final°/finale°/theorique°",
            True,
            Doubtful.UNNAMED
        ),
    ),
    "PRECISION": (  # says again that they are those of the bearer
        Production("correspondant°/associe°/constitutif°/constitutive°/rattache°/y_afferent°", True),
        Production("concerne°/evalue°/vise°/requis°/prevu°/attendu°", True, Doubtful.LOOSE),
        Production("qui_le/qui_la/qui_les composent/compose/constituent/constitue", True),
        Production("le/la/les composant/constituant", True),
        Production("qui y/lui/leur sont [qui] associe°/rattache°/lie°", True),
        Production("qui sont associe°/rattache°/lie° a celui_ci/celle_ci/ceux_ci/celles_ci", True),
        Production("[defini°/prevu°/decrit°/liste°/presente°] dans_ce/dans_le/dans_ledit/au/par_le/du/de_ce/de_son [present] referentiel", True),
    ),
    "DE": (  # the kind or the code that they are said to be of; of nothing said again, the empty text
        Production("du/de_ce/de_chaque/de_la/de_cette/de_l'/d'_un/d'_une/de_leur/de_son SORTE"),
        Production("qui composent/constituent le/la/l'/ce/cette SORTE"),
        Production("du/de_la/de_cette/de_ce certification/titre/diplome", "certification"),
        Production("qui composent/constituent la/le/l' certification/titre/diplome", "certification"),
        Production("du/de/de_la/d' [SORTE] CODE", lambda _kind, code: code),
    ),
    "RENVOI": (
        Production(
            "prevu°/mentionne°/vise°/defini°/cite°/enumere°/indique° a/au/aux/en/dans [l'/les/la/le] [article°/alinea°/annexe°]"
            " RANG [et RANG] [du_present_article/du_present_reglement/du_present_arrete/ci_dessus/ci_dessous]",
            True,
            Doubtful.REFERENCE
        ),
        Production("[mentionne°/vise°/cite°/defini°/enumere°] ci dessus/dessous/apres/avant", True, Doubtful.REFERENCE),
    ),
    "RANG": (Production("n°", True), Production("NUM"), Production("CODE")),
    "GROUPE": (
        Production("SORTE [PRECISION] [DE] [PRECISION]", SelectedItems),
        Production("SORTE [DE] RENVOI", SelectedItems),
        Production("SORTE QUALITE [QUALITE] [PRECISION] [DE] [RENVOI]", lambda _k, of: SelectedItems(HOLE, of)),
        Production("eliminatoire°", SelectedItems(HOLE), Doubtful.UNNAMED),
    ),
    "CODES": (
        Production("CODE", lambda code: (code,)),
        Production("CODE et CODE", lambda one, two: (one, two)),
        Production("CODE , CODES", lambda one, more: (one, *more) if len(more) > 1 else None),
    ),
    "AUTRES": (
        Production("CODE ou CODE", lambda one, two: (one, two)),
        Production("CODE , AUTRES", lambda one, more: (one, *more)),
    ),
    "QUOTA": (*_quotas("COMBIEN"), Production(f"[a/par] {AU_PLUS} COMBIEN", _quota("au_plus"))),
    "QUOTE": (*_quotas("PART"), Production("[a/par] la majorite [absolue/stricte]", ("plus_de", "50 %"))),
    "CHOIX": (
        Production(f"tous/toutes [{LES}] GROUPE", _all),
        Production("chaque GROUPE", _all_apart),
        Production(f"chacun° {DES} GROUPE", _all_apart),
        Production(f"l'_ensemble/la_totalite/l'_integralite {DES} GROUPE", all_clause),
        Production(f"100 % {DES} GROUPE", _all),
        Production(f"tous/toutes [{LES}] NUM GROUPE", _all_of, Doubtful.COUNT),
        Production(f"{LES} NUM GROUPE", _all_of, Doubtful.COUNT),
        Production(f"chacun° {DES} NUM GROUPE", _all_of, Doubtful.COUNT),
        Production(f"l'_ensemble/la_totalite {DES} NUM GROUPE", number_clause, Doubtful.COUNT),
        Production(f"{LES} GROUPE", _all, Doubtful.DEFAULT),
        Production(f"[l'] un° {DES} [NUM] GROUPE", _one_of),
        Production("aucun° GROUPE", partial(CountClause, "aucun")),
        Production(f"QUOTA [{DES}] GROUPE", _count_clause),
        Production(f"QUOTA {DES} NUM GROUPE", _count_of, Doubtful.COUNT),
        Production("QUOTA GROUPE [acquis°/valide°] sur/parmi [les] NUM", lambda quota, chosen, n: _count_of(quota, n, chosen), Doubtful.COUNT),
        Production(f"QUOTE {DES} GROUPE", _count_clause),
        Production(f"PART {DES} GROUPE {MINIMUM}", lambda share, c: _count_clause(("au_moins", share), c)),
        Production(f"COMBIEN GROUPE {MINIMUM}", lambda n, c: _count_clause(("au_moins", n), c)),
        Production(f"QUOTE {DES} NUM GROUPE", _count_of, Doubtful.COUNT),
        Production(f"PART {DES} GROUPE", lambda share, c: _count_clause(("au_moins", share), c) if share != "100 %" else None, Doubtful.TIE),
        Production("NUM GROUPE sur/parmi [les] NUM", lambda n, c, m: _count_of(("au_moins", str(n)), m, c) if n <= m else None, Doubtful.TIE),
        Production(f"NUM {DES} NUM GROUPE", lambda n, m, c: _count_of(("au_moins", str(n)), m, c) if n <= m else None, Doubtful.TIE),
        Production("[le/la/les/l'/ses/ces/tous_les/toutes_les] [SORTE] CODES", lambda _kind, codes: _all_codes(codes)),
        Production("[le/la/les/l'/l'_un°_des/l'_un°_de] [SORTE] AUTRES", lambda _kind, codes: CountClause("un_de", SelectedItems(codes))),
        Production("l' un° des/de [SORTE] CODES", lambda _kind, codes: CountClause("un_de", SelectedItems(codes)) if len(codes) > 1 else None),
    ),
}  # fmt: skip
