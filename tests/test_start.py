"""start.py on a tiny project: a lock with one wheel made here, no network, in a folder with a space, æøå and &."""

import ast
import base64
import hashlib
import importlib.util
import inspect
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ssl_helpers.cli import app

ROOT = Path(__file__).resolve().parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and #! lines are for Linux and macOS")

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""

# A build backend in the project itself, so that nothing has to be downloaded; it can be told to dawdle.
BACKEND = """
import os, sys, time
from pathlib import Path
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from wheel_maker import make_wheel

def build_editable(folder, *_):
    if (HERE / "dawdle").exists():
        (HERE / "dawdling").touch()
        time.sleep(60)
    pth = {"course.pth": str(HERE)}
    return make_wheel(Path(folder), "course", pth, "ssl-course = ssl_helpers.cli:main").name
"""

CLI = """
import json, os, sys, time

def main():
    if "wait" in sys.argv:
        try:
            print("waiting", flush=True)
            time.sleep(60)
        except KeyboardInterrupt:
            sys.exit(7)
    print(json.dumps({"words": sys.argv[1:], "cwd": os.getcwd(), "path": os.environ["PATH"].split(os.pathsep)[0],
                      "utf8": sys.flags.utf8_mode, "file": __file__}))
    sys.exit(5 if "five" in sys.argv else 0)

if __name__ == "__main__":
    main()
"""


def make_wheel(folder, name, files, script):
    """A wheel of two pure Python files, and one command."""
    info = f"{name}-1.0.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[console_scripts]\n{script}\n",
    }
    rows = []
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        rows.append(f"{path},sha256={digest},{len(text.encode())}")
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,", ""])
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return wheel


WHEEL_MAKER = "import base64, hashlib, zipfile\n\n" + inspect.getsource(make_wheel)


class Course:
    """A copy of start.py with a project so small that setting it up takes two or three seconds."""

    def __init__(self, place, wheels):
        self.folder = place / "Mit kurs æøå & co"
        self.venv, self.old, self.log = (self.folder / name for name in (".venv", ".venv.old", ".venv-setup.log"))
        self.wheels = wheels
        foreign = ("PIP_", "PYTHON", "UV_", "VIRTUAL_ENV", "PYTEST")
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        self.environment |= {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PYTHONIOENCODING": "utf-8"}
        self.environment |= {"PIP_FIND_LINKS": wheels.as_uri(), "PIP_LOG": str(place / "pip.log")}
        self.pip_log = place / "pip.log"

    def write(self):
        (self.folder / "ssl_helpers").mkdir(parents=True)
        shutil.copy(ROOT / "start.py", self.folder)
        digest = hashlib.sha256((self.wheels / "tiny-1.0-py3-none-any.whl").read_bytes()).hexdigest()
        texts = {
            "requirements.lock": f"tiny==1.0 \\\n    --hash=sha256:{digest}\n",
            "pyproject.toml": PYPROJECT,
            "backend.py": BACKEND,
            "wheel_maker.py": WHEEL_MAKER,
            "ssl_helpers/__init__.py": "",
            "ssl_helpers/cli.py": CLI,
        }
        for name, text in texts.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        return self

    @property
    def lock(self):
        return self.folder / "requirements.lock"

    def offline(self, retries=0):
        """No wheel at hand, and an index that refuses the connection."""
        for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS"):
            self.environment.pop(name, None)
        self.environment |= {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": str(retries)}

    def start(self, *words):
        return subprocess.Popen(
            [sys.executable, self.folder / "start.py", *words],
            env=self.environment,
            cwd=self.folder.parent,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name != "nt",
        )

    def run(self, *words):
        process = self.start(*words)
        output, error = process.communicate(timeout=50)
        return process.returncode, output, error

    def opens(self, *words):
        """Run start.py and hand back what the course's command saw."""
        code, output, error = self.run(*words)
        assert code == 0, error
        return json.loads(output.splitlines()[-1])

    def fails(self, *words):
        """Run start.py, which must fail with one sentence."""
        code, _, error = self.run(*words)
        assert code == 1
        return one_sentence(error)

    def module(self):
        spec = importlib.util.spec_from_file_location("start_under_test", self.folder / "start.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def command(self, name):
        """Run one of the commands in .venv, as a trainer does at the prompt."""
        script = self.venv / ("Scripts" if os.name == "nt" else "bin") / name
        return subprocess.run([script], capture_output=True, encoding="utf-8", env=self.environment)

    def leftovers(self):
        return [path.name for path in (self.old, self.log) if path.exists()]


def one_sentence(text):
    text = text.strip()
    assert "Traceback" not in text and len(text.splitlines()) == 1, text
    assert text.endswith(".") and not re.search(r"[.!?] [A-Z]", text), text
    return text


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    # The wheel holds a stand-in for pytest too, so that `start.py test` has something to run.
    files = {
        "tiny.py": "def hello():\n    print('hello from tiny')\n",
        "pytest.py": "import sys\nprint('tests with', sys.argv[1:])\nsys.exit(4)\n",
    }
    make_wheel(folder, "tiny", files, "tiny-hello = tiny:hello")
    return folder


@pytest.fixture
def course(tmp_path, wheels):
    return Course(tmp_path, wheels).write()


@pytest.fixture(scope="session")
def made(tmp_path_factory, wheels):
    made = Course(tmp_path_factory.mktemp("made"), wheels).write()
    assert made.run("setup")[0] == 0
    return made


@pytest.fixture
def copied(made, tmp_path, wheels):
    """A course that was set up elsewhere and copied here, .venv and all."""
    copied = Course(tmp_path, wheels)
    shutil.copytree(made.folder, copied.folder, symlinks=True)
    return copied


@pytest.fixture
def settled(copied):
    """A course that is set up and ready."""
    start = copied.module()
    start.STAMP.write_bytes(b"\n".join(start.wanted_stamp()))
    return copied


# Setting up and opening


def test_first_run_sets_up_and_second_run_calls_no_pip(course):
    code, output, error = course.run("setup")
    assert (code, error) == (0, "")
    assert len(output.splitlines()) == 2 and "up to 1 packages" in output
    assert course.pip_log.exists() and not course.leftovers()

    course.pip_log.unlink()
    inode = course.venv.stat().st_ino
    seen = course.opens("--no-browser", "æ b")
    assert seen["words"] == ["start", "--no-browser", "æ b"]
    assert Path(seen["cwd"]) == course.folder and seen["utf8"] == 1
    assert Path(seen["path"]).parent == course.venv
    assert course.run("setup") == (0, "", "")
    assert not course.pip_log.exists() and course.venv.stat().st_ino == inode


def test_exit_codes_and_words_are_passed_on(settled):
    assert settled.run("start", "five")[0] == 5
    code, output, _ = settled.run("test", "-k", "one")
    assert code == 4 and "tests with ['-k', 'one']" in output


def test_the_learners_commands_are_passed_on(settled):
    for words in (
        ["doctor"],
        ["progress"],
        ["reset", "6"],
        ["submit", "6", "--name", "Åse Ø"],
        ["certificate", "Åse Ø"],
    ):
        assert settled.opens(*words)["words"] == words
    assert settled.opens("--no-browser", "doctor")["words"] == ["start", "--no-browser", "doctor"]
    settled.offline()
    settled.lock.write_text("other==2.0 --hash=sha256:" + 64 * "0")
    code, output, error = settled.run("doctor")
    assert code == 0 and "the course works as before" in one_sentence(error)
    assert json.loads(output.splitlines()[-1])["words"] == ["doctor"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("submitt", "write submit, if"), ("progres", "write progress, if"), ("xyz", "the words are start, setup,")],
)
def test_a_word_with_a_slip_sets_nothing_up(course, word, meant):
    code, output, error = course.run(word, "6")
    assert code == 1 and output == "" and f"There is no {word}: {meant}" in one_sentence(error)
    assert not course.venv.exists()


def test_start_is_a_word_too(settled):
    assert settled.opens("start")["words"] == ["start"]


def test_every_command_that_is_passed_on_is_there(course):
    known = {command.callback.__name__ for command in app.registered_commands}
    assert set(course.module().TASKS) - {"setup", "test"} <= known


def test_start_from_inside_the_environment_uses_the_python_beneath_it(made):
    python = made.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    program = "import runpy, sys; print(runpy.run_path('start.py')['BASE'])"
    base = subprocess.run([python, "-c", program], cwd=made.folder, capture_output=True, encoding="utf-8").stdout
    assert not Path(base.strip()).is_relative_to(made.folder)


@POSIX
def test_ctrl_c_goes_to_the_course(settled):
    process = settled.start("start", "wait")
    assert process.stdout.readline() == "waiting\n"
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=20)
    assert (process.returncode, error) == (7, "")


@pytest.mark.parametrize("found", [{"venv", "pip"}, set()])
def test_python_without_ensurepip(course, monkeypatch, found, capfd):
    start = course.module()
    monkeypatch.setattr(os, "environ", course.environment)
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: name in found or None)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    code = start.main(["setup"])
    output, error = capfd.readouterr()
    if found:
        assert (code, error) == (0, "") and "hello" in course.command("tiny-hello").stdout
        assert not list(course.venv.rglob("ensurepip")) and not list(course.venv.rglob("site-packages/pip"))
    else:
        assert code == 1 and "sudo apt install python3-venv" in one_sentence(error)
        assert not course.venv.exists()


def test_uv_is_used_where_ensurepip_is_missing(course, monkeypatch):
    start, seen = course.module(), []
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: name == "venv" or None)
    monkeypatch.setattr(start.shutil, "which", lambda name: name)
    monkeypatch.setattr(start, "step", lambda *command: seen.extend(command))
    start.make_venv()
    assert seen == ["uv", "venv", "--seed", "--python", start.BASE, start.VENV]


# A copy that brings its packages along


def test_packages_come_from_the_folder_wheels_without_network(course):
    shutil.copytree(course.wheels, course.folder / "wheels")
    course.offline()
    assert course.opens("start")["words"] == ["start"]
    assert "hello" in course.command("tiny-hello").stdout


@pytest.mark.parametrize("damaged", [False, True], ids=["another system's", "damaged"])
def test_wheels_that_do_not_fit_are_passed_over(course, monkeypatch, damaged, capfd):
    (course.folder / "wheels").mkdir()
    name = "tiny-1.0-py3-none-any.whl" if damaged else "tiny-1.0-cp27-cp27m-win_amd64.whl"
    (course.folder / "wheels" / name).write_bytes((course.wheels / "tiny-1.0-py3-none-any.whl").read_bytes()[:-1])
    start = course.module()
    course.offline()
    monkeypatch.setattr(os, "environ", course.environment)
    installed, real = [], start.pip_install

    def pip_install(*words, packages=0):
        installed.append(words)
        # The second time stands for the internet.
        return real(*words, packages=packages) if "--no-index" in words else None

    monkeypatch.setattr(start, "pip_install", pip_install)
    monkeypatch.setattr(start, "install_course", lambda: None)
    start.start_log()
    start.build()
    assert ["--no-index" in words for words in installed] == [True, False]
    assert one_sentence(capfd.readouterr().out.splitlines()[-1]) == start.OTHER_WHEELS


# Progress


def test_progress_line(course, monkeypatch, capsys):
    start = course.module()
    monkeypatch.setattr(start.sys.stdout, "isatty", lambda: True, raising=False)
    start.step(sys.executable, "-c", "print('Collecting a\\nIgnoring b: markers')", packages=4)
    assert capsys.readouterr().out.endswith("\rDownloading: [##########..........] 2 of 4 packages  \n")
    end = "print('Installing collected packages: a, b, c\\nSuccessfully installed a b c')"
    start.step(sys.executable, "-c", end, packages=4)
    assert capsys.readouterr().out.endswith("\rInstalling: [####################] 3 of 3 packages  \n")


# What can go wrong, each told in one sentence


@pytest.mark.parametrize("retries", [0, 1])
def test_no_network_on_the_first_run(course, retries):
    course.offline(retries)
    assert "check the internet connection" in course.fails()
    assert not course.venv.exists() and course.leftovers() == [".venv-setup.log"]


def test_update_without_network_keeps_the_course_of_last_time(settled):
    settled.offline()
    settled.lock.write_text("other==2.0 --hash=sha256:" + 64 * "0")
    for word in ("setup", "test"):
        assert settled.fails(word).endswith("; until then the course works as before.")
    code, output, error = settled.run()
    assert code == 0 and "internet connection" in one_sentence(error)
    assert json.loads(output.splitlines()[-1])["words"] == ["start"]
    assert settled.leftovers() == [".venv-setup.log"] and "hello" in settled.command("tiny-hello").stdout


def test_update_replaces_the_environment(settled):
    (settled.venv / "of-last-time").touch()
    settled.lock.write_text("# newer\n" + settled.lock.read_text())
    assert settled.opens()
    assert not (settled.venv / "of-last-time").exists() and not settled.leftovers()


def test_damaged_download(course):
    course.lock.write_text("tiny==1.0 --hash=sha256:" + 64 * "0")
    assert "A download is not the file" in course.fails()
    assert not course.venv.exists()


def test_anything_else_gives_the_last_line_and_the_log(course):
    (course.folder / "backend.py").write_text("raise SystemExit('boom')")
    assert "did not run successfully" in course.fails()
    assert "tiny" in course.log.read_text(encoding="utf-8") and not course.venv.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Retrying after connection broken by '[Errno -3] Temporary failure in name resolution'",
            "internet connection",
        ),
        ("NewConnectionError: [Errno 111] Connection refused", "internet connection"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))", "proxy"),
        ("ProxyError('Cannot connect to proxy.')", "proxy"),
        ("ERROR: No matching distribution found for numpy==2.4", "internet connection"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "1.5 GB"),
        ("ERROR: [Errno 2] No such file; HINT: ... Windows Long Path support enabled.", "shorter place"),
        ("ERROR: [WinError 32] The process cannot access the file", "close the course"),
        ("ERROR: Something new.\n\n[notice] A new release of pip is available.\n", "(ERROR: Something new)"),
        ("Warning: whatever\nIt broke.\n", "(It broke)"),
        ("", "no reason given"),
    ],
)
def test_pip_output_in_plain_words(course, text, words):
    assert words in one_sentence(course.module().explain(text))


def test_every_sentence_is_one_sentence(course):
    start = course.module()
    for sentence in [*(sentence for _, sentence in start.CAUSES), start.READ_ONLY, start.BUSY, start.NO_VENV]:
        assert one_sentence(sentence) == sentence


def test_old_python(course):
    start = course.module()
    start.check_python((3, 11, 0))
    with pytest.raises(start.Stop) as stop:
        start.check_python((3, 8, 18, "final", 0))
    assert "Python 3.8:" in one_sentence(str(stop.value)) and "python.org/downloads" in str(stop.value)
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_only_the_standard_library_is_imported():
    tree = ast.walk(ast.parse((ROOT / "start.py").read_text(encoding="utf-8")))
    names = {name.name for node in tree if isinstance(node, ast.Import) for name in node.names} | {"pathlib"}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_incomplete_folder(course, name):
    (course.folder / name).unlink()
    sentence = course.fails()
    assert name in sentence and "unzip the whole folder first" in sentence


def test_folder_that_cannot_be_written_to(course):
    course.log.mkdir()  # root may write everywhere, but not to a folder as if it were a file
    assert "cannot be written to" in course.fails()
    assert not course.venv.exists()


def test_little_disk_space(course, monkeypatch, capsys):
    start = course.module()
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: SimpleNamespace(free=1e9))
    assert start.main(["setup"]) == 1
    assert "1.5 GB" in one_sentence(capsys.readouterr().err) and not course.venv.exists()


def test_long_path_on_windows(course):
    start = course.module()
    start.check_place("C:" + 78 * "x", 2e9, windows=True, long_paths=False)
    start.check_place("C:" + 200 * "x", 2e9, windows=True, long_paths=True)
    start.check_place("/" + 200 * "x", 2e9, windows=False, long_paths=False)
    with pytest.raises(start.Stop, match="shorter place"):
        start.check_place("C:" + 79 * "x", 2e9, windows=True, long_paths=False)


def test_environment_in_use_on_windows(settled, monkeypatch, capsys):
    start = settled.module()

    def refuse(*_):
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(start.Path, "rename", refuse)
    settled.lock.write_text("# newer\n" + settled.lock.read_text())
    assert start.main(["setup"]) == 1
    assert "close the course first" in one_sentence(capsys.readouterr().err)
    assert start.works()


# Interrupted, killed, twice at once


def dawdling(course):
    """start.py in the middle of its work, the packages installed and the course itself not yet."""
    (course.folder / "dawdle").touch()
    process = course.start("setup")
    for _ in range(400):
        if (course.folder / "dawdling").exists():
            break
        time.sleep(0.05)
    assert process.poll() is None
    (course.folder / "dawdle").unlink()
    (course.folder / "dawdling").unlink()
    return process


@POSIX
@pytest.mark.parametrize("update", [False, True])
def test_ctrl_c_and_kill_leave_nothing_half_done(request, update):
    course = request.getfixturevalue("settled" if update else "course")
    if update:
        course.lock.write_text("# newer\n" + course.lock.read_text())
    process = dawdling(course)
    assert course.venv.exists() and course.old.exists() == update
    assert "in another window" in course.fails()
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=20)
    assert process.returncode == 1 and "nothing is half done" in one_sentence(error)
    assert course.venv.exists() == update and not course.leftovers()

    process = dawdling(course)
    os.killpg(process.pid, signal.SIGKILL)  # no time to clear up, so the next start does it; the lock died too
    process.communicate()
    assert course.venv.exists() and course.old.exists() == update
    assert course.opens() and not course.leftovers()


def test_what_a_killed_update_had_put_aside_comes_back(settled):
    start = settled.module()
    settled.venv.rename(settled.old)
    (settled.venv / "half-made").mkdir(parents=True)
    start.recover()
    assert start.ready() and not settled.old.exists()
    settled.venv.rename(settled.old)
    start.recover()
    assert start.ready() and not settled.old.exists()


def test_killed_while_the_old_environment_was_cleared_away(settled):
    settled.old.mkdir()
    assert settled.opens() and not settled.leftovers()
    assert not settled.pip_log.exists()


def test_two_starts_at_once(course):
    handle = course.module().lock_out_others()
    assert "in another window" in course.fails()
    assert not course.venv.exists() and not course.leftovers()
    os.close(handle)


# Moved


@POSIX
def test_moved_course_is_repaired_offline(copied):
    (copied.venv / "of-last-time").touch()
    copied.offline()
    seen = copied.opens()
    assert Path(seen["file"]).is_relative_to(copied.folder)
    assert (copied.venv / "of-last-time").exists() and not copied.leftovers()
    assert copied.command("tiny-hello").stdout == "hello from tiny\n"
    assert Path(json.loads(copied.command("ssl-course").stdout)["file"]).is_relative_to(copied.folder)
    for name in ("tiny-hello", "ssl-course", "activate", "pip"):
        text = (copied.venv / "bin" / name).read_text(encoding="utf-8")
        assert str(copied.venv) in text and "/made" not in text
    copied.pip_log.unlink()
    assert copied.opens() and not copied.pip_log.exists()


def test_new_settings_for_jupyterlab_are_put_in_place_offline(settled):
    (settled.venv / "of-last-time").touch()
    (settled.folder / "jupyter").mkdir()
    (settled.folder / "jupyter" / "overrides.json").write_text("{}", encoding="utf-8")
    settled.offline()
    assert settled.opens() and settled.pip_log.exists(), "they are put in place as the course is installed"
    assert (settled.venv / "of-last-time").exists() and not settled.leftovers()
    settled.pip_log.unlink()
    assert settled.opens() and not settled.pip_log.exists()


@POSIX
def test_moved_course_of_a_python_that_has_gone_is_made_anew(copied):
    for name in ("python", "python3"):
        (copied.venv / "bin" / name).unlink()
        (copied.venv / "bin" / name).symlink_to("/nowhere/python3")
    (copied.venv / "of-last-time").touch()
    assert copied.opens() and not (copied.venv / "of-last-time").exists()


# The files next to start.py


def requirements():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["project"]["optional-dependencies"].values()
    return project, [Requirement(text) for text in sum(groups, project["project"]["dependencies"])]


def test_lock_holds_every_requirement_with_hashes():
    project, wanted = requirements()
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    locked = {}
    for entry in re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip()):
        if not entry.startswith("#"):
            requirement, *hashes = entry.split("--hash=")
            requirement = Requirement(requirement.strip())
            assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", text) for text in hashes), requirement.name
            [version] = [specifier.version for specifier in requirement.specifier if specifier.operator == "=="]
            locked.setdefault(canonicalize_name(requirement.name), []).append(version)
    for requirement in wanted + [Requirement(text) for text in project["build-system"]["requires"]]:
        versions = locked[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_environment_yml_is_in_step_with_pyproject():
    project, wanted = requirements()
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *names, last = environment["dependencies"]
    assert environment["name"] == project["project"]["name"] and environment["channels"] == ["conda-forge"]
    assert last == {"pip": ["-e ."]}
    other_name = {"playwright": "playwright-python"}  # conda-forge keeps "playwright" for the Node.js library
    expected = {other_name.get(each.name, each.name): each.specifier for each in wanted}
    expected |= {"python": Requirement("python" + project["project"]["requires-python"]).specifier}
    expected |= {"pip": Requirement("pip").specifier}
    assert {each.name: each.specifier for each in map(Requirement, names)} == expected


def test_start_bat_has_windows_line_ends_and_plain_letters():
    data = (ROOT / "start.bat").read_bytes()
    assert data.isascii() and data.endswith(b"\r\n") and data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    assert data.count(b'"%~dp0start.py"') == data.count(b"%~dp0") == 3  # quoted, for a folder with a space or &


def test_git_keeps_line_ends():
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert {"* text=auto eol=lf", "*.bat text eol=crlf", "*.png binary"} <= set(lines)
