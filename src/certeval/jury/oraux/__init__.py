"""The orals of a session: each candidate before a panel, at an hour, in a room; who can't be placed, and what lacks.

In come panels with their hours, candidates with what each can't do; out goes a timetable, or the candidates and slots
at fault.
"""
