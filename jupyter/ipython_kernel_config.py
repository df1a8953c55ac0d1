"""Read by every kernel of the course's environment."""

c = get_config()
# Says "run the setup cell first" even in a notebook that was restarted and has run nothing yet.
c.InteractiveShellApp.extensions = ["ssl_helpers.kernel"]
# Keeps the kernel's remarks about its own connection out of learners' notebooks.
c.Application.log_level = "ERROR"
