"""What a jury decides around what is computed: the session file, who deliberates, what is held.

In come the file of a session, a référentiel and what the sheets say; out go the verdicts that are held for each
candidate, and findings of family S. Nothing computed is overwritten: both are kept.
"""
