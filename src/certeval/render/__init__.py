"""Decisions, diagnostics and référentiels to the forms people and programs read.

In come values; out go tables, JSON, CSV. Reasons become words here.
"""
