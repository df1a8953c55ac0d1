"""Module 2: fill in the strategy canvas of one's own firm, and take it along as a page.

What is typed stays in the kernel and on the screen: it is sent nowhere, and stands in no file but the one that the
learner's browser saves.
"""

import base64
import html
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import ipywidgets as widgets

from ssl_helpers import CourseError, canvas
from ssl_helpers.canvas import Canvas, Goal
from ssl_helpers.my_network.saving import strips
from ssl_helpers.widgets import Unsaid, status
from ssl_helpers.widgets.boxes import dressed
from ssl_helpers.widgets.stills import Still, drawn

FILE = "strategy_canvas.html"

_KEPT = (
    "What you type stays on this computer, and no part of it is saved in this notebook. Before you close the notebook, "
    "make your page and save it."
)
_NOT_KEPT = (
    "! This notebook is not open in the course's own JupyterLab, so what you type may be saved with it. Close it, and "
    "start the course with start.py."
)


class _Unsaid(Unsaid):
    SHOWN_AS = "strategy_canvas()"


class _Box(_Unsaid, widgets.VBox):
    pass


class _Row(_Unsaid, widgets.HBox):
    pass


class _Text(_Unsaid, widgets.Text):
    pass


class _Textarea(_Unsaid, widgets.Textarea):
    pass


class _Dropdown(_Unsaid, widgets.Dropdown):
    pass


class _HTML(_Unsaid, widgets.HTML):
    pass


class _FileUpload(_Unsaid, widgets.FileUpload):
    pass


class StrategyCanvas(Still, _Box):
    """The widget. `canvas` is what is typed in it."""

    def __init__(self) -> None:
        # Paragraphs are told sign by sign, so that none is lost; short fields when they are left, to be judged whole.
        self._texts = {"firm": _short("Your firm, and the customers this is for", "auto")}
        self._texts["firm"].add_class("ssl-canvas-part")
        self._texts |= {name: _paragraph(part.question) for name, part in canvas.PARTS.items()}
        self._goals = [_goal_fields(at) for at in range(1, canvas.MOST_GOALS + 1)]
        self._texts |= {"branding": _short("Branding", "8rem"), "leads": _short("Leads", "8rem")}
        self._status, self._said, self._shown = _HTML(), _HTML(), _HTML()
        self._page_of: Canvas | None = None
        self._filling = False
        for field in [*self._texts.values(), *(field for row in self._goals for field in row.values())]:
            field.observe(self._on_typed, names="value")
        super().__init__(self._pieces())
        self.add_class("ssl-canvas")
        self._answer()
        self.still = drawn(self)
        dressed(self, "strategy_canvas")

    @property
    def canvas(self) -> Canvas:
        """What is typed in the form."""
        goals = [Goal(**{name: field.value for name, field in row.items()}) for row in self._goals]
        while goals and not goals[-1]:
            goals.pop()
        return Canvas(goals=tuple(goals), **{name: field.value for name, field in self._texts.items()})

    def fill(self, with_this: Canvas) -> None:
        """Put another canvas in the form, in place of what is typed there."""
        self._filling = True
        try:
            for name, field in self._texts.items():
                field.value = getattr(with_this, name)
            blank = [Goal()] * (canvas.MOST_GOALS - len(with_this.goals))
            for row, goal in zip(self._goals, [*with_this.goals, *blank], strict=True):
                for name, field in row.items():
                    field.value = getattr(goal, name)
        finally:
            self._filling = False
        self._answer()

    # The pieces of the form

    def _pieces(self) -> list[widgets.Widget]:
        examples = widgets.Checkbox(
            description="Show an example below each question (of an invented firm)",
            indent=False,
            layout={"width": "auto"},
        )
        shown_with = {name: part.example for name, part in canvas.PARTS.items()} | {"firm": canvas.EXAMPLE_FIRM}
        lines = {name: _example(text) for name, text in shown_with.items()}
        goal_line = _example(f"customers come to you: {canvas.in_words(canvas.EXAMPLE_GOAL)}")
        weight_line = _example("branding {}, leads {}.".format(*canvas.EXAMPLE_WEIGHTS))

        def show(_change: dict) -> None:
            for line in (*lines.values(), goal_line, weight_line):
                _show(line, examples.value)

        examples.observe(show, names="value")
        parts = [_Box([self._texts[name], lines[name]]) for name in ("firm", *canvas.PARTS)]
        goals = [_goal(at, row) for at, row in enumerate(self._goals, start=1)]
        weights = _Row([self._texts["branding"], self._texts["leads"]], layout={"flex_flow": "row wrap"})
        return [
            _HTML(f"<p>{html.escape(_KEPT)}</p>" if strips() else status(_NOT_KEPT)),
            examples,
            *parts,
            _HTML("<h4>Goals</h4><p>One is enough, three are the most.</p>"),
            goal_line,
            *goals,
            _HTML(
                "<h4>Branding or leads?</h4>"
                "<p>How much does each weigh? 1 and 2 mean a third and two thirds of the work. One may be 0, not both."
                "</p>"
            ),
            weights,
            weight_line,
            _HTML("<h4>So far</h4>"),
            self._status,
            *self._actions(),
            self._said,
            self._shown,
        ]

    def _actions(self) -> list[widgets.Widget]:
        make = widgets.Button(description="Make my page", button_style="primary")
        fresh = widgets.Button(description="Start afresh")
        upload = _FileUpload(description="Open a canvas I saved", accept=".html,.htm", layout={"width": "auto"})
        asked = _HTML()
        yes, no = widgets.Button(layout={"width": "auto"}), widgets.Button(layout={"width": "auto"})
        question = _Box([asked, _Row([yes, no])])
        _show(question, False)
        waiting: list[Callable[[], None]] = []

        def ask(words: str, yes_words: str, no_words: str, then: Callable[[], None]) -> None:
            waiting[:] = [then]
            asked.value, yes.description, no.description = status(words), yes_words, no_words
            _show(question, True)

        def answered(button: widgets.Button) -> None:
            _show(question, False)
            asked.value = ""
            then = waiting.pop() if waiting else None
            if button is yes and then:
                then()
            else:
                self._said.value = status("✓ Nothing was changed.")

        def on_fresh(_button: widgets.Button) -> None:
            self._said.value = ""
            if not self.canvas:
                self._said.value = status("The form is empty already.")
                return
            ask("→ Empty the whole form? What you typed is then gone.", "Yes, empty it", "No, keep it", empty)

        def empty() -> None:
            self.fill(Canvas())
            self._said.value = status("✓ The form is empty.")

        def on_upload(_change: dict) -> None:
            if not upload.value:
                return
            content = bytes(upload.value[0]["content"])
            upload.value = ()  # so that the same file can be chosen again
            try:
                opened = canvas.read_page(content.decode("utf-8", errors="replace"))
            except CourseError as error:
                self._said.value = status(f"✗ {error}")
                return

            def take() -> None:
                self.fill(opened)
                self._said.value = status("✓ Your canvas is in the form.")

            self._said.value = ""
            if self.canvas and self.canvas != opened:
                words = "→ The form is not empty. Put the saved canvas in place of what is typed there?"
                ask(words, "Yes, replace it", "No, keep what is there", take)
            else:
                take()

        make.on_click(self._make)
        fresh.on_click(on_fresh)
        upload.observe(on_upload, names="value")
        for button in (yes, no):
            button.on_click(answered)
        return [_Row([make, upload, fresh], layout={"flex_flow": "row wrap"}), question]

    # What is said

    def _on_typed(self, _change: dict) -> None:
        if not self._filling:
            self._answer()

    def _answer(self) -> None:
        filled = self.canvas
        done, sentences = canvas.complete(filled), canvas.missing(filled)
        words = [f"{len(done)} of {len(canvas.TO_COMPLETE)} are complete."]
        with suppress(CourseError):  # what hinders it is among the sentences
            words.append(canvas.in_percent(filled))
        words.append(sentences[0] if sentences else "Nothing is missing.")
        lines = [f"→ {sentence}" for sentence in sentences[1:]]
        if done:
            lines.append(f"✓ Complete: {', '.join(done)}.")
        goals = enumerate(filled.goals, start=1)
        lines += [f"✓ Goal {at}: {canvas.in_words(goal)}." for at, goal in goals if canvas.is_complete(goal)]
        rest = [f"<li>{html.escape(line)}</li>" for line in lines]
        sign = "→" if sentences else "✓"
        self._status.value = f"<p>{status(' '.join([sign, *words]))}</p><ul>{''.join(rest)}</ul>"
        if self._page_of is not None and self._page_of != filled:
            # An older page must not be taken for the form as it is.
            self._page_of, self._shown.value = None, ""
            self._said.value = status("→ The form has changed since. Make your page again.")

    def _make(self, _button: widgets.Button) -> None:
        filled = self.canvas
        if not filled:
            self._said.value = status("→ The form is empty: there is nothing to make a page of yet.")
            return
        made = canvas.page(filled)
        data = base64.b64encode(made.encode("utf-8")).decode("ascii")
        left = len(canvas.missing(filled))
        draft = f" It is a draft: {left} {'thing is' if left == 1 else 'things are'} still to do." if left else ""
        self._said.value = status(f"✓ Your page stands below.{draft} Save it with the link.")
        self._shown.value = (
            f'<p><a download="{FILE}" href="data:text/html;base64,{data}">Save my page</a></p>'
            f"<p>It goes to your browser's downloads as {FILE}. Open it with a double click; print it with Ctrl+P "
            "(Cmd+P on a Mac). You can open it here again, and go on.</p>"
            f'<iframe title="Preview of my page" sandbox="" srcdoc="{html.escape(made)}"></iframe>'
        )
        self._page_of = filled


def _paragraph(question: str) -> _Textarea:
    field = _Textarea(description=question, rows=3, layout={"width": "auto"})
    field.add_class("ssl-canvas-part")
    return field


def _short(label: str, width: str, placeholder: str = "") -> _Text:
    return _Text(description=label, placeholder=placeholder, continuous_update=False, layout={"width": width})


def _goal_fields(at: int) -> dict[str, widgets.Widget]:
    """The four fields of a goal, named as in `Goal`."""
    what_for = _Dropdown(
        options=[("choose …", ""), *((name, name) for name in canvas.WHAT_FOR)],
        description=f"Goal {at}: what for?",
        layout={"width": "11.5rem"},
    )
    unit = _short(f"Goal {at}: unit", "auto")
    unit.layout.flex = "1 1 9rem"
    return {
        "what_for": what_for,
        "number": _short(f"Goal {at}: number", "8.5rem"),
        "unit": unit,
        "deadline": _short(f"Goal {at}: deadline", "9rem", "day.month.year"),
    }


def _goal(at: int, row: dict[str, widgets.Widget]) -> _Box:
    """The fields of a goal beside each other, and below them what could be counted."""
    proposed = _HTML()
    _show(proposed, False)

    def propose(_change: dict) -> None:
        unit = canvas.UNITS.get(row["what_for"].value)
        shown = bool(unit) and not row["unit"].value.strip()
        proposed.value = f'<p class="ssl-canvas-example">Unit of goal {at}, for example: {unit}</p>' if shown else ""
        _show(proposed, shown)

    for name in ("what_for", "unit"):
        row[name].observe(propose, names="value")
    return _Box([_Row(list(row.values()), layout={"flex_flow": "row wrap"}), proposed])


def _example(text: str) -> _HTML:
    line = _HTML(f'<p class="ssl-canvas-example">Example: {html.escape(text)}</p>')
    _show(line, False)
    return line


def _show(widget: widgets.Widget, shown: bool) -> None:
    widget.layout.display = "" if shown else "none"


@cache
def strategy_canvas() -> StrategyCanvas:
    """A form for the strategy canvas of one's own firm.

    It is the one of this notebook: a cell that is run again shows what was typed before.
    """
    return StrategyCanvas()
