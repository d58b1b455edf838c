"""The official référentiel as a document for Word: real styles, tables whose heads repeat; nothing in it runs.

In: a `Publication`. Out: the bytes of a .docx, the same for the same document. No library is needed: a .docx is a few
files of XML in a ZIP, of which those in `parts` never change.
"""

from certeval.documents.official.word.package import docx

__all__ = ["docx"]
