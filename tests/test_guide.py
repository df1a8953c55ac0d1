"""The trainer's guide: its made parts are fresh, its plans add up, its cards print as they are."""

import re
from datetime import datetime
from html.parser import HTMLParser

import pytest
from typer.testing import CliRunner

from ssl_helpers.checking.exercises import exercises_of, module_called, module_of, topics
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.solutions import model_solution
from ssl_helpers.ways import OWN_ARCHIVE, WAYS
from ssl_trainer import guide
from ssl_trainer.cli import app
from ssl_trainer.guide import cards, plans, tasks

TASKS = [one for topic in topics() for one in exercises_of(topic)]


@pytest.fixture(scope="module")
def made():
    return guide.made()


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text by card side."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.sides = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "section":
            self.sides.append("")

    def handle_data(self, data):
        if self.sides:
            self.sides[-1] += data


@pytest.fixture(scope="module")
def printed():
    return cards.page(COURSE_FOLDER / "datasets")


@pytest.mark.parametrize("file", [guide.GUIDE, guide.TASKS], ids=str)
def test_made_parts_are_fresh(made, file):
    assert (COURSE_FOLDER / file).read_bytes() == made[file].encode("utf-8"), "ssl-trainer guide"


@pytest.mark.parametrize("file", [guide.GUIDE, guide.TASKS], ids=str)
def test_links_inside_the_course_lead_somewhere(made, file):
    for link in re.findall(r"\]\(([^)#:]+)\)", made[file]):
        there = (COURSE_FOLDER / file).parent / link
        assert there.exists(), link


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_clock_times_follow_one_another_and_add_up(made, way):
    plan = re.split(r"^### ", made[guide.GUIDE], flags=re.MULTILINE)
    (plan,) = (part for part in plan if part.startswith(f"{way.name},"))
    rows = re.findall(r"^\| (\*\*)?(\d\d:\d\d)–(\d\d:\d\d)(?:\*\*)? \| (?:\*\*)?(\d+)", plan, re.MULTILINE)
    at = 0
    for day in way.days:
        of_day, (_, *total) = rows[at : at + len(day)], rows[at + len(day)]
        at += len(day) + 1
        assert [int(minutes) for *_, minutes in of_day] == [stop.minutes for stop in day]
        for _, begin, end, minutes in [*of_day, ("", *total)]:
            took = datetime.strptime(end, "%H:%M") - datetime.strptime(begin, "%H:%M")
            assert took.total_seconds() == 60 * int(minutes)
        assert all(before[2] == after[1] for before, after in zip(of_day, of_day[1:], strict=False))
        assert [of_day[0][1], of_day[-1][2], int(total[2])] == ["09:00", total[1], sum(stop.minutes for stop in day)]
    assert at == len(rows)


def test_every_stop_has_a_notebook_a_card_or_says_what_to_do():
    for way in WAYS:
        for stop in way.stops():
            if stop.stem and stop.stem != OWN_ARCHIVE and not module_called(stop.stem):
                assert plans.cards_at(stop) or "Meanwhile: " in plans._what(stop, [])


def test_cards_are_made_for_stops_that_there_are():
    done = {stop.what for way in WAYS for stop in way.stops()}
    stems = {stop.stem for way in WAYS for stop in way.stops()}
    for card in cards.cards():
        assert set(card.at) <= done, card.id
        assert not card.module or card.module in stems - {module_of(topic).stem for topic in topics()}, card.id
    assert any(card.spare for card in cards.cards())


def test_cards_that_the_guide_names_are_printed(made, printed):
    titles = re.findall(r"<h2>(.+?)</h2>", printed)
    named = set(re.findall(r"card \*([^*]+)\*", plans.tables()))
    assert named and named <= set(titles)


@pytest.mark.parametrize("one", TASKS, ids=lambda one: one.id)
def test_every_task_has_a_mistake_and_a_hint_that_is_no_solution(made, one):
    heads = tasks.titles(module_of(one.id.partition(".")[0]))
    block = made[guide.TASKS].partition(f"### {heads[one.id]}\n")[2].partition("\n#")[0]
    assert "- **Likely:** " in block and "- **Hint:** " in block and f"`{one.names[0]}`" in block
    shown, code = "".join(block.replace("\\", "").split()), "".join(model_solution(one).code.split())
    # A short solution, such as a name and len(people), is seen whole.
    assert code not in shown and "".join(one.hints[-1].split()) not in shown


def test_cards_run_nothing_and_ask_for_nothing(printed):
    page = Page(printed)
    assert not {"script", "link", "iframe", "form"} & {tag for tag, _ in page.tags}
    addresses = [attrs[name] for _, attrs in page.tags for name in ("src", "href") if name in attrs]
    assert addresses and all(one.startswith(("data:image/png;", "#")) for one in addresses)
    assert not re.search(r"url\(|@import|\son\w+=", printed)


def test_each_module_has_a_figure_in_words_and_its_quiz_with_answers_on_the_back(printed):
    page = Page(printed)
    figures = [attrs for tag, attrs in page.tags if tag == "img"]
    assert len(figures) == len(topics()) and all(len(one["alt"]) > 40 for one in figures)
    for topic in topics():
        module = module_of(topic)
        at = next(at for at, side in enumerate(page.sides) if module.outcome in side)
        for question in module.quiz.values():
            told = " ".join(question.options[question.right][1].split())
            assert question.text in page.sides[at] and told not in page.sides[at]
            assert told.split(".")[0] in page.sides[at + 1]


def test_what_is_said_of_the_law_has_its_date(printed):
    sides = Page(printed).sides
    of_law = [side for side in sides if re.search(r"\b(law|lawyer|Act|consent first|Ombudsman)\b", side)]
    assert of_law
    for side in of_law:
        assert cards.LAW in side and "no legal advice" in side and re.search(r"\d{1,2} \w+ 20\d\d", side), side[:200]


def test_cards_of_another_firm(firm, printed):
    other = cards.page(firm(7))
    assert len(Page(other).sides) == len(Page(printed).sides) and other != printed


def test_cards_command_writes_the_page(tmp_path, printed):
    out = tmp_path / "cards æøå.html"
    result = CliRunner().invoke(app, ["cards", "--out", str(out)])
    assert result.exit_code == 0 and out.read_bytes() == printed.encode("utf-8")
