"""Commands of a jury: what it decides, signs, hands out, and what is kept of it for ever."""
