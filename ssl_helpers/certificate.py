"""A certificate of the modules that a learner has finished, counted on the own computer and examined by nobody."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ssl_helpers import CourseError, plots
from ssl_helpers.checking import outcomes, record
from ssl_helpers.handing_in import learner_name
from ssl_helpers.paths import write_whole
from ssl_helpers.progress import modules, number, tasks
from ssl_helpers.workspace import my_work

FOLDER = "certificate"
SELF_ATTESTED = (
    "Self-attested: the points were counted on the learner's own computer, by the checks of the course.\n"
    "Nobody has examined them."
)
NO_NAME = 'Whose certificate is it? Write your name between the quotes: certificate("Mette Hansen").'
LONGEST_NAME = 80

_FONT = "DejaVu Sans"
_A4 = (11.69, 8.27)
# The same page everywhere: a font of its own, no $…$ read as a formula, and letters that a reader can search.
_PAGE = {"font.family": _FONT, "text.parse_math": False, "savefig.bbox": "standard", "pdf.fonttype": 42}
_LEFT, _CORE, _RIGHT = 0.11, 0.74, 0.90
_TABLE_TOP, _TABLE_BOTTOM, _TALLEST_ROW = 0.555, 0.155, 0.045


@dataclass(frozen=True)
class Certificate:
    """The two files of one certificate, and what it says."""

    pdf: Path
    png: Path
    words: str


def certify(name: str) -> Certificate:
    """Write the certificate of the finished modules to my_work/certificate, as PDF and as picture.

    name: as it shall stand there, or "" for the one typed when something was handed in.
    Raises CourseError, with what is missing, for no finished module, no name, or a name that cannot be shown.
    """
    finished = finished_modules()
    shown = shown_name(name.strip() or record.learner())
    today = date.today()
    figure = page(shown, finished, today)
    place = my_work() / FOLDER / learner_name(shown)
    # Made in memory first: both files are then written, or none.
    made = {ending: _saved(figure, ending) for ending in (".pdf", ".png")}
    files = {ending: place.with_name(f"{place.name}{ending}") for ending in made}
    for ending, file in files.items():
        write_whole(file, made[ending])
    return Certificate(files[".pdf"], files[".png"], " ".join(_lines(shown, finished, today)))


def finished_modules() -> pd.DataFrame:
    """The rows of `modules()` that are done. Raises CourseError, with what is nearest to it, for none."""
    done = tasks()
    finished = modules(done).query("done")
    if finished.empty:
        raise CourseError(_what_is_missing(done))
    return finished


def shown_name(typed: str) -> str:
    """The name as it stands on the certificate. Raises CourseError for one that cannot stand there."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name:
        raise CourseError(NO_NAME)
    learner_name(name)
    if len(name) > LONGEST_NAME:
        raise CourseError(f"This name has {len(name)} letters; {LONGEST_NAME} fit on the certificate. Shorten it.")
    if odd := "".join(dict.fromkeys(letter for letter in name if not _can_be_shown(letter))):
        raise CourseError(f"The certificate cannot show “{odd}”. Write your name in Latin letters.")
    return name


def _can_be_shown(letter: str) -> bool:
    # What is written from right to left would stand there the wrong way round.
    if unicodedata.bidirectional(letter) in ("R", "AL") or not letter.isprintable():
        return False
    file = font_manager.findfont(font_manager.FontProperties(family=_FONT, weight="bold"))
    return font_manager.get_font(file).get_char_index(ord(letter)) != 0


def page(name: str, finished: pd.DataFrame, day: date) -> Figure:
    """The page, A4 across; finished: the rows of `modules()` to name on it, at least one."""
    with plots.style(), mpl.rc_context(_PAGE):
        figure = Figure(figsize=_A4)
        FigureCanvasAgg(figure)
        figure.add_artist(Rectangle((0.04, 0.05), 0.92, 0.9, fill=False, edgecolor=plots.PLAIN, linewidth=1.5))
        figure.add_artist(Rectangle((0.04, 0.05), 0.018, 0.9, facecolor=plots.MARKED, edgecolor=plots.MARKED))
        figure.text(_LEFT, 0.86, "The social selling course", fontsize=15, color=plots.MARKED, fontweight="bold")
        figure.text(_LEFT, 0.80, "Certificate of work done", fontsize=15)
        _fit(figure.text(_LEFT, 0.70, name, fontsize=36, fontweight="bold"), _RIGHT)
        every = "every core task of this module" if len(finished) == 1 else "every core task of these modules"
        figure.text(_LEFT, 0.645, f"has solved {every}. {_written(day)}", fontsize=12)
        _table(figure, finished)
        figure.text(_LEFT, 0.08, SELF_ATTESTED, fontsize=10, linespacing=1.5)
    return figure


def _table(figure: Figure, finished: pd.DataFrame) -> None:
    # The last row stands apart.
    height = min(_TALLEST_ROW, (_TABLE_TOP - _TABLE_BOTTOM) / (len(finished) + 1.4))
    _row(figure, _TABLE_TOP + 0.02, ("", "Module", "core points", "extra points"), fontweight="bold")
    _rule(figure, _TABLE_TOP + 0.008)
    y = _TABLE_TOP + 0.25 * height
    for stem, row in finished.iterrows():
        y -= height
        _row(figure, y, (str(number(stem)), row["title"], *_points(row)))
    _rule(figure, y - 0.4 * height)
    total = finished[["points", "max_points", "extra", "max_extra"]].sum()
    _row(figure, y - 1.4 * height, ("", "Together", *_points(total)), fontweight="bold")


def _points(row: pd.Series) -> tuple[str, str]:
    return f"{row['points']} of {row['max_points']}", f"{row['extra']} of {row['max_extra']}"


def _row(figure: Figure, y: float, words: Sequence[str], **look: str) -> None:
    at, about, core, extra = words
    figure.text(_LEFT + 0.02, y, at, fontsize=11, ha="right", **look)
    left = _LEFT + (0.035 if at else 0)
    _fit(figure.text(left, y, about, fontsize=11, **look), _CORE - 0.11)
    figure.text(_CORE, y, core, fontsize=11, ha="right", **look)
    figure.text(_RIGHT, y, extra, fontsize=11, ha="right", **look)


def _rule(figure: Figure, y: float) -> None:
    figure.add_artist(Rectangle((_LEFT, y), _RIGHT - _LEFT, 0.0008, color=plots.PLAIN))


def _fit(text: Text, right: float) -> None:
    """Make a text smaller until it ends left of `right`, a fraction of the page."""
    # Both measured at the same size: letters do not shrink quite evenly.
    while (over := _end(text) / right) > 1:
        text.set_fontsize(text.get_fontsize() * min(0.98, 1 / over))


def _end(text: Text) -> float:
    figure = text.get_figure()
    return text.get_window_extent(figure.canvas.get_renderer()).x1 / figure.bbox.width


def _saved(figure: Figure, ending: str) -> bytes:
    """The page as a file that says nothing of whose computer made it, and is the same each time."""
    about = {"Title": "The social selling course: certificate of work done", "Creator": None, "Producer": None}
    metadata = {".pdf": {**about, "CreationDate": None}, ".png": {"Software": None}}[ending]
    file = BytesIO()
    with mpl.rc_context(_PAGE):
        figure.savefig(file, format=ending[1:], dpi=150, metadata=metadata)
    return file.getvalue()


def _lines(name: str, finished: pd.DataFrame, day: date) -> list[str]:
    """What the page says, for those who hear it."""

    def points(row: pd.Series) -> str:
        return "{} core points, {} extra points.".format(*_points(row))

    said = [f"Module {number(stem)}, {row['title']}: {points(row)}" for stem, row in finished.iterrows()]
    together = f"Together: {points(finished[['points', 'max_points', 'extra', 'max_extra']].sum())}"
    attested = SELF_ATTESTED.replace("\n", " ")
    return [f"Certificate of {name}, {_written(day)}.", *said, together, attested]


def _written(day: date) -> str:
    # By hand: strftime writes the month in the system's language.
    months = "January February March April May June July August September October November December"
    return f"{day.day} {months.split()[day.month - 1]} {day.year}"


def _what_is_missing(done: pd.DataFrame) -> str:
    core = done[done["core"]]
    still_open = core[core["outcome"] != outcomes.CORRECT].groupby("stem", sort=True)["number"].agg(list)
    # The module that is nearest to its end.
    stem = min(still_open.index, key=lambda one: (len(still_open[one]), one))
    *first, last = map(str, still_open[stem])
    which = f"tasks {', '.join(first)} and {last} are" if first else f"task {last} is"
    return (
        "No module is finished yet: the certificate names those of which every core task is right. Nearest to it is "
        f"module {number(stem)}: {which} still open."
    )
