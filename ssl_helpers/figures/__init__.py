"""The figures of the lessons, one file per module of the course. Each shows itself with a text for screen readers."""
