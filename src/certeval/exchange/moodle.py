"""A référentiel as a competency framework of Moodle, in the CSV that its own tool exports and imports
(`admin/tool/lpimportcsv`): a row for the framework, one for each bloc, compétence, sous-compétence and critère.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import referentiel as kinds
from certeval.engine.evaluator import Evaluator
from certeval.messages import _
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import Element, reprises
from certeval.rules.outcome import VRAI
from certeval.rules.scales import Niveaux
from certeval.sources.row import FORMULA_STARTS
from certeval.text.cell_text import collapse_spaces
from certeval.text.digests import sha256

HEADINGS = (
    *("Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values"),
    *("Scale configuration", "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)"),
    *("Cross-referenced competency ID numbers", "Exported ID (optional)", "Is framework", "Taxonomy"),
)
"""The columns in the order that the import expects, whatever they are called in its language."""
TAXONOMIES: Mapping[str, str] = {
    "bloc": "domain",
    "competence": "competency",
    "sous_competence": "skill",
    "critere": "indicator",
}
"""The kinds of elements that a framework holds, and Moodle's word for them."""
LEVELS = 4
"""Levels of a framework that have a taxonomy."""
LONGEST = 100
"""Characters of a short name and of an ID number: Moodle cuts what is longer, and loses what stands below."""
MOST_NAMES = 5
HTML = "1"
"""Moodle's number for a description in HTML."""
SEPARATORS = {"fr": ";"}
"""What parts the cells in the list of Moodle's language, a comma where this does not say."""


class GradeScale(NamedTuple):
    """The values of a scale, the worst first, and the least of them, from 0, that validates."""

    values: tuple[str, ...]
    proficient: int


def framework(referentiel: Referentiel) -> str:
    """The text of the file, in the language of messages that is spoken."""
    file = io.StringIO()
    separator = SEPARATORS.get(referentiel.langue, ",")
    writer = csv.writer(file, delimiter=separator, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(_rows(referentiel))
    return file.getvalue()


def findings(referentiel: Referentiel) -> list[Diagnostic]:
    """What Moodle cuts or writes otherwise, told once where it is first; the description has all of it."""
    elements = _elements(referentiel)
    names = [each for each in elements if len(collapse_spaces(each.wording or each.code)) > LONGEST]
    codes = [each for each in elements if len(each.code) > LONGEST]
    commas = [code for code, scale in _levels(referentiel).items() if "," in "".join(scale.niveaux)]
    by_kind = (
        (kinds.MOODLE_SHORT_NAMES, names),
        (kinds.MOODLE_ID_NUMBERS, codes),
        (kinds.MOODLE_COMMAS, [referentiel.elements[code] for code in commas]),
    )
    diagnostics = []
    for kind, those in by_kind:
        if those:
            first_codes = tuple(each.code for each in those[:MOST_NAMES])
            arguments = {"count": len(those), "elements": first_codes, "limit": LONGEST}
            diagnostics.append(Diagnostic(kind, referentiel.document.place(those[0].path), arguments))
    return diagnostics


def _elements(referentiel: Referentiel) -> list[Element]:
    return [each for each in referentiel.elements.values() if each.kind in TAXONOMIES]


def _rows(referentiel: Referentiel) -> Iterator[tuple[str, ...]]:
    certification = referentiel.model.certification
    plain = GradeScale((_("Not acquired"), _("Acquired")), 1)
    about = ", ".join(filter(None, (certification.rncp, f"{referentiel.code}@{referentiel.version}")))
    title = referentiel.title
    yield (
        *("", _identifier(f"{referentiel.code}@{referentiel.version}"), _short(title)),
        *(_description(title, about), HTML, *_scale(plain), "", "", "", "", "", "1", _taxonomy(referentiel)),
    )
    gradings = _gradings(referentiel)
    for number, element in enumerate(_elements(referentiel), 1):
        scale = gradings.get(element.code)
        condition = element.model.condition if isinstance(element.model, Bloc) else None
        wording = element.wording or element.code
        links = ",".join(map(_identifier, reprises(element, referentiel.elements)))
        yield (
            *(_identifier(element.parent or ""), _identifier(element.code), _short(wording)),
            *(_description(wording, condition.texte if condition else ""), HTML),
            *(_scale(scale) if scale is not None else ("", "")),
            *("", "0", "null", links, str(number), "", ""),
        )


def _taxonomy(referentiel: Referentiel) -> str:
    """The word of each level: that of what stands there, of compétences where several kinds do."""
    kinds_at: list[set[str]] = [set() for _level in range(LEVELS)]
    for element in _elements(referentiel):
        above = list(referentiel.tree.ancestors(element.code))
        kinds_at[len(above) - 1].add(element.kind)
    words = (TAXONOMIES[min(each)] if len(each) == 1 else TAXONOMIES["competence"] for each in kinds_at)
    return ",".join(words)


def _levels(referentiel: Referentiel) -> dict[str, Niveaux]:
    """The levels of each element of a framework that is assessed by some."""
    codes = (code for code in referentiel.entries if referentiel.elements[code].kind in TAXONOMIES)
    scales = ((code, referentiel.entries[code].scale) for code in codes)
    return {code: scale for code, scale in scales if isinstance(scale, Niveaux)}


def _gradings(referentiel: Referentiel) -> dict[str, GradeScale]:
    """The levels that elements are assessed by, and the least of them that validates, as the rule of each says. One
    that none validates by itself is left to the scale of the framework.
    """
    scales = _levels(referentiel)
    evaluator = Evaluator(referentiel.program)
    least: dict[str, int] = {}
    for level in range(max((len(scale.niveaux) for scale in scales.values()), default=0)):
        of_level = {code: each.niveaux[level] for code, each in scales.items() if level < len(each.niveaux)}
        values = {code: referentiel.entries[code].read(word).value for code, word in of_level.items()}
        verdicts = evaluator.evaluate(values).verdicts
        for code in values:
            if code in verdicts and verdicts[code].outcome == VRAI:
                least.setdefault(code, level)

    def value(word: str) -> str:
        return collapse_spaces(word).replace(",", " ;")  # commas part the values of a scale

    return {code: GradeScale(tuple(map(value, scales[code].niveaux)), rank) for code, rank in least.items()}


def _scale(scale: GradeScale) -> tuple[str, str]:
    """The values of a scale, and which of them are proficient; the least of these is given by default. The import
    puts the number of the scale in the place of the first object's.
    """
    levels = range(scale.proficient, len(scale.values))
    configured = [{"id": i + 1, "scaledefault": int(i == scale.proficient), "proficient": 1} for i in levels]
    return _text(",".join(scale.values)), json.dumps([{"scaleid": "0"}, *configured], separators=(",", ":"))


def _identifier(code: str) -> str:
    """An ID number, no longer than Moodle keeps."""
    if len(code) <= LONGEST:
        return code
    digest = sha256(code.encode()).rpartition(":")[2][:8]
    return f"{code[: LONGEST - len(digest) - 1]}~{digest}"


def _short(text: str) -> str:
    """A short name, no longer than Moodle keeps, cut at a space. Moodle takes `<` before a letter for a tag, and PHP
    a backslash before a quote for a part of the cell: the description has both as they are.
    """
    line = _text(re.sub(r"<(?=\S)", "< ", collapse_spaces(text).replace("\\", "∖")))
    if len(line) <= LONGEST:
        return line
    cut = line[: LONGEST - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[LONGEST // 2 :] else cut}…"


def _text(cell: str) -> str:
    """A cell that no spreadsheet runs: Moodle trims the space before it."""
    return f" {cell}" if cell[:1] in FORMULA_STARTS else cell


def _description(*texts: str) -> str:
    """A description in HTML: a paragraph a text, each as it is."""
    paragraphs = (escape(text.strip(), quote=False).replace("\\", "&#92;") for text in texts if text.strip())
    return "".join(f"<p>{'<br>'.join(each.splitlines())}</p>" for each in paragraphs)
