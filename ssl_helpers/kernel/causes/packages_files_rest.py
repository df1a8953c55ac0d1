"""Packages, files, and the rest."""

import ast
import pkgutil
import re
import sys
from contextlib import suppress

from ssl_helpers.kernel.causes.stop import Stop
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import BACKSLASH, tick
from ssl_helpers.spelling import nearest

CAUSES = Causes()
told, cause = CAUSES.told, CAUSES.cause

_PACKAGES = ["pandas", "numpy", "matplotlib", "ssl_helpers", "datetime", "math", "random", "re", "statistics"]


@cause(ModuleNotFoundError)
def unknown_package(stop: Stop, found: re.Match) -> str | None:
    package, _, word = (stop.error.name or "").rpartition(".")
    if package in sys.modules:
        return _not_in(package, word)
    meant = nearest(word, _PACKAGES)
    if meant:
        return f"There is no package called `{word}`: did you mean `{meant}`?"
    return f"There is no package called `{stop.error.name}` here. The course works without it: take this line away."


@cause(ImportError, r"cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'")
def not_in_package(stop: Stop, found: re.Match) -> str | None:
    return _not_in(found[2], found[1])


def _not_in(package: str, word: str) -> str:
    module = sys.modules.get(package)
    rooms = [one.name for one in pkgutil.iter_modules(getattr(module, "__path__", []))]
    meant = nearest(word, [*rooms, *dir(module)])
    ask = f": did you mean `{meant}`?" if meant else ". Check its spelling in the import line."
    return f"There is no `{word}` in `{package}`{ask}"


@cause(FileNotFoundError)
def no_such_file(stop: Stop, found: re.Match) -> str | None:
    name = str(stop.error.filename)
    if re.search(r"[\x00-\x1f]", name):
        return BACKSLASH
    tables = []
    with suppress(Exception):
        tables = [file.stem for file in sys.modules["ssl_helpers.data"].datasets_folder().glob("*.csv")]
    meant = nearest(re.split(r"[\\/]", name)[-1].removesuffix(".csv"), tables) or "accounts"
    return f'There is no file "{name}" here. The tables of the course are read with load("{meant}").'


@cause(IndexError, r"out of (range|bounds)|out-of-bounds")
def too_far(stop: Stop, found: re.Match) -> str | None:
    owner = stop.asked
    if owner is None and isinstance(stop.node, ast.Subscript):
        typed = stop.node.value
        owner = typed.elts if isinstance(typed, ast.List | ast.Tuple) else stop.value(typed)
    if hasattr(owner, "__len__") and not len(owner):
        return "It is empty: there is nothing at any place. Treat that case first, with if."
    size = len(owner) if hasattr(owner, "__len__") else 0
    last = f"there are {size}, and the last has number {size - 1}" if size else "of 5 things the last has number 4"
    return f"The number in square brackets is too high: {last}, because Python counts from 0."


@cause(ZeroDivisionError)
def divided_by_zero(stop: Stop, found: re.Match) -> str | None:
    divisor = stop.text(stop.node.right) if isinstance(stop.node, ast.BinOp) else ""
    zero = (
        "" if divisor.isdigit() else f", and {tick(divisor, 'what stands after the /')} is 0. Look where it comes from"
    )
    return f"Nothing can be divided by 0{zero}."


told(PermissionError, "", "The file cannot be opened. Is it open in Excel? Close it there and run this cell again.")
told(IsADirectoryError, "", "This is the name of a folder. Write the name of the file in it as well.")
told(OSError, r"non-existent directory: (.*)", "There is no folder {0}. Write the name of the file alone.")
told(OSError, r"Invalid argument", BACKSLASH)
told(RecursionError, "", "The function calls itself without end. Take its own name out of the lines below its def.")
told(KeyboardInterrupt, "", "This cell was stopped before it was done.")
told(SystemExit, "", "exit() ends a program. A notebook needs no end: take this line away.")
told(
    NotImplementedError, r"input", "Nobody can type an answer to input(…) here. Write the value into the cell instead."
)
