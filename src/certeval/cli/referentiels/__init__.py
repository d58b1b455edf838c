"""Commands about référentiels: written, checked, shown, compared, locked."""
