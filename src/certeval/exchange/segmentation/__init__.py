"""What a document holds to what it says: in come lines and tables, out go blocs, compétences, critères and doubts.

Pure, and the same whatever the format. Nothing is invented: what was not read is absent.
"""
