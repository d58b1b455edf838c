"""Decisions.

In come a référentiel and observations; out go verdicts of each candidate with their derivation.
"""
