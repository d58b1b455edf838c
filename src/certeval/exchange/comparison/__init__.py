"""Two documents of one title compared: a référentiel and its published fiche, or two files.

In: what each says of its title, its blocs, its compétences. Out: what differs, as values, then in words.
"""
