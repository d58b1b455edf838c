"""A draft of a référentiel: what was read of a document as the plain tree of a file, its doubts under `a_relire`."""

from collections.abc import Mapping
from dataclasses import dataclass

from certeval.diagnostics import Diagnostic, Place, Severity
from certeval.diagnostics.families import documents as kinds
from certeval.exchange import conditions
from certeval.exchange.naming import CodeGiver
from certeval.exchange.segmentation import rule_sentences
from certeval.exchange.segmentation.certification_lines import unquoted
from certeval.exchange.segmentation.outline import DocumentOutline, Doubt, OutlineBloc, OutlineNode
from certeval.exchange.yaml_text import Tree, without_empty
from certeval.messages import _

VERSION = "0.1.0"
LONGEST_QUOTE = 80
"""Characters of a text that a doubt quotes."""


@dataclass(frozen=True)
class Draft:
    """The tree of a draft's file, and what it was made from."""

    tree: dict[str, Tree]
    outline: DocumentOutline
    code: str
    file: str

    def diagnostics(self) -> list[Diagnostic]:
        """What is doubtful, each at its place in the document, in the language that is spoken."""
        return [
            Diagnostic(
                each.kind, Place(self.file, cell=each.spot.words() or None), arguments(each, self.code)
            )
            for each in self.outline.doubts
        ]


def doubts(outline: DocumentOutline) -> list[Doubt]:
    """What is to be reviewed, remarks left out."""
    return [each for each in outline.doubts if each.kind.severity is not Severity.INFO]


def draft(outline: DocumentOutline, code: str, file: str, version: str = VERSION) -> Draft:
    """The draft of what was read of a file, in the language that is spoken."""
    if any(True for _critere in outline.criteres()):
        for each in outline.competences():
            if not each.nodes:
                outline.doubt(kinds.NO_CRITERE, each, each.spot)
    rule_sentences.doubt(outline)
    CodeGiver(outline).name()
    by_kind, own = conditions.rules(outline)
    nodes: list[OutlineNode] = []
    for bloc in outline.blocs:
        nodes += [bloc, *bloc.activites, *(node for each in bloc.nodes for node in (each, *each.nodes))]
        nodes += bloc.epreuves
    order = {id(each): i for i, each in enumerate((*nodes, *outline.epreuves))}
    outline.doubts.sort(key=lambda each: order.get(id(each.node), -1))
    tree: dict[str, Tree] = {
        "format": "1",
        "certification": {"code": code, "version": version, **outline.certification, "langue": "fr"},
        "validation": by_kind,
        "blocs": [_with_rules(_bloc(each, outline), own.get(each.code, {})) for each in outline.blocs],
    }
    if outline.epreuves:
        tree["epreuves"] = [_epreuve(each) for each in outline.epreuves]
    if to_review := doubts(outline):
        tree["a_relire"] = [_relecture(each, code) for each in to_review]
    return Draft(tree, outline, code, file)


def _with_rules(bloc: dict[str, Tree], own: Mapping[str, Tree]) -> dict[str, Tree]:
    """A bloc with the rules that it alone says: its own, and those of the elements of a kind that stand in it."""
    if "bloc" in own:
        bloc["validation"] = own["bloc"]
    for key, kind in (("competences", "competence"), ("epreuves", "epreuve")):
        elements = bloc.get(key)
        if kind in own and isinstance(elements, list):
            bloc[key] = [{**each, "validation": own[kind]} for each in elements]
    return bloc


def _bloc(bloc: OutlineBloc, outline: DocumentOutline) -> dict[str, Tree]:
    number = bloc.document_code
    effectif = {what: str(n) for what, n in conditions.effectif(bloc.condition).items()}
    return without_empty(
        {
            "code": bloc.code,
            "rncp": number.normal if number and number.letters.startswith("R") else None,
            "intitule": bloc.text,
            "metiers": bloc.metiers,
            "savoir_faire": bloc.savoir_faire,
            "activites": [_activite(each, bloc, outline) for each in bloc.activites],
            "competences": [
                _head(each) | without_empty({"criteres": [_head(critere) for critere in each.nodes]})
                for each in bloc.nodes
            ],
            "epreuves": [_epreuve(each) for each in bloc.epreuves],
            "condition": without_empty({"texte": bloc.condition, "effectif": effectif}),
        }
    )


def _head(node: OutlineNode) -> dict[str, Tree]:
    """The code of an element, the document's beside it where that is written otherwise, its wording."""
    tree: dict[str, Tree] = {"code": node.code}
    if node.document_code and node.document_code.text != node.code:
        tree["code_source"] = node.document_code.text
    return tree | {"libelle": node.text}


def _activite(activite: OutlineNode, bloc: OutlineBloc, outline: DocumentOutline) -> dict[str, Tree]:
    ids = {id(competence) for each, competence in outline.links if each is activite}
    links = [each.code for each in bloc.nodes if id(each) in ids]
    alike = [each.code for each in bloc.nodes if each.numbers and each.numbers == activite.numbers]
    competences = links or (alike if len(alike) == 1 and "alone" not in activite.details else [])
    return _head(activite) | without_empty({"competences": competences})


def _epreuve(epreuve: OutlineNode) -> dict[str, Tree]:
    head = _head(epreuve)
    details = {key: unquoted(str(epreuve.details.get(key, ""))) for key in ("description", "duree")}
    evalue = [each.code for each in epreuve.nodes]
    return head | {"intitule": head.pop("libelle")} | without_empty({**details, "evalue": evalue})


def arguments(doubt: Doubt, code: str) -> dict[str, object]:
    """What the words of a doubt are about."""
    node, parent = doubt.node, doubt.parent
    text = doubt.text or (node.text if node else "")
    return {
        "target": node.code if node else code,
        "text": f"{text[:LONGEST_QUOTE].rstrip()}…" if len(text) > LONGEST_QUOTE else text,
        "typed": node.document_code.text if node and node.document_code else "",
        "parent": parent.code if parent else "",
        **doubt.details,
    }


def _relecture(doubt: Doubt, code: str) -> dict[str, Tree]:
    details = arguments(doubt, code)
    tree: dict[str, Tree] = {"cible": str(details["target"])}
    if where := doubt.spot.words():
        tree["place"] = where
    tree["constat"] = _(doubt.kind.message).format(**details)
    tree["propose"] = _(doubt.kind.help).format(**details)
    return tree | ({"bloquant": "oui"} if doubt.blocking else {})
