"""The page that a jury decides around: how a session went, and each candidate with the reasons of each verdict.

In come statistics, results and reasons; out goes one HTML file.
"""
