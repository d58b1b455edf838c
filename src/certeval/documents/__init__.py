"""What is handed to people: pages that open in a browser without a server, documents to print.

In come decisions, statistics and what a session holds; out go the bytes of whole files.
"""
