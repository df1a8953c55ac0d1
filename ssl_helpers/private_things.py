"""What in a notebook is somebody's own and must not be handed in: files, addresses, numbers, pictures, a network.

It looks for what people paste by mistake. Names of people it cannot know.
"""

import ast
import io
import posixpath
import re
import textwrap
import tokenize
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ssl_helpers.data import datasets_folder
from ssl_helpers.my_network.saving import is_private

NETWORK = "shows a network of your own. Delete this cell: your network stays on your own computer."
PICTURE = "holds a picture. Nobody can see who or what is in it before it is handed in: delete it, and use words."
FILE = "uses the file {}, which is none of the firm's. Take that line out: the answer needs the firm's tables only."
OWN_PLACE = (
    "reads a table of the firm from a place that only your computer has: {}. Write load with the name of the table."
)
CLIPBOARD = (
    "reads what you copied last, which nobody else has. Take that line out: the answer needs the firm's tables only."
)

_TAKE_OUT = "Take it out: name no person and no customer."
_EMAIL = r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[^\W\d_]{2,}\b"
_PROFILE = r"(?i)\blinkedin\.com/(?:in|pub|sales/(?:lead|people))/[^\s\"')>,]{1,100}"
# Day, month and year of birth, then four digits; without a sign between them it may be the number of an order.
_BORN = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
_CPR = (
    rf"(?<![\d.,-]){_BORN}[- ]\d{{4}}(?![\d.,]*\d)"
    rf"|(?i:\b(?:cpr|født|born|birth|personn)\w*\W{{0,3}}(?:nr|no|nummer|number)?\W{{0,3}}){_BORN}\d{{4}}(?!\d)"
)
# With a country's code, with a word in front, or in four pairs as Danes write it. Else it may be any number.
_PHONE = (
    r"(?:\+|\b00)(?:4[5-7](?:[ .()-]{0,2}\d){8,10}|35[48](?:[ .()-]{0,2}\d){7,10}|29[89](?:[ .()-]{0,2}\d){6})(?!\d)"
    r"|(?:\+|\b00)(?:1|3[1-49]|4[1-49])(?:[ .()/-]{0,2}\d){9,11}(?!\d)"
    r"|(?i:\b(?:tel|tlf|telefon\w*|phone|mobil(?:e|en|nr|nummer|telefon\w*)?|mob|ring)\b\.?"
    r"(?: ?(?:nr|no|nummer|number)\b\.?)?[ :]{0,3})"
    r"\+?(?:\d[ .()-]{0,2}){6,12}\d(?!\d)"
    r"|(?<!\d[ -])(?<!\d[.,] )(?<![\d.,])[2-9]\d([ -])\d\d\1\d\d\1\d\d(?!\d|[ -]\d|[.,]\d)"
)
_THOUSANDS = r"(?:(?i:mob)\D*|\+)[1-9]\d{0,2}(?:[ .]\d{3})+"
_COUNTED = r"(?i)\b(?:weeks?|uge\w*|rates?)\b"
_FOLDER = (
    r"(?i)\b[a-z]:[\\/]{1,4}(?:users|brugere|documents and settings)[\\/]{1,4}[^\\/\s\"']{1,60}"
    r"|(?:file://|(?<![\w.:/-]))/(?:mnt/[a-z]/)?(?:home|users)/[^/\s\"']{1,60}"
)
_PATTERNS = {
    _EMAIL: f"holds an e-mail address ({{}}). {_TAKE_OUT}",
    _PROFILE: f"holds the address of a LinkedIn profile ({{}}). {_TAKE_OUT}",
    _CPR: f"holds what looks like a CPR number ({{}}). {_TAKE_OUT}",
    _PHONE: f"holds what looks like a phone number ({{}}). {_TAKE_OUT}",
    _FOLDER: "holds the path of a folder on your computer ({}), which may tell your name. Take it out.",
}

_OWN_FOLDER = "~"
_GIVEN_AS = ("path", "file", "io", "filepath_or_buffer")
_METHODS = {"read_text", "read_bytes", "open"}
_OPENERS = {"open", "connect", "loadtxt", "genfromtxt", "ExcelFile", "ZipFile", "my_network"}
_FIRMS = {"dataset_path", "datasets_folder", "load"}
_DATA_FILE = r"[^\n<>]{1,200}\.(?:csv|xlsx?|xlsm|zip)"
# The firm's folder, with something before or behind it that only running would tell.
_FIRMS_FOLDER = r"(?:datasets_folder\(\)|dataset_path\(|(?:\W|^)datasets['\"/])(?!.*\.\.)"
_JOINING = {"Path", "PurePath", "join", "str", "expanduser", "resolve", "joinpath", "abspath", "fspath"}


def private_things(cells: Sequence[Mapping], shown: Sequence[object]) -> Iterator[tuple[int, str]]:
    """Place and finding for each private thing in the bare cells of an exercise, in their order.

    shown: the outputs of each cell.

    A finding goes on after words for the cell: what is in it, and what to do about it.
    """
    trees = [_parsed(cell["source"]) if cell["cell_type"] == "code" else None for cell in cells]
    made = _made(tree for tree in trees if tree)
    own = {node.name for tree in trees if tree for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for place, (cell, tree, outputs) in enumerate(zip(cells, trees, shown, strict=True)):
        is_code = cell["cell_type"] == "code"
        if is_private("", {"cells": [{**cell, "outputs": outputs}]}):
            yield place, NETWORK
        if not is_code and re.search(r"\battachment:|data:image/", cell["source"]):
            yield place, PICTURE
        if is_code:
            if re.search(r"\bread_clipboard\(", cell["source"]):
                yield place, CLIPBOARD
            files = _files(tree, made, own) if tree else _files_guessed(cell["source"])
            for file in dict.fromkeys(files):
                yield place, (OWN_PLACE if _is_in_datasets(file) else FILE).format(_short(file))
        text = _texts(cell["source"], tree) if is_code else cell["source"]
        # Hyphens and blanks of other kinds, as web pages and Word have them.
        text = re.sub("[\u2010-\u2015]", "-", text).replace("\xa0", " ")
        for pattern, told in _PATTERNS.items():
            if found := next((one for one in re.finditer(pattern, text) if not _is_harmless(pattern, one)), None):
                yield place, told.format(_short(found[0]))


def _is_harmless(pattern: str, found: re.Match) -> bool:
    """Whether it only looks private: a page of the firm's invented people, weeks that are planned, a large number."""
    if pattern == _PROFILE:
        return found[0].rstrip("/.;:!?").casefold() in _firms_profiles()
    if pattern != _PHONE:
        return False
    if re.fullmatch(_THOUSANDS, found[0]):
        return True
    if not found[1]:
        return False
    pairs = [int(pair) for pair in found[0].split(found[1])]
    follow = all(later - earlier == 1 for earlier, later in zip(pairs, pairs[1:], strict=False))
    return follow or bool(re.search(_COUNTED, found.string[max(0, found.start() - 30) : found.start()]))


@cache
def _firms_profiles() -> frozenset[str]:
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in datasets_folder().rglob("*.csv"))
    return frozenset(page.rstrip("/").casefold() for text in texts for page in re.findall(_PROFILE, text))


def _short(found: str) -> str:
    found = " ".join(found.split())
    return found if len(found) <= 60 else f"{found[:60]}…"


# --- texts in code -------------------------------------------------------------------------------------------------


def _texts(source: str, tree: ast.AST | None) -> str:
    """The strings and comments of a cell: numbers that are calculated with are nobody's phone.

    Of what is no Python, such as notes typed into a code cell, all is looked at.
    """
    if tree is None or source.lstrip().startswith("%%"):
        return source
    no_python = re.findall(rf"(?m)^\s*[%!?].*|^\s*{_EMAIL}\s*$", source)
    kinds = {tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (SyntaxError, ValueError, tokenize.TokenError):
        return source
    return "\n".join([*no_python, *(token.string for token in tokens if token.type in kinds)])


def _parsed(source: str) -> ast.AST | None:
    """The code of a cell, without the lines that are the notebook's own words; None if it is no Python."""
    lines = ["" if line.lstrip().startswith(("%", "!", "?")) else line for line in textwrap.dedent(source).split("\n")]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


# --- files that code reads -----------------------------------------------------------------------------------------


def _made(trees: Iterator[ast.AST]) -> dict[str, ast.expr]:
    """The value that each name was given last."""
    return {
        target.id: node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _files(tree: ast.AST, made: Mapping[str, ast.expr], own: set[str]) -> list[str]:
    """The files that code opens or reads by a path of its own, those of the firm left out.

    own: the functions of the notebook. What they read is not followed, but the name of a data file is found anywhere.
    """
    nodes = list(ast.walk(tree))
    asked = [given for call in nodes if isinstance(call, ast.Call) for given in _file_given(call, made, own)]
    read = [path for given in asked for path in _paths(given, made) if not _is_firms(path)]
    return read + [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(_DATA_FILE, node.value)
        if not any(path.endswith(node.value) for path in read)
        if not _is_firms(node.value) and node.value.split()[-1].replace("\\", "/").lstrip("/") not in _firms_files()
    ]


@cache
def _firms_files() -> frozenset[str]:
    """The names of the firm's files, alone and with the folder they lie in."""
    folder = datasets_folder()
    return frozenset(name for file in folder.rglob("*.*") for name in (file.name, file.relative_to(folder).as_posix()))


def _file_given(call: ast.Call, made: Mapping[str, ast.expr], own: set[str]) -> list[ast.expr]:
    """What a call that reads a file is given as the file."""
    name = _name(call.func)
    if isinstance(call.func, ast.Name) and name in own:
        return []
    if isinstance(call.func, ast.Attribute) and name in _METHODS:
        owner = call.func.value
        # `gzip.open(path)` opens its argument, `path.open()` its owner.
        if not isinstance(owner, ast.Name) or owner.id in made:
            return [owner]
    if name in _OPENERS or name.startswith("read_"):
        return [*call.args[:1], *(word.value for word in call.keywords if word.arg in _GIVEN_AS)]
    return []


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _paths(given: ast.expr, made: Mapping[str, ast.expr], depth: int = 8) -> list[str]:
    """The paths that an expression may stand for, as far as they are written in the notebook."""
    whole = _path(given, made, depth)
    if whole is not None:
        # A text that is read itself, such as the HTML of a table.
        return [] if whole.lstrip().startswith("<") or "\n" in whole else [whole]
    if _is_below_firms(given):
        return []
    if not depth or (isinstance(given, ast.Call) and _name(given.func) in _FIRMS | {"StringIO", "BytesIO"}):
        return []
    if isinstance(given, ast.Name):
        return _paths(made[given.id], made, depth - 1) if given.id in made else []
    parts = [path for child in ast.iter_child_nodes(given) for path in _paths(child, made, depth - 1)]
    return [path for path in parts if re.search(r"[\\/~]|\.\w{2,5}$", path)]


def _path(given: ast.expr, made: Mapping[str, ast.expr], depth: int) -> str | None:
    """The one path that an expression stands for, or None if that is not to be read from it."""
    if not depth:
        return None
    if isinstance(given, ast.Constant):
        return given.value if isinstance(given.value, str) else None
    if isinstance(given, ast.Name):
        return _path(made[given.id], made, depth - 1) if given.id in made else None
    if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Add | ast.Div):
        parts = [_path(side, made, depth - 1) for side in (given.left, given.right)]
        between = "/" if isinstance(given.op, ast.Div) else ""
        return None if None in parts else between.join(parts)
    if isinstance(given, ast.JoinedStr):
        parts = [
            _path(one.value if isinstance(one, ast.FormattedValue) else one, made, depth - 1) for one in given.values
        ]
        return None if None in parts else "".join(parts)
    if isinstance(given, ast.Call) and _name(given.func) == "home":
        return _OWN_FOLDER
    if isinstance(given, ast.Call) and _name(given.func) in _JOINING:
        owner = given.func.value if isinstance(given.func, ast.Attribute) else None
        inside = [owner] if owner is not None and _path(owner, made, depth - 1) is not None else []
        parts = [_path(one, made, depth - 1) for one in [*inside, *given.args]]
        return None if None in parts or not parts else "/".join(parts)
    return None


def _is_firms(path: str) -> bool:
    """Whether a path, seen from the notebook's folder on any computer, is one of the firm's tables."""
    inside = posixpath.normpath(posixpath.join("/course/my_work/module", path.replace("\\", "/")))
    return not path.startswith(("/", "\\")) and inside.startswith("/course/datasets/")


def _is_in_datasets(path: str) -> bool:
    """Whether a path is one of the firm's tables on this computer."""
    inside = posixpath.normpath(path.replace("\\", "/"))
    return inside.casefold().startswith(f"{datasets_folder().resolve().as_posix()}/".casefold())


def _is_below_firms(given: ast.expr) -> bool:
    """Whether an expression that is not known whole stands for something in the firm's folder."""
    if not isinstance(given, ast.BinOp | ast.JoinedStr | ast.Call):
        return False
    text = ast.unparse(given)
    return bool(re.search(_FIRMS_FOLDER, text)) and not re.search(
        r"['\"](?:[A-Za-z]:|~|/(?:home|Users|mnt|Volumes)/)", text
    )


def _files_guessed(source: str) -> list[str]:
    """The same for code that is no Python, by how it looks."""
    found = re.findall(r"\b(?:read_\w+|open)\(\s*r?([\"'])(.{1,200}?)\1", source)
    return [path for _, path in found if not _is_firms(path)]
