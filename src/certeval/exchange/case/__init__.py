"""A référentiel as a framework of CASE 1.1 (1EdTech), which other systems read: its document, items, associations.

In comes a référentiel, the day of its version and an address. Out goes one CFPackage, the same for the same inputs.
"""
