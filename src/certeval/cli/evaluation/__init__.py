"""Commands of a session, from empty grids to decided candidates and figures."""
