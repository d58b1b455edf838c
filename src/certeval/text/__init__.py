"""Texts as people type them: a text comes in, out go its edges, its spelling or the day that it holds.

Nothing here knows what a text is about.
"""
