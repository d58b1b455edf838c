"""Workbooks (XLSX, XLSM, ODS, XLS) to sheets of rows of text that know their cell.

In come bytes; out go worksheets, whatever was wrong told as diagnostics (`reading.parse`). What headings mean,
and which sheets hold scores, is known by the caller alone.
"""
