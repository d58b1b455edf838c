"""Whole sentences of a règlement: of what they decide, and what it takes."""

from collections.abc import Mapping

from certeval.exchange.phrases.conditions import ADVERBE, DU, ETRE, verb_forms
from certeval.exchange.phrases.meanings import (
    CERTIFICATION,
    EVERY_EPREUVE,
    HOLE,
    SINGULAR,
    BearerClause,
    Clause,
    CodeClause,
    CountClause,
    Doubtful,
    LimitClause,
    MarkClause,
    SelectedItems,
    SilentClause,
    StatedRule,
    Statement,
    floor,
)
from certeval.exchange.phrases.patterns import Production

Bearer = str | CodeClause
NO_COMPENSATION = (SilentClause("compensation"),)
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


def _statement_of(clause: Clause, bearer: Bearer) -> Statement:
    return (StatedRule(bearer, clause),)


def _implicit(clause: Clause) -> Statement | None:
    """What it takes, of what is not said."""
    return None if _each_statement(clause) else (StatedRule(None, clause),)


def _each_statement(clause: Clause) -> Statement | None:
    """The mark of each bloc is borne by the bloc."""
    match clause:
        case MarkClause(
            over=CountClause(
                form="tous",
                apart=True,
                selection=SelectedItems(what="blocs" | "competences" as kind, of=None),
            )
        ):
            return (StatedRule(SINGULAR[kind], clause._replace(over=BearerClause(kind))),)
    return None


def _statement(bearer: Bearer | None, clause: Clause) -> Statement | None:
    return _implicit(clause) if bearer is None else (StatedRule(bearer, clause),)


def _pair_statement(first: Clause, second: Clause, bearer: Bearer) -> Statement | None:
    """« la validation de tous les blocs par celle de toutes les compétences »: what each level takes."""
    what = first.selection.what if isinstance(first, CountClause) else HOLE
    if not isinstance(what, str) or what == HOLE:
        return None
    return (StatedRule(bearer, first), StatedRule(SINGULAR[what], second))


def _eliminatory(bound: LimitClause, over: SelectedItems = EVERY_EPREUVE) -> Statement | None:
    """A mark that is too low: none may be."""
    none_below = floor(bound, over)
    return None if none_below is None else (StatedRule(None, none_below),)


def _kind(plural: str) -> str | None:
    return None if plural == HOLE else SINGULAR[plural]


UN = "un/une/le/la/l'/les/chaque/ce/cette/cet/tout/toute/ces/tous_les/toutes_les/chacun_des/chacune_des/d'_un/d'_une"
NE_SE_COMPENSENT_PAS = (
    "ne_se_compensent_pas/ne_peuvent_pas_se_compenser/ne_peuvent_se_compenser/ne_doivent_pas_se_compenser"
    "/ne_sont_pas_compensables/ne_sont_pas_compensables_entre/ne_peuvent_pas_etre_compenses/ne_peuvent_pas_etre_compensees"
    "/ne_peuvent_etre_compenses/n'_est_pas_compensable"
)

PORTEURS: Mapping[str, tuple[Production, ...]] = {
    "TITRE": (
        Production("certification/titre/diplome [professionnelle/professionnel] [certifie]", CERTIFICATION),
        Production("bachelor/licence/master/mastere/brevet/certificat/parchemin/cqp/examen", CERTIFICATION, Doubtful.SYNONYM),
    ),
    "PORTEUR": (
        Production(f"[{UN}] SORTE [PRECISION]", _kind),
        Production("[le/la/l'/ce/cette] TITRE"),
        Production("[le/la/l'] [SORTE] CODE", lambda _kind, code: CodeClause(code)),
        Production("[le/la/l'] SORTE [n°] NUM", lambda plural, _n: _kind(plural), Doubtful.UNNAMED),
    ),
    "DU_PORTEUR": (
        Production("de/d' PORTEUR"),
        Production("du/des SORTE [PRECISION]", _kind),
        Production("du/des TITRE"),
        Production(f"{DU} [SORTE] CODE", lambda _kind, code: CodeClause(code)),
        Production(f"{DU} SORTE NUM", lambda plural, _n: _kind(plural), Doubtful.UNNAMED),
    ),
    "OCTROI": (
        Production("ACQUIS", True),
        Production("delivre°/attribue°/accorde°/decerne°/octroye°/remis°", True),
    ),
    "ISSUE": (  # a bearer that is acquired
        Production(f"PORTEUR {ETRE} [{ADVERBE}] OCTROI [PAR_JURY] [au/aux candidat°]"),
        Production("PORTEUR ACQUIS"),
        Production(f"[la/l'] VALEUR DU_PORTEUR [{ETRE} [{ADVERBE}] OCTROI] [PAR_JURY]"),
        Production("JURY delivre/attribue/accorde/decerne/valide PORTEUR"),
        Production("PORTEUR s'_obtient/se_valide/s'_acquiert/est_validable [PAR_JURY]"),
        Production(f"CANDIDAT {verb_forms('valider', 'valide', 'valident', 'valide')}/{verb_forms('obtenir', 'obtient', 'obtiennent', 'obtenu')} PORTEUR"),
        Production("CANDIDAT se voit/verra/voient/verront attribuer/delivrer/remettre/decerner PORTEUR"),
        Production(f"CANDIDAT {ETRE} [declare°] admis°/recu°/diplome°/certifie°", CERTIFICATION, Doubtful.LOOSE),
        Production(f"CANDIDAT {ETRE} titulaire DU_PORTEUR"),
    ),
    "SEULEMENT": (  # « n'est validé que si »
        Production("PORTEUR n'/ne est/sont/sera/seront/peut_etre OCTROI [PAR_JURY] que"),
        Production("PORTEUR ne s' obtient que"),
    ),
    "POUR": (
        Production("pour/afin_de/afin_d'/en_vue_de/en_vue_d' valider/obtenir/acquerir/reussir/se_voir_attribuer/se_voir_delivrer PORTEUR"),
        Production("pour etre [declare°] admis°/recu°/diplome°/certifie°", CERTIFICATION, Doubtful.LOOSE),
        Production("pour/afin que/qu' ISSUE"),
        Production("pour/a/en_vue_de/aux_fins_de la/l' VALEUR DU_PORTEUR"),
        Production("pour PORTEUR"),
    ),
    "AUX_CANDIDATS": (
        Production("au/a_tout candidat/stagiaire [qui]", True),
        Production("aux/a_tous_les candidat°/stagiaire° [qui]", True),
    ),
    "OBLIGATION": (
        Production("CONDITION"),
        Production("il faut/faudra/est_necessaire_d'/est_necessaire_de/convient_de PREDICATS"),
        Production("il faut/faudra [que] CONDITION"),
        Production(f"CONDITION {ETRE} {DEMANDE}"),
        Production(f"CONDITION {DEMANDE}", doubt=Doubtful.LOOSE),
    ),
}  # fmt: skip

SENTENCES: Mapping[str, tuple[Production, ...]] = {
    "ENONCE": (
        Production(f"ISSUE [,] [que] {SI}/{PAR} CONDITION", _statement),
        Production(f"ISSUE {PAR} PREDICATS", _statement),
        Production(f"SEULEMENT {SI} CONDITION", _statement),
        Production("ISSUE AUX_CANDIDATS PREDICATS", _statement),
        Production("[la/l'] VALEUR DU_PORTEUR EXIGER [que/qu'] CONDITION", _statement),
        Production("PORTEUR EXIGER [que/qu'] CONDITION", _statement),
        Production("ISSUE [a] LIMITE", lambda bearer, bound: _statement(bearer, MarkClause("note", bound))),
        Production("ISSUE NIVELE", _statement),
        Production("condition° de/d' validation/obtention/delivrance [DU_PORTEUR] : CONDITION", _statement),
        Production("condition° de/d' validation/obtention/delivrance [DU_PORTEUR] : PREDICATS", _statement),
        Production(f"{ETRE} OCTROI PORTEUR dont CONDITION", _statement),
        Production("CONDITION PERMETTRE de/d' obtenir/valider PORTEUR", _statement_of, Doubtful.LOOSE),
        Production("[la/l'] VALEUR DU_PORTEUR EXIGER [de/d'] PREDICATS", _statement),
        Production(f"{SI} CONDITION [,] [alors] ISSUE", _statement_of),
        Production("POUR [,] OBLIGATION", _statement),
        Production("OBLIGATION POUR", _statement_of),
        Production("CONDITION PERMETTRE [la/l'] VALEUR DU_PORTEUR", _statement_of, Doubtful.LOOSE),
        Production("ISSUE : CONDITION", _statement),
        Production("PORTEUR : CONDITION", _statement),
        Production(f"{ETRE} [declare°] admis°/recu°/certifie° le_candidat/les_candidats/tout_candidat/les_stagiaires [qui] PREDICATS", lambda clause: _statement(CERTIFICATION, clause), Doubtful.LOOSE),
        Production(f"[le/les/tout] candidat°/stagiaire° [qui] PREDICATS {ETRE} [declare°] admis°/recu°/certifie°", lambda clause: _statement(CERTIFICATION, clause), Doubtful.LOOSE),
        Production(f"{ETRE} OCTROI PORTEUR {SI} CONDITION", _statement),
        Production(f"[la/l'] VALEUR DCHOIX par celle DCHOIX est/sont/sera/seront {DEMANDE} POUR", _pair_statement),
        Production(f"{SI} le/la/un/une/l'/chaque SORTE [ne] {ETRE} [compose°/constitue°/evalue°] d'/de/par [une] seul° SORTE , SEULE_NOTE", lambda _k, _e, mark: mark, Doubtful.LOOSE),
        Production(f"[toute/une/chaque/la] note BORNE [{ETRE}] eliminatoire", _eliminatory, Doubtful.DEFAULT),
        Production(f"[toute/une/chaque/la] note BORNE a/pour/dans/sur/en l'_un/l'_une/un/une/chaque/l'/toute/chacune_des/chacun_des [des] GROUPE [{ETRE}] eliminatoire", _eliminatory),
        Production(f"[toute/une/chaque/la] note BORNE a/pour/dans/sur/en l'_un/l'_une/chacune/chacun des NUM GROUPE [{ETRE}] eliminatoire", lambda bound, _n, chosen: _eliminatory(bound, chosen), Doubtful.COUNT),
        Production(f"[la/une] note eliminatoire [{ETRE}] [fixee] [:] BORNE", _eliminatory, Doubtful.DEFAULT),
        Production(f"[la/une] note eliminatoire [{ETRE}] [fixee] [:] [de/a] MONTANT", lambda n: _eliminatory(LimitClause("moins_de", *n)), Doubtful.TIE),
        Production("un/une/aucun/aucune/les GROUPE ne/n' peut/doit/peuvent/doivent [pas] obtenir/avoir/recevoir une note BORNE", lambda chosen, bound: _eliminatory(bound, chosen)),
        Production("[la/l'] SORTE_COMPENSEE"),
        Production("CONDITION", _implicit),
        Production("CONDITION", _each_statement, Doubtful.BEARER),
    ),
    "EXIGER": (Production(EXIGE, True),),
    "PERMETTRE": (Production("permet/permettent/entraine/entrainent/vaut/emporte/donne_lieu_a/conduit_a", True),),
    "SEULE_NOTE": (
        Production(f"la/sa/cette NOTE {ETRE} LIMITE", lambda word, bound: _statement("epreuve", MarkClause(word, bound, BearerClause("epreuves")))),
    ),
    "SORTE_COMPENSEE": (
        Production("[les/chaque] SORTE sont/est capitalisable°/independant°/capitalisable°_et_independant°", NO_COMPENSATION),
        Production("[les/chaque] SORTE se_valident/se_valide/sont/est [ACQUIS] independamment [les_uns_des_autres/des_autres]", NO_COMPENSATION),
        Production(f"[le/la/l'/les/chaque] SORTE {NE_SE_COMPENSENT_PAS} [entre] [eux/elles]", NO_COMPENSATION),
        Production("[il] [n'_y_a/n'_existe] pas/aucune [de] compensation [n'_est] [possible/admise/autorisee/prevue] entre [les] SORTE", NO_COMPENSATION),
        Production("[aucune] compensation entre [les] SORTE n' est [pas] possible/admise/autorisee/prevue/permise", NO_COMPENSATION),
    ),
}  # fmt: skip
