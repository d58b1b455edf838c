"""The official référentiel, as a certifier files it.

A référentiel goes in, and becomes one `Publication`; a writer a form makes Markdown, Word, HTML or PDF of it.
"""
