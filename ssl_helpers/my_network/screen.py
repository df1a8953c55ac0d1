"""The pieces of the notebook My network: choose an archive, and see its picture part by part.

Each part is a widget that changes with the archive, the accounts and the sorting of posts. Nothing is kept: the
notebook is saved without what it shows.
"""

import html
from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets
import pandas as pd
import platformdirs

from ssl_helpers import CourseError, content
from ssl_helpers.account_list import AccountList, read_accounts
from ssl_helpers.data import ARCHIVE, dataset_path, datasets_folder
from ssl_helpers.linkedin import Export, read_export
from ssl_helpers.my_network.page import section
from ssl_helpers.my_network.picture import kinds, picture
from ssl_helpers.my_network.report_file import write_report
from ssl_helpers.my_network.saving import strips
from ssl_helpers.my_network.shapes import Picture
from ssl_helpers.paths import pasted

PRACTICE = "Practice: the archive of the course's salesperson"
NO_LIST = "No list of accounts"
_KINDS = {"helpful": "inspiration", "product": "product", "neither": None}
_SORTED = 25
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
    """One archive at a time, how its posts are sorted, and whom to tell when any of it changes."""

    def __init__(self) -> None:
        self._watching: list[Callable[[], None]] = []
        self._sorting: list[Callable[[], None]] = []
        self.product_words: tuple[str, ...] = content.PRODUCT_WORDS
        self.take(read_export(datasets_folder() / ARCHIVE), read_accounts(dataset_path("accounts")))

    def take(self, export: Export, accounts: AccountList | None) -> None:
        """Show another archive; what was said about the posts of the one before is forgotten."""
        # Made first: if it cannot be, what was shown before stays whole.
        found = picture(export, accounts, self.product_words, {})
        self.export, self.accounts, self._picture = export, accounts, found
        self.changed: dict[int, str | None] = {}
        self._tell(self._sorting)

    def use_words(self, words: tuple[str, ...]) -> None:
        """Sort the posts by these product words."""
        self.product_words = words
        self._make()
        self._tell(self._sorting)

    def sort(self, number: int, kind: str | None) -> None:
        """The post with this number is of this kind, whatever its words."""
        self.changed[number] = kind
        self._make()
        self._tell([])

    def picture(self, names: bool = False) -> Picture:
        if not names:
            return self._picture
        return picture(self.export, self.accounts, self.product_words, self.changed, names=True)

    def kinds(self) -> pd.DataFrame:
        return kinds(self.export, self.product_words, self.changed)

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
        self._picture = picture(self.export, self.accounts, self.product_words, self.changed)

    def _tell(self, also: list[Callable[[], None]]) -> None:
        for changed in [*self._watching, *also]:
            changed()


def choose(mine: MyNetwork) -> widgets.VBox:
    """Choose an archive and a list of accounts, and read them."""
    archive = widgets.Dropdown(
        options=[(PRACTICE, ""), *((f"In your downloads: {path.name}", str(path)) for path in in_downloads())],
        layout=_WIDE,
    )
    path = _text("or its path", "of LinkedIn's zip file, or of the folder you unzipped")
    accounts = widgets.Dropdown(options=["Practice: the accounts of the course's firm", NO_LIST], layout=_WIDE)
    accounts_path = _text("or its path", "of your own list, CSV or Excel")
    read, said = widgets.Button(description="Read", button_style="primary"), widgets.HTML()

    def on_read(_button: widgets.Button) -> None:
        said.value = _status("Reading …")
        own_archive, own_accounts = path.value.strip() or archive.value, accounts_path.value.strip()
        try:
            export = read_export(own_archive or datasets_folder() / ARCHIVE)
            listed = None
            if own_accounts:
                listed = read_accounts(own_accounts)
            # The practice firm's accounts say nothing about somebody else's network.
            elif accounts.value != NO_LIST and not own_archive:
                listed = read_accounts(dataset_path("accounts"))
        except CourseError as error:
            said.value = _status(f"✗ {error}")
            return
        mine.take(export, listed)
        said.value = _status(f"✓ Read: {export.report.archive}. Everything below shows it now.")

    read.on_click(on_read)
    warned = [] if strips() else [widgets.HTML(_status(_SAVED_WITH_OUTPUTS))]
    labels = ("<b>Which archive?</b>", "<b>Which accounts?</b> Customers and prospects, one company on each line.")
    return widgets.VBox(
        [
            *warned,
            widgets.HTML(labels[0]),
            archive,
            path,
            widgets.HTML(labels[1]),
            accounts,
            accounts_path,
            read,
            said,
        ]
    )


def show(mine: MyNetwork, part: str) -> widgets.HTML:
    """One part of the picture; `part` is one of `page.PARTS`."""
    shown = widgets.HTML(layout=widgets.Layout(width="100%"))

    def update() -> None:
        shown.value = section(part, mine.picture())

    mine.watch(update)
    return shown


def sort_posts(mine: MyNetwork) -> widgets.VBox:
    """The newest posts with the kind proposed for each, to be changed; and words to add to or take from the rule."""
    more = _text("More words", "words that mark a product post, with commas between them")
    fewer = _text("Fewer words", "words that do not, with commas between them")
    rows, head = widgets.VBox(), widgets.HTML()

    def on_words(_change: dict) -> None:
        without = {word.strip().casefold() for word in fewer.value.split(",")}
        words = [*content.PRODUCT_WORDS, *(word.strip() for word in more.value.split(","))]
        mine.use_words(tuple(word for word in words if word and word.casefold() not in without))

    def update() -> None:
        posts = mine.kinds().head(_SORTED)
        head.value = f"<p>Your {len(posts)} newest posts. The kind is a proposal: change what is wrong.</p>"
        rows.children = [_post(mine, number, post) for number, post in posts.iterrows()]

    for field in (more, fewer):
        field.observe(on_words, names="value")
    mine.watch_sorting(update)
    return widgets.VBox([head, rows, more, fewer])


def _post(mine: MyNetwork, number: int, post: pd.Series) -> widgets.VBox:
    text = post.text if isinstance(post.text, str) else "(passed on without a word of your own)"
    short = text[:90] + (" …" if len(text) > 90 else "")
    kind = next((shown for shown, kind in _KINDS.items() if kind == post.kind), "neither")
    choice = widgets.Dropdown(
        options=list(_KINDS), value=kind, description=f"Post {number}", layout=widgets.Layout(width="16rem")
    )
    choice.observe(lambda change: mine.sort(number, _KINDS[change["new"]]), names="value")
    said = (
        f"{post.posted_at:%Y-%m-%d} <bdi>{html.escape(short)}</bdi> <i>(because: {html.escape(str(post.because))})</i>"
    )
    return widgets.VBox([widgets.HTML(said), choice])


def names(mine: MyNetwork) -> widgets.VBox:
    """Some people by name, once the box is ticked, on this screen alone. Another archive unticks it."""
    asked = widgets.Checkbox(description="Show names on this screen", indent=False, layout=_WIDE)
    shown = widgets.HTML(layout=widgets.Layout(width="100%"))

    def update(_change: dict | None = None) -> None:
        shown.value = section("names", mine.picture(names=asked.value))

    def untick() -> None:
        asked.value = False
        update()

    asked.observe(update, names="value")
    mine.watch(untick)
    return widgets.VBox([asked, shown])


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
            said.value = _status(f"✗ {error}")
            return
        said.value = _status(f"✓ Written: {written}. Open it with a double click.")

    write.on_click(on_write)
    return widgets.VBox([file, with_names, write, said])


def _text(label: str, placeholder: str) -> widgets.Text:
    # Told when it is left: sign by sign, what was typed last could come after the click on the button.
    return widgets.Text(
        description=label,
        placeholder=placeholder,
        continuous_update=False,
        layout=_WIDE,
        style={"description_width": "8rem"},
    )


def _status(words: str) -> str:
    return f'<span role="status" aria-live="polite">{html.escape(words)}</span>'
