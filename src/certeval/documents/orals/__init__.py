"""Pages for the doors of rooms: the hours and codes of those who are heard there, and no name.

In come the orals of a session; out goes one page to print, a sheet a room and day.
"""
