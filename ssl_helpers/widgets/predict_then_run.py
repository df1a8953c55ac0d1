"""Module 0: guess what a line of code gives, then run it."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as widgets
import pandas as pd

from ssl_helpers.checking.values import near, show_number
from ssl_helpers.widgets import status
from ssl_helpers.widgets.boxes import Box


@dataclass(frozen=True)
class Question:
    """A question, the code that answers it from `raw` with its last line, and how its value is said."""

    asked: str
    code: str
    said: Callable[[float], str]


QUESTIONS = [
    Question(
        "600 connections: how many people could hear me?",
        "connections = 600\nconnections",
        lambda value: f"{value} people are connected to this salesperson. How many hear a post, LinkedIn does not say.",
    ),
    Question(
        "One product post for four helpful ones: what proportion?",
        "product_proportion = 1 / (1 + 4)\nproduct_proportion",
        lambda value: (
            f"With four helpful posts for each one about products, {100 * value:.0f} of 100 posts are about products."
        ),
    ),
    Question(
        "42 customers among 600 people: what proportion?",
        "customer_proportion = 42 / 600\ncustomer_proportion",
        lambda value: f"Of 100 people in this network, {100 * value:.0f} work at customers.",
    ),
    Question(
        "How many people in the file can I name?",
        'people = raw[raw["First Name"].notna()]\nlen(people)',
        lambda value: f"{value} rows of the file have a name. The other rows are people who hide their profile.",
    ),
]

NO_GUESS = "First type your guess, a number. Any guess will do."
NO_NUMBER = "Type a number from 0 up, such as 12 or 0.5, and nothing else."
RUN = "Now type your guess and press Enter."


def answer(question: Question, raw: pd.DataFrame) -> float:
    """The value of the question's code, whose last line is an expression."""
    *steps, last = question.code.split("\n")
    names = {"raw": raw}
    exec("\n".join(steps), names)
    return eval(last, names)


def number(typed: str) -> float | None:
    """The number that somebody typed, with a decimal comma or in percent too; None for anything else."""
    found = re.fullmatch(r"(\d*[.,]?\d+)\s*(%?)", typed.strip())
    return found and float(found[1].replace(",", ".")) / (100 if found[2] else 1)


def reply(guess: float, value: float) -> str:
    """What is said about a guess, sign and words first."""
    said = f"You said {show_number(guess)}. Python says {show_number(value)}."
    if near(guess, value):
        return f"✓ {said}"
    if near(guess, 100 * value) and 0 < value < 1:
        return f"→ {said} Yours is the same in percent; Python counts from 0 to 1."
    return f"→ {said}"


def predict_then_run(raw: pd.DataFrame) -> Box:
    """A question, a field for a guess and a button; after the guess what Python says, what it means, and the code.

    The code waits for the guess, which would else be a copy of it.
    raw: a Connections.csv as `read_connections` gives it.
    """
    question = widgets.Dropdown(
        options=[(one.asked, one) for one in QUESTIONS], description="Question", layout={"width": "38em"}
    )
    code = widgets.HTML()
    # Enter and Tab hand the guess over, as the button does.
    guess = widgets.Text(description="My guess", placeholder="a number", continuous_update=False)
    run = widgets.Button(description="Run")
    shown = widgets.HTML()

    def ask(_change: object = None) -> None:
        guess.value = code.value = ""
        shown.value = status(RUN)

    def tell(_what: object = None) -> None:
        guessed = number(guess.value)
        if guessed is None:
            shown.value = status(NO_NUMBER if guess.value.strip() else NO_GUESS)
            return
        value = answer(question.value, raw)
        # Here a comma and % are understood; in a cell they are not.
        plain = show_number(guessed)
        mind = "" if guess.value.strip() == plain else f" In a cell, write {plain}."
        shown.value = status(f"{reply(guessed, value)}{mind} {question.value.said(value)} The code:")
        code.value = f"<pre>{html.escape(question.value.code)}</pre>"

    question.observe(ask, names="value")
    guess.observe(lambda change: tell() if change["new"] else None, names="value")
    run.on_click(tell)
    ask()
    return Box("predict_then_run(raw)", [question, guess, run, shown, code])
