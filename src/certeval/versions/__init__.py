"""How a référentiel changes.

In come versions of a référentiel; out go locks, differences and their impact on past sheets.
"""
