"""H: versions and locks."""
