"""The register: what was decided, appended for ever, and what each candidate holds for life.

In come sessions decided and acts of the office; out go the entries of a journal chained by their digests, and what
follows from it on any day. Identities stand in one table apart, which alone is ever changed.
"""
