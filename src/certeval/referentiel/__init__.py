"""A certification as declared: activités, compétences, évaluation, blocs.

In come the plain values of a YAML file; out go frozen models, the tree of elements and the compiled rules.
"""
