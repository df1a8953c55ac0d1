"""The words that course notebooks use: `check`, `hint`, `solution`, `progress` and `quiz`."""

from ssl_helpers.checking.session import check, hint, progress, quiz, solution

__all__ = ["check", "hint", "progress", "quiz", "solution"]
