"""What differs between two versions, for people at a terminal, for other programs, for a pull request.

In comes a comparison; out goes text, with the words that differ marked in each wording.
"""
