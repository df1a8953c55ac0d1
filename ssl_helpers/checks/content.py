"""Module 7: content cadence and mix."""

import re
from datetime import date, timedelta

import pandas as pd

from ssl_helpers import content
from ssl_helpers.checking import expect
from ssl_helpers.checking.exercises import Module, Question, exercise
from ssl_helpers.checking.values import as_labelled, count
from ssl_helpers.data import TODAY, load


def _posts() -> pd.DataFrame:
    return content.joined(load("shares"), load("post_labels"), load("post_stats"))


def _weeks() -> pd.DatetimeIndex:
    return content.full_weeks(TODAY)


def _per_week(posts: pd.DataFrame) -> pd.Series:
    return content.per_week(posts.posted_at, TODAY)


MODULE = Module(
    stem="07_content",
    title="Content cadence and mix",
    outcome="Post steadily, help more than you sell, and plan four weeks of it.",
    lesson_minutes=28,
    reflection_minutes=6,
    given={"posts": _posts, "weeks": _weeks},
    quiz={
        "one_in_five": Question(
            "Four inspiration posts to each product post. What proportion of all posts is about products?",
            {
                "a": (
                    "0.25",
                    "That is product posts divided by inspiration posts, 1 ÷ 4. The whole is all posts: the four and "
                    "the product post itself.",
                ),
                "b": ("0.20", "Right. One of five: the product post is part of the whole, too."),
                "c": (
                    "0.80",
                    "That is the other part: the inspiration posts. The question asks for the product posts.",
                ),
            },
            right="b",
        ),
        "customer_story": Question(
            "Which of these posts counts as inspiration?",
            {
                "a": (
                    "“We are proud: our hundredth customer has bought the new model!”",
                    "A customer stands in it, but it is about you. News of the firm counts as product.",
                ),
                "b": (
                    "“Until Friday: 10 % off for all dairies.”",
                    "A price and a campaign. In the course that is product, and the model says: leave it out.",
                ),
                "c": (
                    "“A dairy lost an hour each Monday. They moved one check to Friday. Now the line starts on time.”",
                    "Right. It begins with the customer's problem and helps whoever has the same one. That you sold "
                    "something there need not be said.",
                ),
            },
            right="c",
        ),
        "which_rate": Question(
            "One post: 30 engagements on 200 impressions. Another: 20 on 800. What proportion of all impressions led "
            "to an engagement?",
            {
                "a": (
                    "50 ÷ 1,000 = 0.05",
                    "Right. The question counts impressions, so each of them counts once: totals by totals.",
                ),
                "b": (
                    "The mean of 0.15 and 0.025, about 0.09",
                    "There the 200 impressions of the small post weigh as much as the 800 of the other. "
                    "That fits when each post counts once; the question counts impressions.",
                ),
                "c": (
                    "25, the mean of 30 and 20",
                    "That is engagements per post. It does not say how often the posts were shown.",
                ),
            },
            right="a",
        ),
    },
)


_MONDAYS = frozenset(str(monday.date()) for monday in _weeks())


def _week(label: object) -> object:
    """The Monday, as ISO text, of the week that a label names: by any day of it, its number, or year and number.

    A label that names none of the 26 weeks is given back as it is.
    """
    text = str(label) if isinstance(label, int | str) else ""
    try:
        if isinstance(label, tuple):
            day = date.fromisocalendar(*label, 1)
        elif found := re.fullmatch(r"(?:(?:(\d{4})-?)?W)?(\d\d?)", text):
            day = date.fromisocalendar(int(found[1] or TODAY.year), int(found[2]), 1)
        elif found := re.fullmatch(r"(\d\d?)[-./](\d\d?)[-./](\d{4})", text):  # day first
            day = date(int(found[3]), int(found[2]), int(found[1]))
        else:
            # As in "2026-03-30 07:15:00" and "2026-03-30/2026-04-05".
            day = date.fromisoformat(text[:10])
    except (TypeError, ValueError, OverflowError):
        return label
    monday = str(day - timedelta(days=day.weekday()))
    return monday if monday in _MONDAYS else label


_COUNT_ALL = 'Begin with posts["week"].value_counts() and put .reindex(weeks, fill_value=0) behind it.'
_NUMBERED = (
    "The weeks have lost their Mondays: a number from 0 or 1 on does not say which week it is. Keep the Mondays of "
    f"weeks as labels. {_COUNT_ALL}"
)


def _refuse_numbered(answer: object, fewest: int) -> None:
    """Tell weeks that are numbered through, 0, 1, 2 …, from those with the numbers of the calendar.

    fewest: as many weeks have posts.
    """
    labels = {label for label, _ in as_labelled(answer) or ()}
    number = len(labels)
    if fewest <= number <= len(_MONDAYS) and labels in (set(range(number)), set(range(1, number + 1))):
        raise expect.NotYet(f"You gave {count(number, 'value')}. {_NUMBERED}", _NUMBERED)


@exercise(
    points=3,
    minutes=5,
    reads=["posts", "weeks"],
    hints=[
        "Two steps: count how often each week stands in the column week of posts, then bring in the weeks that have "
        "none. The lesson did it for reposts.",
        'posts["week"].value_counts() counts, but an empty week is not there. .reindex(weeks, fill_value=0) behind it '
        "gives every week of the list weeks, with 0 where nothing was counted.",
        'per_week = posts["week"].value_counts().reindex(weeks, fill_value=0)',
    ],
    why="Now the empty weeks are seen. Readers see them, too: the model asks for three to five posts in every week, "
    "not on average.",
)
def per_week(answer: object) -> None:
    posts = _posts()
    right = _per_week(posts)
    own, reposts = (_per_week(posts[posts.own_new == new]) for new in (True, False))
    busy = right.index[right > 0]
    _refuse_numbered(answer, len(busy))
    expect.series(
        answer,
        right,
        what="the number of posts in each of the 26 weeks, with the week's Monday as its label",
        alike=_week,
        mistakes={
            f"The weeks without a post are missing: a count knows only weeks that it meets. {_COUNT_ALL}": right[busy],
            "A week is missing at the edge: this way of counting begins with the first post and ends with the last. "
            f"{_COUNT_ALL}": right[busy[0] : busy[-1]],
            "The weeks without a post are NaN, unknown. But you do know: nothing was posted. Write fill_value=0 in "
            "the brackets of reindex.": right.where(right > 0),
            "Every week is 0: no label of your count stands in weeks. weeks holds Mondays, so count the column week "
            "of posts.": 0 * right,
            "You left out the reposts. They are posts, too: count all rows of posts.": own,
            f"You left out the reposts and the weeks without a post. {_COUNT_ALL}": own[own > 0],
            "You counted only the reposts, as the lesson did. Count all rows of posts.": reposts,
            f"You counted only the reposts, and only the weeks that have one. {_COUNT_ALL}": reposts[reposts > 0],
            "That is the week of each post. Count how often each week stands there, with .value_counts().": posts.week,
            "You counted days. Count the column week of posts.": posts.posted_at.dt.normalize().value_counts(),
            "These are proportions of all posts. The task asks how many posts.": right / len(posts),
        },
    )


@exercise(
    points=1,
    minutes=2,
    reads=["posts"],
    hints=[
        "Count both kinds, then divide. Inspiration stands on top, product below.",
        'count = posts["kind"].value_counts() gives both counts, and count["product"] is one of them.',
        'count = posts["kind"].value_counts()\nratio = count["inspiration"] / count["product"]',
    ],
    why="So many inspiration posts come with each product post. The model asks for about four. The gap says what to "
    "write next week.",
)
def ratio(answer: object) -> None:
    posts = _posts()
    kinds, formats = posts.kind, posts.format.value_counts()
    inspiration, product = (int((kinds == kind).sum()) for kind in content.KINDS)
    expect.number(
        answer,
        content.ratio(kinds),
        what="a number of inspiration posts for each product post",
        mistakes={
            "You divided by all posts. That is a proportion; a ratio sets the two kinds against each other: below "
            "stand the product posts only.": inspiration / len(kinds),
            "That is the proportion of product posts. A ratio sets the two kinds against each other: inspiration on "
            "top, product below.": product / len(kinds),
            "You divided the other way round: that is product posts per inspiration post. Inspiration stands on "
            "top.": product / inspiration,
            "That is the difference between the two counts. Divide, do not subtract.": inspiration - product,
            "That is the number of inspiration posts. Divide it by the number of product posts.": inspiration,
            "The remainder is left out. Divide with a single / and hand over what Python gives.": inspiration
            // product,
            "You divided all posts by the product posts. On top stand the inspiration posts only.": len(kinds)
            / product,
            "You left out the reposts. They are posts, too: count all rows of posts.": content.ratio(
                kinds[posts.own_new]
            ),
            "That is the ratio in percent. Do not multiply by 100: the task asks how many inspiration posts stand "
            "beside one product post.": 100 * inspiration / product,
            "You set posts with an image against posts of text, as the lesson did. The task asks for the kinds: count "
            "the column kind.": formats["image"] / formats["text"],
            "That is the ratio of the colleague in the lesson. Count this salesperson's posts, those of the table "
            "posts.": 22 / 9,
        },
    )


def _as_one_where_equal(slips: dict[str, float]) -> dict[str, float]:
    """Two mistakes as they are; on a firm where they come to the same, one, since whoever gives it is told both."""
    return slips if len(set(slips.values())) > 1 else {" ".join(slips): next(iter(slips.values()))}


_MAY_STAY = "If this is how many product posts may stay, take it away from all product posts."
_ONE_TOO_MANY = (
    "If you rounded, one product post too many stays: each needs a full four inspiration posts. Divide those by 4 with "
    "//, which leaves the remainder out."
)


@exercise(
    points=2,
    minutes=4,
    reads=["posts"],
    hints=[
        "First ask how many product posts may stay: one for each full four inspiration posts. The others must go.",
        'count = posts["kind"].value_counts() gives both counts. // divides and leaves the remainder out, so '
        'count["inspiration"] // 4 product posts may stay.',
        'count = posts["kind"].value_counts()\nallowed = count["inspiration"] // 4\n'
        'product_to_drop = count["product"] - allowed',
    ],
    why="That is how far this salesperson was from four to one. Nobody deletes old posts; but over the coming half "
    "year, so many product posts can turn into customers' stories.",
)
def product_to_drop(answer: object) -> None:
    posts = _posts()
    kinds = posts.kind
    inspiration, product = (int((kinds == kind).sum()) for kind in content.KINDS)
    stay, rounded = inspiration // 4, product - -(-inspiration // 4)
    expect.number(
        answer,
        content.product_to_drop(kinds),
        what="a whole number of product posts",
        mistakes={
            **_as_one_where_equal({_MAY_STAY: stay, _ONE_TOO_MANY: rounded}),
            "That is how many inspiration posts to add. The task keeps those as they are, and drops product posts.": 4
            * product
            - inspiration,
            "You cannot drop a part of a post. Work out with // how many may stay, then take them away from the "
            "product posts.": product - inspiration / 4,
            "You allowed a fifth of all posts as they are now. When product posts go, there are fewer posts in all: "
            "start from the inspiration posts, which stay.": product - len(kinds) // 5,
            "That is all product posts. Some may stay: one for each full four inspiration posts.": product,
            "You took them away from one another the wrong way round: from all product posts take those that may "
            "stay.": stay - product,
            "You exchanged the two kinds. The inspiration posts stay, and a quarter of their number is how many "
            "product posts may stay.": inspiration - product // 4,
            "You took one kind away from the other before you divided. First divide the inspiration posts by four, "
            "then take the result away from the product posts.": (product - inspiration) // 4,
            "That leaves one product post to three inspiration posts, a quarter of all posts. Four to one is a "
            "fifth.": product - inspiration // 3,
            "That leaves one product post to five inspiration posts, a sixth of all posts. One in five posts is one to "
            "four: divide the inspiration posts by 4.": product - inspiration // 5,
            "You left out the reposts. They are posts, too: count all rows of posts.": content.product_to_drop(
                kinds[posts.own_new]
            ),
            "That is the answer for the colleague in the lesson. Count this salesperson's posts, those of the table "
            "posts.": 9 - 22 // 4,
        },
    )


_CUT_OFF = (
    "Each is 0: // leaves out what stands behind the point, and rounding does so, too. Divide with a single / and do "
    "not round."
)
_TOTALS = (
    "These are the totals, engagements and impressions side by side. Divide the column engagements by the column "
    "impressions."
)
_SIZES = "These are numbers of posts. Add up engagements and impressions with .sum(), then divide the two."


@exercise(
    points=3,
    minutes=5,
    reads=["posts"],
    hints=[
        "Add up first, divide then: one total of engagements and one of impressions for each kind. The lesson did it "
        "by format.",
        'total = posts.groupby("kind")[["engagements", "impressions"]].sum() gives both totals for each kind. '
        'total["engagements"] is one of its columns.',
        'total = posts.groupby("kind")[["engagements", "impressions"]].sum()\n'
        'eng_rate = total["engagements"] / total["impressions"]',
    ],
    why="Here a reader reacts far more often to a post that helps. Mind that the inspiration posts also have more "
    "images: compare within one format before you say why.",
)
def eng_rate(answer: object) -> None:
    posts = _posts()
    by_kind = posts.groupby("kind")
    total = by_kind[["engagements", "impressions"]].sum()
    expect.series(
        answer,
        content.engagement_rate(posts, "kind"),
        what="the engagement rate of each of the two kinds",
        proportion=True,
        mistakes={
            "That is the mean of the posts' own rates, in which a post that few saw weighs as much as one that many "
            "saw. Add up first, then divide the totals.": (posts.engagements / posts.impressions)
            .groupby(posts.kind)
            .mean(),
            "That is a rate for each post. Add up by kind first, with .groupby, then divide the totals.": (
                posts.engagements / posts.impressions
            ),
            "These are engagements per post. Divide by the impressions, not by the number of posts.": by_kind[
                "engagements"
            ].mean(),
            "You divided the other way round: these are impressions per engagement. Engagements stand on top.": (
                total.impressions / total.engagements
            ),
            "These are totals of engagements. Divide them by the totals of impressions.": total.engagements,
            "These are totals of impressions. They stand below the line; engagements stand on top.": total.impressions,
            "You divided by the impressions of all posts. Divide by those of the same kind.": total.engagements
            / posts.impressions.sum(),
            "You divided by the number of all posts. Divide by the impressions of the same kind.": total.engagements
            / len(posts),
            "You left out the reposts. They are posts, too: add up all rows of posts.": content.engagement_rate(
                posts[posts.own_new], "kind"
            ),
            _CUT_OFF: 0 * content.engagement_rate(posts, "kind"),
            _TOTALS: total,
            _SIZES: by_kind.size(),
            "These rates are rounded, and they are so small that rounding changes them much. Hand them over as Python "
            "gives them.": content.engagement_rate(posts, "kind").round(2),
            "You grouped by format. The task asks for the two kinds.": content.engagement_rate(posts, "format"),
        },
    )


_CUT = "If you divided with // or rounded, the decimals are gone: divide with a single / and do not round."
_MIDDLE = (
    "If you took .median(), that is the week in the middle, not the mean; if you rounded, do not. Divide all posts by "
    "all weeks."
)


@exercise(
    core=False,
    points=1,
    minutes=3,
    reads=["posts", "weeks"],
    hints=[
        "Divide all posts by all weeks, the empty ones among them.",
        "len(posts) are the posts, len(weeks) the weeks.",
        "mean_per_week = len(posts) / len(weeks)",
    ],
    why="A mean can lie where the model wants it, and yet some weeks are empty and others crowded. That is why you "
    "count week by week.",
)
def mean_per_week(answer: object) -> None:
    posts = _posts()
    per_week = _per_week(posts)
    busy = per_week.index[per_week > 0]
    cut, middle = len(posts) // len(per_week), float(per_week.median())
    expect.number(
        answer,
        float(per_week.mean()),
        what="a number of posts per week",
        mistakes={
            "You divided by the weeks that have posts. Weeks without a post count, too: divide by the length of "
            "weeks.": len(posts) / len(busy),
            "You divided by the weeks from the first post to the last. An empty week at the edge counts, too: divide "
            "by the length of weeks.": len(posts) / len(per_week[busy[0] : busy[-1]]),
            "That is the number of posts. Divide it by the number of weeks.": len(posts),
            "You divided the other way round: that is weeks per post. Posts stand on top.": len(per_week) / len(posts),
            "You left out the reposts. They are posts, too: count all rows of posts.": int(posts.own_new.sum())
            / len(per_week),
            **_as_one_where_equal({_CUT: cut, _MIDDLE: middle}),
        },
    )


@exercise(
    core=False,
    points=2,
    minutes=4,
    reads=["posts", "weeks"],
    hints=[
        "Count the posts of each week, ask of each week whether 3, 4 or 5 posts stand there, count the yes.",
        ".between(3, 5) behind a column of counts is True from 3 to 5, both included; .sum() counts the True.",
        'count = posts["week"].value_counts().reindex(weeks, fill_value=0)\n'
        "weeks_on_target = count.between(3, 5).sum()",
    ],
    why="In so many weeks the salesperson posted as the model wants. The others are empty, thin or crowded, and no "
    "mean shows that.",
)
def weeks_on_target(answer: object) -> None:
    posts = _posts()
    per_week = _per_week(posts)
    right = content.weeks_on_target(per_week)
    expect.number(
        answer,
        right,
        what="a whole number of weeks",
        mistakes={
            "You counted weeks with exactly 4 posts. 3 and 5 are on target, too.": int((per_week == 4).sum()),
            "You counted the crowded weeks as well. On target is 3, 4 or 5 posts, not more.": int(
                (per_week >= 3).sum()
            ),
            "You counted the weeks with fewer than 3 posts as well. On target is 3, 4 or 5.": int(
                (per_week <= 5).sum()
            ),
            "That is a proportion of all weeks. The task asks how many weeks.": right / len(per_week),
            "You counted the posts of these weeks. The task asks how many weeks.": int(
                per_week[per_week.between(*content.PER_WEEK)].sum()
            ),
            "You counted all weeks, True and False alike. .sum() counts only the True.": len(per_week),
            "You counted all weeks with a post, however many they have. .sum() behind .between(3, 5) counts only the "
            "True.": int((per_week > 0).sum()),
            "You left out the reposts. They are posts, too: count all rows of posts.": content.weeks_on_target(
                _per_week(posts[posts.own_new])
            ),
        },
    )


@exercise(
    core=False,
    points=2,
    minutes=5,
    reads=["posts"],
    hints=[
        "Keep the posts that are the salesperson's own and new, then count in how many different weeks they stand.",
        'posts[posts["own_new"]] keeps the rows where own_new is True. .nunique() behind a column counts how many '
        "different values it has.",
        'weeks_with_new = posts[posts["own_new"]]["week"].nunique()',
    ],
    why="The model asks for something new of your own every week. A repost keeps you busy, but it shows what somebody "
    "else knows.",
)
def weeks_with_new(answer: object) -> None:
    posts = _posts()
    right = content.weeks_with_new(posts)
    new_per_week = posts.week[posts.own_new].value_counts()
    expect.number(
        answer,
        right,
        what="a whole number of weeks",
        mistakes={
            "You counted posts. The task asks in how many different weeks they stand.": int(posts.own_new.sum()),
            "You counted all weeks with a post. Some have nothing but reposts: keep the posts whose own_new is True "
            "first.": posts.week.nunique(),
            "These are the weeks without anything new. The task asks for the others.": len(_weeks()) - right,
            "You counted weeks with a repost. Keep the posts whose own_new is True.": posts.week[
                ~posts.own_new
            ].nunique(),
            "You counted weeks with at least two new posts of one's own. One is enough.": int(
                (new_per_week >= 2).sum()
            ),
        },
    )


@exercise(
    core=False,
    points=2,
    minutes=5,
    reads=["posts"],
    hints=[
        "The same as by kind, but in four groups: each kind within each format.",
        'posts.groupby(["kind", "format"]) makes the four groups. Add up engagements and impressions in each, then '
        "divide.",
        'total = posts.groupby(["kind", "format"])[["engagements", "impressions"]].sum()\n'
        'rate_table = total["engagements"] / total["impressions"]',
    ],
    why="Within one format the gap between the kinds is smaller: part of it came from the images, which inspiration "
    "posts have more often. What is left may still have other causes.",
)
def rate_table(answer: object) -> None:
    posts = _posts()
    four = posts.groupby(["kind", "format"])
    total = four[["engagements", "impressions"]].sum()
    expect.series(
        answer,
        content.engagement_rate(posts, ["kind", "format"]),
        what="the engagement rate of each of the four groups, labelled with kind and format",
        proportion=True,
        mistakes={
            "These are means of the posts' own rates. Add up first, then divide the totals.": (
                (posts.engagements / posts.impressions).groupby([posts.kind, posts.format]).mean()
            ),
            "You grouped by kind only. Group by both: kind and format.": content.engagement_rate(posts, "kind"),
            "You grouped by format only. Group by both: kind and format.": content.engagement_rate(posts, "format"),
            "These are engagements per post. Divide by the impressions, not by the number of posts.": (
                four["engagements"].mean()
            ),
            "You divided the other way round: these are impressions per engagement. Engagements stand on top.": (
                1 / content.engagement_rate(posts, ["kind", "format"])
            ),
            "These are totals of engagements. Divide them by the totals of impressions.": total.engagements,
            _CUT_OFF: 0 * total.engagements,
            _TOTALS: total,
            _SIZES: four.size(),
        },
    )


def _broken(given: tuple[int, int], kinds: list) -> str:
    """The rule of the task that a plan breaks, or ""."""
    total = given[0] * given[1]
    if not all(kind in content.KINDS for kind in kinds):
        return (
            'Each thing in the list must be the text "inspiration" or "product", one for each post, in one flat list.'
        )
    if len(kinds) != total:
        return "The list must have n_weeks × posts_a_week things, one for each post."
    product = kinds.count("product")
    if product > total // 5:
        return "Too many product posts: of n posts exactly n // 5 may be product."
    if product < total // 5:
        return "Too few product posts: of n posts exactly n // 5 must be product."
    if content.too_close(kinds):
        return "Two product posts stand too close: of any five posts in a row, at most one may be product."
    return ""


def _planned(total: int, product: int) -> list[str]:
    return ["product"] * product + ["inspiration"] * (total - product)


@exercise(
    core=False,
    points=3,
    minutes=8,
    hints=[
        "The list of nothing but inspiration is there already. Turn every fifth post into a product post.",
        "range(4, len(kinds), 5) goes through 4, 9, 14 … Python counts places from 0, so these are the fifth, the "
        'tenth, the fifteenth post. kinds[4] = "product" changes the fifth. A line that begins with for ends with a '
        "colon; the next line stands four blanks further in.",
        'def plan(n_weeks, posts_a_week):\n    kinds = ["inspiration"] * (n_weeks * posts_a_week)\n'
        '    for at in range(4, len(kinds), 5):\n        kinds[at] = "product"\n    return kinds',
    ],
    why="A plan that keeps its own rule: whoever opens your profile, on whatever day, meets help first.",
)
def plan(answer: object) -> None:
    expect.function(
        answer,
        content.plan,
        what="it takes a number of weeks and a number of posts per week, and hands over a list of kinds",
        inputs=[(weeks, each) for weeks in (1, 2, 3, 4, 6, 13, 26) for each in (1, 2, 3, 4, 5, 7)],
        breaks=_broken,
        mistakes={
            "You planned one product post for each week. That is one in five only in weeks of five posts: count over "
            "all posts of the plan, n // 5.": lambda weeks, each: _planned(weeks * each, min(weeks, weeks * each)),
            "A quarter of the posts are product. Four to one is one in five, n // 5.": lambda weeks, each: _planned(
                weeks * each, weeks * each // 4
            ),
            "You planned one week only. The list must hold all weeks, n_weeks × posts_a_week things.": (
                lambda weeks, each: _planned(each, each // 5)
            ),
            "You worked out the product posts week by week, so the posts left over in each week never make five. Count "
            "over all posts of the plan, n // 5.": lambda weeks, each: _planned(weeks * each, weeks * (each // 5)),
            "There is no product post yet. Of n posts exactly n // 5 must be product.": lambda weeks, each: _planned(
                weeks * each, 0
            ),
            "return stands inside the loop, so the function ends at the first product post, and where there is none it "
            "hands over nothing. Write return as far to the left as for.": lambda weeks, each: (
                _planned(weeks * each, 1) if weeks * each >= 5 else None
            ),
            "The list holds one thing only. If return stands inside the loop, the function ends after the first post: "
            "write return as far to the left as for.": lambda weeks, each: _planned(1, 0),
        },
    )
