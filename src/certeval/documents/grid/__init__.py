"""The grid that a juror fills in with a browser alone: one file, without server or network.

In comes a grid; out goes its page, whose script shows what cells take and says what they refuse, in the words of
certeval, and saves score sheets that certeval reads.
"""
