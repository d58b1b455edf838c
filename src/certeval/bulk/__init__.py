"""All that serves only size: many candidates decided together, each distinct group of cells once.

In: sheets, a référentiel and a form of output. Out: its rows, their tally and what there is to say, or why these
sheets are not for it. Whoever wants the rules never enters.
"""
