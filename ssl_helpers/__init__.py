"""What a learner of the social selling course imports ("ssl" stands for social selling).

This file imports nothing, so that a fresh kernel starts fast: each room is imported by its own name.
"""


class CourseError(Exception):
    """An error whose text is a sentence for the learner: what is wrong, where, and what to do."""
