"""The small rooms: loading tables, the learner's copies, the commands, kernels that start fast."""

import html
import os
import re
import subprocess
import sys

import pandas as pd
import pytest

from ssl_helpers import CourseError, linkedin, network
from ssl_helpers.checking.exercises import exercises_of, module_of
from ssl_helpers.data import COURSE_FOLDER, firm_in, load
from ssl_helpers.widgets import benefit_sorter, category_explorer, invitation_sorter
from ssl_helpers.widgets.explorer import answer
from ssl_helpers.widgets.mix_explorer import mix_explorer
from ssl_helpers.widgets.profile_explorer import profile_explorer, tables
from ssl_helpers.widgets.strategy_explorer import channel_explorer


def ssl(module: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=dict(os.environ, PYTHONUTF8="1", COLUMNS="200"),
    )


def test_load_gives_a_frame_of_ones_own():
    mine = load("accounts")
    mine.loc[:, "company"] = "spoilt"
    assert "spoilt" not in set(load("accounts").company)


def test_load_follows_the_firm_and_a_changed_file(tmp_path, firm):
    with firm_in(firm(7)):
        other = load("accounts")
    assert not other.equals(load("accounts"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("acounts", "Did you mean 'accounts'?"),
        ("zzz", "The tables are: accounts, channels, claims"),
        ("", "no table"),
    ],
)
def test_load_of_an_unknown_table_says_which_there_are(name, words):
    with pytest.raises(CourseError, match="There is no table") as caught:
        load(name)
    assert words in str(caught.value)


def test_load_without_the_folder_says_so(tmp_path):
    with firm_in(tmp_path / "gone"), pytest.raises(CourseError, match="is not there"):
        load("accounts")


def test_connections_keep_text_as_text(tmp_path):
    file = tmp_path / "Connections.csv"
    file.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        'Nina,None,https://www.linkedin.com/in/Nina-None,,"Å, Ø & Co",NA,08 Feb 2026\n'
        ",,,,,,07 Jun 2026",
        encoding="utf-8",
    )
    person = linkedin.tidy_connections(linkedin.read_connections(file)).iloc[0]
    assert (person.last_name, person.position, person.company) == ("None", "NA", "Å, Ø & Co")
    assert person.slug == "nina-none" and person.connected_on == pd.Timestamp(2026, 2, 8)


def test_what_is_no_connections_file_gets_a_sentence(tmp_path):
    file = tmp_path / "noter.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CourseError, match="noter.csv has no line that starts with First Name"):
        linkedin.read_connections(file)


@pytest.mark.parametrize(
    ("title", "decides"),
    [
        ("CTO", True),
        ("Salgsdirektør", True),
        ("Indkøbschef", True),
        ("Head of Engineering", True),
        ("Director of Operations", True),
        ("CEO's assistant", False),
        ("Assistant to the Director", False),
        ("Direktørassistent", False),
        ("Factory worker", False),
        ("Doctor", False),
        (None, False),
        (float("nan"), False),
    ],
)
def test_decision_makers_by_title(title, decides):
    assert network.is_decision_maker(title) is decides


def test_first_category_that_fits_counts():
    accounts = pd.DataFrame({"company": ["Alpha A/S", "Beta"], "category": ["partner", "customer"]})
    employers = pd.DataFrame({"company": ["Beta ApS", "ALPHA"], "kind": ["former", "recruiter"]})
    people = pd.DataFrame({"company": ["beta", "alpha as", "Gamma", None]})
    assert network.classify(people, accounts, employers).category.tolist() == ["customer", "partner", "other", "other"]


def test_trainer_makes_a_firm(tmp_path):
    done = ssl("ssl_trainer.cli", "world", "--seed", "7", "--out", str(tmp_path / "firma æøå"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "firma æøå" / "linkedin_export" / "Connections.csv").is_file()


@pytest.mark.parametrize("arguments", [["--seed", "7"], ["--seed", "x", "--out", "y"], ["--seed", "-1", "--out", "y"]])
def test_trainer_is_told_what_is_missing(arguments, tmp_path):
    done = ssl("ssl_trainer.cli", "world", *arguments)
    assert done.returncode != 0 and "Traceback" not in done.stderr and "--" in done.stderr


def test_firm_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = ssl("ssl_trainer.cli", "world", "--out", str(tmp_path / "file"))
    assert done.returncode == 1 and "Choose another folder with --out" in done.stderr and "Traceback" not in done.stderr


def test_importing_the_course_adds_little_to_pandas_and_matplotlib():
    base = "IPython, pandas, matplotlib.pyplot, ipywidgets"
    ours = "ssl_helpers.checking, ssl_helpers.data, ssl_helpers.network, ssl_helpers.plots"
    code = f"import time, {base}; t = time.process_time(); import {ours}; print(time.process_time() - t)"
    added = min(float(subprocess.check_output([sys.executable, "-c", code], cwd=COURSE_FOLDER)) for _ in range(3))
    assert added < 0.3, f"{added:.2f} s"


def test_explorer_answers_with_the_code_it_shows():
    accounts, employers = network.keyed(load("accounts")), load("employers")
    people = network.classify(load("connections"), accounts, employers)
    explorer = category_explorer.category_explorer(people, accounts, employers)
    _, question, way, shown = explorer.children
    tables = {"people": people, "accounts": accounts}
    seen = set()
    for asked, one in question.options:
        question.value = one
        value = answer(one.code, tables)
        assert html.escape(one.said(value)) in shown.value and html.escape(one.code) in shown.value, asked
        seen.add(shown.value)
    assert len(seen) == len(question.options)
    core = [len(people), network.colleagues_per_customer(people), network.white_spots(people, accounts)]
    values = [answer(one.code, tables) for _, one in question.options]
    assert [values[0], values[2], values[3]] == core
    assert values[1].sort_index().equals(network.mix(people).sort_index().rename(values[1].name))
    by_key = shown.value
    way.value = "letter by letter"
    assert shown.value != by_key, "the way of matching changes the white spots"


def explorers() -> dict[str, tuple]:
    """Name -> an explorer and the names that its code uses."""
    accounts, employers = network.keyed(load("accounts")), load("employers")
    people = network.classify(load("connections"), accounts, employers)
    given = {name: make() for topic in ("content", "profiles") for name, make in module_of(topic).given.items()}
    posts, weeks, profiles, ssi = (given[name] for name in ("posts", "weeks", "profiles", "ssi"))
    channels = load("channels")
    of_network = {"people": people, "accounts": accounts, "employers": employers, "network": network}
    return {
        "category": (category_explorer.category_explorer(people, accounts, employers), of_network),
        "mix": (mix_explorer(posts, weeks), {"posts": posts, "weeks": weeks}),
        "profiles": (profile_explorer(profiles, ssi), tables(profiles, ssi)),
        "channels": (channel_explorer(channels), {"channels": channels}),
    }


@pytest.mark.parametrize("name", ["category", "mix", "profiles", "channels"])
def test_explorers_code_gives_what_is_said_for_either_choice(name):
    explorer, names = explorers()[name]
    _, question, way, shown = explorer.children
    for option in way.options:
        way.value = option
        for asked, one in question.options:
            question.value = one
            code = html.unescape(re.search("<pre>(.*?)</pre>", shown.value, re.DOTALL)[1])
            assert html.escape(one.said(answer(code, names))) in shown.value, (option, asked)


def test_mix_explorer_answers_every_core_question_with_the_code_it_shows():
    given = module_of("content").given
    posts, weeks = given["posts"](), given["weeks"]()
    _, question, way, shown = mix_explorer(posts, weeks).children
    values, seen = [], []
    for _, one in question.options:
        question.value = one
        values.append(answer(one.code, {"posts": posts, "weeks": weeks}))
        assert html.escape(one.said(values[-1])) in shown.value and html.escape(one.code) in shown.value, one.asked
        seen.append(shown.value)
    right = [one.expected().right for one in exercises_of("content") if one.core]
    for value, wanted in zip(values, right, strict=False):
        same = value.to_dict() == wanted.to_dict() if isinstance(wanted, pd.Series) else value == wanted
        assert same, value
    assert len(set(seen)) == len(question.options) > len(right) == 4
    question.value = question.options[0][1]
    way.value = "only weeks with a post"
    assert shown.value != seen[0], "without the empty weeks the cadence looks better"


def test_profile_explorer_answers_every_core_question_with_the_code_it_shows():
    given = module_of("profiles").given
    profiles, ssi = given["profiles"](), given["ssi"]()
    _, question, whose, shown = profile_explorer(profiles, ssi).children
    values, seen = [], []
    for _, one in question.options:
        question.value = one
        values.append(answer(one.code, tables(profiles, ssi)))
        assert html.escape(one.said(values[-1])) in shown.value and html.escape(one.code) in shown.value, one.asked
        seen.append(shown.value)
    right = [one.expected().right for one in exercises_of("profiles") if one.core]
    for value, wanted in zip(values, right, strict=False):
        same = value.tolist() == pytest.approx(wanted.tolist()) if isinstance(wanted, pd.Series) else value == wanted
        assert same, value
    assert len(set(seen)) == len(question.options) > len(right) == 4
    whose.value = "people with customer contact"
    assert shown.value != seen[-1], "what is missing depends on whose profiles are looked at"


@pytest.mark.parametrize(
    ("sorter", "items", "choices", "ends"),
    [
        (
            invitation_sorter.invitation_sorter,
            invitation_sorter.INVITATIONS,
            invitation_sorter.CHOICES,
            "12 of 12 sorted, 12 as the policy says",
        ),
        (
            benefit_sorter.benefit_sorter,
            benefit_sorter.BENEFITS,
            benefit_sorter.CHOICES,
            "4 of 4 sorted, 4 as the course says",
        ),
    ],
)
def test_sorter_replies_to_every_choice_and_counts(sorter, items, choices, ends):
    _, *rows, total = sorter().children
    buttons, replies = rows[1::3], rows[2::3]
    assert len(buttons) == len(items) == int(ends.split()[0]) and {one.choice for one in items} == set(choices)
    for one, button, said in zip(items, buttons, replies, strict=True):
        for picked in choices:
            button.value = picked
            assert html.escape(one.why) in said.value and ("✓" in said.value) == (picked == one.choice)
            assert html.escape(one.choice) in said.value or picked == one.choice
        button.value = one.choice
    assert ends in total.value
