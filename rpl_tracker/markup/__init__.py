"""Forms written out directly: the same HTML as the templates of Django and crispy, at a tenth of the time."""
