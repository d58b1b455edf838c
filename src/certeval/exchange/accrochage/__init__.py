"""Holders of certifications told to the Caisse des Dépôts: a table of candidates and what was decided come in.

Out goes the XML that its portal takes, cut where it is too large, or what is wrong at the very cell of the table.
"""
