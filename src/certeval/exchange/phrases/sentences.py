"""Whole sentences of a règlement: of what they decide, and what it takes."""

from collections.abc import Mapping

from certeval.exchange.phrases.clauses import same
from certeval.exchange.phrases.doubts import Doubtful
from certeval.exchange.phrases.meanings import (
    CERTIFICATION,
    HOLE,
    SINGULAR,
    Choice,
    Clause,
    CodeClause,
    CountClause,
    LimitClause,
    MarkClause,
    Own,
    Silent,
    Stated,
    Statement,
)
from certeval.exchange.phrases.patterns import Says
from certeval.exchange.phrases.verbs import ADVERBE, DU, ETRE, _forms

Bearer = str | CodeClause
SI = (
    "si/s'/lorsque/lorsqu'/quand/des_lors_que/des_lors_qu'/des_que/des_qu'/a_condition_que/a_condition_qu'"
    "/a_la_condition_que/sous_reserve_que/sous_reserve_qu'/si_et_seulement_si/uniquement_si/seulement_si/si_et_seulement_s'"
    "/uniquement_lorsque/pour_autant_que/a_partir_du_moment_ou"
)
PAR = "par/en_cas_de/en_cas_d'/sous_reserve_de/sous_reserve_d'/a_condition_de/a_condition_d'/apres/moyennant/avec/a_la_condition_de/sur_la_base_de"
EXIGE = (
    "exige/exigent/requiert/requierent/necessite/necessitent/implique/impliquent/suppose/supposent/impose/imposent"
    "/est_conditionne°_par/est_conditionne°_a/est_subordonne°_a/est_soumis°_a/s'_effectue_par/se_fait_par/passe_par"
    "/s'_obtient_par/repose_sur/resulte_de/demande/est_acquis°_par/est_obtenu°_par/est_prononce°_apres"
)
DEMANDE = "requis°/exige°/necessaire°/obligatoire°/demande°/attendu°/indispensable°"


def _stated(bearer: Bearer, clause: Clause) -> Statement:
    return (Stated(bearer, clause),)


def _of_the_certification(clause: Clause) -> Statement:
    return (Stated(CERTIFICATION, clause),)


def _reversed(clause: Clause, bearer: Bearer) -> Statement:
    return (Stated(bearer, clause),)


def _unsaid(clause: Clause) -> Statement | None:
    """What it takes, of what is not said."""
    return None if _of_each(clause) else (Stated(None, clause),)


def _of_each(clause: Clause) -> Statement | None:
    """The mark of each bloc is borne by the bloc."""
    match clause:
        case MarkClause(
            over=CountClause(
                form="tous", apart=True, chosen=Choice(what="blocs" | "competences" as kind, of=None)
            )
        ):
            return (Stated(SINGULAR[kind], clause._replace(over=Own(kind))),)
    return None


def _with_a_mark(bearer: Bearer, bound: LimitClause) -> Statement:
    """« est validée à partir de 10 »: the bearer's own mark."""
    return (Stated(bearer, MarkClause("note", bound)),)


def _maybe_stated(bearer: Bearer | None, clause: Clause) -> Statement | None:
    return _unsaid(clause) if bearer is None else (Stated(bearer, clause),)


def _by_those(first: Clause, second: Clause, bearer: Bearer) -> Statement | None:
    """« la validation de tous les blocs par celle de toutes les compétences »: what each level takes."""
    if (
        not isinstance(first, CountClause)
        or not isinstance(first.chosen.what, str)
        or first.chosen.what == HOLE
    ):
        return None
    return (Stated(bearer, first), Stated(SINGULAR[first.chosen.what], second))


def _eliminatory(bound: LimitClause, over: object = None) -> Statement | None:
    """A mark that is too low: none may be."""
    if bound.key not in {"moins_de", "au_plus"}:
        return None
    chosen = over.chosen if isinstance(over, CountClause) else over
    if not isinstance(chosen, Choice):
        return None
    return (Stated(None, CountClause("aucun", chosen, dont=bound)),)


def _eliminatory_anywhere(bound: LimitClause) -> Statement | None:
    return _eliminatory(bound, Choice("epreuves"))


def _never(counted: object, bound: LimitClause) -> Statement | None:
    return _eliminatory(bound, counted)


def _only_mark(word: str, bound: LimitClause) -> Statement:
    return (Stated("epreuve", MarkClause(word, bound, Own("epreuves"))),)


def _kind(plural: str) -> str | None:
    return None if plural == HOLE else SINGULAR[plural]


def _without_compensation(*_parts: object) -> Statement:
    return (Silent("compensation"),)


UN = "un/une/le/la/l'/les/chaque/ce/cette/cet/tout/toute/ces/tous_les/toutes_les/chacun_des/chacune_des/d'_un/d'_une"
NE_SE_COMPENSENT_PAS = (
    "ne_se_compensent_pas/ne_peuvent_pas_se_compenser/ne_peuvent_se_compenser/ne_doivent_pas_se_compenser"
    "/ne_sont_pas_compensables/ne_sont_pas_compensables_entre/ne_peuvent_pas_etre_compenses/ne_peuvent_pas_etre_compensees"
    "/ne_peuvent_etre_compenses"
)
N_EST_PAS = "n'_est_pas/n'_est_ni/ne_peut_pas_etre/ne_sera_pas"

PORTEURS: Mapping[str, tuple[Says, ...]] = {
    "TITRE": (
        Says("certification [professionnelle]", lambda: CERTIFICATION),
        Says("titre [professionnel] [certifie]", lambda: CERTIFICATION),
        Says("diplome", lambda: CERTIFICATION),
        Says("bachelor/licence/master/mastere/brevet/certificat/parchemin/cqp/examen", lambda: CERTIFICATION, Doubtful.SYNONYM),
    ),
    "PORTEUR": (
        Says(f"[{UN}] SORTE [PRECISION]", lambda plural, _p: _kind(plural)),
        Says("[le/la/l'/ce/cette] TITRE", same),
        Says("[le/la/l'] [SORTE] CODE", lambda _kind, code: CodeClause(code)),
        Says("[le/la/l'] SORTE [n°] NUM", lambda plural, _n: _kind(plural), Doubtful.UNNAMED),
    ),
    "DU_PORTEUR": (
        Says("de/d' PORTEUR", same),
        Says("du/des SORTE [PRECISION]", lambda plural, _p: _kind(plural)),
        Says("du/des TITRE", same),
        Says(f"{DU} [SORTE] CODE", lambda _kind, code: CodeClause(code)),
        Says(f"{DU} SORTE NUM", lambda plural, _n: _kind(plural), Doubtful.UNNAMED),
    ),
    "AU_PORTEUR": (Says("au/a_la/a_l' TITRE", same), Says("au/a_la/a_l' SORTE", _kind)),
    "OCTROI": (
        Says("ACQUIS", same),
        Says("delivre°/attribue°/accorde°/decerne°/octroye°/remis°", lambda: True),
        Says("considere°/repute°/declare°/reconnu° [comme] [etant] [definitivement] acquis°/valide°", lambda: True),
    ),
    "ISSUE": (  # a bearer that is acquired
        Says(f"PORTEUR {ETRE} [{ADVERBE}] OCTROI [PAR_JURY] [au/aux candidat°]", lambda bearer, _o, _j: bearer),
        Says("PORTEUR ACQUIS", lambda bearer, _a: bearer),
        Says("[la/l'] VALEUR DU_PORTEUR [PAR_JURY]", lambda _v, bearer, _j: bearer),
        Says("JURY delivre/attribue/accorde/decerne/valide PORTEUR", lambda _j, bearer: bearer),
        Says("PORTEUR s'_obtient/se_valide/s'_acquiert/est_validable [PAR_JURY]", lambda bearer, _j: bearer),
        Says(f"[la/l'] VALEUR DU_PORTEUR {ETRE} [{ADVERBE}] OCTROI/prononce° [PAR_JURY]".replace("OCTROI/prononce°", "OCTROI"), lambda _v, bearer, _o, _j: bearer),
        Says(f"CANDIDAT {_forms('valider', 'valide', 'valident', 'valide')} PORTEUR", lambda _c, bearer: bearer),
        Says(f"CANDIDAT {_forms('obtenir', 'obtient', 'obtiennent', 'obtenu')} PORTEUR", lambda _c, bearer: bearer),
        Says("CANDIDAT se voit/verra/voient/verront attribuer/delivrer/remettre/decerner PORTEUR", lambda _c, bearer: bearer),
        Says(f"CANDIDAT {ETRE} [declare°] admis°/recu°/diplome°/certifie°", lambda _c: CERTIFICATION, Doubtful.LOOSE),
        Says(f"CANDIDAT {ETRE} titulaire DU_PORTEUR", lambda _c, bearer: bearer),
    ),
    "SEULEMENT": (  # « n'est validé que si »
        Says("PORTEUR n'/ne est/sont/sera/seront/peut_etre OCTROI [PAR_JURY] que", lambda bearer, _o, _j: bearer),
        Says("PORTEUR ne s' obtient que", same),
    ),
    "POUR": (
        Says("pour/afin_de/afin_d'/en_vue_de/en_vue_d' valider/obtenir/acquerir/reussir/se_voir_attribuer/se_voir_delivrer PORTEUR", same),
        Says("pour etre [declare°] admis°/recu°/diplome°/certifie°", lambda: CERTIFICATION, Doubtful.LOOSE),
        Says("pour/afin que/qu' ISSUE", same),
        Says("pour/a/en_vue_de/aux_fins_de la/l' VALEUR/delivrance DU_PORTEUR".replace("VALEUR/delivrance", "VALEUR"), lambda _v, bearer: bearer),
        Says("pour/a la delivrance/attribution DU_PORTEUR", same),
        Says("pour PORTEUR", same),
    ),
    "AUX_CANDIDATS": (
        Says("au candidat/stagiaire [qui]", lambda: True),
        Says("aux candidat°/stagiaire° [qui]", lambda: True),
        Says("a tout candidat/stagiaire [qui]", lambda: True),
        Says("a tous les candidat°/stagiaire° [qui]", lambda: True),
    ),
    "OBLIGATION": (
        Says("CONDITION", same),
        Says("il faut/faudra/est_necessaire_d'/est_necessaire_de/convient_de PREDICATS", same),
        Says("il faut/faudra [que] CONDITION", same),
        Says(f"CONDITION {ETRE} {DEMANDE}", same),
        Says(f"CONDITION {DEMANDE}", same, Doubtful.LOOSE),
    ),
}  # fmt: skip

SENTENCES: Mapping[str, tuple[Says, ...]] = {
    "ENONCE": (
        Says(f"ISSUE [,] [que] {SI} CONDITION", _stated),
        Says(f"ISSUE [,] [que] {PAR} CONDITION", _stated),
        Says(f"ISSUE {PAR} PREDICATS", _stated),
        Says(f"SEULEMENT {SI} CONDITION", _stated),
        Says("ISSUE AUX_CANDIDATS PREDICATS", lambda bearer, _a, clause: _stated(bearer, clause)),
        Says("[la/l'] VALEUR DU_PORTEUR EXIGER CONDITION", lambda _v, bearer, _e, clause: _stated(bearer, clause)),
        Says("[la/l'] delivrance/attribution DU_PORTEUR EXIGER CONDITION", lambda bearer, _e, clause: _stated(bearer, clause)),
        Says("[la/l'] VALEUR DU_PORTEUR EXIGER que/qu' CONDITION", lambda _v, bearer, _e, clause: _stated(bearer, clause)),
        Says("PORTEUR EXIGER que/qu' CONDITION", lambda bearer, _e, clause: _stated(bearer, clause)),
        Says("ISSUE [a] BORNE", _with_a_mark),
        Says("ISSUE NIVELE", _stated),
        Says("condition° de/d' validation/obtention/delivrance [DU_PORTEUR] : CONDITION", _maybe_stated),
        Says("condition° de/d' validation/obtention/delivrance [DU_PORTEUR] : PREDICATS", _maybe_stated),
        Says(f"{ETRE} OCTROI PORTEUR dont CONDITION", lambda _o, bearer, clause: _stated(bearer, clause)),
        Says("CONDITION PERMETTRE de/d' obtenir/valider PORTEUR", lambda clause, _p, bearer: _reversed(clause, bearer), Doubtful.LOOSE),
        Says("PORTEUR EXIGER CONDITION", lambda bearer, _e, clause: _stated(bearer, clause)),
        Says("[la/l'] VALEUR DU_PORTEUR EXIGER [de] PREDICATS", lambda _v, bearer, _e, clause: _stated(bearer, clause)),
        Says(f"{SI} CONDITION [,] [alors] ISSUE", _reversed),
        Says("POUR [,] OBLIGATION", _stated),
        Says("OBLIGATION POUR", _reversed),
        Says("CONDITION PERMETTRE [la/l'] VALEUR DU_PORTEUR", lambda clause, _p, _v, bearer: _reversed(clause, bearer), Doubtful.LOOSE),
        Says("CONDITION PERMETTRE la delivrance/attribution DU_PORTEUR", lambda clause, _p, bearer: _reversed(clause, bearer), Doubtful.LOOSE),
        Says("[la/l'] VALEUR DU_PORTEUR : CONDITION", lambda _v, bearer, clause: _stated(bearer, clause)),
        Says("condition° de validation DU_PORTEUR : CONDITION", _stated),
        Says("PORTEUR : CONDITION", _stated),
        Says(f"{ETRE} [declare°] admis°/recu°/certifie° le_candidat/les_candidats/tout_candidat/les_stagiaires [qui] PREDICATS", _of_the_certification, Doubtful.LOOSE),
        Says(f"[le/les/tout] candidat°/stagiaire° [qui] PREDICATS {ETRE} [declare°] admis°/recu°/certifie°", _of_the_certification, Doubtful.LOOSE),
        Says(f"{ETRE} OCTROI PORTEUR {SI} CONDITION", lambda _o, bearer, clause: _stated(bearer, clause)),
        Says(f"[la/l'] VALEUR DCHOIX par celle DCHOIX EST {DEMANDE} POUR", lambda _v, one, two, _e, bearer: _by_those(one, two, bearer)),
        Says(f"{SI} le/la/un/une/l'/chaque SORTE [ne] {ETRE} [compose°/constitue°/evalue°] d'/de/par [une] seul° SORTE , SEULE_NOTE", lambda _k, _e, mark: mark, Doubtful.LOOSE),
        Says("[toute/une/chaque/la] note BORNE [ETRE_MOT] eliminatoire", lambda bound, _e: _eliminatory_anywhere(bound), Doubtful.DEFAULT),
        Says("[toute/une/chaque/la] note BORNE a/pour/dans/sur/en l'_un/l'_une/un/une/chaque/l'/toute/chacune_des/chacun_des [des] GROUPE [ETRE_MOT] eliminatoire", lambda bound, chosen, _e: _eliminatory(bound, chosen)),
        Says("[toute/une/chaque/la] note BORNE a/pour/dans/sur/en l'_un/l'_une/chacune/chacun des NUM GROUPE [ETRE_MOT] eliminatoire", lambda bound, _n, chosen, _e: _eliminatory(bound, chosen), Doubtful.COUNT),
        Says("[la/une] note eliminatoire [ETRE_MOT] [fixee] [:] BORNE", lambda _e, bound: _eliminatory_anywhere(bound), Doubtful.DEFAULT),
        Says("[la/une] note eliminatoire [ETRE_MOT] [fixee] [:] [de/a] MONTANT", lambda _e, n: _eliminatory_anywhere(LimitClause("moins_de", *n)), Doubtful.TIE),
        Says("un/une/aucun/aucune GROUPE ne/n' peut/doit [pas] obtenir/avoir/recevoir une note BORNE", _never),
        Says("les GROUPE ne/n' peuvent/doivent [pas] obtenir/avoir/recevoir une note BORNE", _never),
        Says("[la/l'] SORTE_COMPENSEE", lambda silent: silent),
        Says("CONDITION", _unsaid),
        Says("CONDITION", _of_each, Doubtful.BEARER),
    ),
    "ETRE_MOT": (Says(f"{ETRE}", lambda: True),),
    "EST": (Says("est/sont/sera/seront", lambda: True),),
    "EXIGER": (Says(EXIGE, lambda: True),),
    "PERMETTRE": (Says("permet/permettent/entraine/entrainent/vaut/emporte/donne_lieu_a/conduit_a", lambda: True),),
    "SEULE_NOTE": (Says(f"la/sa/cette NOTE {ETRE} LIMITE", _only_mark),),
    "SORTE_COMPENSEE": (
        Says("[les/chaque] SORTE sont/est capitalisable°/independant°", _without_compensation),
        Says("[les/chaque] SORTE sont/est capitalisable° et independant°", _without_compensation),
        Says("[les/chaque] SORTE se_valident/se_valide/sont/est [ACQUIS] independamment [les_uns_des_autres/des_autres]", _without_compensation),
        Says(f"[les] SORTE {NE_SE_COMPENSENT_PAS} [entre] [eux/elles]", _without_compensation),
        Says(f"[les] SORTE {N_EST_PAS} compensable°", _without_compensation),
        Says("[il] [n'_y_a/n'_existe] pas/aucune [de] compensation [n'_est] [possible/admise/autorisee/prevue] entre [les] SORTE", _without_compensation),
        Says("compensation entre [les] SORTE n' est pas possible/admise/autorisee/prevue/permise", _without_compensation),
        Says("aucune compensation entre [les] SORTE n' est possible/admise/autorisee/prevue/permise", _without_compensation),
    ),
}  # fmt: skip
