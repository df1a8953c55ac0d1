"""What a trainer runs: the generator of the firm, the exercises made from the solutions, and marking."""

COURSE_SEED = 2026
"""Of the firm that the course works on."""
