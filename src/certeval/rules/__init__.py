"""The rule language: what is entered, what it takes, and the verdict, exact and three-valued.

In come rules as declared and values as entered; out go verdicts and measures with their derivation.
"""
