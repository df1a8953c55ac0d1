"""The words of the notebook My course: hand in, start afresh, certificate, doctor. Each shows one card."""

import base64
import functools
import html
from collections.abc import Callable
from types import EllipsisType

from IPython.display import display

from ssl_helpers import CourseError, starting_afresh
from ssl_helpers import doctor as looks
from ssl_helpers.certificate import certify
from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Module, module_meant
from ssl_helpers.handing_in import FOLDER, hand_in

_DONE = outcomes.LOOK[outcomes.CORRECT]
_TO_DO = outcomes.LOOK[outcomes.NOT_YET]


def _told(word: Callable[..., None]) -> Callable[..., None]:
    """The word, with a refusal shown as a card: nobody is to read a traceback here."""

    @functools.wraps(word)
    def shown(*given: object, **named: object) -> None:
        try:
            word(*given, **named)
        except CourseError as refused:
            _show(_TO_DO, "Not yet", str(refused))

    return shown


@_told
def submit(module: int | str | EllipsisType = ..., name: str = "") -> None:
    """Make the file to hand in; `name` is remembered for the next time."""
    made = hand_in(_meant(module, 'submit(6, name="Mette Hansen")'), name)
    where = f"To find it in JupyterLab: in the list at the left open my_work, then {FOLDER}. Right-click it: Download."
    _show(_DONE, "Handing in", f"{made}\n{where}")


@_told
def reset(module: int | str | EllipsisType = ...) -> None:
    """Start the exercise of a module afresh; the earlier notebook is kept."""
    _show(_DONE, "Starting afresh", starting_afresh.reset(_meant(module, "reset(6)")))


def _meant(module: int | str | EllipsisType, example: str) -> Module:
    if module is ...:
        raise CourseError(f"Write the number of the module in place of the dots, for instance: {example}")
    return module_meant(module)


@_told
def certificate(name: str = "") -> None:
    """Make the certificate of the finished modules."""
    made = certify(name)
    picture = base64.b64encode(made.png.read_bytes()).decode("ascii")
    image = f'<img alt="{html.escape(made.words)}" style="max-width:100%" src="data:image/png;base64,{picture}">'
    places = [f"To print: {made.pdf}", f"As a picture: {made.png}"]
    content = "".join([image, *(outcomes.paragraph(html.escape(line)) for line in places)])
    card = outcomes.framed(_DONE, "Certificate", "", content)
    plain = "\n".join([f"{_DONE[0]} Certificate", made.words, *places])
    display({"text/html": card, "text/plain": plain}, raw=True)


@_told
def doctor() -> None:
    """Look for what is wrong on this computer, and say what to do about it."""
    # A browser is open: this is read in it.
    found = looks.findings(with_browser=False)
    well = all(one.ok for one in found)
    _show(_DONE if well else _TO_DO, "All is well" if well else "Something is wrong", looks.report(found))


def _show(look: tuple[str, str], heading: str, message: str) -> None:
    card = outcomes.card(look, heading, "", message)
    display({"text/html": card, "text/plain": f"{look[0]} {heading}\n{message}"}, raw=True)
