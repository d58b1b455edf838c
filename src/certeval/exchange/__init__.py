"""Other systems' formats.

In come decisions or référentiels; out go the files that other systems read, and back.
"""
