"""The exercises of the course, declared: one file per module, named after its topic."""
