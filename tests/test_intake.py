"""An inbox of whatever learners handed in: each learner and assignment ends once, nothing is written or followed."""

import gzip
import io
import json
import os
import random
import socket
import struct
import sys
import time
import unicodedata
import zipfile
from pathlib import Path

import nbformat
import pytest

from ssl_helpers import CourseError
from ssl_helpers.data import COURSE_FOLDER
from ssl_trainer.intake import Submission, files, learners, people, submissions
from ssl_trainer.records import UNREADABLE, WRONG_ASSIGNMENT

STEM = "06_network"
RELEASE_BYTES = (COURSE_FOLDER / f"exercises/{STEM}/{STEM}.ipynb").read_bytes()
RELEASE = nbformat.reads(RELEASE_BYTES.decode(), as_version=4)
OTHER_BYTES = RELEASE_BYTES.replace(b'grade_id": "network-', b'grade_id": "finance-')
OTHER = nbformat.reads(OTHER_BYTES.decode(), as_version=4)
RELEASES = {STEM: RELEASE, "07_finance": OTHER}
FOREIGN = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or permissions as on Unix")


def worked(listeners: object = "len(people)", template: bytes = RELEASE_BYTES) -> bytes:
    return template.replace(b"listeners = ...", f"listeners = {listeners}".encode())


def zipped(entries: dict[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return packed.getvalue()


def put(inbox: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(data)


def entry(name: str, when: tuple = (2026, 3, 1, 12, 0, 0), mode: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, when)
    info.external_attr = mode << 16
    info.create_system = 3
    return info


def taken(inbox: Path) -> list[Submission]:
    """All submissions, after the look that every one of them is sound."""

    def everything():
        return sorted((str(p), p.lstat().st_mtime_ns, p.lstat().st_size) for p in inbox.parent.rglob("*"))

    before = everything()
    found = list(submissions(learners(inbox), RELEASES))
    assert everything() == before, "nothing is written, nothing is changed"
    assert len({(one.learner, one.assignment) for one in found}) == len(found)
    assert [one.learner for one in found] == [
        name for name in learners(inbox) for one in found if one.learner == name
    ], "in the order of the learners"
    assert {one.learner for one in found} == set(learners(inbox)), "nobody is forgotten"
    for one in found:
        assert one.status in ("", UNREADABLE, WRONG_ASSIGNMENT)
        assert (one.notebook is None) == bool(one.status)
        assert one.status == "" or one.note
        if one.notebook:
            nbformat.validate(one.notebook)
        (one.learner + one.note + one.source + "".join(one.repaired)).encode("utf-8")
        assert "\n" not in one.note + one.source and "\\" not in one.source
    return found


def only(inbox: Path) -> Submission:
    (one,) = taken(inbox)
    return one


def answer(submission: Submission) -> str:
    return next(cell.source for cell in submission.notebook.cells if cell.id == "listeners-answer").splitlines()[0]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox æøå"
    folder.mkdir()
    return folder


class TestWho:
    def test_any_mix(self, inbox):
        put(
            inbox,
            {
                "anna.zip": zipped({"06_network.ipynb": worked()}),
                "bo/deep/x.ipynb": worked(),
                "Carl.IPYNB": worked(),
                "dora.ZIP": zipped({"dora/": b"", "dora/y.Ipynb": worked()}),
                "Anna Holm_123_assignsubmission_file_/06.ipynb": worked(),
                "Anna Holm_124_assignsubmission_file/06.zip": zipped({"06.ipynb": worked()}),
                "Bo Berg_125_assignsubmission_file_06.ipynb": worked(),
                "holmanna_12345_678901_06_network.ipynb": worked(),
                "holmbo_LATE_12346_678902_06_network-1.ipynb": worked(),
                ".DS_Store": b"x",
                "._anna.zip": b"x",
                "Thumbs.db": b"x",
                "desktop.ini": b"x",
                "__MACOSX/._anna": b"x",
            },
        )
        found = taken(inbox)
        assert [one.learner for one in found] == [
            *("anna", "Anna Holm (123)", "Anna Holm (124)", "bo", "Bo Berg (125)", "Carl", "dora"),
            *("holmanna (12345)", "holmbo (12346)"),
        ]
        assert all(one.assignment == STEM and one.status == one.note == "" and not one.repaired for one in found)
        assert found[0].source == "anna.zip/06_network.ipynb" and found[3].source == "bo/deep/x.ipynb"

    @pytest.mark.parametrize("as_inbox", [True, False])
    def test_class_zips(self, tmp_path, inbox, as_inbox):
        moodle = zipped(
            {
                "Anna Holm_123_assignsubmission_file_/06_network.ipynb": worked(1),
                "Anna Holm_124_assignsubmission_file/work.zip": zipped({"x.ipynb": worked(2)}),
                "Bo_125_assignsubmission_onlinetext_/onlinetext.html": b"<p>Hello</p>",
                "Bo_125_assignsubmission_file_/06_network.ipynb": worked(3),
                "Eva_126_assignsubmission_onlinetext_/onlinetext.html": b"<p>Hello</p>",
            }
        )
        put(inbox, {"class.zip": moodle})
        found = taken(inbox / "class.zip" if as_inbox else inbox)
        assert [(one.learner, one.status) for one in found] == [
            ("Anna Holm (123)", ""),
            ("Anna Holm (124)", ""),
            ("Bo (125)", ""),
            ("Eva (126)", UNREADABLE),
        ]
        assert [answer(one) for one in found[:3]] == ["listeners = 1", "listeners = 2", "listeners = 3"]
        assert "onlinetext.html is not a notebook" in found[3].note and found[2].note == ""
        start = "" if as_inbox else "class.zip/"
        assert found[1].source == f"{start}Anna Holm_124_assignsubmission_file/work.zip/x.ipynb"

    def test_canvas_zip(self, inbox):
        put(
            inbox,
            {
                "submissions.zip": zipped(
                    {
                        entry("holmanna_12345_678901_06_network.ipynb"): worked(1),
                        entry("holmanna_LATE_12345_678901_06_network-10.ipynb"): worked(3),
                        entry("holmanna_12345_678901_06_network-2.ipynb"): worked(2),
                        entry("bergbo_12346_678902_work.zip"): zipped({"06.ipynb": worked(4)}),
                    }
                )
            },
        )
        bo, anna = taken(inbox)
        assert (anna.learner, answer(anna)) == ("holmanna (12345)", "listeners = 3")
        assert anna.note.startswith("2 older versions were left: ")
        assert (bo.learner, answer(bo)) == ("bergbo (12346)", "listeners = 4")

    def test_inbox_that_is_a_zip_of_anything(self, inbox):
        put(inbox, {"all.zip": zipped({"anna.zip": zipped({"a.ipynb": worked()}), "./bo/b.ipynb": worked()})})
        assert [one.source for one in taken(inbox / "all.zip")] == ["anna.zip/a.ipynb", "bo/b.ipynb"]

    def test_equal_names_are_one_learner_and_similar_ones_are_not(self, inbox):
        decomposed = unicodedata.normalize("NFD", "Søren Å")
        put(
            inbox,
            {
                "Søren Å.zip": zipped({entry("x.ipynb", (2026, 3, 2, 0, 0, 0)): worked(2)}),
                f"{decomposed}.ipynb": RELEASE_BYTES,
                "Søren Å/x.ipynb": RELEASE_BYTES,
                "søren å/x.ipynb": worked(3),
                "Søren Å (1).zip": zipped({"x.ipynb": worked(1)}),
                "ß.ipynb": worked(4),
                "ss.ipynb": worked(5),
            },
        )
        found = taken(inbox)
        assert all(unicodedata.is_normalized("NFC", one.learner) for one in found)
        assert sorted(map(answer, found)) == [f"listeners = {number}" for number in (1, 2, 3, 4, 5)]
        assert len({one.learner.casefold() for one in found}) == 5, "folders that Windows tells apart"
        named = {one.learner: one for one in found}
        assert "2 older versions were left" in named["Søren Å"].note and "Søren Å (1)" in named

    def test_a_class_in_one_zip_is_said_to_look_like_one(self, inbox):
        put(inbox, {"class.zip": zipped({"Mia A/06_network.ipynb": worked(1), "Mia B/06_network.ipynb": worked(2)})})
        assert "several people's" in only(inbox).note

    @posix_only
    def test_names_that_folders_may_not_have(self, inbox):
        odd = ['a<b>c:"d|e?f*g', "[a]{b}%#", "CON", "nul.txt", "..hidden", "dots. . ", "a\tb\u202ec", "x" * 200]
        put(inbox, {f"{name}/06.ipynb": worked() for name in odd})
        for one in taken(inbox):
            assert not set(one.learner) & set('<>:"/\\|?*[]{}%#\t\u202e') and 0 < len(one.learner) <= 80
            assert one.learner[0] not in ". " and one.learner[-1] not in ". "
            assert one.learner.lower() not in ("con", "nul", "nul.txt")

    @posix_only
    def test_quotes_and_pictures_stay_readable(self, inbox):
        put(inbox, {f"{name}.ipynb": worked() for name in ('Søren "Ås", Jr', "Zoë 👩\u200d💻", "a\u200db", "\u200d😀")})
        assert set(learners(inbox)) == {"Søren 'Ås', Jr", "Zoë 👩\u200d💻", "a_b", "_😀"}

    def test_names_that_differ_in_blanks_alone_differ_in_a_table_too(self, inbox):
        put(inbox, {f"{name}.ipynb": worked() for name in ("Anna Holm", "Anna  Holm", "Anna\u00a0Holm")})
        assert len({" ".join(name.split()) for name in learners(inbox)}) == 3

    @posix_only
    def test_names_that_become_the_same_stay_two(self, inbox):
        put(inbox, {f"{name}/06.ipynb": worked() for name in ("a?b", "a*b", "a_b", "x" * 90, "x" * 91)})
        names = list(learners(inbox))
        assert len(names) == len({name.casefold() for name in names}) == 5 and "a_b" in names
        (inbox / "a_b/06.ipynb").unlink()
        (inbox / "a_b").rmdir()
        assert len(set(names) & set(learners(inbox))) == 4, "the others keep their names"

    @posix_only
    def test_name_that_is_no_utf8(self, inbox):
        put(inbox, {os.fsdecode(b"S\xf8ren/x\xe6.ipynb"): worked()})
        assert (only(inbox).learner, only(inbox).source) == ("Søren", "Søren/xæ.ipynb")

    def test_inbox_that_is_none(self, tmp_path, inbox):
        (tmp_path / "text.txt").write_text("no zip")
        (tmp_path / "empty.zip").write_bytes(zipped({}))
        for where, what in [
            (tmp_path / "nowhere", "There is no inbox"),
            (inbox, "nothing in the inbox"),
            (tmp_path / "empty.zip", "nothing in the inbox"),
            (tmp_path / "text.txt", "damaged"),
        ]:
            with pytest.raises(CourseError, match=what):
                list(submissions(learners(where), RELEASES))

    @posix_only
    def test_inbox_that_may_not_be_read(self, inbox, monkeypatch):
        def forbidden(path):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(people.os, "scandir", forbidden)
        with pytest.raises(CourseError, match="Permission denied"):
            list(submissions(learners(inbox), RELEASES))

    def test_learner_by_learner(self, inbox):
        put(inbox, {"anna.ipynb": worked(), "bo.ipynb": worked()})
        lazily = submissions(learners(inbox), RELEASES)
        assert next(lazily).learner == "anna"
        (inbox / "bo.ipynb").write_bytes(b"")
        assert next(lazily).status == UNREADABLE


class TestWhich:
    def test_cells_tell_the_assignment_not_the_name(self, inbox):
        put(
            inbox,
            {
                "anna.zip": zipped(
                    {
                        "06_network.ipynb": worked(template=OTHER_BYTES),
                        "homework.ipynb": worked(),
                        "other.ipynb": FOREIGN,
                    }
                )
            },
        )
        found = taken(inbox)
        assert [(one.assignment, one.status, one.note) for one in found] == [(STEM, "", ""), ("07_finance", "", "")]
        assert found[1].source == "anna.zip/06_network.ipynb"

    def test_work_wins_then_the_newest(self, inbox):
        put(
            inbox,
            {
                "anna.zip": zipped(
                    {
                        entry("06_network.ipynb", (2026, 1, 1, 0, 0, 0)): worked(1),
                        entry("06_network (1).ipynb", (2026, 1, 3, 0, 0, 0)): worked(3),
                        entry("06_network-Copy1.ipynb", (2026, 1, 2, 0, 0, 0)): worked(2),
                        entry("06_network (2).ipynb", (2026, 1, 4, 0, 0, 0)): RELEASE_BYTES,
                    }
                )
            },
        )
        one = only(inbox)
        assert answer(one) == "listeners = 3"
        assert one.note == (
            "3 older versions were left: anna.zip/06_network-Copy1.ipynb, anna.zip/06_network.ipynb, "
            "anna.zip/06_network (2).ipynb (untouched)."
        )

    def test_file_and_zip_are_compared_by_time(self, inbox):
        put(inbox, {"anna.zip": zipped({entry("x.ipynb", (2026, 1, 2, 0, 0, 0)): worked(1)}), "anna.ipynb": worked(2)})
        for day, wins in [(1, "listeners = 1"), (3, "listeners = 2")]:
            moment = time.mktime((2026, 1, day, 0, 0, 0, 0, 0, -1))
            os.utime(inbox / "anna.ipynb", (moment, moment))
            assert answer(only(inbox)) == wins

    def test_an_extra_cell_is_work(self, inbox):
        more = json.loads(RELEASE_BYTES)
        more["cells"].append({"cell_type": "code", "id": "x", "metadata": {}, "source": "people", "outputs": []})
        entries = {entry("a.ipynb", (2026, 1, 1, 0, 0, 0)): json.dumps(more).encode(), entry("b.ipynb"): RELEASE_BYTES}
        put(inbox, {"anna.zip": zipped(entries)})
        assert only(inbox).source == "anna.zip/a.ipynb"

    @pytest.mark.parametrize("packed", [True, False])
    def test_whole_course_folder(self, inbox, packed):
        lesson = (COURSE_FOLDER / "course/06_network.ipynb").read_bytes()
        solution = (COURSE_FOLDER / "solutions/06_network/06_network.ipynb").read_bytes()
        files = {
            "my_work/06_network/06_network.ipynb": worked(1),
            "my_work/06_network/.ipynb_checkpoints/06_network-checkpoint.ipynb": worked(2),
            "exercises/06_network/06_network.ipynb": RELEASE_BYTES,
            "solutions/06_network/06_network.ipynb": solution,
            "course/06_network.ipynb": lesson,
            "LICENSE": b"Copyright",
            "datasets/people.csv": b"a,b",
        }
        venv = {f".venv/lib/{number}.py": b"" for number in range(30_000 if packed else 300)}
        if packed:
            put(inbox, {"anna.zip": zipped({f"ssl/{name}": data for name, data in (venv | files).items()}, 0)})
        else:
            put(inbox, {f"anna/ssl/{name}": data for name, data in (venv | files).items()})
        one = only(inbox)
        assert answer(one) == "listeners = 1" and one.source.endswith("ssl/my_work/06_network/06_network.ipynb")
        assert (
            "2 older versions were left" in one.note and "exercises/06_network/06_network.ipynb (untouched)" in one.note
        )

    def test_foreign(self, inbox):
        put(inbox, {"anna.ipynb": FOREIGN, "bo.zip": zipped({"x.ipynb": FOREIGN, "y.docx": b""})})
        for one in taken(inbox):
            assert (one.assignment, one.status) == ("", WRONG_ASSIGNMENT)
            assert one.note.startswith("No cell of any module's exercise is in ")

    def test_unreadable_is_told_by_its_file_name_where_no_other_is_there(self, inbox):
        put(
            inbox,
            {
                "anna.zip": zipped({"my 06_network (1).ipynb": b"", "07_finance.ipynb": b"?", "z.ipynb": b"?"}),
                "bo.zip": zipped({"06_network (1).ipynb": b"", "x.ipynb": worked(), "07_finance.ipynb": b"{"}),
                "carl.ipynb": b"",
                "dora/06_network.zip": b"PK\x03\x04",
            },
        )
        found = taken(inbox)
        assert [(one.learner, one.assignment, one.status) for one in found] == [
            ("anna", STEM, UNREADABLE),
            ("anna", "07_finance", UNREADABLE),
            ("bo", STEM, ""),
            ("bo", "07_finance", UNREADABLE),
            ("carl", "", UNREADABLE),
            ("dora", STEM, UNREADABLE),
        ]
        assert "z.ipynb is no notebook" in found[0].note and "06_network (1).ipynb is empty" in found[2].note


class TestContent:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "is empty"),
            (b" \n\0", "is empty"),
            (b"\xef\xbb\xbf", "is empty"),
            (worked()[:5000], "cut off in the middle"),
            (worked()[:-3], "cut off in the middle"),
            (
                worked().replace(b' "cells"', b'<<<<<<< HEAD\n "cells"\n=======\n "cells"\n>>>>>>> theirs'),
                "merge conflict",
            ),
            (b"\n<!DOCTYPE html><html>404</html>", "web page"),
            (b"[1, 2]", "JSON but no notebook"),
            (b'"text"', "JSON but no notebook"),
            (b'{"profile": {"name": "Anna"}}', "has no cells"),
            (b'{"cells": null, "nbformat": 4}', "has no cells"),
            (b'{"worksheets": 3, "nbformat": 3}', "has no cells"),
            (b"Dear trainer, here it is.", "not JSON"),
            (b"\x89PNG\r\n\x1a\n\0\0", "not JSON"),
            (b"1" * 5000, "not JSON"),
            (b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
        ],
    )
    def test_unreadable(self, inbox, data, words):
        put(inbox, {"anna/homework.ipynb": data, "bo.ipynb": worked()})
        anna, bo = taken(inbox)
        assert (anna.status, bo.status) == (UNREADABLE, "") and words in anna.note
        assert anna.note.startswith("anna/homework.ipynb is ") or "holds the marks" in anna.note
        assert anna.source == "anna/homework.ipynb"

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_encodings(self, inbox, encoding):
        put(inbox, {"anna.ipynb": worked("'æøå'").decode().encode(encoding)})
        assert answer(only(inbox)) == "listeners = 'æøå'" and only(inbox).repaired == ()

    def test_windows_text(self, inbox):
        plain = (
            json.dumps(json.loads(worked("'æøå'")), ensure_ascii=False).replace("…", "...").encode("cp1252", "replace")
        )
        put(inbox, {"anna.ipynb": plain})
        one = only(inbox)
        assert answer(one) == "listeners = 'æøå'" and "Windows text" in one.repaired[0]

    @pytest.mark.parametrize(
        "name", ["06.ipynb.txt", "06.ipynb.json", "06.IPYNB.TXT", "06_network", "06.txt", "06.zip"]
    )
    def test_renamed_notebook(self, inbox, name):
        put(inbox, {f"anna/{name}": worked(), "anna/LICENSE": b"{}", "anna/requirements.txt": b"pandas"})
        one = only(inbox)
        assert (one.status, one.repaired) == ("", (f"The file was named {name} and was read as a notebook.",))

    @pytest.mark.parametrize("name", ["anna.ipynb", "anna", "anna.txt", "anna.zip"])
    def test_renamed_zip(self, inbox, name):
        put(inbox, {name: zipped({"06.ipynb": worked()})})
        assert (only(inbox).learner, only(inbox).source) == ("anna", f"{name}/06.ipynb")

    def test_folder_named_like_a_notebook(self, inbox):
        put(inbox, {"anna.ipynb/06.ipynb": worked()})
        assert (only(inbox).learner, only(inbox).status) == ("anna", "")

    def test_nothing_but_other_files(self, inbox):
        put(
            inbox,
            {
                "anna.docx": b"PK",
                "bo.7z": b"",
                "carl.tar.gz": gzip.compress(b"x"),
                "dora.zip": zipped({"a.pdf": b"", "b.pdf": b""}),
                "eva.zip": zipped({}),
                "fie/.DS_Store": b"x",
            },
        )
        found = {one.learner: one for one in taken(inbox)}
        assert {one.status for one in found.values()} == {UNREADABLE}
        assert found["anna"].note == "anna.docx is not a notebook: the file that ends in .ipynb is needed."
        assert "a zip is needed" in found["bo"].note and "a zip is needed" in found["carl"].note
        assert (
            found["dora"].note
            == "dora.zip/a.pdf, dora.zip/b.pdf are not notebooks: the file that ends in .ipynb is needed."
        )
        assert found["eva"].note == "eva.zip holds no file at all." and found["fie"].note == "fie holds no file at all."

    def test_a_checkpoint_counts_for_want_of_better(self, inbox):
        put(
            inbox,
            {
                "anna/.ipynb_checkpoints/06_network-checkpoint.ipynb": worked(1),
                "bo/.ipynb_checkpoints/06_network-checkpoint.ipynb": worked(1),
                "bo/06_network.ipynb": worked(2),
            },
        )
        found = taken(inbox)
        assert [answer(one) for one in found] == ["listeners = 1", "listeners = 2"]
        assert [one.note for one in found] == ["", ""]

    @pytest.mark.parametrize("name", ["06.ipynb (1)", "06.ipynb.bak", "06.ipynb.html", "A. Holm", "06.ipyn", "06.doc"])
    def test_a_notebook_by_any_other_name(self, inbox, name):
        put(inbox, {f"anna/{name}": worked(1), f"bo/{name}": json.dumps(json.loads(worked(2))).encode("utf-16")})
        assert [answer(one) for one in taken(inbox)] == ["listeners = 1", "listeners = 2"]

    @pytest.mark.parametrize("version", [1, 2, 3])
    def test_old_formats(self, inbox, version, caplog, capfd):
        cells = json.loads(worked())["cells"]
        code, text = ("code", "text") if version == 1 else ("input", "source")
        old = []
        for cell in cells:
            kind = {"cell_type": "code", code: "".join(cell["source"]), "language": "python"}
            prose = {"cell_type": "text" if version == 1 else "markdown", text: "".join(cell["source"])}
            old.append(kind if cell["cell_type"] == "code" else prose)
            if version > 1:
                old[-1]["metadata"] = cell["metadata"]
        old[3]["outputs"] = None
        whole = {"cells": old} if version == 1 else {"worksheets": [{"cells": old}]}
        put(inbox, {"anna.ipynb": json.dumps({"nbformat": version, "metadata": {}, **whole}).encode()})
        one = only(inbox)
        assert answer(one) == "listeners = len(people)" and one.repaired[0].startswith(
            "The notebook was in an old format"
        )
        assert list(submissions(learners(inbox), RELEASES)) == [one], "always the same, ids too"
        assert capfd.readouterr().err == "" and not caplog.records

    def test_damaged_old_format(self, inbox):
        odd = [None, {}, {"cell_type": "code", "metadata": None, "input": None}, {"cell_type": "heading", "level": "x"}]
        good = {"cell_type": "code", "input": 'check("network.mix")', "metadata": {}}
        put(inbox, {"anna.ipynb": json.dumps({"nbformat": 3, "worksheets": [{"cells": [*odd, good]}, 3]}).encode()})
        assert only(inbox).status in ("", UNREADABLE)

    def test_many_outputs(self, inbox):
        big = json.loads(worked())
        big["cells"][5]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 60_000_000}]
        put(inbox, {"anna.zip": zipped({"06.ipynb": json.dumps(big).encode()})})
        one = only(inbox)
        assert one.repaired == () and len(json.dumps(one.notebook)) < 100_000


class TestHostile:
    def beside(self, inbox: Path, entries: dict, packing: int = zipfile.ZIP_DEFLATED) -> Submission:
        """What becomes of a zip that also holds a good notebook."""
        put(inbox, {"anna.zip": zipped({**entries, "zz.ipynb": worked()}, packing)})
        one = only(inbox)
        assert (one.status, one.source) == ("", "anna.zip/zz.ipynb")
        return one

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("../../evil.ipynb", "outside its zip"),
            ("a/../../evil.ipynb", "outside its zip"),
            ("/etc/evil.ipynb", "outside its zip"),
            ("C:/evil.ipynb", "outside its zip"),
            ("..\\evil.ipynb", "outside its zip"),
            ("C:\\evil.ipynb", "outside its zip"),
        ],
    )
    def test_places_outside(self, inbox, name, words):
        assert words in self.beside(inbox, {name: worked(0)}).note
        assert not list(inbox.parent.rglob("evil*"))

    @pytest.mark.parametrize("kind", [0o120777, 0o010644, 0o020644])
    def test_links_and_pipes_in_zips(self, inbox, kind):
        one = self.beside(inbox, {entry("06_network.ipynb", mode=kind): b"/etc/passwd"})
        assert "06_network.ipynb is a link" in one.note or "is no ordinary file" in one.note

    @posix_only
    def test_links_on_disk(self, inbox, tmp_path):
        put(tmp_path, {"solutions/06_network.ipynb": worked(0)})
        put(inbox, {"anna/x.ipynb": worked(1)})
        for name, to in {
            "a.ipynb": "/etc/passwd",
            "b.ipynb": tmp_path / "solutions/06_network.ipynb",
            "c": "/nowhere",
        }.items():
            (inbox / "anna" / name).symlink_to(to)
            (inbox / name).symlink_to(to)
        (inbox / "anna/folder").symlink_to(tmp_path / "solutions")
        (inbox / "folder").symlink_to(tmp_path / "solutions")
        (inbox / "loop").symlink_to("loop")
        (inbox / "zip.zip").symlink_to(tmp_path / "solutions")
        for one in taken(inbox):
            assert one.status == ("" if one.learner == "anna" else UNREADABLE)
            assert "is a link, which is not followed" in one.note
            assert not one.notebook or answer(one) == "listeners = 1"

    @posix_only
    def test_pipes_and_sockets(self, inbox, monkeypatch):
        put(inbox, {"anna/x.ipynb": worked()})
        for place in (inbox / "anna", inbox):
            os.mkfifo(place / "p.ipynb")
            os.mkfifo(place / "q.zip")
        monkeypatch.chdir(inbox)
        with socket.socket(socket.AF_UNIX) as plug:
            plug.bind("s.ipynb")
            found = {one.learner: one for one in taken(inbox)}
        assert found["anna"].status == "" and "p.ipynb is no ordinary file" in found["anna"].note
        assert [found[name].status for name in "pqs"] == [UNREADABLE] * 3

    @posix_only
    def test_files_that_may_not_be_read(self, inbox, monkeypatch):
        put(inbox, {"anna/06.ipynb": worked(), "bo/06.ipynb": worked()})
        real = files.CappedFile

        def guarded(path):
            if "anna" in str(path):
                raise PermissionError(13, "Permission denied")
            return real(path)

        # Root may read everything, so permissions themselves would not show it.
        monkeypatch.setattr(files, "CappedFile", guarded)
        found = [next(iter(submissions(learners(inbox), RELEASES)))]
        assert found[0].status == UNREADABLE and "anna/06.ipynb may not be read" in found[0].note

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
    def test_folder_that_may_not_be_read(self, inbox):
        put(inbox, {"anna/06.ipynb": worked()})
        (inbox / "anna").chmod(0)
        try:
            assert "may not be read" in next(iter(submissions(learners(inbox), RELEASES))).note
        finally:
            (inbox / "anna").chmod(0o755)

    def test_password(self, inbox):
        data = bytearray(zipped({"a.ipynb": worked(0), "zz.ipynb": worked()}))
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        put(inbox, {"anna.zip": bytes(data)})
        assert "a.ipynb is protected by a password" in only(inbox).note and only(inbox).status == ""

    @pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 9])
    def test_other_packing(self, inbox, packing):
        data = bytearray(zipped({"a.ipynb": worked(0)}))
        struct.pack_into("<H", data, 8, packing)
        struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, packing)
        put(inbox, {"anna.zip": bytes(data)})
        assert only(inbox).status == UNREADABLE and "an ordinary zip is needed" in only(inbox).note

    def test_bad_checksum(self, inbox):
        data = bytearray(zipped({"a.ipynb": worked(0), "zz.ipynb": worked(7)}, zipfile.ZIP_STORED))
        data[1000] ^= 1
        put(inbox, {"anna.zip": bytes(data)})
        assert "a.ipynb is damaged" in only(inbox).note and answer(only(inbox)) == "listeners = 7"

    def test_cut_off_zip_among_good_ones(self, inbox):
        whole = zipped({"06.ipynb": worked()})
        put(inbox, {"anna.zip": whole[: len(whole) // 2], "bo.zip": whole, "carl.zip": b"", "dora.zip": b"no zip"})
        anna, bo, carl, dora = taken(inbox)
        assert (anna.status, bo.status, carl.status, dora.status) == (UNREADABLE, "", UNREADABLE, UNREADABLE)
        assert "anna.zip is damaged or was cut off" in anna.note and "carl.zip is an empty file" in carl.note

    def test_nested_zips(self, inbox):
        def nest(deep: int) -> bytes:
            data = worked(deep)
            for _ in range(deep):
                data = zipped({"in.zip" if data[:2] == b"PK" else "06.ipynb": data})
            return data

        put(inbox, {"anna.zip": nest(3), "bo.zip": nest(4), "carl/x.zip": nest(3)})
        anna, bo, carl = taken(inbox)
        assert anna.source == "anna.zip/in.zip/in.zip/06.ipynb" and carl.status == ""
        assert bo.status == UNREADABLE and "more than 3 deep" in bo.note

    def test_too_large(self, inbox, monkeypatch):
        monkeypatch.setattr(files, "NOTEBOOK_BYTES", 200_000)
        one = self.beside(inbox, {"a.ipynb": b" " * 10_000_000})
        assert "a.ipynb is too large" in one.note
        put(inbox, {"bo/06_network.ipynb": b" " * 300_000})
        bo = taken(inbox)[1]
        assert (bo.status, bo.assignment) == (UNREADABLE, STEM) and "is too large" in bo.note

    def test_sparse_giant_is_not_read(self, inbox):
        (inbox / "anna").mkdir()
        with (inbox / "anna/06.ipynb").open("wb") as giant:
            giant.truncate(5 * 2**30)
        assert "is too large" in only(inbox).note

    def test_lying_size(self, inbox):
        data = bytearray(zipped({"a.ipynb": b" " * 5_000_000}))
        struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 100)
        put(inbox, {"anna.zip": bytes(data), "bo.ipynb": worked()})
        anna, bo = taken(inbox)
        assert (anna.status, bo.status) == (UNREADABLE, "")

    def test_bomb_of_zips_in_zips(self, inbox, monkeypatch):
        monkeypatch.setattr(files, "LEARNER_BYTES", 3_000_000)
        bomb = zipped({f"{n}.zip": zipped({f"{m}.ipynb": b" " * 900_000 for m in range(5)}) for n in range(5)})
        put(inbox, {"anna.zip": bomb, "bo.zip": zipped({"06.ipynb": worked()})})
        anna, bo = taken(inbox)
        assert (anna.status, bo.status) == (UNREADABLE, "") and len(anna.note) < 2000

    def test_too_many_entries(self, inbox, monkeypatch):
        monkeypatch.setattr(files, "ARCHIVE_ENTRIES", 100)
        put(inbox, {"anna.zip": zipped({f"{n}.txt": b"" for n in range(101)}), "bo.ipynb": worked()})
        anna, bo = taken(inbox)
        assert (anna.status, bo.status) == (UNREADABLE, "") and "more than 100 entries" in anna.note
        monkeypatch.setattr(files, "DIRECTORY_BYTES", 1000)
        assert "anna.zip is damaged" in taken(inbox)[0].note

    def test_archive_too_large(self, inbox, monkeypatch):
        monkeypatch.setattr(files, "ARCHIVE_BYTES", 100)
        put(inbox, {"anna.zip": zipped({"06.ipynb": worked()})})
        assert "anna.zip is too large" in only(inbox).note

    def test_overlapping_entries(self, inbox):
        data = zipped({"a.ipynb": worked(0), "b.ipynb": worked(0), "zz.ipynb": worked(5)})
        at = data.index(b"PK\x01\x02")
        grown = bytearray(data)
        struct.pack_into("<I", grown, at + 20, at - 200)
        put(inbox, {"anna.zip": bytes(grown)})
        assert "a.ipynb overlaps another entry" in only(inbox).note

    def test_folders_too_full_and_too_deep(self, inbox, monkeypatch):
        monkeypatch.setattr(files, "FOLDER_FILES", 50)
        put(inbox, {"anna/1.ipynb": worked(), **{f"anna/x/{n}.txt": b"" for n in range(60)}})
        put(inbox, {"bo/" + "d/" * 25 + "06.ipynb": worked()})
        anna, bo = taken(inbox)
        assert anna.status == "" and "more than 50 files" in anna.note
        assert bo.status == UNREADABLE and "more than 20 deep" in bo.note

    @pytest.mark.parametrize(("encoding", "flag"), [("cp850", 0), ("utf-8", 0), ("utf-8", 0x800)])
    def test_danish_letters_in_entry_names(self, inbox, encoding, flag):
        name = "Søren Ærø å.ipynb".encode(encoding)
        data = bytearray(zipped({"x" * len(name): worked()}))
        for at, field in ((0, 6), (data.index(b"PK\x01\x02"), 8)):
            struct.pack_into("<H", data, at + field, flag)
        put(inbox, {"anna.zip": bytes(data).replace(b"x" * len(name), name)})
        assert only(inbox).source == "anna.zip/Søren Ærø å.ipynb"

    def test_odd_entry_names(self, inbox):
        odd = ["a\nb.ipynb", "x" * 5000 + ".ipynb", "\u202ebynpi.exe", "./06.ipynb", "a//b.ipynb", ".ipynb"]
        for one in odd:
            self.beside(inbox, {entry(one, (1980, 1, 1, 0, 0, 0)): RELEASE_BYTES})

    @pytest.mark.parametrize("seed", range(150))
    def test_damaged_at_random(self, inbox, seed):
        chance = random.Random(seed)
        data = bytearray(
            zipped(
                {"06_network.ipynb": worked(), "b.zip": zipped({"x.ipynb": worked()}), "ø.txt": b"x"},
                chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
            )
        )
        tail = data.index(b"PK\x01\x02") if chance.random() < 0.7 else 0
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(tail, len(data))] = chance.randrange(256)
        put(inbox, {"anna.zip": bytes(data), "bo.ipynb": worked()})
        assert taken(inbox)[-1].status == ""

    @pytest.mark.parametrize("seed", range(60))
    def test_notebook_of_random_json(self, inbox, seed):
        """Pieces of a notebook take the place of other pieces: it is read or refused, and never stops the class."""
        chance = random.Random(seed)
        notebook = json.loads(worked())
        odd = [None, True, -1, 1.5, "x", "\ud800", [], {}, [[]], {"a": 1}, ["x", None], "code", 4, 3]
        for _ in range(chance.randint(1, 12)):
            at = chance.choice([notebook, *[cell for cell in notebook.get("cells") or [] if isinstance(cell, dict)]])
            if isinstance(at.get("metadata"), dict) and chance.random() < 0.4:
                at = at["metadata"]
                at = at["nbgrader"] if isinstance(at.get("nbgrader"), dict) else at
            if at and (at is not notebook or chance.random() < 0.2):
                at[chance.choice(sorted(at))] = chance.choice(odd)
            if not isinstance(notebook.get("cells"), list):
                break
        put(inbox, {"anna.ipynb": json.dumps(notebook).encode(), "bo.ipynb": worked()})
        assert taken(inbox)[-1].status == ""
