"""`check`, `hint`, `solution`, `progress` and `quiz` in a notebook: find the answer, judge it, show the outcome."""

import ast
import contextlib
import html
import io
import json
import os
import re
import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from IPython import get_ipython
from IPython.display import display

from ssl_helpers import CourseError, checks, solutions
from ssl_helpers.checking import outcomes, record
from ssl_helpers.checking.exercises import Exercise, exercises_of, find, find_question, judged_by, module_of
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.checking.values import count, guarded
from ssl_helpers.kernel import Run, causes, names_made_by, watch
from ssl_helpers.workspace import my_work

# Set by nbgrader for its autograder and validator. Read once: a learner's cell that changes it changes nothing.
MARKING = "NBGRADER_EXECUTION" in os.environ

_STUCK = " Stuck? Below, delete the # in front of hint and run that cell."
_RIGHT_BEFORE = "An earlier answer of yours to this task was right."
_WRITE = " Write this name at the left of = in the answer cell, run that cell, then this one."

if get_ipython() is not None and not MARKING:
    record.note_opening()

_hints_shown: Counter[str] = Counter()
_noted: set[str] = set()
"""What a learner needs to be told once."""
# Exercise id -> what was last said of it, and the cell that had run last by then.
_said: dict[str, tuple[Outcome, Run | None]] = {}


class NotCorrect(Exception):
    """Raised by `check` when marking, so that nbgrader gives no points. Shows the outcome's words, no traceback."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.message)
        self.words = outcome.words

    def _render_traceback_(self) -> list[str]:
        return [self.words]


def check(exercise_id: str) -> None:
    """Check the answer to one exercise and show what is right, or what to do next."""
    shell = get_ipython()
    if shell is None:
        raise CourseError("check works in a notebook: open the exercise in JupyterLab and run it there.")
    seen = watch(shell)
    # A cell that makes names and checks them is itself the one that ran last.
    last = None if seen.running else seen.last
    runs, exercise = {**seen.runs, **seen.running}, find(exercise_id)
    outcome = judge(exercise, shell.user_ns, runs, last)
    # In a cell that does something else as well, what comes below is the learner's and must run.
    if MARKING and outcome.kind != outcomes.CORRECT and seen.only_asks:
        # The exception says the words; shown twice they would only confuse.
        display({outcomes.MIME: outcome.bundle[outcomes.MIME]}, raw=True)
        raise NotCorrect(outcome)
    if not MARKING:
        outcome = _with_notes(outcome, exercise, runs, shell.user_ns, seen.last)
    display(outcome.bundle, raw=True)


def _once_more(outcome: Outcome, last: Run | None) -> Outcome:
    """The outcome with a note if the same was said before and no cell but checks has run since.

    Who changes an answer and does not run its cell would else meet the same words for ever.
    """
    before, by_then = _said.get(outcome.exercise, (None, None))
    _said[outcome.exercise] = outcome, last
    if outcome.kind not in (outcomes.NOT_YET, outcomes.STOPPED) or before != outcome or by_then is not last:
        return outcome
    note = "\nHave you changed your answer? Run the answer cell first, then this one."
    return replace(outcome, message=outcome.message + note)


def _with_notes(
    outcome: Outcome, exercise: Exercise, runs: Mapping[str, Run], namespace: Mapping[str, object], last: Run | None
) -> Outcome:
    """Remember the outcome; give it with what a learner, and no trainer, needs to know beside it."""
    was_right, own = record.was_right(exercise), record.is_own_notebook(module_of(exercise.id.partition(".")[0]))
    answer = sorted({record.digest(runs[name].source) for name in exercise.names if name in runs})
    values = [namespace[name] for name in exercise.names if name in namespace]
    value = record.value_digest(values) if outcome.kind in (outcomes.NOT_YET, outcomes.CORRECT) else ""
    record.add_check(outcome, answer, value, kept=own)
    notes = []
    if outcome.kind == outcomes.NOT_YET and was_right:
        notes.append(_RIGHT_BEFORE)
    if not own and "own" not in _noted:
        notes.append("This notebook is not your own exercise in my_work: what you check here is not counted.")
        _noted.add("own")
    if own and record.is_waiting() and "waiting" not in _noted:
        notes.append(f"What you do cannot be kept in {my_work()}: make some room there. Until then it is not counted.")
        _noted.add("waiting")
    outcome = _with_solution(_once_more(outcome, last))
    return replace(outcome, message="\n".join([outcome.message, *notes]))


def _with_solution(outcome: Outcome) -> Outcome:
    """The outcome with a word on the solution once that is open, in place of the one on hints."""
    if outcome.kind not in (outcomes.NOT_YET, outcomes.STOPPED) or record.tries(find(outcome.exercise)) < record.TRIES:
        return outcome
    note = (
        f"\nYou have tried {record.TRIES} answers or more, so the solution is open: below, delete the # in front of it."
    )
    return replace(outcome, message=outcome.message.replace(_STUCK, "") + note)


def hint(exercise_id: str) -> None:
    """Show a hint for one exercise; run it again for the next, larger one."""
    hints = find(exercise_id).hints
    number = min(_hints_shown[exercise_id] + 1, len(hints))
    _hints_shown[exercise_id] = number
    more = (
        "Run this cell again for the next hint."
        if number < len(hints)
        else "This was the last hint. Put it in the answer cell and run that cell, then the check."
    )
    _show(outcomes.ASKING, f"Hint {number} of {len(hints)}", exercise_id, f"{hints[number - 1]}\n{more}")


def solution(exercise_id: str) -> None:
    """Show the model solution of one exercise and its reason, after a right answer or three different tries."""
    if MARKING:
        return
    exercise = find(exercise_id)
    tried = record.tries(exercise)
    if not record.was_right(exercise) and tried < record.TRIES:
        told = (
            f"You have checked {count(tried, 'answer')} so far. The solution opens when your answer is right, or after "
            f"{record.TRIES} different ones.\nUntil then there are hints: put the # back in front of solution, delete "
            "the one in front of hint, and run this cell."
        )
        _show(outcomes.ASKING, "Not open yet", exercise_id, told)
        return
    found = solutions.model_solution(exercise)
    if found is None:
        told = f"This copy of the course has no solutions in it. Ask your trainer for the one of {exercise_id}."
        _show(outcomes.ASKING, "Ask your trainer", exercise_id, told)
        return
    words = [found.reason, "Another way to the same answer is right, too."]
    code = f'<pre style="margin:.5em 0;white-space:pre-wrap;overflow-wrap:anywhere">{html.escape(found.code)}</pre>'
    content = code + "".join(outcomes.paragraph(html.escape(line)) for line in words)
    card = outcomes.framed(outcomes.TELLING, "One solution", exercise_id, content)
    plain = "\n".join([f"{outcomes.TELLING[0]} One solution · {exercise_id}", found.code, *words])
    display({"text/plain": plain, "text/html": card}, raw=True)


def progress() -> None:
    """Show how far the learner is: a picture, points and minutes left by module, and the next step."""
    if MARKING:
        return
    from ssl_helpers.figures.progress import show_progress

    show_progress()


def quiz(question_id: str, answer: str = "") -> None:
    """Show a quiz question; with a letter as answer, also say what is right or wrong about that option."""
    question = find_question(question_id)
    letter = re.sub(r"\W", "", str(answer)).lower()
    options = "\n".join(f"{key})  {option}" for key, (option, _) in question.options.items())
    _show(outcomes.ASKING, question.text, question_id, options)
    letters = ", ".join(question.options)
    if letter not in question.options:
        wrong_letter = f"{answer!r} is none of the options. " if letter else ""
        told = f"{wrong_letter}Type one of {letters} between the quotes and run again."
        _show(outcomes.LOOK[outcomes.NOT_ATTEMPTED], "Your turn", "", told)
    else:
        kind = outcomes.CORRECT if letter == question.right else outcomes.NOT_YET
        _show(outcomes.LOOK[kind], f"{kind.capitalize()}: {letter}", "", question.options[letter][1])


def judge(
    exercise: Exercise,
    namespace: Mapping[str, object],
    runs: Mapping[str, Run] = MappingProxyType({}),
    last: Run | None = None,
) -> Outcome:
    """The outcome of one exercise, for the notebook's names, the last Run of each, and the cell that ran last."""
    if last and _is_of_another_task(exercise, last):
        last = None
    quiet = contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO())
    with quiet[0], quiet[1], warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in exercise.names:
            found = _unfinished(exercise, name, namespace, runs.get(name), last)
            if found:
                return found
        refused = judged_by(exercise, [namespace[name] for name in exercise.names])
        if refused is None:
            return _outcome(exercise, outcomes.CORRECT, exercise.why + _note_on_changed(exercise, runs))
        for name in exercise.names:
            found = _stopped_beside(exercise, name, namespace, runs.get(name), last)
            if found:
                return found
        stuck = "" if refused.mistake else _STUCK
        stale, changed = _note_on_stale(exercise, runs, last), _note_on_given(exercise, namespace)
        return _outcome(exercise, outcomes.NOT_YET, stale + refused.message + stuck + changed, refused.mistake)


def _is_of_another_task(exercise: Exercise, last: Run) -> bool:
    """Whether the cell that ran last answers another task of the module: what it says is no story of this one."""
    made = names_made_by(last.source)
    others = {name for one in exercises_of(exercise.id.partition(".")[0]) if one != exercise for name in one.names}
    return bool(made & others) and not made & set(exercise.names)


def _is_setup(run: Run) -> bool:
    return run.source.startswith("# Setup")


def _unfinished(
    exercise: Exercise, name: str, namespace: Mapping[str, object], run: Run | None, last: Run | None
) -> Outcome | None:
    """The outcome when there is nothing to judge under this name: the cell stopped, or was not filled in."""
    unanswered = name not in namespace or namespace[name] is ...
    # A cell that ran later and speaks of the name is what the learner looks at now.
    later = unanswered and run and last and last.source != run.source and re.search(rf"\b{name}\b", last.source)
    stopped = run if run and not later else last if unanswered else None
    if stopped and stopped.error and (unanswered or stopped.makes(name) and not stopped.bound):
        return _stopped(exercise, name, stopped, namespace, last)
    if not unanswered and not _is_stub(exercise, name, run):
        return None
    if meant := _called(name, last):
        told = f"You called it `{meant}`, but the task asks for `{name}`."
    elif last and "..." not in last.source and re.search(rf"^\s*{name}\s*==", last.source, re.MULTILINE):
        told = f"`==` asks whether two things are equal. A single = gives `{name}` its value."
    elif last and re.search(rf"^\s*{name}\s*:\s*[^\s=][^=]*$", last.source, re.MULTILINE):
        told = f"A colon gives `{name}` no value. Write = in its place, run that cell, then this one."
        return _outcome(exercise, outcomes.NOT_ATTEMPTED, told)
    elif unanswered and run and not later and not run.makes(name):
        told = f"Your cell ran, but gave `{name}` no value."
    elif name not in namespace and not run and (not last or _is_setup(last)):
        # As in a notebook that was opened again: the answer may well stand there.
        told = f"There is no `{name}` yet. Run the answer cell first, then this one. It needs a line that begins with "
        return _outcome(exercise, outcomes.NOT_ATTEMPTED, told + _begins(exercise, name))
    elif name not in namespace:
        told = f"There is no `{name}` yet."
    elif last and "..." not in last.source:
        told = f"`{name}` has no value yet."
    else:
        told = "The dots are still there. Put your answer in their place in the cell above and run it, then this one."
        return _outcome(exercise, outcomes.NOT_ATTEMPTED, told)
    return _outcome(exercise, outcomes.NOT_ATTEMPTED, told + _WRITE)


def _stopped_beside(
    exercise: Exercise, name: str, namespace: Mapping[str, object], run: Run | None, last: Run | None
) -> Outcome | None:
    """The outcome when the value under this name is wrong, but something else comes first: a stop, another name."""
    # Where a function of the learner's stops, its value says more: it is tried on other inputs, too.
    if run and run.error and run.makes(name) and not causes.in_a_function(run.error):
        return _stopped(exercise, name, run, namespace, last)
    meant = _called(name, last)
    # In another cell a name that is much like this one may well be another.
    if not meant or last.makes(name) or (run and run.cell != last.cell):
        return None
    return _outcome(
        exercise, outcomes.NOT_ATTEMPTED, f"You called it `{meant}`, but the task asks for `{name}`.{_WRITE}"
    )


def _stopped(exercise: Exercise, name: str, run: Run, namespace: Mapping[str, object], last: Run | None) -> Outcome:
    told = "\n".join(causes.story(run.error, run.source, namespace))
    if last and last.source != run.source and not _is_setup(last):
        told = (
            f"This stop is an earlier one: the cell you ran last gave `{name}` no value. Run the answer cell again. It "
            f"needs a line that begins with {_begins(exercise, name)}\n{told}"
        )
    return _outcome(exercise, outcomes.STOPPED, told + _note_on_given(exercise, namespace))


def _called(name: str, last: Run | None) -> str | None:
    """The name, much like this one, that the cell which ran last made in its place."""
    return causes.nearest(name, names_made_by(last.source) - {name}) if last else None


def _note_on_changed(exercise: Exercise, runs: Mapping[str, Run]) -> str:
    """A warning if the answer is right, but its cell was changed since: the file no longer holds it."""
    for name in exercise.names:
        if name in runs and not runs[name].makes(name):
            return (
                "\nMind: this answer is an earlier one. Its cell now has no line that begins with "
                f"{_begins(exercise, name)}: put it back, or the answer is not in the file."
            )
    return ""


def _note_on_stale(exercise: Exercise, runs: Mapping[str, Run], last: Run | None) -> str:
    """A warning if the answer is an earlier one: the cell that ran last gave it no new value."""
    for name in exercise.names:
        run = runs.get(name)
        elsewhere = run and last and (last.source != run.source or not run.makes(name))
        if elsewhere and not _is_setup(last):
            return (
                f"Mind: this is an earlier answer. The cell you ran last gave `{name}` no new value: it needs a line "
                f"that begins with {_begins(exercise, name)}\n"
            )
    return ""


def _begins(exercise: Exercise, name: str) -> str:
    """How the line begins that gives `name` its value."""
    return f"def {name}" if exercise.id in _stubs() else f"{name} ="


def _outcome(exercise: Exercise, kind: str, message: str, mistake: str = "") -> Outcome:
    points = exercise.points if kind == outcomes.CORRECT else 0
    return Outcome(exercise.id, kind, message, points, exercise.points, mistake)


def _show(look: tuple[str, str], heading: str, aside: str, message: str) -> None:
    words = f"{look[0]} {heading}" + (f" · {aside}" if aside else "") + f"\n{message}"
    display({"text/plain": words, "text/html": outcomes.card(look, heading, aside, message)}, raw=True)


@cache
def _stubs() -> dict[str, str]:
    """Exercise id -> the answer cell as handed out, for tasks that ask for a function."""
    return json.loads((Path(checks.__file__).parent / "stubs.json").read_text(encoding="utf-8"))


def _is_stub(exercise: Exercise, name: str, run: Run | None) -> bool:
    """Whether the learner's function still has the body that was handed out."""
    stub = _stubs().get(exercise.id)
    return bool(stub and run and _body(run.source, name) == _body(stub, name))


def _body(source: str, name: str) -> list[str]:
    """The statements of function `name` in `source`, without its docstring, as comparable text."""
    with contextlib.suppress(SyntaxError):
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                return [ast.dump(statement) for statement in body]
    return [source]


def _note_on_given(exercise: Exercise, namespace: Mapping[str, object]) -> str:
    """A warning if a table of the setup cell has been changed, so that one slip does not spoil every task below it."""
    given = module_of(exercise.id.partition(".")[0]).given
    for name in exercise.reads:
        fresh, mine = given[name](), namespace.get(name)
        intact = isinstance(mine, type(fresh)) and (
            set(fresh.columns) <= set(mine.columns) and mine[fresh.columns.tolist()].equals(fresh)
            if isinstance(fresh, pd.DataFrame)
            else bool(guarded(getattr(mine, "equals", mine.__eq__))(fresh))
        )
        if not intact:
            return (
                f"\nMind: `{name}` is no longer as the setup cell gave it. Run the setup cell again, then your answer."
            )
    return ""


if get_ipython() is not None:
    watch(get_ipython()).words.update(check=check, hint=hint, progress=progress, quiz=quiz, solution=solution)
