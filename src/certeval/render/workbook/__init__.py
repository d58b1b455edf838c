"""Results as a workbook: sheets of rows and columns in, the bytes of an XLSX out (`sheets.as_xlsx`).

What goes into which sheet is said by a module a command; how it looks, by `sheets` alone.
"""
