"""The page a learner gets back: it says what was reached, in plain words, and nothing of a submission runs in it."""

import base64
import html
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of, module_of, topics
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.data import COURSE_FOLDER
from ssl_trainer import records
from ssl_trainer.feedback import Grade, Points, cells, page, points
from ssl_trainer.records import Record

TOPIC = "network"
STEM = module_of(TOPIC).stem
TASKS = {one.id.partition(".")[2]: one for one in exercises_of(TOPIC)}
REFLECTION = f"{TOPIC}-reflection"
HERE = Record("anna", STEM, records.GRADED)
# The smallest picture there is: one transparent pixel.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


def marked(answers: Mapping[str, str] = {}, outputs: Mapping[str, Sequence] = {}) -> nbformat.NotebookNode:
    """The released exercise with these answers and their outputs, by grade_id."""
    notebook = nbformat.read(COURSE_FOLDER / "exercises" / STEM / f"{STEM}.ipynb", as_version=4)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
        if grade_id in outputs:
            cell.outputs = list(outputs[grade_id])
    return notebook


def outcome(task: str, kind: str, message: str = "") -> Outcome:
    worth = TASKS[task].points
    return Outcome(TASKS[task].id, kind, message, worth if kind == outcomes.CORRECT else 0, worth)


def grades(**scores: float | None) -> dict[str, Grade]:
    """A grade for every task, 0 where none is given, and a reflection that waits."""
    all_of_them = {one.grade_id: Grade(scores.get(name, 0), one.points) for name, one in TASKS.items()}
    return {**all_of_them, REFLECTION: Grade(None, 3, awaiting=True)}


def words(text: str) -> str:
    """What a page says, without its tags and its style."""
    body = text.partition("<body>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def section(text: str, task: str) -> str:
    """The part of the page that is about one task."""
    return text.partition(f'id="{TOPIC}-{task}"')[2].partition("</article>")[0]


def test_points_are_summed_in_three_groups():
    core = sum(one.points for one in TASKS.values() if one.core)
    extra = sum(one.points for one in TASKS.values() if not one.core)
    assert points(TOPIC, grades(listeners=1, white_spots=3, norm=1.5)) == Points(4, core, 1.5, extra, None, 3, True)
    assert points(TOPIC, {}) == Points(None, core, None, extra, None, 0, False)
    one = {"network-listeners": Grade(1, 1), REFLECTION: Grade(2, 3), "network-mix-answer": Grade(None, 0, False, "Hm")}
    assert points(TOPIC, one) == Points(1, core, None, extra, 2, 3, False)
    not_one = {TASKS[name].grade_id: Grade(None, TASKS[name].points) for name in TASKS}
    assert points(TOPIC, not_one).core is None and points(TOPIC, not_one).extra is None


@pytest.mark.parametrize("topic", topics())
def test_every_task_of_a_module_is_on_the_page_in_the_order_of_the_notebook(topic):
    stem = module_of(topic).stem
    notebook = nbformat.read(COURSE_FOLDER / "exercises" / stem / f"{stem}.ipynb", as_version=4)
    text = page(replace(HERE, assignment=stem), notebook, {})
    released = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in notebook.cells]
    tasks = [name.removesuffix("-task") for name in released if name.endswith("-task")]
    assert re.findall(r'<article class="box task" id="([^"]+)"', text) == tasks
    assert html.escape(module_of(topic).title) in text
    # Neither the setup nor the hint and check cells are repeated.
    assert "hint(" not in words(text) and "import pandas" not in words(text) and "check(" not in words(text)


def test_an_honest_page_says_what_was_reached():
    answers = {
        "network-listeners-answer": "listeners = len(people)\nlisteners",
        "network-mix-answer": "mix = 5 < 6",
        REFLECTION: "Last week I wrote\n  to *one* buyer.",
    }
    shown = {"network-listeners-answer": [new_output("execute_result", data={"text/plain": "600"}, execution_count=1)]}
    given = grades(listeners=1, mix=0)
    given["network-mix"] = replace(given["network-mix"], comment="Look at\nthe <column>.")
    given["network-mix-answer"] = Grade(None, 0, comment="Nearly.")
    told = (outcome("listeners", outcomes.CORRECT, "So many hear you."), outcome("mix", outcomes.NOT_YET, "Divide."))
    text = page(replace(HERE, outcomes=told, repaired=("It had <two> titles.",)), marked(answers, shown), given)

    said = words(text)
    for expected in ("Who is in your network?", "Feedback for anna", "Core points 1 of 8", "Extra points 0 of 9"):
        assert expected in said
    assert "Reflection awaiting your trainer" in said
    assert "1 · How many people can hear you? ✓ Correct 1 of 1" in said
    assert "2 · What is the network composed of? → Not yet 0 of 2" in said
    assert "8 · Who can say yes? ○ Not reached 0 of 2" in said
    assert "It had <two> titles." in said

    assert told[0].card in section(text, "listeners") and ">600</pre>" in section(text, "listeners")
    code = re.search(r'<pre class="code"[^>]*><code>(.*?)</code>', section(text, "listeners"), re.DOTALL)[1]
    assert html.unescape(re.sub("<[^>]+>", "", code)) == answers["network-listeners-answer"]
    assert '<span class="nb">len</span>' in code
    mix = html.unescape(section(text, "mix"))
    assert told[1].card in mix and "Look at\nthe <column>." in mix and "Nearly." in mix
    assert "Last week I wrote\n  to *one* buyer." in section(text, "reflection")
    assert "Your trainer reads this" in section(text, "reflection")


def test_a_reflection_shows_its_points_and_what_the_trainer_says():
    given = {**grades(), REFLECTION: Grade(2, 3, comment="What comes first?")}
    text = page(HERE, marked({REFLECTION: "I wrote to a buyer."}), given)
    assert "Reflection 2 of 3" in words(text)
    assert "2 of 3 points" in section(text, "reflection") and "What comes first?" in section(text, "reflection")
    untouched = page(HERE, marked(), {**grades(), REFLECTION: Grade(0, 3)})
    assert "Nothing is written here yet." in section(untouched, "reflection")
    assert "Given by your trainer" not in section(untouched, "reflection")


def test_other_points_of_the_trainer_are_told_beside_the_card():
    told = (outcome("mix", outcomes.NOT_YET, "Divide."),)
    assert "Points that count here: 1.5 of 2." in page(replace(HERE, outcomes=told), marked(), grades(mix=1.5))
    assert "Points that count" not in page(replace(HERE, outcomes=told), marked(), grades())


SAID = {
    records.TIMEOUT: "Your notebook ran too long",
    records.MEMORY: "Your notebook needed too much memory",
    records.CRASHED: "Python stopped before the end",
    records.TAMPERED: "One check was changed so that it judged a wrong answer right.",
    records.UNREADABLE: "Your file could not be opened",
    records.WRONG_ASSIGNMENT: "This is not one of the exercises",
    records.MISSING: "Nothing was handed in",
    "a status of a later version": "Marking did not come to its end",
}


@pytest.mark.parametrize("status", [*records.STATUSES, "a status of a later version"])
def test_each_status_is_told_in_plain_words(status):
    judged = status in (*records.JUDGED, records.TAMPERED)
    record = replace(HERE, status=status, note="Why <it> is so.", outcomes=(outcome("mix", outcomes.CORRECT, "Well."),))
    said = words(page(record, marked() if judged else None, grades(mix=2) if judged else {}))
    assert status == records.GRADED or (SAID[status] in said and "Why <it> is so." in said)
    assert not any(one in said for name, one in SAID.items() if name != status)
    assert not re.search("cheat|tamper|fraud|manipulat", said, re.IGNORECASE)
    assert ("✓ Correct" in said) == (status in records.JUDGED)
    assert ("Not counted" in said) == (status == records.TAMPERED)
    assert ("Core points" in said) == judged


def test_without_an_assignment_or_a_notebook_there_is_still_a_page():
    assert "What you handed in" in page(Record("anna", "", records.UNREADABLE, note="It ends in the middle."), None, {})
    assert "What you handed in" in page(Record("anna", "99_magic", records.WRONG_ASSIGNMENT), None, {})
    crashed = replace(HERE, status=records.CRASHED, outcomes=(outcome("mix", outcomes.CORRECT, "Well."),))
    assert "Well." in page(crashed, None, {}) and "not judged" in page(crashed, None, {})


def test_an_error_is_told_in_words():
    plain = ["Your code stopped in line 1:", "    x = y", "The notebook does not know `y`.", "", "(NameError: y)"]
    python = [
        "\x1b[0;31m-----\x1b[0m",
        "NameError  Traceback (most recent call last)",
        "----> 1 y",
        "NameError: name 'y'",
    ]
    shown = {
        "network-listeners-answer": [new_output("error", ename="NameError", evalue="y", traceback=plain)],
        "network-mix-answer": [new_output("error", ename="NameError", evalue="name 'y'", traceback=python)],
        "network-norm-answer": [new_output("error", ename="KeyError", evalue="'\x1b[1ma'", traceback=[])],
    }
    text = page(HERE, marked(outputs=shown), grades())
    assert "\n".join(plain) in html.unescape(section(text, "listeners"))
    assert ">NameError: name &#39;y&#39;</pre>" in section(text, "mix") and "Traceback" not in text
    assert ">KeyError: &#39;a&#39;</pre>" in section(text, "norm") and "\x1b" not in text
    # Where the card tells the same story, the answer keeps only Python's own words.
    stopped = (outcome("listeners", outcomes.STOPPED, "\n".join(plain[:3])),)
    listeners = section(page(replace(HERE, outcomes=stopped), marked(outputs=shown), grades()), "listeners")
    assert listeners.count("The notebook does not know") == 1 and ">NameError: y</pre>" in listeners


def test_what_is_printed_in_pieces_is_joined_and_long_output_is_cut():
    printed = [new_output("stream", name="stdout", text=f"line {number}\n") for number in range(100)]
    wide = [new_output("stream", name="stderr", text="x" * 1_000_000)]
    bar = [new_output("stream", name="stdout", text="10 %\r50 %\rdone\r\n")]
    shown = {"network-listeners-answer": printed, "network-mix-answer": wide, "network-norm-answer": bar}
    text = page(HERE, marked(outputs=shown), grades())
    listeners = section(text, "listeners")
    assert listeners.count('<pre class="output"') == 1
    assert "line 39" in listeners and "line 40" not in listeners and "There is more of this" in listeners
    assert "x" * 4000 in text and "x" * 4001 not in text and "Python remarks" in section(text, "mix")
    assert ">done</pre>" in section(text, "norm")


def test_a_figure_is_shown_with_a_text():
    def figure(mime: str, data: object, plain: object = "Bars of <b>seven</b> kinds") -> list:
        return [{"output_type": "display_data", "data": {mime: data, "text/plain": plain}, "metadata": {}}]

    def listeners(outputs: list) -> str:
        return section(page(HERE, marked(outputs={"network-listeners-answer": outputs}), grades()), "listeners")

    shown = listeners(figure("image/png", [PIXEL[:30] + "\n", PIXEL[30:]]))
    assert f'src="data:image/png;base64,{PIXEL}"' in shown
    assert 'alt="figure drawn by your code: Bars of &lt;b&gt;seven&lt;/b&gt; kinds"' in shown
    jpeg = base64.b64encode(b"\xff\xd8\xff\xe0 and so on").decode()
    assert f'src="data:image/jpeg;base64,{jpeg}"' in listeners(figure("image/jpeg", jpeg))
    script = base64.b64encode(b"<svg onload=alert(1)>").decode()
    for data in ("", None, 7, {"a": 1}, '"><script>', script, PIXEL + '" onerror="alert(1)', PIXEL[:-3], jpeg):
        refused = listeners(figure("image/png", data))
        assert "<img" not in refused and "could not be read" in refused
    large = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(cells.MAX_PICTURE)).decode()
    assert "too large" in listeners(figure("image/png", large)) and "<img" not in listeners(figure("image/png", large))


def test_cells_of_the_learner_are_folded():
    notebook = marked()
    at = next(
        i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == REFLECTION
    )
    notebook.cells[at:at] = [new_markdown_cell("# a *note*"), new_code_cell("1 + 1"), new_code_cell(" \n")]
    notebook.cells[at:at] = [
        new_code_cell('# hint("network.mix")\nsolution("network.mix")'),
        new_code_cell("progress()"),
    ]
    text = page(HERE, notebook, grades())
    own = text.partition('<details class="own">')[2].partition("</details>")[0]
    assert "2 cells of your own" in own and "# a *note*" in own and "+" in own
    assert text.count('<details class="own">') == 1, "the course's own and empty ones are not the learner's"


ATTACK = "</pre></code></textarea></style><script>alert(1)</script><img src=x onerror=alert(1)>"


def hostile() -> tuple[Record, nbformat.NotebookNode, dict[str, Grade]]:
    """A submission that tries to run something in every place that a page might show."""
    link = "[x](javascript:alert(1)) ![y](https://example.com/y.png) <a href='javascript:alert(1)'>z</a> {{ 7 * 7 }}"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>{ATTACK}</svg>"
    kinds = {
        "text/html": f"{ATTACK}<iframe src='https://example.com'></iframe>",
        "image/svg+xml": svg,
        "application/javascript": "alert(1)",
        "text/markdown": link,
        "text/latex": r"\href{javascript:alert(1)}{x}",
        "application/vnd.jupyter.widget-view+json": {"model_id": "1"},
    }
    alone = [new_output("display_data", data={kind: data, "text/plain": ATTACK}) for kind, data in kinds.items()]
    pictures = [
        {"output_type": "display_data", "data": {"image/png": data, "text/plain": ATTACK}}
        for data in (PIXEL, base64.b64encode(svg.encode()).decode(), f'{PIXEL}" onload="alert(1)', "data:text/html,x")
    ]
    texts = [
        new_output("stream", name="stdout", text=ATTACK),
        new_output("stream", name=ATTACK, text=ATTACK),
        new_output("error", ename=ATTACK, evalue=ATTACK, traceback=[ATTACK, "Traceback (most recent call last)"]),
    ]
    names = [f"{one.grade_id}-answer" for one in TASKS.values()]
    shown = dict(zip(names, (alone, pictures, texts), strict=False))
    notebook = marked(dict.fromkeys([*names, REFLECTION], f"{ATTACK}\n{link}"), shown)
    notebook.cells.insert(8, new_markdown_cell(f"{ATTACK} {link}"))
    notebook.cells.insert(8, new_code_cell(ATTACK, outputs=[*alone, *texts]))
    notebook.cells.append(new_markdown_cell(f"{ATTACK} {link}", metadata={"nbgrader": {"grade_id": ATTACK}}))
    told = [outcome(task, kind, f"{ATTACK} {link}") for task, kind in zip(TASKS, outcomes.LOOK, strict=False)]
    told += [replace(outcome("norm", ATTACK, ATTACK), mistake=ATTACK), Outcome(ATTACK, ATTACK, ATTACK, 9, 9, ATTACK)]
    record = Record(ATTACK, STEM, records.TIMEOUT, (ATTACK, link), f"{ATTACK} {link}", tuple(told), f"{ATTACK}.ipynb")
    given = {name: replace(grade, comment=f"{ATTACK} {link}") for name, grade in grades(listeners=1).items()}
    return record, notebook, given


def test_nothing_of_a_submission_is_written_as_html():
    text = page(*hostile())
    head, _, body = text.partition("<body>")
    # Only what the page itself is made of; the pictures are the one that is one, and each link stays on the page.
    tags = set(re.findall(r"<([a-zA-Z][\w-]*)", body))
    assert not tags & {
        "script",
        "iframe",
        "svg",
        "style",
        "object",
        "embed",
        "form",
        "input",
        "textarea",
        "link",
        "base",
    }
    assert (
        re.findall(r"<img [^>]*src=\"([^\"]*)\"", body)
        == [f"data:image/png;base64,{PIXEL}"]
        == re.findall(r"src=\"([^\"]*)\"", body)
    )
    assert all(link.startswith("#") for link in re.findall(r"href=\"([^\"]*)\"", body))
    assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', body))
    assert head.count("<style>") == 1 and head.count("</title>") == 1 and "<script" not in head
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" in head
    assert '<meta name="referrer" content="no-referrer">' in head and '<html lang="en">' in head
    assert "{{ 7 * 7 }}" in body


def test_raw_html_and_links_of_a_task_text_do_nothing_either():
    notebook = marked()
    at = next(i for i, cell in enumerate(notebook.cells) if cell.get("id") == "listeners-task")
    notebook.cells[at].source = f"## 1 · `A` {ATTACK}\n\n{ATTACK}\n\n[x](javascript:alert(1)) ![y](https://a.dk/y.png)"
    text = page(HERE, notebook, grades())
    assert "<script" not in text and "<img" not in text and 'href="javascript' not in text


BOX = {"output_type": "display_data", "data": {"text/plain": ["a", "b"]}}


@pytest.mark.parametrize(
    "outputs",
    [
        None,
        "text",
        [None, 3, "x", [], {}],
        [{"output_type": "stream"}, {"output_type": "stream", "name": 3, "text": {"a": 1}}],
        [{"output_type": "error"}, {"output_type": "error", "traceback": 5, "ename": None, "evalue": ["a", None]}],
        [{"output_type": "display_data"}, {"output_type": "display_data", "data": []}],
        [{"output_type": "display_data", "data": {"text/plain": 5, "image/png": None, 7: 8}}],
        [{"output_type": ["display_data"], "data": {}}, BOX, {**BOX, "output_type": "execute_result"}],
        [{"output_type": "stream", "text": "\ud800 \x00 \u202e \x1b[31m \x1b[" + "1" * 100}],
        [{"output_type": "stream", "text": ["\x1b[" * 500_000]}, BOX] * 3,
        [{"output_type": "stream", "name": f"{number}", "text": "x"} for number in range(1000)],
    ],
)
def test_odd_outputs_give_a_page(outputs):
    notebook = marked()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell["outputs"] = outputs
    page(HERE, notebook, grades()).encode("utf-8")


@pytest.mark.parametrize(
    "notebook",
    [
        {},
        {"cells": None},
        {
            "cells": [
                None,
                3,
                {},
                {"cell_type": "code"},
                {"metadata": 3},
                {"source": ["a", 3]},
                {"metadata": {"nbgrader": 1}},
            ]
        },
        {"cells": [{"cell_type": 3, "source": 5, "metadata": {"nbgrader": {"grade_id": ["network-mix"]}}}]},
        {"cells": [{"metadata": {"nbgrader": {"grade_id": "network-x", "grade": True, "solution": True}}}]},
        {"cells": [{"metadata": {"nbgrader": {"grade_id": "network-mix-task"}}, "source": "## \ud800\n\n[a](b"}]},
        {"cells": [{"cell_type": "code", "source": "x = '\ud800\x00' " + "y" * 5_000_000, "metadata": {}}] * 200},
    ],
)
def test_an_odd_notebook_gives_a_page(notebook):
    page(HERE, nbformat.from_dict(notebook), grades()).encode("utf-8")


def test_odd_outcomes_and_names_give_a_page():
    odd = [Outcome(*[thing] * 6) for thing in (None, 3, ["a"], {"a": 1}, "\ud800", "x" * 1_000_000, float("nan"))]
    odd += [
        Outcome("network.mix", kind, message, "9", None) for kind in (None, [], "?", "correct") for message in (3, [])
    ]
    for one in odd:
        record = Record(
            "\ud800", STEM, records.GRADED, ("\ud800",), "\udfff", (replace(one, exercise="network.mix"), one)
        )
        page(record, marked(), grades(mix=float("nan"))).encode("utf-8")
    unknown = replace(outcome("mix", "splendid", "Well."), points=100, max_points=1000)
    said = words(page(replace(HERE, outcomes=(unknown,)), marked(), grades()))
    assert "Unknown result" in said and "Well." in said and "100" not in said


def test_a_page_is_made_fast():
    shown = {f"{one.grade_id}-answer": [new_output("stream", name="stdout", text="x\n" * 60)] for one in TASKS.values()}
    notebook = marked(dict.fromkeys(shown, "total = len(people)  # all of them\n" * 20), shown)
    page(HERE, notebook, grades())
    began = time.process_time()
    for _ in range(5):
        page(HERE, notebook, grades())
    assert (time.process_time() - began) / 5 < 0.05


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser_nothing_runs_nothing_is_asked_for_and_all_fits_a_phone(browser, scheme, tmp_path: Path):
    file = tmp_path / "anna æøå.html"
    file.write_text(page(*hostile()), encoding="utf-8")
    shown = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    asked, dialogs, errors = [], [], []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    shown.on("pageerror", lambda error: errors.append(error))
    shown.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    shown.goto(file.as_uri())
    for summary in shown.query_selector_all("summary"):
        summary.click()
    shown.wait_for_timeout(200)

    picture = f"data:image/png;base64,{PIXEL}"
    assert {url for url in asked if url != picture} == {file.as_uri()} and not dialogs
    assert not [error for error in errors if "Content Security Policy" not in str(error)]
    assert shown.evaluate("document.scripts.length") == 0 and shown.evaluate("document.compatMode") == "CSS1Compat"
    assert shown.evaluate("[...document.images].every(one => one.alt && one.naturalWidth > 0)")
    assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it fits a phone"
    levels = shown.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), "no level is left out"
    assert shown.evaluate(LOW_CONTRAST) == []


# The words whose colour stands too little out against what is behind them (WCAG AA: 4.5 to 1).
LOW_CONTRAST = """() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(one => one / 255)
    .map(one => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [.2126, .7152, .0722][at], 0);
  const behind = node => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *:not([aria-hidden=true])')]
    .filter(node => [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim()))
    .map(node => {
      const ground = behind(node), opacity = +getComputedStyle(node).opacity;
      const ink = parse(getComputedStyle(node).color).slice(0, 3)
        .map((one, at) => one * opacity + ground[at] * (1 - opacity));
      const [low, high] = [light(ground), light(ink)].sort((a, b) => a - b);
      return [(high + .05) / (low + .05), node.tagName, node.className, node.textContent.slice(0, 30)];
    })
    .filter(([contrast]) => contrast < 4.5);
}"""
