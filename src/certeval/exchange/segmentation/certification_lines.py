"""What lines outside tables say of the certification itself: its title, its level, what it takes."""

import re

from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import rule_sentences
from certeval.exchange.segmentation.outline import DocumentOutline

_WHOLE = re.compile(
    r"\s*(?P<what>intitul[ée](?:\s+(?:du|de\s+la|de\s+l['’]))?\s*(?:titre|dipl[ôo]me|certification|certificat)[^:]{0,40}"
    r"|niveau)\s*:\s*(?P<text>\S.*)$",
    re.IGNORECASE,
)
LONGEST = 1_000
"""Characters of a paragraph: what goes on after so many is another."""


class CertificationLines:
    """The lines of a document, those that go on the one before being one with it."""

    def __init__(self, outline: DocumentOutline) -> None:
        self._outline = outline
        self._open: TextLine | None = None

    def add(self, line: TextLine) -> None:
        """A line that titles nothing."""
        whole = line
        if self._open is not None and line.text.strip():
            whole = self._open._replace(text=f"{self._open.text} {line.text.strip()}", ends=line.ends)
        elif self._open is not None:
            self.end()
        self._open = whole
        if whole.ends or len(whole.text) > LONGEST:
            self.end()

    def end(self) -> None:
        """The line ends there: a table or a title follows."""
        line, self._open = self._open, None
        if line is None:
            return
        if rule_sentences.may_say(line.text):
            rule_sentences.read(self._outline, line)
        if match := _WHOLE.match(line.text):
            key = "niveau" if match["what"].casefold().startswith("niveau") else "intitule"
            text = match["text"].strip()
            text = (re.match(r"[1-8]\b", text) or [""])[0] if key == "niveau" else text
            if text:
                self._outline.certification.setdefault(key, text)
