"""The files for learning platforms, read as the platforms read them: who gets which grade, and nobody else's."""

import csv
import html
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import exercises_of, module_of, topics
from ssl_helpers.sheets import as_csv, as_it_was, harmless
from ssl_trainer import exports, records, results
from ssl_trainer.feedback import Grade
from ssl_trainer.intake import Platform, platform
from ssl_trainer.records import Record

STEM, OTHER = (module_of(topic).stem for topic in ("network", "content"))
CORE, OTHER_CORE = (sum(one.points for one in exercises_of(topic) if one.core) for topic in ("network", "content"))
EXTRA = sum(one.points for one in exercises_of("network") if not one.core)
REFLECTION = 3

NAMES = [
    "Ærø Ødegård-Åkesson",
    'Holm, Anna "Ann"',
    "Zoë 🦊",
    "שרה כהן",
    "=cmd() & 1",
    "@SUM(1)",
    "-2+3",
    "＝cmd()",
    "<script>alert(1)</script>",
    "Line\nend",
    "Possible; Points Possible",
    "O'Neil",
    "N" * 200,
]


def marks(score: float | None = None, reflection: float | None = None, stem: str = STEM) -> dict[str, Grade]:
    """The marks of one submission: these core points, all extra points, and a reflection that waits if it has none."""
    topic = stem.partition("_")[2]
    left, found = CORE if score is None else score, {}
    for one in exercises_of(topic):
        given = min(left, one.points) if one.core else one.points
        left -= given if one.core else 0
        found[one.grade_id] = Grade(given, one.points)
    waits = reflection is None
    return {**found, f"{topic}-reflection": Grade(reflection, REFLECTION, waits, by_hand=not waits)}


def moodle(name: str, number: int, stem: str = STEM, status: str = records.GRADED) -> Record:
    return Record(f"{name} ({number})", stem, status, source=f"all.zip/{name}_{number}_assignsubmission_file_/x.ipynb")


def canvas(name: str, number: int, stem: str = STEM, status: str = records.GRADED) -> Record:
    return Record(f"{name} ({number})", stem, status, source=f"{name}_LATE_{number}_4567_x-1.ipynb")


def hostile(by: str) -> list[exports.Mark]:
    """A mark for each of the names; the numbers begin at 100."""
    return [
        exports.Mark(name, STEM, at % CORE + 0.5, CORE, "Core points: some.", Platform(by, f"{100 + at}"))
        for at, name in enumerate(NAMES)
    ]


def exported(folder: Path, *graded: tuple[Record, Mapping[str, Grade]]) -> Path:
    exports.write(folder, graded, grades=[], checks=[])
    return folder / exports.FOLDER


# --- the platforms ---


@dataclass
class Assignment:
    """An assignment of Moodle, and what it does with a grading worksheet.

    After public/mod/assign/feedback/offline/importgradeslib.php and locallib.php (process_import_grades),
    lib/csvlib.class.php (load_csv_content), public/lib/moodlelib.php (unformat_float) and
    public/mod/assign/locallib.php (get_user_id_for_uniqueid) of moodle/moodle.

    participants: number -> user. grades: user -> (points, when it was given).
    """

    participants: Mapping[int, str]
    maximum: float = CORE
    decimal: str = "."
    words: tuple[str, ...] = ("Participant ", "Identifier", "Grade", "Last modified (grade)", "Feedback comments")
    grades: dict[str, tuple[float, int]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)

    def upload(self, data: bytes, allow_updating: bool = False, now: int = 1_800_000_000) -> None:
        hidden_user, identifier, grade, modified, comments = self.words
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        assert {len(row) for row in rows} <= {len(header)}, "csvweirdcolumns"
        if not {identifier, grade, modified} <= set(header):
            raise ValueError("invalidgradeimport")
        for row in rows:
            given = dict(zip(header, row, strict=True))
            user = self.participants.get(int(given[identifier][len(hidden_user) :]))
            if user is None:
                continue
            assert given[modified] == "", "strtotime would have to read it"
            before, stamp = self.grades.get(user, (None, 0))
            stale = stamp > 60
            points = self._unformatted(given[grade])
            known = points is not None and 0 <= points <= self.maximum
            if known and points != before and (allow_updating or not stale):
                self.grades[user] = (points, now)
            if header.index(comments) and (allow_updating or not stale):
                self.comments[user] = given[comments]

    def _unformatted(self, text: str) -> float | None:
        text = text.strip().replace(" ", "").replace(self.decimal, ".")
        # As PHP's (float): as much of it as is a number.
        return float(re.match(r"-?\d*\.?\d*", text)[0] or 0) if text else None

    @property
    def points(self) -> dict[str, float]:
        return {user: points for user, (points, _) in self.grades.items()}


@dataclass
class Gradebook:
    """Canvas' gradebook, and what it does with an imported file.

    After lib/gradebook_importer.rb and ui/features/gradebook_uploads/jquery/process_gradebook_upload.js of
    instructure/canvas-lms. students: number -> name. scores: (number, assignment) -> score.
    """

    students: Mapping[int, str]
    scores: dict[tuple[int, str], float] = field(default_factory=dict)
    possible: dict[str, float] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def upload(self, data: bytes) -> None:
        # Ruby's CSV reads the mark as part of the first cell, and takes no quotation mark after it.
        text = data.decode("utf-8")
        assert not text.startswith('\ufeff"')
        lines = text.splitlines()[:3]
        counts = {mark: {len(row) for row in csv.reader(lines, delimiter=mark)} for mark in ";,"}
        widths = {mark: min(found) if len(found) == 1 else 0 for mark, found in counts.items()}
        delimiter = ";" if widths[";"] > widths[","] else ","
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        assert "Student" in header[0] and "ID" in header[1] and len(header) > 3
        assert re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3])
        assert "Section" in header[4]
        kept = re.compile("(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
        columns = {title: at for at, title in enumerate(header) if at > 4 and not kept.search(title)}
        # A number in brackets at the end would be taken for that of an assignment.
        assert not any(re.search(r"\s\(\d+\)$", title) for title in columns)
        for row in rows:
            cells = [self._number(cell) for cell in row]
            if "Points Possible" in cells[0]:
                self.possible = {title: float(cells[at]) for title, at in columns.items()}
                continue
            number = int(cells[1]) if cells[1].isdigit() else None
            if number not in self.students:
                self.unknown.append(cells[0])
                continue
            for title, at in columns.items():
                self.scores.pop((number, title), None)
                if cells[at].strip():
                    self.scores[number, title] = float(cells[at])

    @staticmethod
    def _number(cell: str) -> str:
        """The converter decimal_comma_to_period."""
        if not re.fullmatch(r"-?[0-9.,]+%?", cell):
            return cell
        *whole, last = re.split("[,.]", cell)
        return f"{''.join(whole)}.{last}" if whole else last


TITLE = f"Module 6: {module_of('network').title}"


# --- who gets what ---


@pytest.mark.parametrize("decimal", [".", ","])
def test_moodle_gives_everyone_their_own_grade(decimal):
    assignment = Assignment({100 + at: name for at, name in enumerate(NAMES)}, decimal=decimal)
    assignment.upload(exports._moodle(hostile("moodle"))[f"moodle/{STEM}.csv"])
    assert assignment.points == {name: at % CORE + 0.5 for at, name in enumerate(NAMES)}


def test_canvas_gives_everyone_their_own_score():
    gradebook = Gradebook({100 + at: name for at, name in enumerate(NAMES)})
    gradebook.upload(exports._canvas(hostile("canvas"))["canvas.csv"])
    assert gradebook.scores == {(100 + at, TITLE): at % CORE + 0.5 for at in range(len(NAMES))}
    assert gradebook.possible == {TITLE: CORE} and gradebook.unknown == []


@pytest.mark.parametrize(
    ("record", "there"),
    [
        (moodle("Anna", 1), {"moodle"}),
        (canvas("anna", 12), {"canvas.csv"}),
        (Record("anna", STEM, records.GRADED, source="anna.zip/x.ipynb"), set()),
    ],
)
def test_a_platform_that_nobody_used_gets_no_file(tmp_path, record, there):
    assert {path.name for path in exported(tmp_path, (record, marks(1))).iterdir()} == {"results.json", *there}


def test_canvas_has_a_column_for_each_module(tmp_path):
    both = [(canvas("anna", 12), marks(3)), (canvas("anna", 12, OTHER), marks(2, stem=OTHER))]
    one = [(canvas("bo", 13, OTHER), marks(1, stem=OTHER))]
    gradebook = Gradebook({12: "anna", 13: "bo"})
    gradebook.upload((exported(tmp_path, *both, *one) / "canvas.csv").read_bytes())
    other = f"Module 7: {module_of('content').title}"
    assert gradebook.scores == {(12, TITLE): 3, (12, other): 2, (13, other): 1}
    assert gradebook.possible == {TITLE: CORE, other: OTHER_CORE}


def test_every_title_makes_a_column_of_canvas():
    class_ = [(canvas("anna", 12, module_of(topic).stem), {}) for topic in topics()]
    gradebook = Gradebook({12: "anna"})
    gradebook.upload(exports._canvas(exports.marks(class_))["canvas.csv"])
    assert len(gradebook.possible) == len(list(topics()))


def test_the_reflection_counts_for_all_once_one_is_marked():
    waiting = [(moodle("Anna", 1), marks(4)), (moodle("Bo", 2), marks(5))]
    assert [(one.points, one.maximum) for one in exports.marks(waiting)] == [(4, CORE), (5, CORE)]
    one_is_marked = [waiting[0], (moodle("Bo", 2), marks(5, reflection=1.5))]
    found = exports.marks(one_is_marked)
    assert [(one.points, one.maximum) for one in found] == [(None, CORE + REFLECTION), (6.5, CORE + REFLECTION)]
    # An untouched reflection is 0 by itself: no trainer has given it, so it makes no difference to the others.
    untouched = {**marks(3), "network-reflection": Grade(0, REFLECTION)}
    assert [one.points for one in exports.marks([waiting[0], (moodle("Cy", 3), untouched)])] == [4, 3]
    assert exports.marks([*one_is_marked, (moodle("Cy", 3), untouched)])[2].points == 3
    # Another module's reflections are another matter.
    assert exports.marks([*one_is_marked, (moodle("Bo", 2, OTHER), marks(1, stem=OTHER))])[2].maximum == OTHER_CORE


def test_what_is_not_judged_is_blank_and_no_0(tmp_path):
    unknown = [status for status in records.STATUSES if status != records.GRADED]
    class_ = [(moodle(status, at, status=status), {}) for at, status in enumerate(unknown, 1)]
    nothing_right = (moodle("nothing right", 99), marks(0))
    assignment = Assignment({99: "nothing right", **dict(enumerate(unknown, 1))})
    assignment.upload((exported(tmp_path, *class_, nothing_right) / "moodle" / f"{STEM}.csv").read_bytes())
    assert assignment.points == {"nothing right": 0}
    assert all(assignment.comments[status].strip() for status in unknown)
    gradebook = Gradebook({12: "anna"})
    folder = exported(tmp_path, (canvas("anna", 12, status=records.UNREADABLE), {}))
    gradebook.upload((folder / "canvas.csv").read_bytes())
    assert gradebook.scores == {}


def test_a_sum_never_comes_out_above_its_maximum(tmp_path):
    # 0.1 and 0.2 make 0.30000000000000004; Moodle refuses what is above the maximum.
    thirds = {name: Grade(0.1, 0.1) for name in (one.grade_id for one in exercises_of("network") if one.core)}
    reflection = Grade(0.2, 0.2, by_hand=True)
    (found,) = exports.marks([(moodle("Anna", 1), {**thirds, "network-reflection": reflection})])
    assert found.points == found.maximum == round(found.points, 5)


def test_moodle_overwrites_nothing_of_its_own_unless_it_is_allowed_to(tmp_path):
    data = (exported(tmp_path, (moodle("Anna", 1), marks(4))) / "moodle" / f"{STEM}.csv").read_bytes()
    assignment = Assignment({1: "Anna"}, grades={"Anna": (2, 1_700_000_000)})
    assignment.upload(data)
    assert assignment.points == {"Anna": 2} and assignment.comments == {}
    assignment.upload(data, allow_updating=True)
    assert assignment.points == {"Anna": 4}


def test_moodle_reads_the_worksheet_in_english_alone_and_only_for_its_assignment(tmp_path):
    data = (exported(tmp_path, (moodle("Anna", 1), marks(4))) / "moodle" / f"{STEM}.csv").read_bytes()
    danish = ("Deltager ", "Identifikator", "Karakter", "Senest ændret (karakter)", "Feedbackkommentarer")
    with pytest.raises(ValueError, match="invalidgradeimport"):
        Assignment({1: "Anna"}, words=danish).upload(data)
    # Each assignment of Moodle has numbers of its own.
    other = Assignment({2: "Anna"})
    other.upload(data)
    assert other.points == {} and other.comments == {}


def test_the_comment_is_plain_text_that_says_what_counts(tmp_path):
    late = moodle("Anna", 1, status=records.TIMEOUT)
    first, second, third = exports.marks([(late, marks(4)), (moodle("Bo", 2), marks(5, 2)), (moodle("Cy", 3), {})])
    assert f"Core points: 4 of {CORE}." in first.comment and "Reflection: awaiting your trainer." in first.comment
    assert "Your notebook ran too long." in first.comment
    assert f"Extra points: {EXTRA} of {EXTRA}. Reflection: 2 of {REFLECTION}." in second.comment
    assert "Core points: not judged." in third.comment
    for one in (first, second, third):
        # Moodle keeps it as HTML.
        assert html.escape(one.comment) == one.comment == " ".join(one.comment.split())


def test_an_assignment_for_all_modules_gets_sums(tmp_path):
    anna = [(moodle("Anna", 1), marks(4)), (moodle("Anna", 1, OTHER), marks(2, stem=OTHER))]
    bo = [(moodle("Bo", 2), marks(5))]
    folder = exported(tmp_path, *anna, *bo)
    assignment = Assignment({1: "Anna", 2: "Bo"}, maximum=CORE + OTHER_CORE)
    assignment.upload((folder / "moodle" / "all_modules.csv").read_bytes())
    assert assignment.points == {"Anna": 6}, "Bo's other module is not known"
    assert f"{TITLE}. Core points: 5 of {CORE}." in assignment.comments["Bo"]
    # With one module it would be that module's file once more; one that is left would pass for a new one.
    exported(tmp_path, *bo)
    assert {path.name for path in (folder / "moodle").iterdir()} == {f"{STEM}.csv"}


# --- by which number ---


@pytest.mark.parametrize(
    ("learner", "source", "known"),
    [
        ("Anna Holm (123)", "Anna Holm_123_assignsubmission_file_/anna.zip/06_network.ipynb", ("moodle", "123")),
        ("Anna Holm (123)", "class.zip/Anna Holm_123_assignsubmission_file_/06_network.ipynb", ("moodle", "123")),
        ("Anna Holm (123)", "Anna Holm_123_assignsubmission_file_06.ipynb", ("moodle", "123")),
        ("Participant (7)", "Participant_7_assignsubmission_file_/x.ipynb", ("moodle", "7")),
        # The code keeps two names apart that differ in capital letters alone.
        ("anna holm (123) (026ad9)", "anna holm_123_assignsubmission_file_/x.ipynb", ("moodle", "123")),
        (f"{'N' * 80}", f"{'N' * 200}_123_assignsubmission_file_/x.ipynb", ("moodle", "123")),
        ("holmanna (123)", "holmanna_123_4567_x.ipynb", ("canvas", "123")),
        ("holmanna (123)", "class.zip/holmanna_LATE_123_4567_Anna.zip/06_network/x.ipynb", ("canvas", "123")),
        # A browser's number, and one that somebody made up in a zip of their own.
        ("bent (12)", "bent (12).zip/06_network.ipynb", None),
        ("bent", "bent.zip/Anna Holm_123_assignsubmission_file_/x.ipynb", None),
        ("bent", "bent/x/Anna Holm_123_assignsubmission_file_/x.ipynb", None),
        ("Anna", "", None),
    ],
)  # fmt: skip
def test_a_number_is_known_by_the_download_alone(learner, source, known):
    assert platform(learner, source) == known


def test_who_has_no_number_is_named_where_others_have_one(tmp_path):
    anna, bent = moodle("Anna", 1), Record("bent", STEM, records.GRADED, source="bent.zip/x.ipynb")
    absent = Record("Cy", STEM, records.MISSING)
    assert exports.without_number([anna, bent, absent]) == ["bent"]
    assert exports.without_number([bent, absent]) == [], "nobody uses a platform here"
    assert "1 learner has" in exports.told(["bent"])
    assert exports.told([*"abcdefg"]).startswith("7 learners have") and "e and 2 more" in exports.told([*"abcdefg"])
    folder = exported(tmp_path, (anna, marks(1)), (bent, marks(2)))
    assert "bent" not in (folder / "moodle" / f"{STEM}.csv").read_text(encoding="utf-8-sig")


def test_what_is_missing_is_so_under_the_number_of_the_others(tmp_path):
    missing = Record("Anna (1)", OTHER, records.MISSING)
    folder = exported(tmp_path, (moodle("Anna", 1), marks(1)), (missing, {}))
    assignment = Assignment({1: "Anna"})
    assignment.upload((folder / "moodle" / f"{OTHER}.csv").read_bytes())
    assert assignment.points == {} and "Nothing was handed in." in assignment.comments["Anna"]


# --- as tables ---


def test_tables_hold_the_same_names_for_every_reader(tmp_path):
    path = tmp_path / "worksheet.csv"
    path.write_bytes(exports._moodle(hostile("moodle"))[f"moodle/{STEM}.csv"])
    shown = [harmless(name) for name in NAMES]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        assert [row["Full name"] for row in csv.DictReader(lines)] == shown
    table = pd.read_csv(path)
    assert list(table["Full name"]) == shown
    assert list(table["Grade"]) == [at % CORE + 0.5 for at in range(len(NAMES))]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel would take æøå for something else"
    assert b"\r" not in path.read_bytes() and len(path.read_text(encoding="utf-8").splitlines()) == len(NAMES) + 1


def test_grades_and_checks_open_in_excel(tmp_path):
    row = {"learner": '=cmd() Ærø, "Ø"\n🦊', "score": 4.0, "note": "\t+1; two"}
    for columns in (results.GRADES, results.CHECKS):
        data = as_csv(columns, [{name: value for name, value in row.items() if name in columns}])
        assert data.startswith(b"\xef\xbb\xbf")
        header, cells = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        found = dict(zip(header, cells, strict=True))
        assert found["learner"] == '\'=cmd() Ærø, "Ø" 🦊' and tuple(header) == columns
        assert found.get("score", "4") == "4" and found.get("note", "'+1; two") == "'+1; two"
        assert {found[name] for name in columns if name not in row} == {""}


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff ", "\u202e"])
def test_nothing_that_excel_may_take_for_a_formula_stands_first(sign, before):
    made = harmless(f"{before}{sign}cmd()")
    assert made.startswith("'") and made.endswith(f"{sign}cmd()")
    # Nor do two texts become one: whoever is called '=cmd() is somebody else.
    assert as_it_was(made) == " ".join(f"{before}{sign}cmd()".split()) and as_it_was(harmless(made)) == made
    assert harmless(f"Anna {sign} Bo") == f"Anna {sign} Bo"


def test_a_mailed_file_with_a_date_is_no_file_of_canvas():
    mailed = canvas("carla", 2026)
    others = [Record(name, STEM, records.GRADED, source=f"{name}.ipynb") for name in ("anna", "bo")]
    assert exports.without_number([mailed, *others]) == [], "nobody is on a platform"
    on_canvas = [canvas("anna", 11), canvas("bo", 12), others[0]]
    assert exports.without_number([mailed, *on_canvas]) == ["anna"]


@pytest.mark.parametrize("by", [moodle, canvas])
def test_a_number_that_two_share_is_nobodys(by):
    class_ = [by("Anna Holm", 501), by("Anna Berg", 501), by("Bo", 502), by("Bo", 502, "07_content")]
    assert exports.without_number(class_) == ["Anna Berg (501)", "Anna Holm (501)"]


def test_moodle_gives_a_number_again_in_another_assignment():
    assert exports.without_number([moodle("Anna", 501), moodle("Bo", 501, "07_content")]) == []


def test_json_holds_all_with_types_and_the_names_as_they_are(tmp_path):
    name = "=cmd() 'Ærø' 🦊 שרה"
    grades = [{"learner": name, "score": 4.0, "extra": None, "note": ""}]
    checks = [{"learner": name, "exercise": "network.listeners", "points": 0.5, "mistake": ""}]
    class_ = [(moodle(name, 12), marks(4)), (Record("bent", STEM, records.GRADED), marks(0, 2.5))]
    paths = exports.write(tmp_path, class_, grades=grades, checks=checks)
    text = (tmp_path / "exports" / "results.json").read_text(encoding="utf-8")
    found = json.loads(text)
    assert found["grades"] == [{"learner": name, "score": 4, "extra": None, "note": ""}]
    assert found["checks"] == checks and found["format"] == exports.FORMAT
    first, second = found["marks"]
    known = ("learner", "platform", "number", "points", "maximum")
    assert [first[key] for key in known] == [f"{name} (12)", "moodle", "12", None, CORE + REFLECTION]
    assert [second[key] for key in known] == ["bent", None, None, 2.5, CORE + REFLECTION]
    assert name in text and set(paths) == {path for path in (tmp_path / "exports").rglob("*.*") if path.is_file()}


def test_a_file_that_is_open_elsewhere_is_named(tmp_path, monkeypatch):
    exported(tmp_path, (moodle("Anna", 1), marks(1)))

    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", locked)
    with pytest.raises(CourseError, match="out of date"):
        exported(tmp_path, (canvas("anna", 12), marks(1)))
