"""Read by every kernel of the course's environment."""

c = get_config()
# Says "run the setup cell first" even in a notebook that was restarted and has run nothing yet.
c.InteractiveShellApp.extensions = ["ssl_helpers.kernel"]
# What is typed may name a private file, and a history would keep it on the disk.
c.HistoryManager.enabled = False
# Keeps the kernel's remarks about its own connection out of learners' notebooks.
c.Application.log_level = "ERROR"
