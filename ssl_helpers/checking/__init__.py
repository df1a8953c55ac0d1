"""The words that course notebooks use: `check`, `hint` and `quiz`."""

from ssl_helpers.checking.session import check, hint, quiz

__all__ = ["check", "hint", "quiz"]
