"""French sentences of a règlement, and the rules that they say.

In comes a sentence, out goes a proposal: rules of the rule language, what makes each doubtful, and what was not read.
"""
