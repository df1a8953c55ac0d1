"""The cards that a trainer prints: one for each module, and those of `cards.toml`, as one page of HTML.

The page holds everything, runs nothing and asks for nothing. Each card is one sheet: its front for the class, its back
for the trainer.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2
import matplotlib as mpl
import mistune
import pandas as pd
from markupsafe import Markup

from ssl_helpers import CourseError, content, law, plots, profiles, strategy
from ssl_helpers.checking.exercises import Module, Question, find_question, module_of, topics
from ssl_helpers.claims import standing
from ssl_helpers.data import COURSE_FOLDER, FIRM, TODAY, firm_in, load
from ssl_helpers.figures.content import show_cadence
from ssl_helpers.figures.kltb import show_stages
from ssl_helpers.figures.network import show_mix
from ssl_helpers.figures.profiles import missing
from ssl_helpers.figures.strategy import described, steps_picture
from ssl_helpers.html_page import templates
from ssl_helpers.kltb import STAGES
from ssl_helpers.paths import write_whole
from ssl_helpers.ways import WAYS
from ssl_trainer import COURSE_SEED, world

ROWS = 4
"""Of a table on a module's card."""

LAW = law.STANDING.partition(", ")[2]
"""How far the law was looked up, and that this is no legal advice."""


@dataclass(frozen=True)
class Card:
    """A card of `cards.toml`, whose head says what the fields mean. quiz: ids of questions that stand on its front."""

    id: str
    title: str
    copies: str
    front: str
    back: str
    at: tuple[str, ...] = ()
    module: str = ""
    quiz: tuple[str, ...] = ()
    law: bool = False

    @property
    def spare(self) -> bool:
        """Whether no plan asks for the card: it fills minutes that are left."""
        return not self.at and not self.module


@dataclass(frozen=True)
class _Sheet:
    """A card ready to print. questions: with their numbers. sure: whether it asks how sure one is of each."""

    title: str
    front: Markup
    back: Markup
    law: bool
    questions: Sequence[tuple[int, Question]] = ()
    sure: bool = False


@cache
def cards() -> tuple[Card, ...]:
    """The cards of `cards.toml` in their order."""
    declared = tomllib.loads((Path(__file__).parent / "cards.toml").read_text(encoding="utf-8"))
    listed = (
        {name: tuple(one) if isinstance(one, list) else one for name, one in card.items()} for card in declared.values()
    )
    return tuple(Card(id=id, **card) for id, card in zip(declared, listed, strict=True))


def minutes_of(card: Card) -> int:
    """How long the card takes, by the workshop that plans for it."""
    return next((stop.minutes for way in WAYS for stop in way.stops() if stop.what and stop.what in card.at), 0)


_TITLE = b"<title>Cards of the social selling course</title>"


def write(out: Path, seed: int = COURSE_SEED) -> None:
    """Write the page of all cards, with the tables and figures of the firm `seed`, whole or not at all.

    Raises CourseError where `out` is something else than such a page.
    """
    if out.exists() and _TITLE not in out.read_bytes()[:1_000]:
        raise CourseError(f"{out} is there and holds no cards, so it stays. Choose another name with --out.")
    with TemporaryDirectory() as folder:
        firm = COURSE_FOLDER / "datasets"
        if seed != COURSE_SEED:
            firm = Path(folder)
            world.make(seed, firm)
        write_whole(out, page(firm).encode("utf-8"))


def page(firm: Path) -> str:
    """The page of all cards, as a whole HTML document. firm: the folder of its tables."""
    mpl.use("agg")  # nothing is to open a window
    with firm_in(firm):
        modules = sorted(map(module_of, topics()), key=lambda one: one.stem)
        sheets = [*map(_module_sheet, modules), *map(_sheet, cards())]
        return _environment().get_template("cards.html.j2").render(sheets=sheets, LAW=LAW, FIRM=FIRM)


def _sheet(card: Card) -> _Sheet:
    questions = list(enumerate(map(find_question, card.quiz), start=1))
    key = ", ".join(f"{number} {question.right}" for number, question in questions)
    words = {"claim": _claim, "law": law, "STAGES": STAGES, "key": key}
    front, back = (_markdown(_texts().from_string(text).render(words)) for text in (card.front, card.back))
    return _Sheet(card.title, front, back, card.law, questions, sure=True)


def _claim(claim_id: str) -> Mapping[str, object]:
    row = load("claims").set_index("claim_id").loc[claim_id].to_dict()
    return {**row, "standing": standing(row)}


# A module's card: a few rows, a figure, the quiz


@dataclass(frozen=True)
class _Shown:
    """What a module's card shows. table: of its `given`; says: what a row is. figure: shows one, of the table."""

    table: str
    columns: tuple[str, ...]
    says: str
    figure: Callable[[pd.DataFrame], None]


def _names_in(raw: pd.DataFrame) -> None:
    named = raw["First Name"].notna()
    plots.show(
        plots.tiles(named, "Rows of the file: ● somebody you can name   ? only a date"),
        alt=f"{len(named)} tiles, one for each row. {named.sum()} have a dot: somebody you can name. "
        f"{(~named).sum()} are hatched and have a question mark: only a date.",
    )


def _first_team(step_scores: pd.DataFrame) -> None:
    team = step_scores["team"].iloc[0]
    scores, means = strategy.scores_of(step_scores, team), strategy.step_means(step_scores)
    plots.show(steps_picture(team, scores, means), alt=described(team, scores, means))


def _missing_points(table: pd.DataFrame) -> None:
    found = profiles.points(table)
    count = (~found).sum()
    named = ", ".join(f"{point} {number}" for point, number in count.items())
    plots.show(
        missing(found, "What is missing in the profiles"),
        alt=f"Bar chart: in how many of {len(found)} profiles each point is missing. {named}.",
    )


_SHOWN = {
    "start": _Shown(
        "raw", ("First Name", "Company", "Connected On"), "one row for each connection, as LinkedIn gives it", _names_in
    ),
    "strategy": _Shown(
        "step_scores", ("team", *strategy.STEPS), "one row for each sales team, its score at each step", _first_team
    ),
    "profiles": _Shown(
        "profiles",
        ("headline", "customer_facing", "score"),
        "one row for each employee's LinkedIn profile",
        _missing_points,
    ),
    "kltb": _Shown("journeys", ("person_id", "ts", "stage", "ask", "accepted"), "one row for each event", show_stages),
    "network": _Shown(
        "people", ("first_name", "company", "position", "category"), "one row for each person you can name", show_mix
    ),
    "content": _Shown(
        "posts",
        ("posted_at", "kind", "format", "impressions", "engagements"),
        "one row for each post",
        lambda posts: show_cadence(posts, content.full_weeks(TODAY)),
    ),
}


def _module_sheet(module: Module) -> _Sheet:
    shown = _SHOWN[module.topic]
    table = module.given[shown.table]()
    with plots.kept() as figures:
        shown.figure(table)
    rows = table[list(shown.columns)].head(ROWS)
    questions = list(enumerate(module.quiz.values(), start=1))
    macros = _environment().get_template("module.html.j2")
    front = macros.render(module=module, shown=shown, rows=_cells(rows), figure=Markup(figures[0]), count=len(table))
    back = "\n".join(
        f"{number}. **{question.right}**: {question.options[question.right][1]}" for number, question in questions
    )
    about_law = any("law" in question.text for _, question in questions)
    return _Sheet(
        module.title, Markup(front), _markdown(f"The right answers of the quiz:\n\n{back}"), about_law, questions
    )


def _cells(rows: pd.DataFrame) -> list[list[str]]:
    days = rows.apply(lambda column: column.dt.strftime("%d %b %Y") if column.dtype.kind == "M" else column)
    return [["" if pd.isna(one) else str(one) for one in row] for row in days.itertuples(index=False)]


# How it is made


@cache
def _environment() -> jinja2.Environment:
    return templates(Path(__file__).parent)


@cache
def _texts() -> jinja2.Environment:
    # Markdown comes out, which mistune escapes.
    return jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)


_TO_HTML = mistune.create_markdown(escape=True, plugins=["table"])


def _markdown(text: str) -> Markup:
    return Markup(_TO_HTML(text))
