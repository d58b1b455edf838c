"""What juries entered.

In come score sheets; out go observations, one a candidate and element, each with its cell.
"""
