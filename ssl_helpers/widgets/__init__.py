"""Interactive pieces of the lessons. Each works by mouse and keyboard and says its state in words."""
