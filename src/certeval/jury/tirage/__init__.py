"""The draw by lot: who works with whom, on which case, in a way that anyone can check and nobody can steer.

In come a secret that was committed to, words thrown aloud, and who is present; out go the groups and their cases.
"""
