"""One version of a référentiel, read, checked and compiled."""

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NamedTuple

from certeval.declared import models
from certeval.diagnostics import Diagnostic, Finding, has_errors, in_order
from certeval.diagnostics.families import documents, rules
from certeval.referentiel import contraries, ecarts, existence, reachable
from certeval.referentiel.models import Fichier
from certeval.referentiel.other_files import other_file
from certeval.referentiel.rules import Builder
from certeval.referentiel.tree import Element, Tree, plant
from certeval.rules.entry import Entry
from certeval.rules.program import Program
from certeval.rules.scales import Scale
from certeval.sources import yaml
from certeval.sources.document import Document
from certeval.text.digests import sha256
from certeval.text.nearest import fold, nearest

if TYPE_CHECKING:
    from certeval.declared.repair import Repair

MOST_ELEMENTS = 20_000
"""Elements of one certification: of more, reading its rules would take minutes."""
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_"


class Referentiel(NamedTuple):
    """A référentiel that can decide: its models, its elements by code, its program."""

    document: Document
    model: Fichier
    tree: Tree
    program: Program

    @property
    def code(self) -> str:
        return self.model.certification.code

    @property
    def version(self) -> str:
        return self.model.certification.version

    @property
    def title(self) -> str:
        """The name of the certification; its code where it has none."""
        return self.model.certification.intitule or self.code

    @property
    def langue(self) -> str:
        """The language in which it is written, and in which what juries and candidates read is."""
        return self.model.certification.langue

    @property
    def file(self) -> str:
        return self.document.file

    @property
    def digest(self) -> str:
        """`sha256:` and the digest of the file's bytes."""
        return sha256(self.document.data)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """How cells read, by the code of each element for which something is entered."""
        return self.program.entries

    @property
    def elements(self) -> Mapping[str, Element]:
        return self.tree.elements

    def scale(self, code: str) -> Scale | None:
        """The scale of what is entered; None of what is computed."""
        entry = self.entries.get(code)
        return entry.scale if entry else None

    def words(self, code: str) -> tuple[str, ...]:
        """What the values entered for an element are called, from the worst; nothing where they are numbers."""
        entry = self.entries.get(code)
        return entry.scale.words() if entry else ()

    def situation_word(self, axis: str, text: str | None) -> str:
        """The parcours, or the voie, that a text means; the text itself where it means none."""
        entry = self.program.situation.get(axis)
        rank = entry.scale.read(text) if entry and text else None
        return entry.scale.words()[int(rank)] if entry and rank is not None else text or ""

    def resolve(self, typed_code: str) -> str | None:
        """The code meant: without regard to case, spaces and accents, or as the source prints it."""
        return self.tree.spellings.get(fold(typed_code))

    def is_entered(self, typed_code: str) -> bool:
        """Whether a code is that of an element whose cells are entered."""
        return self.resolve(typed_code) in self.entries

    def bloc(self, text: str) -> str | None:
        """The bloc meant by its code or its number: `2` and `bloc 2` are that whose code ends so."""
        word = fold(text).removeprefix("bloc")
        blocs = self.tree.below("bloc", None)
        target = self.resolve(text) or self.resolve(word)
        if target in blocs:
            return target
        matches = [code for code in blocs if word.isdecimal() and code.lstrip(LETTERS) == word]
        return matches[0] if len(matches) == 1 else None

    def nearest(self, typed_code: str) -> str | None:
        """The code that someone who typed this most likely meant: it, or what the source prints, is near."""
        return self.tree.spellings.get(nearest(typed_code, self.tree.spellings) or "")


class Compilation(NamedTuple):
    """What reading a référentiel gave: as much of it as could be read, and what is wrong.

    `repair` says what was mended to look at the rest of a file whose structure is wrong.
    """

    document: Document
    model: Fichier | None
    tree: Tree | None
    referentiel: Referentiel | None
    diagnostics: list[Diagnostic]
    repair: "Repair | None" = None


def load(path: FilePath, name: str | None = None) -> Compilation:
    """Read one file. Raises OSError where it cannot be read."""
    return compile_document(yaml.load(path, name))


def compile_document(document: Document) -> Compilation:
    """The référentiel of a document, with every problem that keeps it from deciding."""
    if (other := other_file(document)) is not None:
        return Compilation(document, None, None, None, [other])
    if document.root is None:
        return Compilation(document, None, None, None, document.diagnostics)
    model, findings = models.read(Fichier, document)
    diagnostics = models.diagnostics_of(findings, document)
    repair: Repair | None = None
    if model is None:
        from certeval.declared.repair import repair_model  # of use where something is wrong, and only there

        model, repair = repair_model(Fichier, document.root, findings)
    if model is None:
        return Compilation(document, None, None, None, diagnostics)
    tree, program, more = _compile(model)
    if repair is not None:
        from certeval.declared.repair import without_consequences

        more = [each for each in without_consequences(more, repair) if isinstance(each, Finding)]
    new = models.without_repeats([document.locate(each) for each in more], document)
    diagnostics = in_order([*diagnostics, *new])
    is_reviewed = all(each.kind is not documents.TO_REVIEW_FIRST for each in diagnostics)
    can_decide = program is not None and repair is None and is_reviewed and not has_errors(diagnostics)
    referentiel = (
        Referentiel(document, model, tree, program)
        if tree is not None and program is not None and can_decide
        else None
    )
    return Compilation(document, model, tree, referentiel, diagnostics, repair)


def _compile(model: Fichier) -> tuple[Tree | None, Program | None, list[Finding]]:
    """The tree and the program of a model, with what is wrong with its codes and its rules."""
    tree, findings = plant(model)
    if len(tree.elements) > MOST_ELEMENTS:
        arguments = {"elements": len(tree.elements), "limit": MOST_ELEMENTS}
        return None, None, [Finding(rules.TOO_MANY_ELEMENTS, ("blocs",), arguments, at_key=True)]
    builder = Builder(model, tree)
    program = builder.build()
    findings += builder.mistakes.findings.values()
    if program is not None:
        unknown = program.unknown()
        bounds = reachable.findings(program, unknown)
        by_path = {each.path: each for each in (*contraries.findings(program, unknown), *bounds)}
        findings += by_path.values()
        findings += [
            each for each in existence.situation_findings(tree, program, unknown) if each.path not in by_path
        ]
    findings += ecarts.doubts(model.a_relire)
    return tree, program, findings
