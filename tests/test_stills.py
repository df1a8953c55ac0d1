"""Each widget's cell keeps a picture of how it begins; the server shows it when the widget is no longer alive."""

import asyncio
import html
import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import ipywidgets
import nbclient
import nbconvert
import nbformat
import pandas as pd
import pytest

from ssl_helpers import kltb, network, widgets
from ssl_helpers.checking.exercises import module_of
from ssl_helpers.data import load
from ssl_helpers.widgets.opening import MADE_BY, VIEW, leave_dead_views_out, show_pictures
from ssl_helpers.widgets.stills import SENTENCE, Still, drawn

SECRET = "hemmelig 7193"
ASKED = ["dressed", "explorer", "sorter"]
"""What the others are made with."""


def public() -> dict[str, Callable]:
    """Each function of the widgets' folder that gives a widget, by its name."""
    modules = [
        importlib.import_module(f"{widgets.__name__}.{one.name}") for one in pkgutil.iter_modules(widgets.__path__)
    ]
    functions = [
        one
        for module in modules
        for one in vars(module).values()
        if inspect.isfunction(one) or hasattr(one, "cache_clear")
    ]
    given = {one.__name__: one for one in functions if not one.__name__.startswith("_")}
    annotated = {name: inspect.unwrap(one).__annotations__.get("return") for name, one in given.items()}
    return {
        name: given[name]
        for name, gives in annotated.items()
        if inspect.isclass(gives) and issubclass(gives, ipywidgets.Widget) and name not in ASKED
    }


def needed() -> dict[str, tuple]:
    """What each takes that takes something, as its lesson gives it."""
    given = {name: make for topic in ("content", "profiles") for name, make in module_of(topic).given.items()}
    accounts, employers = network.keyed(load("accounts")), load("employers")
    return {
        "calendar_painter": ("2026-10-05",),
        "category_explorer": (network.classify(load("connections"), accounts, employers), accounts, employers),
        "channel_explorer": (load("channels"),),
        "mix_explorer": (given["posts"](), given["weeks"]()),
        "ordering": ("Which <b>stage</b> comes first?", kltb.STAGES),
        "page_words": (load("pages"),),
        "predict_then_run": (load("connections_raw"),),
        "profile_explorer": (given["profiles"](), given["ssi"]()),
        "stage_mover": (load("journeys"),),
        "step_check": (load("step_scores"),),
    }


def made(name: str) -> Still:
    function = public()[name]
    if hasattr(function, "cache_clear"):
        function.cache_clear()
    return function(*needed().get(name, ()))


def bundle(widget: Still) -> dict:
    data, _ = widget._repr_mimebundle_()
    return data


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def all_of(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    return [widget, *(inner for child in getattr(widget, "children", ()) for inner in all_of(child))]


def shown(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    """The widget and all in it that is not hidden."""
    if widget.layout.display == "none":
        return []
    return [widget, *(inner for child in getattr(widget, "children", ()) for inner in shown(child))]


def use(widget: ipywidgets.Widget) -> None:
    """Type in every field, and change all else that can be changed."""
    for one in all_of(widget):
        if isinstance(one, ipywidgets.Dropdown | ipywidgets.ToggleButtons):
            one.index = len(one.options) - 1
        elif isinstance(one, ipywidgets.Text | ipywidgets.Textarea):
            one.value = SECRET
    if hasattr(widget, "_esm"):
        for name in ("title", "company", "helps", "with_what", "search_words", "old", "new", "audience"):
            if widget.has_trait(name):
                setattr(widget, name, SECRET)
        if widget.has_trait("ideas"):
            widget.posts, widget.ideas = {"1": ["product", "text"]}, {"1": SECRET}


@pytest.mark.parametrize("name", sorted(public()))
def test_a_widgets_cell_keeps_a_picture_in_which_nothing_typed_stands(name):
    widget = made(name)
    before = bundle(widget)
    picture = before["text/html"]
    assert VIEW in before and before["text/plain"].startswith(f"{name}("), "the code that makes it stands in its place"
    assert words(picture).strip().startswith(SENTENCE)
    assert "aria-live" not in picture and "<style" not in picture and "<script" not in picture
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in re.findall("<img [^>]*", picture))
    assert len(picture) < 60_000, "a saved notebook stays small"
    for one in shown(widget):
        label = getattr(one, "description", "")
        assert label in words(picture), "every control is named"
    use(widget)
    again = made(name) if name == "page_words" else widget
    for after in (bundle(widget), bundle(again)):
        assert SECRET not in json.dumps(after, ensure_ascii=False)
        assert after["text/html"] == picture
    public()[name].cache_clear() if hasattr(public()[name], "cache_clear") else None


@pytest.mark.parametrize("name", ["calendar_painter", "headline_editor", "ordering"])
def test_the_picture_names_fields_and_buttons_as_the_page_does(name):
    script = Path(widgets.__file__).with_name(f"{name}.js").read_text(encoding="utf-8")
    still = made(name).still
    labels = re.findall(r"<p>([^<]+) <span", still)
    buttons = [
        one.removesuffix(" plan.ics").removesuffix(" plan.csv") for one in re.findall(r"<b>([^<]+)</b></span>", still)
    ]
    assert buttons and [one for one in [*labels, *buttons] if one not in script] == []


def test_the_picture_says_what_the_widget_says():
    parts = {
        "calendar_painter": ["5 Oct", "1 Nov", "Week 4", "The plan has no posts yet.", "0 posts in 4 weeks"],
        "ordering": ["Which <b>stage</b> comes first?", *kltb.STAGES],
        "headline_editor": ["There is no headline yet.", "0 of 220 characters", "len(headline)"],
        "stage_mover": ["✓ all people", "The person is at Know.", "● Know"],
        "channel_explorer": ["Which channel has the biggest audience?", "The biggest audience, wanted or not, has"],
        "strategy_canvas": ["Goal 3: deadline", "choose …", "0 of 8 are complete."],
    }
    for name, sentences in parts.items():
        picture = words(bundle(made(name))["text/html"])
        assert [one for one in sentences if one not in picture] == [], name


def test_a_text_of_ones_own_is_not_in_the_picture_where_it_is_shown_from_the_start():
    for _ in range(2):
        widget = widgets.page_words.page_words(pd.DataFrame({"source": ["website"], "text": ["Robots."]}))
        assert SECRET.split()[0] not in json.dumps(bundle(widget))
        use(widget)


def test_a_widget_without_a_picture_is_noticed():
    with pytest.raises(NotImplementedError, match="no picture of a Play"):
        drawn(ipywidgets.Play())


# The saved notebook, and how it is opened

CODE = """from ssl_helpers.data import load
from ssl_helpers.widgets.page_words import page_words
from ssl_helpers.widgets.ordering import ordering
from ssl_helpers.widgets.step_check import step_check
from IPython.display import display
print("words")
order = ordering("Which?", ["a", "b", "c"])
display(page_words(load("pages")), order)
step_check(load("step_scores"))"""


@pytest.fixture(scope="module")
def run() -> nbformat.NotebookNode:
    """A notebook that was run, with three widgets in its cell."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE)])
    nbclient.NotebookClient(notebook, kernel_name="python3", store_widget_state=False).execute()
    return notebook


def pictures(notebook: dict) -> list[dict]:
    return [one for one in notebook["cells"][0]["outputs"] if "text/html" in one.get("data", {})]


def test_a_notebook_with_widgets_becomes_a_page_with_their_pictures(run):
    nbformat.validate(run)
    page, _ = nbconvert.HTMLExporter().from_notebook_node(run)
    assert page.count(SENTENCE) == len(pictures(run)) == 3 and "Check the order" in page
    assert run["cells"][0]["outputs"][-1]["metadata"][MADE_BY][0], "the kernel is named"


def server(kernels: dict[str, int | None], path: str, content: object, kind: str = "notebook") -> SimpleNamespace:
    """A server with these kernels, running for the notebook at this path."""

    async def get(path, content=True):
        return {"type": kind, "path": path, "content": saved if content else None}

    async def list_sessions():
        return [{"path": path, "kernel": {"id": one}} for one in kernels]

    saved = content

    def get_kernel(one):
        return SimpleNamespace(provisioner=SimpleNamespace(pid=kernels[one]))

    made = SimpleNamespace(
        contents_manager=SimpleNamespace(get=get),
        session_manager=SimpleNamespace(list_sessions=list_sessions),
        kernel_manager=SimpleNamespace(get_kernel=get_kernel),
    )
    show_pictures(made)
    return made


def views(notebook: dict) -> int:
    return sum(VIEW in one.get("data", {}) for one in notebook["cells"][0]["outputs"])


def test_only_the_kernel_that_made_a_widget_keeps_it_alive(run):
    text = nbformat.writes(run)
    kernel, process, parent = run["cells"][0]["outputs"][-1]["metadata"][MADE_BY]
    for kernels, alive in (
        ({kernel: process}, 3),
        ({kernel: parent}, 3),  # Windows, in an environment
        ({kernel: None}, 3),  # what is not known does no harm
        ({}, 0),
        ({kernel: -1}, 0),  # started again
        ({"another": process}, 0),
    ):
        notebook = json.loads(text)
        opened = server(kernels, "course/a.ipynb", notebook).contents_manager.get
        model = asyncio.run(opened("course/a.ipynb"))
        assert views(model["content"]) == alive, kernels
        assert len(pictures(model["content"])) == 3
        nbformat.validate(nbformat.from_dict(model["content"]))
    elsewhere = server({kernel: process}, "course/b.ipynb", json.loads(text)).contents_manager.get
    assert views(asyncio.run(elsewhere("course/a.ipynb"))["content"]) == 0


def test_a_view_without_a_picture_stays_and_older_ones_ask_for_any_kernel():
    def notebook(data):
        output = nbformat.v4.new_output("display_data", data)
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[output])])

    alone = notebook({VIEW: {"model_id": "a"}})
    leave_dead_views_out(alone, {})
    assert views(alone) == 1
    older = notebook({VIEW: {"model_id": "a"}, "text/html": "a picture"})
    leave_dead_views_out(older, {"some kernel": 12})
    assert views(older) == 1
    leave_dead_views_out(older, {})
    assert views(older) == 0


@pytest.mark.parametrize(
    "content",
    [None, "text", {}, {"cells": None}, {"cells": [{"outputs": [{"data": None}]}]}, {"cells": [3]}],
    ids=str,
)
def test_whatever_is_in_a_file_it_opens_as_it_is(content):
    model = asyncio.run(server({}, "a.ipynb", content).contents_manager.get("a.ipynb"))
    assert model["content"] == content
    assert asyncio.run(server({}, "a.ipynb", content).contents_manager.get("a.ipynb", content=False))["content"] is None


def test_a_server_that_cannot_say_what_runs_opens_notebooks_as_they_are(run):
    broken = server({}, "a.ipynb", json.loads(nbformat.writes(run)))
    del broken.session_manager.list_sessions
    assert views(asyncio.run(broken.contents_manager.get("a.ipynb"))["content"]) == 3


def test_a_manager_of_files_that_does_not_wait_is_left_alone():
    def get(path):
        return {"type": "notebook", "content": {"cells": []}}

    made = SimpleNamespace(contents_manager=SimpleNamespace(get=get))
    show_pictures(made)
    assert made.contents_manager.get is get
