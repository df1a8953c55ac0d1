"""The firm: described, byte-identical for its seed, with its patterns and mistakes on every seed."""

import csv
import re
import subprocess
import zipfile
from collections import Counter, defaultdict

import pandas as pd
import pytest
from answers import constants_of
from frictionless import Package

from ssl_helpers import content, kltb, limits, network, page_text, strategy
from ssl_helpers import profiles as of_profiles
from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of, find, topics
from ssl_helpers.checking.session import judge
from ssl_helpers.data import COURSE_FOLDER, FIRM, SELLER, TODAY, dataset_path, firm_in, load
from ssl_trainer import COURSE_SEED
from ssl_trainer.world import PARTS, archive, make, mini_connections, phrases, posts

SEEDS = [2026, 7, 4711, 1, 99]
OTHER_SEEDS = [seed for seed in SEEDS if seed != COURSE_SEED]


def files(folder) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_committed_firm_is_that_of_the_courses_seed(tmp_path):
    make(COURSE_SEED, tmp_path)
    assert files(COURSE_FOLDER / "datasets") == files(tmp_path)


def test_same_seed_same_firm_other_seed_other_firm(firm, tmp_path):
    make(7, tmp_path)
    assert files(firm(7)) == files(tmp_path)
    other = files(firm(99))
    same = [name for name, content in files(firm(7)).items() if content == other[name]]
    assert same == ["claims.csv", "datapackage.json"], "what the articles say depends on no firm"


def test_every_topics_mistakes_are_tried_on_a_firm_once():
    assert sorted(topic for part in PARTS for topic in part.topics) == topics()


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_are_as_datapackage_describes_them(seed, firm):
    report = Package(str(firm(seed) / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    described = {resource.path for resource in Package(str(firm(seed) / "datapackage.json")).resources}
    assert described == set(files(firm(seed))) - {"datapackage.json", archive.ZIP}


def test_validation_sees_a_spoilt_table(firm, tmp_path):
    make(7, tmp_path)
    accounts = tmp_path / "accounts.csv"
    accounts.write_text(accounts.read_text(encoding="utf-8").replace(",customer\n", ",friend\n", 1), encoding="utf-8")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


@pytest.mark.parametrize("seed", SEEDS)
def test_network_shows_its_planted_patterns(seed, firm):
    with firm_in(firm(seed)):
        accounts, employers = load("accounts"), load("employers")
        people = network.classify(load("connections"), accounts, employers)
        raw = load("connections_raw")
    planned = pd.Series([150, 45, 36, 80, 155, 48, 86], index=network.CATEGORIES)
    count = people.category.value_counts().reindex(network.CATEGORIES)
    naive = (network.classify(people, accounts, employers, key=network.exact).category == "customer").sum()
    spots = network.white_spots(people, accounts)
    before, after = network.before_after(people)
    assert before <= 0.05 and after >= 0.10
    assert (accounts.category.value_counts() == pd.Series({"customer": 42, "prospect": 20, "partner": 10})).all()
    assert network.keyed(accounts).groupby("category").company_key.nunique().to_dict() == {
        "customer": 40,
        "prospect": 20,
        "partner": 10,
    }
    if seed == COURSE_SEED:
        assert (count == planned).all()
        assert (len(people), len(raw), naive, len(spots)) == (600, 620, 12, 2)
        assert round(network.colleagues_per_customer(people), 2) == 6.78
    else:
        assert ((count - planned).abs() <= 0.15 * planned).all() and (count != planned).all()
        assert naive / count["customer"] < 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_channels_and_steps_show_their_planted_patterns(seed, firm):
    with firm_in(firm(seed)):
        channels, scores = load("channels").set_index("channel"), load("step_scores").set_index("team")
    reach = channels.audience * channels.target_pct / 100
    per_hour = (reach / channels.hours_week).sort_values(ascending=False)
    winners = [channels.audience.idxmax(), channels.target_pct.idxmax(), reach.idxmax(), per_hour.index[0]]
    assert len(channels) == 8 and len(set(winners)) == 4, "four ways of counting, four winners"
    assert per_hour.iloc[0] >= 1.15 * per_hour.iloc[1] and (channels.hours_week > 0).all()
    assert len(scores) == 12 and scores.columns.tolist() == [*strategy.STEPS, strategy.GET_GOING]
    assert scores.isin(range(5)).all(axis=None)
    means = scores[strategy.STEPS].mean().sort_values()
    assert means.iloc[1] - means.iloc[0] >= 0.3, "one step is clearly the weakest"
    assert scores[strategy.GET_GOING].mean() < means.iloc[0], "who leaves get_going in finds it instead"
    (without,) = scores.index[scores.content == 0]
    assert (scores == 0).sum().sum() == 1 and scores.sum(axis=1)[without] > scores.sum(axis=1).min()
    if seed == COURSE_SEED:
        assert means.index[0] == "network" and winners[3] == "trade newsletter"
    else:
        assert means.index[0] not in ("network", "content") and winners[3] != "trade newsletter"
        # Seed 2026's answers are no known mistake's either: its maker would be told of typing in.
        with firm_in(firm(seed)):
            assert "trade newsletter" not in find("strategy.best_channel").expected().mistakes.values()
            assert "network" not in find("strategy.weakest_step").expected().mistakes.values()


@pytest.mark.parametrize("seed", SEEDS)
def test_journeys_show_their_planted_patterns(seed, firm):
    with firm_in(firm(seed)):
        table = load("journeys")
    course = seed == COURSE_SEED
    people, buyers = table.person_id.nunique(), table.person_id[table.stage == "Buy"].nunique()
    first = table.groupby("person_id").ts.min()
    assert first.index.tolist() == list(range(1, people + 1)) and first.is_monotonic_increasing
    met = table[table.stage == "Know"].groupby("person_id").ts.min().value_counts()
    assert met.index[:2].sort_values().strftime("%m-%d").tolist() == ["07-02", "07-03"] and met.iloc[2] < 40
    assert not table.duplicated(["person_id", "ts"]).any() and table.ts.max() <= TODAY
    assert (table.groupby("person_id").interest.nunique() == 1).all()
    assert not table.ask[table.stage == "Buy"].any() and not table.accepted[~table.ask].any()
    asks = table[table.ask]
    count = asks.groupby("stage").size()
    rate = asks.groupby("stage").accepted.mean()
    within = asks.groupby(["interest", "stage"]).accepted.mean().unstack()
    crude, gaps = rate["Trust"] - rate["Know"], within["Trust"] - within["Know"]
    off = len(kltb.off_model(table))
    trust = set(table.person_id[table.stage == "Trust"])
    both = trust & set(table.person_id[table.stage == "Buy"])
    assert sum(both) / len(both) < 0.75 * sum(trust) / len(trust), "who went the whole way was met early"
    assert rate["Know"] < rate["Like"] < rate["Trust"] and (within["Know"] < within["Like"]).all()
    assert (within["Like"] < within["Trust"]).all() and (within.loc["low"] < within.loc["high"]).all()
    assert 0.45 <= gaps.mean() / crude <= 0.66, "about half of the gap is who was asked"
    assert gaps.max() < crude
    assert off == 440 if course else abs(off - 440) <= 66
    if course:
        assert (people, off, buyers) == (2000, 440, 190) and 5400 <= len(table) <= 5800
        assert (count >= pd.Series({"Know": 1300, "Like": 900, "Trust": 700})).all()
        assert asks.groupby(["interest", "stage"]).size().min() >= 250
        assert 0.04 <= rate["Know"] <= 0.05 and 0.09 <= rate["Like"] <= 0.10 and 0.15 <= rate["Trust"] <= 0.165
        assert 0.10 <= crude <= 0.115 and 0.028 <= gaps["low"] <= 0.032 and 0.085 <= gaps["high"] <= 0.095
        assert 0.50 <= gaps.mean() / crude <= 0.60
        assert 0.20 <= len(both) / len(trust) <= 0.28 and 0.82 <= len(both) / buyers <= 0.94
    else:
        assert abs(people - 2000) <= 300 and 0.73 <= 1 - off / people <= 0.83


@pytest.mark.parametrize("seed", SEEDS)
def test_profiles_show_their_planted_patterns(seed, firm):
    with firm_in(firm(seed)):
        table, page, index, staff = load("profiles"), load("pages"), load("ssi"), load("employees").set_index("id")
    course, there = seed == COURSE_SEED, staff.loc[table.id]
    assert (table.name == (there.first_name + " " + there.last_name).to_numpy()).all()
    assert (
        (table.title == there.title.to_numpy()).all() and SELLER not in set(table.id) and set(table.company) == {FIRM}
    )
    assert table.customer_facing.eq(there.dept.isin(["Sales", "Service", "Marketing"]).to_numpy()).all()
    line = table.headline.str.strip().str.lower()
    default = sum((line == (table.title + f" {link} " + FIRM).str.lower()).astype(int) for link in ("at", "hos")) == 1
    in_bytes, size = table.headline.map(lambda one: len(one.encode())), table.headline.map(len)
    found = {
        "default": (default & table.customer_facing).sum(),
        "own": (~default & table.customer_facing).sum(),
        "too_long": (size > 220).sum(),
        "employer": table.headline[~default].str.contains(" at | hos ").sum(),
    }
    for name, count in {"default": 12, "own": 8, "too_long": 3, "employer": 4}.items():
        off = abs(found[name] - count)
        assert off == 0 if course else 0 < off <= max(1, round(0.15 * count)), name
    assert (size == 220).sum() == 1 and ((size <= 220) & (in_bytes > 220)).sum() == (2 if course else 3)
    at_least, of_facing = (size >= 220).sum(), (size[table.customer_facing] > 220).sum()
    assert course or 3 not in (found["too_long"], at_least, of_facing), "no slip leads to the number of seed 2026"
    assert (~default & ~table.customer_facing).sum() == (1 if course else 2) and found["employer"] >= 3
    assert all(
        (table.headline.str.strip().map(how) > 220).sum() == found["too_long"] for how in (len, limits.longest_count)
    )
    assert any("æ" in one or "ø" in one or "å" in one for one in table.headline) and any(
        ord(max(one)) > 0xFFFF for one in table.headline
    )
    assert (table.about.str.strip() == "").sum() == 2 and table.about.notna().all()
    facing = of_profiles.judged(table)[table.customer_facing]
    in_order = sorted(facing.score)
    assert in_order.count(in_order[4]) == 3 and in_order[3] < in_order[4], "the fifth ties with two others"
    first, bare = (some.sort_values(["score", "id"]).id.head(5).tolist() for some in (facing, facing[~facing.photo]))
    assert first != bare, "who has no photo is not all"
    assert len(table) == len(index) == 30 and index.id.tolist() == sorted(table.id)
    assert index.drop(columns="id").min(axis=None) >= 0 and index.drop(columns="id").max(axis=None) <= 25
    text = page.set_index("source").text
    like = {source: of_profiles.overlap(text["website"], text[source]) for source in text.index}
    assert 2 * like["tagline"] < like["company page"] < 0.25 and like["rewritten page"] > 0.6
    assert page_text.words(text["tagline"]) < page_text.words(text["website"])
    rate = found["default"] / len(facing)
    if course:
        assert (len(facing), found["default"], found["too_long"], default.sum()) == (20, 12, 3, 21)
    else:
        assert abs(rate / 0.6 - 1) > 0.01 and 17 <= len(facing) <= 23


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_join(seed, firm):
    with firm_in(firm(seed)):
        employees, people = load("employees"), load("connections")
        employers, accounts = load("employers"), load("accounts")
    people = network.classify(people, accounts, employers)
    colleagues = people[people.category == "colleague"]
    staff = employees.set_index(["first_name", "last_name"]).title
    assert len(employees) == 420 and employees.id.is_unique
    assert staff.index.is_unique
    assert (
        staff.reindex(list(zip(colleagues.first_name, colleagues.last_name, strict=True))).to_numpy()
        == colleagues.position.to_numpy()
    ).all(), "colleagues are employees with their own titles"
    seller = employees.set_index("id").loc[SELLER]
    assert seller.dept == "Sales" and not seller.manager
    assert (seller.first_name, seller.last_name) not in set(zip(people.first_name, people.last_name, strict=True))
    assert people.slug.is_unique and people.connected_on.max() <= TODAY
    assert employers.company[employers.kind == "own"].tolist() == [FIRM]


@pytest.mark.parametrize("seed", SEEDS)
def test_mini_connections_shows_its_planted_gaps(seed, firm):
    with firm_in(firm(seed)):
        raw = load("mini_connections")
    named, only_a_date = raw[raw["First Name"].notna()], raw[raw.drop(columns="Connected On").isna().all(axis=1)]
    assert raw.shape[1] == 7 and len(named) + len(only_a_date) == len(raw)
    found = {
        "people": len(named),
        "hidden": len(only_a_date),
        "without_company": len(named) - len(named[named["Company"].notna()]),
    }
    assert all(near(found[name], count, seed) for name, count in mini_connections.PLAN_2026.items()), found
    assert len(raw.dropna()) == 0, "nobody shows an e-mail address"
    assert (len(raw) == 25) is (seed == COURSE_SEED)
    if seed == COURSE_SEED:
        assert found == {"people": 23, "hidden": 2, "without_company": 2}


@pytest.mark.parametrize("table", ["connections", "mini_connections"])
def test_connections_csv_has_linkedins_own_format(table):
    lines = dataset_path(table).read_bytes().decode("utf-8").split("\n")
    assert lines[0] == "Notes:" and lines[1].startswith('"When exporting') and lines[2] == ""
    assert lines[3] == "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    assert lines[-1] != "", "no line end after the last row"
    assert any(line.startswith(",,,,,,") for line in lines), "hidden people are rows with only a date"
    quoted = any(line.startswith('"') or ',"' in line for line in lines[4:])
    assert quoted is (table == "connections"), "a name with a comma is quoted; the small file has none"


@pytest.mark.parametrize("seed", SEEDS)
def test_zip_holds_the_archive_byte_for_byte(seed, firm):
    with zipfile.ZipFile(firm(seed) / archive.ZIP) as zipped:
        assert zipped.testzip() is None
        inside = {name: zipped.read(name) for name in zipped.namelist()}
        assert zipped.namelist() == sorted(inside)
        # Nothing in it that depends on the system or on a library for compressing.
        said = {(one.compress_type, one.date_time, one.create_system, one.external_attr) for one in zipped.infolist()}
        assert said == {(zipfile.ZIP_STORED, (2026, 9, 30, 0, 0, 0), 3, 0o644 << 16)}
    assert inside == files(firm(seed) / "linkedin_export") and len(inside) == 10


def near(found: int, planned: int, seed: int) -> bool:
    """As planned on the course's seed; within 15 % of it, or one off, and different on another."""
    if seed == COURSE_SEED:
        return found == planned
    return 0 < abs(found - planned) <= max(1, 0.15 * planned)


@pytest.fixture
def export(firm):
    """Folder of the unzipped archive of a seed, its connections with their category, the salesperson's name."""

    def read(seed: int):
        with firm_in(firm(seed)):
            people = network.classify(load("connections"), load("accounts"), load("employers"))
            seller = load("employees").set_index("id").loc[SELLER]
        return firm(seed) / "linkedin_export", people, f"{seller.first_name} {seller.last_name}"

    return read


def rows_of(file, **how) -> list[dict]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, **how))


@pytest.mark.parametrize("seed", SEEDS)
def test_messages_show_their_planted_patterns(seed, export):
    folder, people, me = export(seed)
    category = dict(zip("https://www.linkedin.com/in/" + people.slug, people.category, strict=True))
    talks = defaultdict(list)
    for row in rows_of(folder / "messages.csv"):
        alone = "," not in row["RECIPIENT PROFILE URLS"] and row["SENDER PROFILE URL"]
        if alone and row["IS MESSAGE DRAFT"] == "No":
            talks[row["CONVERSATION ID"]].append(row)
    partner, hours, pitches, helps, asleep = Counter(), [], [], [], 0
    for rows in talks.values():
        rows.sort(key=lambda row: row["DATE"])
        own = [row["FROM"] == me for row in rows]
        urls = {row["RECIPIENT PROFILE URLS" if row["FROM"] == me else "SENDER PROFILE URL"] for row in rows}
        assert len(urls) == 1
        who = category.get(urls.pop())
        partner[who] += 1
        if own[0]:
            (pitches if phrases.is_product(rows[0]["CONTENT"]) else helps).append(not all(own))
        at = [pd.Timestamp(row["DATE"].removesuffix(" UTC")) for row in rows]
        hours += [(at[n] - at[n - 1]).total_seconds() / 3600 for n in range(1, len(at)) if own[n] and not own[n - 1]]
        asleep += who == "customer" and len(set(own)) == 2 and at[-1] < TODAY - pd.Timedelta(days=365)
        assert at[-1] < TODAY
    assert partner.pop(None) == 3, "three strangers"
    assert all(near(partner[one], count, seed) for one, count in archive.PLAN_2026["partners"].items()), partner
    assert partner["customer"] <= 0.15 * partner.total()
    assert partner["colleague"] + partner["former_colleague"] > 0.5 * partner.total()
    assert near(len(pitches), 44, seed) and near(len(helps), 76, seed)
    assert sum(pitches) / len(pitches) <= 0.15 and sum(helps) / len(helps) >= 0.45
    assert asleep >= 12 and near(asleep, 14, seed)
    assert pd.Series(hours).median() >= 36


@pytest.mark.parametrize("seed", SEEDS)
def test_posts_show_their_planted_patterns(seed, export):
    folder, _, _ = export(seed)
    table = pd.DataFrame(rows_of(folder / "Shares.csv"))
    number = table.ShareLink.str.rsplit("%3A", n=1).str[1].map(int)
    at = pd.to_datetime(number.map(lambda one: one >> 22), unit="ms")
    assert number.is_unique and (at.dt.strftime("%Y-%m-%d %H:%M:%S") == table.Date).all()
    week = (at - pd.Timestamp("2026-03-30")).dt.days // 7
    per_week = week.value_counts().reindex(range(26), fill_value=0)
    empty = per_week.index[per_week == 0].tolist()
    own = table.ShareCommentary != ""
    product = table.ShareCommentary[own].map(phrases.is_product).sum()
    reposts = len(table) - own.sum()
    assert per_week.sum() == len(table) and empty[0] == 0 and 8 < empty[1] < 18 and len(empty) == 2
    assert near(per_week.between(3, 5).sum(), 15, seed)
    assert per_week.between(4, 4).sum() < per_week.between(3, 5).sum() < (per_week >= 3).sum()
    assert near(reposts, 10, seed) and near(24 - week[own].nunique(), 2, seed)
    assert (week[own].value_counts() == 1).any(), "one post of one's own is something new"
    assert 0.2 < product / len(table) < 0.4
    assert len(rows_of(folder / "Comments.csv", escapechar="\\", doublequote=False)) / len(table) < 1
    if seed == COURSE_SEED:
        assert (len(table), round(len(table) / 26, 2), round(len(table) / 24, 2)) == (86, 3.31, 3.58)
    else:
        assert len(table) != 86


def test_kinds_and_images_of_the_posts_are_planned():
    for seed in SEEDS:
        plan = posts.PLAN_2026 if seed == COURSE_SEED else posts.other_plan(archive.stream(seed, 0, 31))
        table = posts.posts(archive.stream(seed, 0, 20), plan)
        count = table.groupby(["kind", "format"]).size()
        assert all(near(plan[name], posts.PLAN_2026[name], seed) for name in plan)
        assert count["inspiration"].sum() == plan["inspiration"] and count["product"].sum() == plan["product"]
        assert (count["inspiration", "image"], count["product", "image"]) == (
            plan["inspiration_images"],
            plan["product_images"],
        )
        assert plan["product"] / len(table) > 0.25
        assert (table.kind[~table.own_new] == "product").sum() == plan["product_reposts"]
        # On the course's firm rounding leads to the right number; on no other, so marking tells.
        assert (round(plan["inspiration"] / 4) == plan["inspiration"] // 4) is (seed == COURSE_SEED)
    assert [posts.PLAN_2026[name] for name in ("inspiration", "product", "inspiration_images", "product_images")] == [
        57,
        29,
        40,
        6,
    ]
    assert posts.to_drop(posts.PLAN_2026) == 15


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_and_engagement_show_their_planted_patterns(seed, firm):
    with firm_in(firm(seed)):
        table = content.joined(load("shares"), load("post_labels"), load("post_stats"))
        shares = load("shares")
    weeks = content.full_weeks(TODAY)
    per_week = content.per_week(table.posted_at, TODAY)
    count, images = table.kind.value_counts(), table.groupby("kind").format.value_counts()
    busy = per_week.index[per_week > 0]
    assert (
        len(table) == len(shares)
        and table.week.isin(weeks).all()
        and not table.drop(columns="text").isna().any(axis=None)
    )
    assert (weeks[0], weeks[-1]) == (pd.Timestamp("2026-03-30"), pd.Timestamp("2026-09-21"))
    assert per_week.iloc[0] == 0 and (per_week == 0).sum() == 2 and busy[-1] == weeks[-1]
    assert table.text.isna().eq(~table.own_new).all() and near((~table.own_new).sum(), 10, seed)
    planned = {"inspiration": (57, 40), "product": (29, 6)}
    for kind, (posts_of_kind, with_image) in planned.items():
        assert near(count[kind], posts_of_kind, seed) and near(images[kind, "image"], with_image, seed)
    rate, within = content.engagement_rate(table, "kind"), content.engagement_rate(table, ["format", "kind"])
    assert 0.44 <= rate["product"] / rate["inspiration"] <= 0.56
    for form in ("text", "image"):
        assert 0.60 <= within[form, "product"] / within[form, "inspiration"] <= 0.82
    assert all(within["image", kind] > within["text", kind] for kind in content.KINDS)
    of_posts = (table.engagements / table.impressions).groupby(table.kind).mean()
    assert ((of_posts / rate - 1).abs() >= 0.01).all(), "the mean of rates is another number"
    of_own = content.engagement_rate(table[table.own_new], "kind")
    assert (of_own / rate - 1).abs().max() >= 0.015, "a rate without the reposts is another number"
    assert (table.impressions >= table.engagements).all() and table.impressions.min() > 0
    if seed == COURSE_SEED:
        assert (round(len(table) / 26, 2), round(len(table) / 25, 2), round(len(table) / 24, 2)) == (3.31, 3.44, 3.58)
        assert content.product_to_drop(table.kind) == 15
        assert not table.own_new.head(4).all(), "lesson 7 shows a repost"
    else:
        assert abs(rate["inspiration"] / 0.034 - 1) >= 0.05 and content.product_to_drop(table.kind) != 15
        assert abs(content.ratio(table.kind) / (57 / 29) - 1) > 0.01


@pytest.mark.parametrize("seed", SEEDS)
def test_rest_of_the_archive_fits_the_firm(seed, export, firm):
    folder, people, me = export(seed)
    with firm_in(firm(seed)):
        accounts, employers = load("accounts"), load("employers")
    known = set("https://www.linkedin.com/in/" + people.slug)
    invited = rows_of(folder / "Invitations.csv")
    own = {row["inviterProfileUrl" if row["Direction"] == "OUTGOING" else "inviteeProfileUrl"] for row in invited}
    sent = {row["SENDER PROFILE URL"] for row in rows_of(folder / "messages.csv") if row["FROM"] == me}
    assert own == sent and len(own) == 1 and not own & known, "one profile address of one's own"
    waiting = [row for row in invited if row["inviteeProfileUrl"] not in known | own]
    assert near(
        len(invited) - len(waiting) - sum(row["inviterProfileUrl"] not in known | own for row in invited), 36, seed
    )
    assert near(len(waiting), 14, seed) and any(row["Message"] for row in waiting)
    day = dict(zip("https://www.linkedin.com/in/" + people.slug, people.connected_on, strict=True))
    for row in invited:
        person = row["inviteeProfileUrl" if row["Direction"] == "OUTGOING" else "inviterProfileUrl"]
        asked = pd.to_datetime(row["Sent At"], format="%m/%d/%y, %I:%M %p")
        assert asked < day.get(person, TODAY), "nobody connects before being asked"
    jobs = rows_of(folder / "Positions.csv")
    assert (jobs[0]["Company Name"], jobs[0]["Finished On"]) == (FIRM, "")
    former = employers.company[employers.kind == "former"]
    assert sorted(row["Company Name"] for row in jobs[1:]) == sorted(former)
    ends = [pd.to_datetime(row["Finished On"], format="%b %Y") for row in jobs[1:]]
    begins = [pd.to_datetime(row["Started On"], format="%b %Y") for row in jobs]
    assert all(end + pd.DateOffset(months=1) == begin for end, begin in zip(ends, begins, strict=False))
    assert begins == sorted(begins, reverse=True) and begins[-1] <= people.connected_on.min()
    (profile,) = rows_of(folder / "Profile.csv")
    assert f"{profile['First Name']} {profile['Last Name']}" == me and profile["Headline"].endswith(FIRM)
    assert not profile["Birth Date"] and not profile["Address"]
    followed = {row["Organization"] for row in rows_of(folder / "Company Follows.csv")}
    of = {kind: set(accounts.company[accounts.category == kind]) for kind in ("customer", "partner")}
    assert FIRM in followed and 0 < len(followed & of["customer"]) < len(followed & of["partner"])
    assert {row["Type"] for row in rows_of(folder / "Reactions.csv")} == {"LIKE", "PRAISE", "INTEREST", "EMPATHY"}
    assert len(rows_of(folder / "Skills.csv")) == 20


def text_of(name: str) -> str:
    content = (COURSE_FOLDER / "datasets" / "linkedin_export" / name).read_bytes()
    assert b"\r" not in content and not content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8")


def test_messages_csv_has_linkedins_own_format():
    text = text_of("messages.csv")
    header, *lines = text.split("\n")
    assert header == (
        '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE",'
        '"SUBJECT","CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT","IS CONVERSATION DRAFT"'
    )
    assert lines[0].startswith('"2-')
    rows = rows_of(COURSE_FOLDER / "datasets/linkedin_export/messages.csv")
    assert 900 <= len(rows) <= 1200 and 240 <= len({row["CONVERSATION ID"] for row in rows}) <= 280
    ends = re.findall(r'"(?:INBOX|ARCHIVE|SPAM)","[^"]*","(?:Yes|No)","(?:Yes|No)"$', text, re.MULTILINE)
    assert len(ends) == len(rows), "every field is quoted"
    dates = [row["DATE"] for row in rows]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", date) for date in dates)
    assert min(dates) < "2021-12" and "2026-09" < max(dates) < "2026-09-30"
    assert {row["FOLDER"] for row in rows} == {"INBOX", "ARCHIVE", "SPAM"}
    assert any("\n" in row["CONTENT"] for row in rows) and all(letter in text for letter in "æøå")
    groups = [row for row in rows if "," in row["RECIPIENT PROFILE URLS"]]
    assert groups and not any(", " in row["RECIPIENT PROFILE URLS"] for row in groups)
    assert all(", " in row["TO"] for row in groups)
    nobody = [row for row in rows if not row["SENDER PROFILE URL"]]
    assert [row["FROM"] for row in nobody].count("LinkedIn Member") == 1 and len(nobody) == 2
    assert sum(row["CONTENT"].startswith('<p class="spinmail-quill-editor__spin-break">') for row in nobody) == 1
    assert sum(row["IS MESSAGE DRAFT"] == "Yes" for row in rows) == 1


def test_invitations_and_follows_have_linkedins_own_dates():
    header, *lines = text_of("Invitations.csv").splitlines()
    assert header == "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
    assert all(re.search(r',"[1-9]\d?/[1-9]\d?/2[56], [1-9]\d?:\d\d [AP]M",', line) for line in lines)
    assert {line.split(",https")[0].rsplit(",", 1)[1] for line in lines} == {"INCOMING", "OUTGOING"}
    header, *lines = text_of("Company Follows.csv").splitlines()
    assert header == "Organization,Followed On"
    assert all(re.search(r",[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC 20\d\d$", line) for line in lines)


def test_shares_comments_and_reactions_have_linkedins_own_format():
    text = text_of("Shares.csv")
    assert text.startswith("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n2026-09-")
    rows = rows_of(COURSE_FOLDER / "datasets/linkedin_export/Shares.csv")
    broken = [row["ShareCommentary"] for row in rows if "\n" in row["ShareCommentary"]]
    assert broken and '""\n""' in text
    assert all(len(re.findall('"\n"', one)) == one.count("\n") for one in broken), "quote, line break, quote"
    assert all(1 <= row["ShareCommentary"].count("\n") + 1 <= 6 for row in rows)
    link = re.compile(r"https://www\.linkedin\.com/feed/update/urn%3Ali%3Ashare%3A\d{19}")
    assert all(link.fullmatch(row["ShareLink"]) for row in rows)
    text = text_of("Comments.csv")
    assert text.startswith("Date,Link,Message\n") and '\\"' in text
    assert '""' not in text.replace('\\"', ""), "a quotation mark is escaped with a backslash, never doubled"
    comments = rows_of(COURSE_FOLDER / "datasets/linkedin_export/Comments.csv", escapechar="\\", doublequote=False)
    assert 40 <= len(comments) <= 70 and 0 < sum(row["Date"] == "" for row in comments) < 6
    assert any("\n" in row["Message"] for row in comments) and all(None not in row for row in comments)
    assert any('"' in row["Message"] for row in comments) and not any("\\" in row["Message"] for row in comments)
    assert text_of("Reactions.csv").startswith("Date,Type,Link\n2026-09-")
    assert text_of("Skills.csv").startswith("Name\n")
    assert text_of("Profile.csv").startswith(
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\n"
    )
    assert text_of("Positions.csv").startswith("Company Name,Title,Description,Location,Started On,Finished On\n")


PRIVATE = [
    "Complete_LinkedInDataExport_10-04-2026.zip",
    "Basic_LinkedInDataExport_10-04-2026/Connections.csv",
    "Connections.csv",
    "messages (1).csv",
    "guide_messages.csv",
    "Invitations.csv",
    "Shares_123456.csv",
    "Comments_123456.csv",
    "Reactions.csv",
    "Contacts.csv",
    "ImportedContacts.csv",
    "Profile.csv",
    "Profile Summary.csv",
    "Company Follows.csv",
    "Notes.csv",
    "my_network.html",
    "my_network_2.html",
]


def test_git_ignores_every_real_archive_and_none_of_the_firms_own_files():
    if not (COURSE_FOLDER / ".git").exists():
        pytest.skip("not a git checkout")

    def ignored(names: list[str], *how: str) -> list[str]:
        asked = ["git", *how, "check-ignore", "--no-index", "--stdin", "-z"]
        done = subprocess.run(asked, cwd=COURSE_FOLDER, input="\0".join(names), capture_output=True, encoding="utf-8")
        assert done.returncode in (0, 1), done.stderr
        return done.stdout.split("\0")[:-1]

    private = [f"{folder}{name}" for folder in ("", "course/", "datasets/", "a b/æøå/") for name in PRIVATE]
    assert ignored(private) == private
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=COURSE_FOLDER, capture_output=True, encoding="utf-8").stdout
    own = listed.split("\0")[:-1] + [f"datasets/{name}" for name in files(COURSE_FOLDER / "datasets")]
    # Windows and the Mac take capitals and small letters for the same.
    assert ignored(own, "-c", "core.ignorecase=true") == ignored(own) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("topic", topics())
def test_right_value_passes_and_each_mistake_is_told_apart(topic, seed, firm):
    with firm_in(firm(seed)):
        for one in exercises_of(topic):
            expected = one.expected()
            assert judge(one, {one.names[0]: expected.right}).kind == outcomes.CORRECT, one.id
            assert expected.indistinct() == [], one.id
            for sentence, wrong in expected.mistakes.items():
                outcome = judge(one, {one.names[0]: wrong})
                assert (outcome.kind, outcome.mistake) == (outcomes.NOT_YET, sentence), f"{one.id}: {outcome.message}"


@pytest.mark.parametrize("seed", OTHER_SEEDS)
@pytest.mark.parametrize("topic", topics())
def test_what_is_right_on_the_courses_firm_is_wrong_when_typed_in_on_another(topic, seed, firm):
    for one in exercises_of(topic):
        with firm_in(COURSE_FOLDER / "datasets"):
            typed_in = one.expected().right
        if callable(typed_in):
            continue  # a function is right on every firm
        kind = outcomes.CORRECT if one.id in constants_of(topic) else outcomes.NOT_YET
        with firm_in(firm(seed)):
            assert judge(one, {one.names[0]: typed_in}).kind == kind, one.id
