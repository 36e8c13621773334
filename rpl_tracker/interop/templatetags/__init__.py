"""For templates of what goes on paper."""
