"""L: how a référentiel is worded."""
