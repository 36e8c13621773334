"""Prepares what pages show: findings, pregnancies and results as words and measures; templates decide nothing."""
