"""What `check --fix` may write by itself: a référentiel comes in, out go edits that change no meaning."""
