"""The certificate: what it names, who it is for, and that it says plainly that nobody has examined it."""

import getpass
import re
from datetime import date
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.text import Text
from typer.testing import CliRunner

from ssl_helpers import CourseError, certificate
from ssl_helpers.certificate import NO_NAME, SELF_ATTESTED, certify, page, shown_name
from ssl_helpers.checking import outcomes, record
from ssl_helpers.checking.exercises import exercises_of, module_of
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.cli import app

DAY = date(2026, 11, 2)
LONGEST = "W" * certificate.LONGEST_NAME


@pytest.fixture(autouse=True)
def work(my_work) -> Path:
    """An empty my_work."""
    return my_work


def right(topic: str, *numbers: int) -> None:
    """The tasks with these numbers are right; without numbers, all core tasks."""
    for number, one in enumerate(exercises_of(topic), start=1):
        if number in numbers or (not numbers and one.core):
            record.add_check(Outcome(one.id, outcomes.CORRECT, "…", one.points, one.points), ["x"], kept=True)


def modules(count: int) -> pd.DataFrame:
    """So many finished modules, the first one with a very long title."""
    titles = ["Know " * 30, *["Ærlig øvelse på åen"] * (count - 1)]
    points = {"points": 8, "max_points": 8, "extra": 3, "max_extra": 10}
    return pd.DataFrame({"title": titles, **points}, index=[f"{number:02}_x" for number in range(count)])


def texts(figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if text.get_text()]


def test_names_finished_modules_with_points_and_says_that_nobody_examined_them(work):
    right("network")
    right("network", 5)
    right("start", 1)
    made = certify("Åse Ørsted")
    core = sum(one.points for one in exercises_of("network") if one.core)
    extra, of = exercises_of("network")[4].points, sum(one.points for one in exercises_of("network") if not one.core)
    points = f"{core} of {core} core points, {extra} of {of} extra points."
    assert f"Module 6, {module_of('network').title}: {points}" in made.words and f"Together: {points}" in made.words
    assert module_of("start").title not in made.words
    assert made.words.endswith(SELF_ATTESTED.replace("\n", " ")) and "Nobody has examined" in SELF_ATTESTED
    assert made.words.startswith("Certificate of Åse Ørsted, ")
    assert made.pdf == work / "certificate" / "Åse Ørsted.pdf" and made.pdf.read_bytes().startswith(b"%PDF")
    assert made.png == work / "certificate" / "Åse Ørsted.png" and made.png.read_bytes().startswith(b"\x89PNG")
    assert sorted(made.pdf.parent.iterdir()) == [made.pdf, made.png]
    assert record.learner() == "", "the name with which one hands in is another matter"


def test_page_says_what_is_heard():
    figure = page("Åse Ørsted", modules(2), DAY)
    said = [text.get_text() for text in texts(figure)]
    assert {"Åse Ørsted", SELF_ATTESTED, "8 of 8", "3 of 10", "Together", "16 of 16", "6 of 20"} <= set(said)
    assert any("2 November 2026" in one for one in said)


@pytest.mark.parametrize("count", [1, 2, 6, 15])
@pytest.mark.parametrize("name", ["Bo", "Åse Ørsted-Ængberg", LONGEST])
def test_nothing_overlaps_or_leaves_the_page(count, name):
    figure = page(name, modules(count), DAY)
    renderer = figure.canvas.get_renderer()
    boxes = [text.get_window_extent(renderer) for text in texts(figure)]
    assert len(boxes) == 5 + 3 + 4 * count + 3
    frame = figure.bbox
    for at, box in enumerate(boxes):
        assert 0.1 * frame.width <= box.x0 and box.x1 <= 0.905 * frame.width
        assert 0.06 * frame.height <= box.y0 and box.y1 <= 0.92 * frame.height
        for other in boxes[at + 1 :]:
            # The boxes of two lines may touch: they leave room for letters that reach up or down.
            apart = min(box.x1, other.x1) - max(box.x0, other.x0), min(box.y1, other.y1) - max(box.y0, other.y0)
            assert apart[0] <= 0 or apart[1] <= 0.15 * min(box.height, other.height)


def test_the_same_place_for_one_module_and_for_many():
    def places(count: int) -> dict[str, tuple]:
        return {text.get_text(): text.get_position() for text in texts(page("Bo", modules(count), DAY))}

    one, many = places(1), places(15)
    assert all(one[word] == many[word] for word in ("Bo", "Module", "core points", SELF_ATTESTED))


@pytest.mark.parametrize("name", ["$x^2$ & Co", "Žižek Łukasz", "Ðorður Þór", "O'Neill, Jr.", "Νίκος", "Борис"])
def test_names_are_shown_as_they_are(name):
    assert shown_name(f"  {name} ") == name
    figure = page(name, modules(1), DAY)
    assert name in [text.get_text() for text in texts(figure)]
    assert not any(text.get_parse_math() for text in texts(figure))


def test_no_letter_is_a_box(work, recwarn):
    right("network")
    certify("Žižek Ørsted ¢")
    assert not [warning for warning in recwarn if "missing from" in str(warning.message)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", NO_NAME),
        ("  \n ", NO_NAME),
        ("李明 Li", "cannot show “李明”"),
        ("Anna 🙂", "cannot show “🙂”"),
        ("שרה", "cannot show"),
        ("محمد", "cannot show"),
        ("An\u202ena", "cannot show"),
        (LONGEST + "W", f"{certificate.LONGEST_NAME} fit"),
        ("...", "Whose work"),
    ],
)
def test_names_that_cannot_stand_there(work, name, words):
    right("network")
    with pytest.raises(CourseError) as refused:
        certify(name)
    assert words in str(refused.value) and not (work / "certificate").exists()


def test_no_finished_module(work):
    with pytest.raises(CourseError, match="No module is finished yet") as refused:
        certify("Anna")
    assert "tasks 1, 2" in str(refused.value)
    core = [number for number, one in enumerate(exercises_of("network"), start=1) if one.core]
    right("network", *core[:-1])
    with pytest.raises(CourseError, match=f"module 6: task {core[-1]} is still open"):
        certify("Anna")
    assert not (work / "certificate").exists()


def test_files_tell_nothing_of_the_computer_and_are_the_same_each_time(work):
    right("network")
    made = certify("Anna Holm")
    first = made.pdf.read_bytes(), made.png.read_bytes()
    certify("Anna Holm")
    assert (made.pdf.read_bytes(), made.png.read_bytes()) == first
    for data in first:
        # Of a picture only what is not its points.
        told = re.sub(rb"IDAT.*IEND", b"", data, flags=re.DOTALL)
        for word in (str(Path.home()), str(work), "matplotlib", "CreationDate", "Author"):
            assert word.encode() not in told
        assert f"({getpass.getuser()})".encode() not in told
    assert b"The social selling course" in first[0]


def test_letters_of_the_pdf_are_letters(work):
    right("network")
    data = certify("Åse Ørsted").pdf.read_bytes()
    assert b"/ToUnicode" in data and b"/Type3" not in data


def test_a_notebooks_own_style_changes_nothing(work):
    right("network")
    made = certify("Anna")
    plain = made.png.read_bytes()
    with mpl.rc_context({"savefig.bbox": "tight", "font.family": "monospace", "figure.facecolor": "black"}):
        certify("Anna")
    assert made.png.read_bytes() == plain


def test_command(work):
    refused = CliRunner().invoke(app, ["certificate"])
    assert refused.exit_code == 1 and isinstance(refused.exception, CourseError)
    right("network")
    told = CliRunner().invoke(app, ["certificate"], input="Åse Ørsted\n")
    assert told.exit_code == 0 and str(work / "certificate" / "Åse Ørsted.pdf") in told.output
    assert CliRunner().invoke(app, ["certificate", "Bo", "Holm"]).exit_code == 0
    assert (work / "certificate" / "Bo Holm.png").exists()
    record.remember_learner("Anna Holm")
    assert CliRunner().invoke(app, ["certificate"]).exit_code == 0, "the name with which work was handed in"
    assert certify("").png == work / "certificate" / "Anna Holm.png" and record.learner() == "Anna Holm"
