"""What must stand in the official document of a référentiel, and the text of each form as its readers see it."""

import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from certeval import messages
from certeval.documents.official.build import publication
from certeval.documents.official.html import html
from certeval.documents.official.markdown import markdown
from certeval.documents.official.pdf import pdf
from certeval.documents.official.word import docx
from certeval.referentiel.load import Referentiel, load
from certeval.render.words import visible

HERE = Path(__file__).parent
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHOLE = """\
format: 1
certification:
  code: essai
  version: 1.2.0
  intitule: Conduire un essai
  rncp: RNCP39583
  niveau: 6
  niveau_europeen: 6
  nsf: [312t, "310"]
  certificateurs: [{nom: École Exemple, siret: "12345678200010", enseigne: Exemple}, Autre école]
  enregistrement: {du: 2026-01-01, au: 2028-12-31, decision: {le: 2025-12-18, reference: décision 12}}
  en_vigueur: {du: 2026-02-01}
  base_legale:
  - reference: Article L6113-1
    texte: "« Les certifications… »"
    liens: ["https://exemple.fr/a?b=c&d=(e)", pas une adresse]
  definitions: {activites: décrit les situations, competences: identifie les savoirs, evaluation: définit les critères}
  metiers: [Essayeur, Essayeuse]
  transversales: [{code: CT1, libelle: Communiquer en anglais, a_travers: [C1, BC1]}]
  jury: {regles: {membres: {au_moins: 2}, externes: {au_moins: 50 %}, quorum: {presents: 2, externes: 1}}}
  recours: Recours gracieux dans les deux mois.
  conservation: {identites: sans limite, feuilles: 2 ans}
parcours:
- {code: EXPORT, intitule: À l’international}
- {code: RESEAU}
saisie:
  critere: {echelle: {niveaux: [NA, EA, A], points: [0, 0.5, 1]}, statuts: {VU: acquis}, jures: {retenir: majorite}}
  epreuve: {echelle: {note: {sur: 20, pas: 0.25}}, tentatives: {retenir: meilleure}}
mesures: {generale: {moyenne: epreuves}}
regles: {sans_zero: {aucun: epreuves, dont: {moins_de: 1}}}
validation:
  critere: {au_moins: EA}
  sous_competence: {tous: criteres}
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  epreuve: {au_moins: 10}
  certification: {et: [{tous: blocs}, sans_zero, {mesure: generale, au_moins: 8}]}
paliers: {mention: [{nom: bien, si: {mesure: generale, au_moins: 14}}, {nom: sans mention}]}
blocs:
- code: BC1
  code_source: Bloc 1
  remplace: B1
  intitule: Préparer un essai
  rncp: RNCP39583BC01
  metiers: [Préparateur]
  savoir_faire: [Techniques, Relationnels]
  savoirs: [Les méthodes de veille]
  moyens: [Un poste informatique]
  prerequis: [Niveau B1 en anglais]
  activites:
  - {code: A1, code_source: A-1, libelle: Préparation du banc, competences: [C1, C2]}
  - {code: A2, libelle: Réglage du banc, competences: [C2]}
  - {code: A3, libelle: Rangement du banc, remplace: [A8, A9], pour: {voies: [apprentissage]}}
  competences:
  - code: C1
    libelle: Préparer le banc pour l’essai
    groupe: Préparer
    savoirs: [Les normes]
    moyens: [Un banc]
    prerequis: [Une habilitation]
    sous_competences:
    - code: C1.a
      code_source: 1.a
      libelle: Choisir le banc
      criteres: [{code: K1, code_source: K.1, libelle: Le banc convient}]
    - {code: C1.b, libelle: Monter le banc, echelle: {niveaux: [non monté, monté]}, validation: {au_moins: monté}}
    criteres: [{code: K2, libelle: Le banc est sûr}]
  - code: C2
    libelle: Régler le banc pour une mesure juste
    pour: {parcours: [EXPORT]}
    criteres: [{code: K3, libelle: Le réglage est noté, remplace: [K8, K9]}]
  - {code: C3, libelle: Rendre compte afin d’informer, criteres: [{code: K4, libelle: Le compte est rendu}]}
  epreuves:
  - code: E1
    code_source: Épreuve n° 1
    intitule: Étude de cas
    evalue: [C1, C2]
    description: "Épreuve en deux temps.\\nPuis un troisième."
    duree: 8 h
    cadre: En entreprise
    sujet: {nature: un cas réel, attribution: tirage au sort, par: le groupe}
    attendus: Une proposition chiffrée.
    parties:
    - code: E1-ecrit
      forme: ecrit
      intitule: écrit collectif
      description: Un écrit de groupe.
      sous_forme_de: étude documentaire
      candidats: groupe
      groupe: {de: 3, a: 4, constitution: par tirage, quand: le matin même}
      duree: 7 h
      acces: [Internet, une calculatrice]
      remise: {quoi: dossier, a: correcteur, par: mail, quand: à l’issue}
    - code: E1-oral
      forme: controle_continu
      candidats: individuel
      duree: 30 min
      apres: {partie: E1-ecrit, delai: 7 j}
      cadre: En salle
      sujet: {nature: le dossier}
      support: un diaporama
      deroulement: [{intitule: Exposé, duree: 10 min}, {intitule: Questions du jury}]
      jury: joue le rôle du client
      candidat: présente son dossier
      pour: {voies: [vae]}
  - {code: E2, intitule: Mise en situation, evalue: [C1], duree: 1 h 30, description: Sur le banc.}
  condition: {texte: Validation des 3 compétences., effectif: {competences: 3, epreuves: 2}}
- code: BC2
  intitule: Mener un essai
  reprend: [C1]
  competences: [{code: C4, libelle: Mener l’essai, criteres: [{code: K5, libelle: L’essai est mené}]}]
epreuves:
- code: EF
  intitule: Entretien final
  evalue: [C4]
  description: Devant le jury.
  parties: [{code: EF-oral, forme: entretien, description: Sans notes.}]
faits:
- {code: secourisme, libelle: Attestation de secourisme, echelle: {quantite: {max: 40}}, validation: {au_moins: 30}}
ecarts: [{cible: BC1, constat: Deux mots manquent, decision: Gardé comme dans la source, expire: 2027-12-31}]
equivalences: [{version: 1.x, bloc: [B1, B2], donne: BC1, a_presenter: [E2]}]
correspondances: [{de: RNCP99999BC02, donne: BC1, fondement: décision 3, du: 2026-01-01, au: 2027-12-31}]
cas: [{nom: rien n’est saisi, attendu: en_attente}]
"""
"""A référentiel that declares something of everything."""

SHOWN = {("forme", "ecrit"): "écrit", ("forme", "controle_continu"): "contrôle continu"}
"""What the document says in words of its own."""
NOT_SAID = {"format", "saisie", "mesures", "regles", "paliers", "statuts", "cas", "a_relire", "ecarts"}
"""Sections of the file that say how it is decided, or are no part of the document."""
DECIDED = {"langue", "validation", "statuts", "jures", "tentatives"}
"""Keys of the certification and of elements that are the same."""
FREE = frozenset(
    """
    intitule libelle reference texte liens metiers recours nom enseigne groupe savoirs moyens prerequis
    savoir_faire description cadre nature attribution par attendus sous_forme_de constitution quand acces
    quoi support jury candidat fondement code_source constat decision
    """.split()  # noqa: SIM905
)
"""Keys whose texts people word as they like."""


def with_other_texts(value: object, text: Callable[[], str], key: str = "") -> object:
    """The same tree with other texts where people word them."""
    if isinstance(value, dict):
        return {name: with_other_texts(below, text, name) for name, below in value.items() if name != "cas"}
    if isinstance(value, list):
        return [with_other_texts(below, text, key) for below in value]
    return text() if key in FREE else value


def texts(value: object, *path: str) -> Iterator[str]:
    """Every text that a référentiel declares and its official document says, in the order of the file."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "echelle":
                yield from _levels(below)
            elif key not in (DECIDED if path else NOT_SAID | DECIDED):
                yield from texts(below, *path, key)
    elif isinstance(value, list):
        for below in value:
            yield from texts(below, *path)
    elif isinstance(value, str):
        yield SHOWN.get((path[-1], value), value)


def _levels(scale: object) -> Iterator[str]:
    if isinstance(scale, dict):
        for key in ("niveaux", "points"):
            yield from (str(each).replace(".", ",") for each in scale.get(key, ()))


def rule_texts(root: dict[str, object]) -> Iterator[str]:
    """The texts that --with-rules adds: names, ladders, words of statuses, écarts."""
    for section in ("regles", "mesures", "paliers"):
        named = root.get(section)
        if isinstance(named, dict):
            yield from named
    ladders = root.get("paliers")
    for steps in ladders.values() if isinstance(ladders, dict) else ():
        yield from (step["nom"] for step in steps)
    ecarts = root.get("ecarts")
    for ecart in ecarts if isinstance(ecarts, list) else ():
        yield from ecart.values()


def missing_texts(root: dict[str, object], text: str, *, rules: bool, glued: bool = False) -> list[str]:
    """The texts of a référentiel that do not stand in a text; `glued`: which has no space where a line is broken."""
    flat = _without_spaces if glued else _flat
    held = flat(text)
    saisie = root.get("saisie")
    kinds = saisie.values() if isinstance(saisie, dict) else ()
    entered = [level for kind in kinds for level in _levels(kind.get("echelle"))]
    wanted = [*texts(root), *entered, *(rule_texts(root) if rules else ())]
    return [each for each in wanted if flat(each) not in held and flat(visible(each)) not in held]


def _without_spaces(text: str) -> str:
    return "".join(_flat(text).split())


def _flat(text: str) -> str:
    """A text on one line, its control characters as the document shows them."""
    return " ".join(" ".join(visible(line) for line in text.splitlines()).split())


def read(file: Path) -> Referentiel:
    found = load(file)
    assert found.referentiel is not None, found.diagnostics
    return found.referentiel


def of_markdown(referentiel: Referentiel, *, rules: bool) -> bytes:
    with messages.in_language("fr"):
        return markdown(publication(referentiel, with_rules=rules)).encode()


def of_word(referentiel: Referentiel, *, rules: bool) -> bytes:
    with messages.in_language("fr"):
        return docx(publication(referentiel, with_rules=rules))


class _Text(HTMLParser):
    """The text of a page, blocks and breaks apart."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.tags: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hidden = tag in {"style", "script"} or (self.hidden and tag != "body")
        if tag in {"br", "p", "td", "th", "li", "tr", "dd", "dt", "div", "h1", "h2", "h3", "h4"}:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = self.hidden and tag not in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def html_text(page: str) -> tuple[str, set[str]]:
    """The text of a page, and the tags in it."""
    reader = _Text()
    reader.feed(page)
    return "".join(reader.parts), set(reader.tags)


def markdown_text(data: bytes) -> tuple[str, set[str]]:
    """What Markdown shows, with tables as GitHub has them."""
    return html_text(MarkdownIt("commonmark").enable("table").render(data.decode()))


def word_text(data: bytes) -> str:
    """The text of a .docx, a line a paragraph."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 -- ours
    return "\n".join("".join(_run_texts(paragraph)) for paragraph in root.iter(f"{WORD}p"))


def _run_texts(paragraph: ET.Element) -> Iterator[str]:
    for each in paragraph.iter():
        if each.tag == f"{WORD}t":
            yield each.text or ""
        elif each.tag in {f"{WORD}br", f"{WORD}tab"}:
            yield " "


def _parts(data: bytes) -> set[str]:
    """What a .docx is made of: the elements and styles of each of its parts."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        roots = [ET.fromstring(package.read(name)) for name in package.namelist()]  # noqa: S314 -- ours
    return {each.tag for root in roots for each in root.iter()}


def of_html(referentiel: Referentiel, *, rules: bool) -> bytes:
    with messages.in_language("fr"):
        return html(publication(referentiel, with_rules=rules))


def of_pdf(referentiel: Referentiel, *, rules: bool) -> bytes:
    with messages.in_language("fr"):
        made = pdf(publication(referentiel, with_rules=rules))
    assert isinstance(made, bytes), made
    return made


def pdf_text(data: bytes) -> tuple[str, set[str]]:
    """The text of a tagged PDF in its logical order, whatever pages it stands in, and the kinds of its elements."""
    pieces = list(_pieces_by_tag(data))
    return "".join(text for _kind, text in pieces), {kind for kind, _text in pieces}


class _Marked(PDFDevice):
    """The signs of each piece of content that a tag marks, by its page and number."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.signs: dict[tuple[int, object], list[str]] = {}
        self.marks: list[object] = []
        self.page = 0

    def begin_page(self, page: Any, _ctm: object) -> None:
        self.page = page.pageid

    def begin_tag(self, _tag: object, props: object = None) -> None:
        self.marks.append(props.get("MCID") if isinstance(props, dict) else None)

    def end_tag(self) -> None:
        self.marks.pop()

    def render_string(self, textstate: Any, seq: Any, _space: object, _state: object) -> None:
        kept = self.signs.setdefault((self.page, self.marks[-1] if self.marks else None), [])
        codes = (code for each in seq if isinstance(each, bytes) for code in textstate.font.decode(each))
        kept += map(textstate.font.to_unichr, codes)


def _pieces_by_tag(data: bytes) -> Iterator[tuple[str, str]]:
    """Each piece of a tagged PDF in logical order: the kind of the element that it is in, its text."""
    manager = PDFResourceManager()
    device = _Marked(manager)
    interpreter = PDFPageInterpreter(manager, device)
    pages = list(PDFPage.get_pages(BytesIO(data)))
    for page in pages:
        interpreter.process_page(page)
    waiting: list[tuple[str, object, object]] = [
        ("", resolve1(pages[0].doc.catalog["StructTreeRoot"])["K"], 0)
    ]
    while waiting:
        kind, node, page = waiting.pop()
        node = resolve1(node)
        if isinstance(node, list):
            waiting += ((kind, each, page) for each in reversed(node))
        elif isinstance(node, int):
            yield kind, "".join(device.signs.get((page, node), ()))
        elif isinstance(node, dict) and "MCID" in node:
            waiting.append((kind, node["MCID"], node["Pg"].objid if "Pg" in node else page))
        elif isinstance(node, dict) and "K" in node:
            yield kind, "\n"
            own = str(node["S"].name)
            waiting.append((own, node["K"], node["Pg"].objid if "Pg" in node else page))


class Form(NamedTuple):
    """Its bytes, the text that its readers see and the marks around it. `glued`: a line ends without a space."""

    made: Callable[..., bytes]
    read: Callable[[bytes], tuple[str, set[str]]]
    glued: bool = False

    def text(self, data: bytes) -> str:
        return self.read(data)[0]


FORMS = {
    "markdown": Form(of_markdown, markdown_text),
    "html": Form(of_html, lambda data: html_text(data.decode())),
    "pdf": Form(of_pdf, pdf_text, glued=True),
    "docx": Form(of_word, lambda data: (word_text(data), _parts(data))),
}
