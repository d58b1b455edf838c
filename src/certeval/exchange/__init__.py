"""Other systems' documents, in and out: in come the bytes of a Word table, a PDF, a workbook or a published fiche.

Out goes a draft of a référentiel, word for word, with every doubt as data and its place; or a référentiel and what was
decided as other systems read them (CASE, Open Badges). Nothing is invented.
"""
