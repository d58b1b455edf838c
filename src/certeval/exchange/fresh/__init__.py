"""A référentiel begun anew: the file that a few answers make, cases at each of its bounds, a sheet to try it with.

In come answers and rules; out go a tree for `yaml_text`, and the cells of imaginary candidates.
"""
