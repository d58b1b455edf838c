"""A référentiel as a workbook and back: a sheet a kind of element, a row each, a column a key, nothing lost.

In: the plain tree of a file, or the bytes of such a workbook, edited. Out: its sheets, or the tree again.
"""
