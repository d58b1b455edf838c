"""Empty grids for juries: in comes the plain description of a grid, out go the bytes of a workbook, or a text.

Their words are in the language of the référentiel, chosen by the caller.
"""
