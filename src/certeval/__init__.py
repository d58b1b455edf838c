"""Référentiels de certification in YAML, score sheets in, decisions with their reasons out."""

__version__ = "0.2.0"
