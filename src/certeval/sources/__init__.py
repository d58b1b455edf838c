"""Bytes to plain values with the position of every value.

In come bytes of YAML or CSV; out go mappings, sequences and text as typed, their places, and diagnostics.
"""
