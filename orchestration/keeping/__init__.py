"""Looking after a home: what it can do without, a copy of it in one file, and that copy back."""
