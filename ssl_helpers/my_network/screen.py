"""The pieces of the notebook My network: choose an archive, and see its picture part by part.

Each part is a widget that changes with the archive, the accounts and the sorting of posts. Nothing is kept: the
notebook is saved without what it shows.
"""

import html
from collections.abc import Callable
from functools import cache
from pathlib import Path

import ipywidgets as widgets
import pandas as pd
import platformdirs

from ssl_helpers import CourseError, content
from ssl_helpers.account_list import AccountList, read_accounts
from ssl_helpers.data import ARCHIVE, dataset_path, datasets_folder
from ssl_helpers.linkedin import Export, read_export
from ssl_helpers.linkedin.report import printable
from ssl_helpers.my_network.page import section
from ssl_helpers.my_network.picture import alike, kinds, last_day, picture, recent
from ssl_helpers.my_network.report_file import write_report
from ssl_helpers.my_network.saving import strips
from ssl_helpers.my_network.shapes import Picture
from ssl_helpers.paths import pasted
from ssl_helpers.widgets import status
from ssl_helpers.widgets.boxes import dressed

PRACTICE = "Practice: the archive of the course's salesperson"
PRACTICE_LIST = "Practice: the accounts of the course's firm"
MY_OWN = "My own: its path stands below"
NO_LIST = "No list of accounts"
_KINDS = {"helpful": "inspiration", "product": "product", "neither": None}
_SORTED = 60
_ALIKE = 40
_FULL = widgets.Layout(width="98%")
_IS_PRACTICE = "Practice: the course's salesperson and firm, all invented."
_SAVED_WITH_OUTPUTS = (
    "! This notebook is not open in the course's own JupyterLab, so what it shows may be saved with it. Close it, and "
    "start the course with start.py."
)
_WIDE = widgets.Layout(width="98%", max_width="46rem")


def in_downloads() -> list[Path]:
    """Archives in this computer's folder for downloads, by LinkedIn's name for them, the newest first."""
    try:
        found = list(platformdirs.user_downloads_path().glob("*LinkedInDataExport*"))
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)[:10]
    except OSError:
        return []


class MyNetwork:
    """One archive at a time, what the learner said about it, and whom to tell when any of it changes."""

    def __init__(self) -> None:
        self._watching: list[Callable[[], None]] = []
        self._sorting: list[Callable[[], None]] = []
        self.product_words: tuple[str, ...] = content.PRODUCT_WORDS
        self.changed: dict[str, str | None] = {}
        self.same: dict[str, str] = {}
        self.practise()

    def practise(self) -> None:
        """Show the archive and the accounts of the course's firm."""
        self.take(read_export(datasets_folder() / ARCHIVE), read_accounts(dataset_path("accounts")), _IS_PRACTICE)

    def take(self, export: Export, accounts: AccountList | None, whose: str) -> None:
        """Show another archive. What was said about posts and companies is kept: it may be the same archive again.

        whose: a sentence that stands above each part.
        """
        # Made first: if it cannot be, what was shown before stays whole.
        found = self._drawn(export, accounts)
        self.export, self.accounts, self.whose, self._picture = export, accounts, whose, found
        self._tell(self._sorting)

    def use_words(self, words: tuple[str, ...]) -> None:
        """Sort the posts by these product words."""
        self.product_words = words
        self._make()
        self._tell(self._sorting)

    def sort(self, link: str, kind: str | None) -> None:
        """The post with this link is of this kind, whatever its words."""
        self.changed[link] = kind
        self._make()
        self._tell([])

    def say_same(self, company_key: str, account_key: str, same: bool) -> None:
        """The company is, or is not, the account."""
        if same:
            self.same[company_key] = account_key
        else:
            self.same.pop(company_key, None)
        self._make()
        self._tell([])

    def picture(self, names: bool = False) -> Picture:
        return self._drawn(self.export, self.accounts, names=True) if names else self._picture

    def kinds(self) -> pd.DataFrame:
        """The posts of the weeks that count, as `picture.kinds` gives them."""
        return recent(kinds(self.export, self.product_words, self.changed), last_day(self.export))

    def alike(self) -> pd.DataFrame:
        return alike(self.export, self.accounts)

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` now and whenever the picture does."""
        self._watching.append(changed)
        changed()

    def watch_sorting(self, changed: Callable[[], None]) -> None:
        """Call `changed` now and whenever other kinds are proposed; not when the learner corrects one."""
        self._sorting.append(changed)
        changed()

    def _make(self) -> None:
        """Make the picture once for all the parts that show it."""
        self._picture = self._drawn(self.export, self.accounts)

    def _drawn(self, export: Export, accounts: AccountList | None, names: bool = False) -> Picture:
        return picture(export, accounts, self.product_words, self.changed, self.same, names)

    def _tell(self, also: list[Callable[[], None]]) -> None:
        for changed in [*self._watching, *also]:
            changed()


@cache
def my_network() -> MyNetwork:
    """The one of this notebook: a setup cell that is run again finds what was chosen before."""
    return MyNetwork()


def choose(mine: MyNetwork) -> widgets.VBox:
    """Choose an archive and a list of accounts, and read them."""
    downloads = [(f"In your downloads: {path.name}", str(path)) for path in in_downloads()]
    archive = widgets.Dropdown(options=[(PRACTICE, ""), *downloads, (MY_OWN, MY_OWN)], layout=_WIDE)
    path = _text("Path", "of LinkedIn's zip file, or of the folder you unzipped")
    accounts = widgets.Dropdown(options=[PRACTICE_LIST, MY_OWN, NO_LIST], layout=_WIDE)
    accounts_path = _text("Path", "of your own list, CSV or Excel")
    read, said = widgets.Button(description="Read", button_style="primary"), widgets.HTML()

    def own(field: widgets.Text, choice: widgets.Dropdown) -> None:
        """Whoever gives a path means it."""
        field.observe(lambda change: change["new"].strip() and setattr(choice, "value", MY_OWN), names="value")

    def on_read(_button: widgets.Button) -> None:
        said.value = status("Reading …")
        try:
            chosen = path.value if archive.value == MY_OWN else archive.value
            listed = accounts_path.value if accounts.value == MY_OWN else ""
            said.value = status(f"✓ {_read(mine, chosen, listed, archive.value == '', accounts.value)}")
        except CourseError as error:
            said.value = status(f"✗ {error} What is shown below is still: {mine.whose}")
        except Exception as error:
            # A fault of the course's: without this, nothing at all would be said.
            fault = f"The course has a fault here ({type(error).__name__}): tell your trainer."
            said.value = status(f"✗ {fault} What is shown below is still: {mine.whose}")

    own(path, archive)
    own(accounts_path, accounts)
    read.on_click(on_read)
    warned = [] if strips() else [widgets.HTML(status(_SAVED_WITH_OUTPUTS))]
    labels = ("<b>Which archive?</b>", "<b>Which accounts?</b> Customers and prospects, one company on each line.")
    box = widgets.VBox(
        [*warned, widgets.HTML(labels[0]), archive, path, widgets.HTML(labels[1]), accounts, accounts_path, read, said]
    )
    return dressed(box)


def _read(mine: MyNetwork, archive: str, accounts: str, practise: bool, which_accounts: str) -> str:
    """Read what was chosen and show it; give the sentence about it."""
    if practise and which_accounts == PRACTICE_LIST:
        mine.practise()
        return f"Read. {mine.whose}"
    export = read_export(datasets_folder() / ARCHIVE if practise else archive)
    # The practice firm's accounts say nothing about somebody else's network.
    listed = read_accounts(accounts) if which_accounts == MY_OWN else None
    people, about = len(export.tables["connections"]), "No list of accounts."
    if listed:
        about = f"{Path(pasted(accounts)).name}, {len(listed.accounts):,} accounts."
    mine.take(export, listed, f"{export.report.archive}, {people:,} people. {about}")
    return f"Read. {mine.whose}"


def show(mine: MyNetwork, part: str) -> widgets.HTML:
    """One part of the picture; `part` is one of `page.PARTS`."""
    shown = widgets.HTML(layout=_FULL)

    def update() -> None:
        shown.value = f"<p><small>{html.escape(printable(mine.whose))}</small></p>" + section(part, mine.picture())

    mine.watch(update)
    return shown


def same_companies(mine: MyNetwork) -> widgets.VBox:
    """Companies in the network that may be an account under another name: a tick says that they are."""
    rows, head = widgets.VBox(), widgets.HTML()

    def update() -> None:
        pairs = mine.alike().head(_ALIKE)
        head.value = (
            f"<p>{len(pairs)} companies may be one of yours under another name. Tick those that are.</p>"
            if len(pairs)
            else "<p>No company in your network looks like one of yours under another name.</p>"
        )
        rows.children = [_pair(mine, pair) for pair in pairs.itertuples()]

    mine.watch_sorting(update)
    return dressed(widgets.VBox([head, rows]))


def _pair(mine: MyNetwork, pair) -> widgets.Checkbox:
    ticked = mine.same.get(pair.company_key) == pair.account_key
    label = printable(f"{pair.company[:60]} is {pair.account[:60]}")
    box = widgets.Checkbox(value=ticked, description=label, indent=False, layout=_WIDE)
    box.observe(lambda change: mine.say_same(pair.company_key, pair.account_key, change["new"]), names="value")
    return box


def sort_posts(mine: MyNetwork) -> widgets.VBox:
    """The newest posts with the kind proposed for each, to be changed; and words to add to or take from the rule."""
    more = _text("More words", "words that mark a product post, with commas between them")
    fewer = _text("Fewer words", "words that do not, with commas between them")
    rows, head = widgets.VBox(), widgets.HTML()

    def on_words(_change: dict) -> None:
        without = {word.strip().casefold() for word in fewer.value.split(",")}
        # A word of the learner's counts with any ending: "flowpakker" finds "flowpakkeren".
        own = (f"{word.strip().rstrip('*')}*" for word in more.value.split(",") if word.strip(" *"))
        words = [*content.PRODUCT_WORDS, *own]
        mine.use_words(tuple(word for word in words if word and word.casefold() not in without))

    def update() -> None:
        posts = mine.kinds().head(_SORTED)
        head.value = f"<p>Your {len(posts)} newest posts of the weeks that count. Change what is wrong.</p>"
        rows.children = [_post(mine, number, post) for number, post in posts.iterrows()]

    for field in (more, fewer):
        field.observe(on_words, names="value")
    mine.watch_sorting(update)
    return dressed(widgets.VBox([head, rows, more, fewer]))


def _post(mine: MyNetwork, number: int, post: pd.Series) -> widgets.VBox:
    text = post.text if isinstance(post.text, str) else "(passed on without a word of your own)"
    short = text[:90] + (" …" if len(text) > 90 else "")
    kind = next((shown for shown, kind in _KINDS.items() if kind == post.kind), "neither")
    choice = widgets.Dropdown(
        options=list(_KINDS), value=kind, description=f"Post {number}", layout=widgets.Layout(width="16rem")
    )
    choice.observe(lambda change: mine.sort(post.link, _KINDS[change["new"]]), names="value")
    said = (
        f"{post.posted_at:%Y-%m-%d} <bdi>{html.escape(short)}</bdi> <i>(because: {html.escape(str(post.because))})</i>"
    )
    return widgets.VBox([widgets.HTML(said), choice])


def names(mine: MyNetwork) -> widgets.VBox:
    """Some people by name, once the box is ticked, on this screen alone. Whatever changes the picture unticks it."""
    asked = widgets.Checkbox(description="Show names on this screen", indent=False, layout=_WIDE)
    shown = widgets.HTML(layout=_FULL)

    def update(_change: dict | None = None) -> None:
        shown.value = section("names", mine.picture(names=asked.value))

    def untick() -> None:
        asked.value = False
        update()

    asked.observe(update, names="value")
    mine.watch(untick)
    return dressed(widgets.VBox([asked, shown]))


def report(mine: MyNetwork) -> widgets.VBox:
    """Write the picture to a file that the learner names."""
    file = _text("File", "a name such as my_network.html, or a whole path")
    with_names = widgets.Checkbox(description="with names", indent=False)
    write, said = widgets.Button(description="Write the report"), widgets.HTML()

    def on_write(_button: widgets.Button) -> None:
        named = pasted(file.value)
        try:
            # A bare name goes to the learner's own folder, not to the course's.
            written = write_report(mine.picture(with_names.value), Path.home() / named if named else "")
        except CourseError as error:
            said.value = status(f"✗ {error}")
            return
        said.value = status(f"✓ Written: {written}. Open it with a double click.")

    write.on_click(on_write)
    return dressed(widgets.VBox([file, with_names, write, said]))


def _text(label: str, placeholder: str) -> widgets.Text:
    # Told when it is left: sign by sign, what was typed last could come after the click on the button.
    return widgets.Text(
        description=label,
        placeholder=placeholder,
        continuous_update=False,
        layout=_WIDE,
        style={"description_width": "8rem"},
    )
