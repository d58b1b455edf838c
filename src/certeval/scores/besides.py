"""What tables say beside their candidates: a total, a signature, a legend, headings again. It names nobody."""

import re
import unicodedata
from functools import lru_cache

from certeval.rules.scales import NO_WORDS
from certeval.scores.headings import COUNTER_MARK, HEADINGS
from certeval.text.cell_text import spelling
from certeval.text.nearest import fold

LEGEND_MARK = "▪ "
"""What a text of a wide grid of ours begins with, in the first column below the candidates."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIRST = _words("""
    moyenne moyennes total totaux coefficient coefficients coef coefs coeff coeffs ponderation ponderations bareme
    effectif effectifs mediane medianes legende signature signatures emargement emargements average overall sommes
    nombre nb taux pourcentage pourcentages maximum minimum resultat resultats observations remarques quartile
    quartiles etiquettes subtotal nbre decile deciles stdev recapitulatif statistiques statistics stats summary
""")
"""What a row about all candidates begins with."""
_AGGREGATES = _words("""
    moyenne moyennes total totaux mediane medianes sommes maximum minimum coefficient coefficients average median
""")
"""What begins the name of what is computed of several marks."""
_SUMMARIES = _words("""
    synthese recap recapitulatif recapitulation bilan resultat resultats ensemble cumul consensus harmonisation
    deliberation decision decisions final finale finales note notes jury jures moy mean somme ecart ecarts type diff
    difference differences retenu retenue arrondi arrondie commun commune definitif definitive harmonise harmonisee
    proposee validee global globale meilleure accord avis collegial plenier bareme coef rang
""")
"""What the sheet is called that puts the marks of several jurors together."""
_OF_JURORS = _words("jury jures note notes")
"""Words of these that name nothing by themselves, or a juror: « Jury 1 »."""
_ALONE = _words("""
    max maxi min mini maximale maximales minimale minimales note notes point points pts somme sum mean median count
    variance rang date visa cachet jury president presidente admis recus ajournes ects credit credits possible
    commentaire commentaires observation remarque absents presents inscrits possibles moy refuses exclus decision
    valides validees absent absente corrige corriges modele reporter report
    decisions deliberation deliberations exemple exemples example nom prenom prenoms seuil seuils admission reussite
    totale entiere candidats eleves etudiants stagiaires apprenants appreciation appreciations professeur professeurs
    correcteur correcteurs bilan synthese ensemble cumul ecart dispenses score scores competences criteres epreuves
    blocs intitule libelle codes mentions validation noms etablissement cohorte jure jures examinateur examinatrice
    examinateurs formateurs evaluateurs weight weights grades marks learners students participants libres
    individuels individuelles tous toutes all sections unite unites type types duree durees bornes interquartile
    eliminatoire eliminatoires poids rattrapage rattrapages harmonisation verification
    σ μ ø abandon abandons demissionnaires redoublants apprentis scolaires
    finale finales retenue retenues arrondi arrondie arrondies proposee proposees harmonisees plancher extremes
    requis requise attendu attendus attendue attendues reponse reponses objectif objectifs cible cibles reference
    global globale etendue amplitude dispersion mode highest lowest pass rate passed failed bonus malus classement
    mention mentions evalues evaluees elements corrigee corrigees correction ligne lignes demissions
    provisoire provisoires brouillon calcul calculs formules supprimer alternants initiaux admissibles sources copyright
""")
"""What such a row is made of where it says nothing else."""
_BETWEEN = _words("""
    a au aux d de des du e eme en er et l la le les n non of par s sur the class classe general generale groupe session
    promotion promo statistique statistiques copies candidat matiere ue bloc epreuve
""")
_OFFICES = _words("""
    jury jurys membre membres president presidente correcteur correctrice correcteurs directeur directrice responsable
    secretaire examinateur examinatrice examinateurs formateur formatrice evaluateur evaluatrice evaluateurs recteur
    chef service
""")
_BEFORE_OFFICES = (["vu"], ["m"], ["mme"])
_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_HEADINGS = _words("""
    identifiant identifiants identite id candidats matricule numero anonymat code classe eleve etudiant stagiaire
    apprenant student learner promo promotion n° n°candidat
""").union(HEADINGS)
_OPENING = re.compile(
    r"fait (?:a|le|en)\b|(?:jury|president|presidente) (?:d|de|du|des|n)\b|p(?:our)? (?:le|la) \w+|vu\b.*\bpar\b"
    r"|membres? du jury|[lv]u(?: et)? (?:approuve|accepte|certifie|verifie)"
    r"|(?:pour copie|bon pour|document genere) \w+|(?:liste|tableau|releve) d(?:e|es) \w+|proces verbal|mis a jour"
    r"|(?:code|numero|n|identifiant|nom) (?:du |d )?(?:candidat|anonymat|inscription|etudiant)$"
    r"|(?:page|edite|imprime|exporte?|genere|arrete|certifie|date|extrait|feuille) (?:le |du )?[0-9]"
    rf"|(?:\w+ )?[0-9]{{1,2}}(?: er)? (?:{_MONTHS})\b"
    rf"|(?:\w+ ){{0,6}}(?:le|ce) [0-9]{{1,2}}(?: er)? (?:{_MONTHS}|[0-9]{{1,2}} (?:[0-9]{{2}}){{1,2}})\b"
    r"|grand (?:total|sum)$|.+ (?:total|moyenne|somme|resultat|average)$|certifie (?:conforme|exact)"
    r"|(?:la )?(?:plus|moins) (?:haut|bas|elev|bon)|meilleure? (?:note|moyenne|resultat|score)"
    r"|(?:ecart|ec|sous|deviation|standard|std|st) (?:type|total|standard|deviation|dev|moyen)|stddev|sur(?: [0-9]+)?$"
    rf"|(?:promotion|promo|session|annee)\b.* (?:(?:19|20)[0-9]{{2}}|{_MONTHS})$|(?:{_MONTHS}) (?:19|20)[0-9]{{2}}$"
    r"|(?:classe|section|promotion|promo|groupe|cfa|lycee|ecole|centre|site|campus|antenne|universite|iut)"
    r" (?:d|de|du|des|l|la|le|les) \w+|(?:\w+ ){0,5}[0-9] (?:ere|re|e|eme|nde|nd|de) annee$"
    r"|note (?:la )?plus (?:haute|basse)|mention (?:ab|b|tb|assez|bien|tres)$|(?:count|sum) of \w+|somme de \w+"
    r"|(?:barre|avis|propositions?) d(?:e|u|es)? \w+|(?:etudiant|candidat|eleve|student|stagiaire) (?:test|fictif)$"
    r"|(?:genere|edite|imprime|exporte) par \w+|n b$|nota$|a suivre$|report page|liste d \w+|row labels"
    r"|suite$|fin(?:$| d[eu]s?\b)|(?:aucun|pas de) candidat|(?:note|score|rang) moyen|nota bene"
)
"""« Fait à », « Pour le jury », « À Aix, le 15/06/2026 », « C1 Total »: without accents, case and punctuation."""
_REMARK = re.compile(
    r"[▪∑*※†‡•►→%<>≤≥]|Σ(?:\W|$)|\([0-9*]+\)\s|[¹²³⁴⁵⁶⁷⁸⁹]\s|[nm]\s*=|.*\S\s+=\s+\S|.*:\s|.*:$|/\s*[0-9]+$|moy\.|[^\w']*$"
    r"|(?:\S+\s+){4,}\S+\.$|(?:\S+\s+){8,}",
    re.DOTALL | re.IGNORECASE,
)
"""A bullet, « ABS : absent », « /20 », a rule, a sentence."""
_NOTHING = _words("(vide) vide néant neant (blank) <na> n/a nan nat none null")
"""What programs write where there is nothing."""
_WORD = re.compile(r"[^\W\d_]+|[0-9]+")


_TITLE = re.compile(
    r"(?:(?:demi |sous )?groupe|group|classe|section|promotion|promo|session|cohorte|parcours|option|filiere)"
    r"(?: \w+){1,3}"
    r"|(?:vague|lot|serie|semestre|equipe|salle|site|centre|campus|jury|td|tp|cours|division|bloc|ue|module)"
    r"(?: (?:[0-9]+|[a-z]{1,2}|[ivx]+)){1,2}"
    r"|ras|(?:cf|voir|suite|tournez|reserve|ne pas|ne rien|reste a|en attente|a completer"
    r"|exportee?|export|document|confidentiel|secretariat|non communiquee?)"
    r"(?: .*)?"
    r"|.* (?:president|presidente|directeur|directrice|proviseur|proviseure|responsable|secretaire)"
    r"(?: d[eu] jury)?"
)
"""What titles the candidates below it where it stands alone, or ends them: « Groupe A », « Salle 12 », « Suite »."""
_ELIDED = _words("d de du des l la le les")
_NO = frozenset(map(spelling, NO_WORDS)) - {"0"}
_NOTE = re.compile(
    r"(?:\S+\s+)*(?:à|a|est|sont|ont|était|été|sera|seront|doit|doivent|pas|pour|dans|avec|sans|selon|voir|par|qui|que)\s"
)
"""What only sentences have: « C2 a demandé un report »."""
_WORDS_OF_NOTE = 4


def is_alone(text: str) -> bool:
    """Whether a text names nobody where the rest of its row is empty: a legend of certeval, the title of a group."""
    return is_legend(text) or is_title(text)


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Whether a text, without spaces around it, titles the candidates below it where it stands alone, or is a note."""
    if len(text.split()) >= _WORDS_OF_NOTE and _NOTE.match(text[:LONGEST]):
        return True
    return _TITLE.fullmatch(" ".join(_WORD.findall(_plain(text)))) is not None


def defines(text: str, other: str) -> bool:
    """Whether a text and the only value of its row are an entry of a legend: NA and « Non acquis », 0 and « non »."""
    if not text.strip("0"):
        return bool(text) and spelling(other) in _NO
    abbreviation, words = _plain(text), _WORD.findall(_plain(other))
    initials = ("".join(word[0] for word in words), "".join(word[0] for word in words if word not in _ELIDED))
    return len(abbreviation) > 1 and abbreviation in initials


def is_legend(text: str) -> bool:
    """Whether a grid of certeval wrote a text to be seen alone, below or above its candidates."""
    return text.startswith((LEGEND_MARK, COUNTER_MARK))


@lru_cache(maxsize=4096)
def names_nobody(text: str) -> bool:
    """Whether a text, without spaces around it, names no candidate."""
    if not text:
        return False
    if _REMARK.match(text[:LONGEST]) or fold(text) in _HEADINGS or text.casefold() in _NOTHING:
        return True
    words = _WORD.findall(_plain(text))
    if words[:1] in _BEFORE_OFFICES:  # « Vu, le directeur »; a person may be called Vu Le
        words = words[1:] if len(words) > 2 and words[2] in _OFFICES else words  # noqa: PLR2004
    first, second = (*words, "", "")[:2]
    content_words = [word for word in words if not word.isdigit() and word not in _BETWEEN]
    if first in _FIRST or (content_words and all(word in _ALONE or word in _FIRST for word in content_words)):
        return True
    if first in {"le", "la", "les", "l"} and second in _OFFICES:
        return True
    return _OPENING.match(" ".join(words)) is not None


def _plain(text: str) -> str:
    """The beginning of a text without case and accents."""
    decomposition = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    return "".join(c for c in decomposition if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def is_aggregate(text: str) -> bool:
    """Whether what stands where a juror is named is computed of the marks of several: an average, a total."""
    words = _WORD.findall(_plain(text))
    content_words = {word for word in words if word not in _BETWEEN}
    is_summary = content_words <= _SUMMARIES and not content_words <= _OF_JURORS
    return is_summary or words[0] in _AGGREGATES if words else False


_TOGETHER = re.compile(r"\s*[+&/,;]\s*|\s+(?:et|and)\s+")


def names_of_several(text: str) -> frozenset[str]:
    """The names that stand together where a juror is named: J1 and J2 in « J1 + J2 », « (J1/J2) »."""
    return frozenset(_TOGETHER.split(text.strip("()")))


LONGEST = 400
"""Characters of a text that are looked at: a longer one is a sentence."""
