"""The notebook My course: each word shows one card, a refusal too, and running all of it does no harm."""

from pathlib import Path

import nbformat
import pytest
from handed_in import exercise, put

from ssl_helpers import desk
from ssl_helpers import doctor as looks
from ssl_helpers.certificate import NO_NAME
from ssl_helpers.checking import outcomes, record
from ssl_helpers.checking.exercises import exercises_of
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.doctor import Finding

NOTEBOOK = COURSE_FOLDER / "course" / "my_course.ipynb"
CODE = [cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
FOUND = [Finding(True, "Well."), Finding(False, "Ill <1>.", "Do this.")]


@pytest.fixture(autouse=True)
def work(my_work, monkeypatch) -> Path:
    """A my_work in which module 6 has been begun."""
    monkeypatch.setattr(looks, "findings", lambda *, with_browser=True: FOUND)
    put(my_work, "06_network", exercise({"listeners": "listeners = 5"}))
    return my_work


@pytest.fixture
def shown(monkeypatch) -> list[dict]:
    """The bundles that were shown."""
    bundles = []
    monkeypatch.setattr(desk, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


def everything(folder: Path) -> dict[Path, bytes]:
    """All files but the record of what was done, which remembers a name."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.suffix != ".jsonl"}


def finish_module_0() -> None:
    for one in exercises_of("start"):
        record.add_check(Outcome(one.id, outcomes.CORRECT, "…", one.points, one.points), ["x"], kept=True)


@pytest.mark.parametrize("finished", [False, True])
def test_running_all_does_no_harm(work, shown, finished):
    if finished:
        finish_module_0()
    before, names = everything(work), {}
    for source in CODE:
        exec(source, names)
    assert everything(work) == before
    # progress() shows its own.
    told = [bundle["text/plain"] for bundle in shown]
    wanted = ["in place of the dots", "in place of the dots", NO_NAME if finished else "No module is finished", "Ill"]
    assert len(told) == 4 and all(words in one for words, one in zip(wanted, told, strict=True))


def test_cells_are_ready_to_be_used(work, shown):
    names = {}
    exec(CODE[0], names)
    for word in ("submit", "reset"):
        (line,) = [source for source in CODE if source.startswith(f"{word}(")]
        exec(line.replace("...", "6").replace('name=""', 'name="Åse Ø"'), names)
    assert (work / "to_hand_in" / "Åse Ø.zip").exists() and len(list((work / "kept").iterdir())) == 1
    assert [bundle["text/plain"].partition("\n")[0] for bundle in shown] == ["✓ Handing in", "✓ Starting afresh"]
    assert "open my_work, then to_hand_in. Right-click it: Download." in shown[0]["text/plain"]


def test_certificate_is_shown_with_its_words(work, shown):
    finish_module_0()
    desk.certificate('Anna "Bo" <Holm>')
    (bundle,) = shown
    assert 'alt="Certificate of Anna &quot;Bo&quot; &lt;Holm&gt;' in bundle["text/html"]
    assert "data:image/png;base64," in bundle["text/html"] and str(work / "certificate") in bundle["text/plain"]
    assert "Nobody has examined them." in bundle["text/plain"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: desk.submit("netwrok"),
        lambda: desk.submit(),
        lambda: desk.submit(...),
        lambda: desk.reset(),
        lambda: desk.submit(6),
        lambda: desk.submit(7, name="Anna"),
        lambda: desk.reset(99),
        lambda: desk.certificate("Anna"),
    ],
)
def test_a_refusal_is_a_card(work, shown, wrong):
    before = everything(work)
    wrong()
    (bundle,) = shown
    assert bundle["text/plain"].startswith("→ Not yet\n") and "Traceback" not in bundle["text/plain"]
    assert everything(work) == before


def test_doctor_as_a_card(shown, monkeypatch):
    desk.doctor()
    monkeypatch.setattr(looks, "findings", lambda *, with_browser=True: FOUND[:1] if not with_browser else FOUND)
    desk.doctor()
    ill, well = (bundle["text/plain"] for bundle in shown)
    assert ill.startswith("→ Something is wrong\n") and "✗ Ill <1>.\n  Do this." in ill
    assert well.startswith("✓ All is well\n")
    assert "Ill &lt;1&gt;." in shown[0]["text/html"]
