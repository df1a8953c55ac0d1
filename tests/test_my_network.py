"""The picture of one's own network: right counts, nobody who could be picked out, honest suggestions."""

import csv
import dataclasses
import datetime
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssl_helpers.account_list import read_accounts
from ssl_helpers.linkedin import read_export
from ssl_helpers.my_network import messages
from ssl_helpers.my_network.groups import by_relation, by_year, hushed_part, too_few
from ssl_helpers.my_network.picture import LABELS, kinds, last_day, picture, relations
from ssl_helpers.my_network.shapes import SMALLEST, Coverage, Dialogue, Network, Posts, Week
from ssl_helpers.my_network.suggestions import ADVICE, three

UNTIL = "09-30-2026"


def a_csv(header: str, rows: list) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue()


def archive(folder: Path, **files: str):
    """An archive of the files given by their names without ending, downloaded on 30 September 2026."""
    top = folder / f"Complete_LinkedInDataExport_{UNTIL}"
    top.mkdir(parents=True)
    for name, text in files.items():
        (top / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_export(top)


def connections(*people: tuple) -> str:
    """people: (number, company, position, day)."""
    return a_csv(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        [
            (f"First{number}", f"Last{number}", f"https://www.linkedin.com/in/p{number}", "", company, position, day)
            for number, company, position, day in people
        ],
    )


def several(count: int, company: str, start: int = 0, position: str = "Indkøber", day: str = "08 Feb 2024") -> list:
    return [(start + number, company, position, day) for number in range(count)]


POSITIONS = a_csv(
    "Company Name,Title,Description,Location,Started On,Finished On",
    [("Egen A/S", "Sælger", "", "", "Jan 2020", ""), ("Gammel ApS", "Sælger", "", "", "Jan 2015", "Dec 2019")],
)
PROFILE = a_csv("First Name,Last Name,Headline", [("Mette", "Prøve", "Sælger")])
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
)
ME = "https://www.linkedin.com/in/mette"


def message(talk: str, sender: int | None, to: int | None, at: str, text: str = "hej", folder: str = "INBOX") -> tuple:
    """A message from person `sender` to person `to`; None is the owner."""
    name = {None: "Mette Prøve"}
    url = {None: ME}
    for number in (sender, to):
        if number is not None:
            name[number], url[number] = f"First{number} Last{number}", f"https://www.linkedin.com/in/p{number}"
    return (talk, "", name[sender], url[sender], name[to], url[to], f"{at} UTC", "", text, folder)


def accounts(folder: Path, *rows: tuple[str, str]):
    file = folder / "accounts.csv"
    file.write_text(a_csv("Company,Category", list(rows)), encoding="utf-8")
    return read_accounts(file)


def test_everybody_is_counted_once_by_relation(tmp_path):
    people = [
        *several(6, "Egen A/S"),
        *several(7, "GAMMEL", 10),
        *several(8, "Kunde as", 20),
        *several(5, "Emne", 30),
        *several(9, "", 40),
    ]
    export = archive(tmp_path, Connections=connections(*people), Positions=POSITIONS)
    found = picture(
        export, accounts(tmp_path, ("Kunde A/S", "customer"), ("Emne ApS", "prospect"), ("Tom A/S", "customer"))
    )
    count = {group.label: group.count for group in found.network.groups}
    assert count == {
        LABELS["colleague"]: 6,
        LABELS["former_colleague"]: 7,
        LABELS["customer"]: 8,
        LABELS["prospect"]: 5,
        LABELS["other"]: 9,
    }
    assert found.network.people == 35 and sum(group.part for group in found.network.groups) == pytest.approx(1)
    assert found.network.colleagues_per_customer == pytest.approx(13 / 8)
    assert found.network.buyers == 13 and found.network.deciders == 0
    coverage = found.coverage
    assert (coverage.customers, coverage.prospects) == (2, 1)
    assert (coverage.nobody, coverage.few, coverage.several) == (1, 0, 2)
    assert coverage.white_spots == ("Tom A/S",)


def test_recruiters_are_known_by_their_titles_and_a_blank_company_is_nobodys(tmp_path):
    positions = POSITIONS + "  ,Frivillig,,,Jan 2020,\n"
    people = [*several(5, "Hoved", position="Executive Search Consultant"), *several(6, "", 10)]
    export = archive(tmp_path, Connections=connections(*people), Positions=positions)
    assert relations(export, None).category.value_counts().to_dict() == {"recruiter": 5, "other": 6}


@given(st.dictionaries(st.sampled_from(list(LABELS)), st.integers(0, 30)))
@settings(derandomize=True, max_examples=300)
def test_no_group_is_ever_smaller_than_five_nor_can_be_found_by_subtraction(count):
    relations = pd.Series([key for key, people in count.items() for _ in range(people)], dtype="str")
    groups = by_relation(relations, LABELS, "other")
    assert sum(group.count for group in groups) == (0 if too_few(len(relations)) else len(relations))
    assert all(group.count >= SMALLEST for group in groups)
    shown = {group.label: group.count for group in groups}
    for key, people in count.items():
        if people >= SMALLEST and LABELS[key] in shown and key != "other":
            assert shown[LABELS[key]] == people


@given(st.lists(st.one_of(st.none(), st.integers(2003, 2026)), max_size=200))
@settings(derandomize=True, max_examples=300)
def test_no_year_is_shown_with_fewer_than_five_people(years):
    groups = by_year(pd.Series(years, dtype="float64"))
    assert sum(group.count for group in groups) == (0 if too_few(len(years)) else len(years))
    assert not any(too_few(group.count) for group in groups)


def test_counts_below_five_are_not_said():
    assert [too_few(count) for count in (0, 1, 4, 5)] == [False, True, True, False]
    assert [hushed_part(part, 10) for part in (0, 4, 5, 6, 10)] == [0, None, 5, None, 10]


def test_years_are_put_together_in_order(tmp_path):
    people = [*several(2, "", 0, day="08 Feb 2010"), *several(4, "", 10, day="08 Feb 2012"), *several(5, "", 20)]
    found = picture(archive(tmp_path, Connections=connections(*people)))
    assert [(group.label, group.count) for group in found.network.years] == [("2010–2012", 6), ("2013", 0)] + [
        (str(year), 0) for year in range(2014, 2024)
    ] + [("2024", 5)]


def test_single_file_gives_a_picture_that_says_what_is_missing(tmp_path):
    found = picture(archive(tmp_path, Connections=connections(*several(9, "Kunde"))))
    assert set(found.missing) == {"coverage", "posts", "dialogue"}
    assert found.posts is None and found.dialogue is None and found.coverage is None
    assert any("colleagues stand among everybody else" in sentence for sentence in found.network.not_known)
    assert [one.area for one in found.suggestions] == ["network", "content", "dialogue"]
    assert found.names is None


def test_last_day_is_that_of_the_archives_name_or_else_its_latest_date(tmp_path):
    export = archive(tmp_path, Connections=connections(*several(9, "Kunde")))
    assert last_day(export) == pd.Timestamp(2026, 9, 30)
    file = tmp_path / "Connections.csv"
    file.write_text(connections(*several(9, "Kunde")), encoding="utf-8")
    assert last_day(read_export(file)) == pd.Timestamp(2024, 2, 8)


def shares(*posts: tuple[str, str]) -> str:
    rows = [
        (f"{day} 08:00:00", f"https://www.linkedin.com/feed/update/{at}", text, "", "", "")
        for at, (day, text) in enumerate(posts)
    ]
    return a_csv("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility", rows)


def test_archive_without_a_single_post_or_message_is_another_thing_than_a_missing_file(tmp_path):
    export = archive(tmp_path, Shares=shares(), messages=a_csv(MESSAGES, []), Comments=a_csv("Date,Link,Message", []))
    found = picture(export)
    assert (found.posts.posts, found.posts.empty_weeks, found.posts.product_part) == (0, 26, None)
    assert (found.dialogue.comments, found.dialogue.begun) == (0, None)
    assert [one.title for one in found.suggestions[1:]] == [ADVICE["first posts"].title, ADVICE["comments"].title]
    only = picture(archive(tmp_path / "only", Connections=connections(*several(9, "Kunde"))))
    assert [one.title for one in only.suggestions[1:]] == [ADVICE["order posts"].title, ADVICE["order dialogue"].title]


def test_posts_are_counted_in_the_last_26_full_weeks(tmp_path):
    # 30 September 2026 is a Wednesday: the last full week ends on Sunday 27 September.
    inside = [("2026-09-27", "Hvad gør I ved støj?"), ("2026-09-21", "Vores nye pris: 20 % rabat"), ("2026-09-22", "")]
    outside = [("2026-09-28", "Hvad nu?"), ("2026-03-29", "Hvad da?")]
    found = picture(archive(tmp_path, Shares=shares(*inside, *outside))).posts
    assert (found.posts, found.helpful, found.product, found.undecided) == (3, 1, 1, 1)
    assert len(found.weeks) == 26 and found.weeks[-1].posts == 3 and sum(week.posts for week in found.weeks) == 3
    assert (found.weeks_on_target, found.empty_weeks, found.product_part) == (1, 25, 0.5)
    assert found.per_week == pytest.approx(3 / 26)


def test_learner_changes_the_kind_of_a_post_and_the_rule(tmp_path):
    export = archive(tmp_path, Shares=shares(("2026-09-21", "Hvad gør I?"), ("2026-09-22", "Grydeklar til messe")))
    assert kinds(export).kind.tolist() == ["inspiration", "inspiration"]
    assert kinds(export, ["grydeklar"]).because.tolist() == ["grydeklar", "a question"]
    newest, oldest = kinds(export).link
    changed = kinds(export, changed={oldest: "product", newest: None, "gone": "product"})
    assert changed.kind.isna().tolist() == [True, False] and changed.kind.iloc[1] == "product"
    assert picture(export, changed={oldest: "product"}).posts.product == 1


def test_dialogue_counts_who_wrote_when(tmp_path):
    people = several(30, "Kunde A/S")
    rows = []
    for number in range(10):  # Mette begins; half of them answer a day later.
        rows.append(message(f"a{number}", None, number, "2026-09-01 08:00:00"))
        if number < 5:
            rows.append(message(f"a{number}", number, None, "2026-09-02 08:00:00"))
    for number in range(10, 18):  # Others begin; Mette answers all after two days.
        rows.append(message(f"b{number}", number, None, "2026-08-01 08:00:00"))
        rows.append(message(f"b{number}", None, number, "2026-08-03 08:00:00"))
    for number in range(20, 25):  # Long ago, both.
        rows.append(message(f"c{number}", None, number, "2024-08-01 08:00:00"))
        rows.append(message(f"c{number}", number, None, "2024-08-03 08:00:00"))
    rows.append(message("spam", 25, None, "2026-08-01 08:00:00", folder="SPAM"))
    rows.append(message("ad", 26, None, "2026-08-01 08:00:00", text='<p class="spinmail-quill-editor__spin-break">'))
    export = archive(tmp_path, Connections=connections(*people), messages=a_csv(MESSAGES, rows), Profile=PROFILE)
    found = picture(export, accounts(tmp_path, ("Kunde A/S", "customer"))).dialogue
    assert (found.begun, found.answered) == (15, 10)
    assert (found.received, found.replied) == (8, 8)
    assert found.days_to_reply == pytest.approx(2)
    assert (found.dormant, found.dormant_buyers) == (5, 5)
    assert [(group.label, group.count) for group in found.partners] == [(LABELS["customer"], 23)]


def test_spam_advertisements_and_strangers_are_no_dialogue_and_that_is_said(tmp_path):
    people = several(6, "Kunde A/S")
    rows = [message(f"a{number}", None, number, "2026-05-01 08:00:00") for number in range(6)]
    # A "no thanks" to spam is no conversation that one began.
    rows += [message("s", 1, None, "2026-05-01 08:00:00", folder="SPAM"), message("s", None, 1, "2026-05-02 08:00:00")]
    rows.append(message("stranger", None, 77, "2026-05-01 08:00:00"))
    ad = list(message("ad", 3, None, "2026-05-01 08:00:00"))
    ad[3] = ""
    export = archive(tmp_path, Connections=connections(*people), Profile=PROFILE, messages=a_csv(MESSAGES, [*rows, ad]))
    found = picture(export)
    assert (found.dialogue.begun, found.dialogue.received) == (6, 0)
    assert any("dialogue leaves out: 3." in line for line in found.read)


def test_answer_after_a_month_is_a_new_beginning(tmp_path):
    people, rows = several(6, "Kunde A/S"), []
    for number in range(6):
        rows.append(message(f"t{number}", number, None, "2026-05-01 08:00:00"))
        rows.append(message(f"t{number}", None, number, "2026-05-03 08:00:00" if number else "2026-09-01 08:00:00"))
        rows.append(message(f"t{number}", number, None, "2024-05-01 08:00:00"))
        rows.append(message(f"t{number}", None, number, "2024-05-21 08:00:00"))
    export = archive(tmp_path, Connections=connections(*people), Profile=PROFILE, messages=a_csv(MESSAGES, rows))
    assert picture(export).dialogue.days_to_reply == pytest.approx(2)


def test_conversations_of_several_people_and_drafts_are_left_out(tmp_path):
    group = list(message("g", None, 1, "2026-09-01 08:00:00"))
    group[5] += ",https://www.linkedin.com/in/p2"
    header = MESSAGES + ",ATTACHMENTS,IS MESSAGE DRAFT"
    rows = [[*group, "", "No"], [*message("d", None, 3, "2026-09-01 08:00:00"), "", "Yes"]]
    rows.append([*message("real", None, 4, "2026-09-01 08:00:00"), "", "No"])
    export = archive(tmp_path, messages=a_csv(header, rows), Profile=PROFILE)
    me = messages.owner(export)
    assert [talk.partner for talk in messages.talks(export.tables["messages"], me)[0]] == ["p4"]


@pytest.mark.parametrize(
    ("files", "slug", "how"),
    [
        ({"Profile": PROFILE, "messages": "two"}, "mette", "the name in your profile"),
        ({"messages": "many"}, "mette", "who writes in most conversations"),
        ({"messages": "two"}, None, ""),
        ({"Invitations": "out", "messages": "two"}, "mette", "the invitations"),
    ],
)
def test_whose_archive_it_is(files, slug, how, tmp_path):
    two = [message("a", None, 1, "2026-09-01 08:00:00"), message("a", 1, None, "2026-09-02 08:00:00")]
    many = [*two, *(message(f"m{number}", None, number, "2026-09-01 08:00:00") for number in range(2, 6))]
    invitations = [
        ("Mette Prøve", "First1 Last1", "1/29/26, 2:37 PM", "", "OUTGOING", ME, "https://www.linkedin.com/in/p1")
    ]
    texts = {
        "two": a_csv(MESSAGES, two),
        "many": a_csv(MESSAGES, many),
        "out": a_csv("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl", invitations),
    }
    export = archive(tmp_path, **{name: texts.get(text, text) for name, text in files.items()})
    me = messages.owner(export)
    assert (me.slug, me.how) == (slug, how)
    if not how:
        assert "could not be told" in " ".join(picture(export).read)


def test_names_are_listed_only_when_asked_for(tmp_path):
    people = several(7, "Kunde A/S", position="Indkøbschef")
    export = archive(tmp_path, Connections=connections(*people))
    listed = accounts(tmp_path, ("Kunde A/S", "customer"))
    assert "Last1" not in repr(picture(export, listed))
    found = picture(export, listed, names=True)
    assert "First1 Last1, Indkøbschef, Kunde A/S" in found.names[-1].names


def test_list_of_names_may_be_empty(tmp_path):
    export = archive(tmp_path, Connections=connections(*several(7, "Fremmed")))
    found = picture(export, accounts(tmp_path, ("Kunde A/S", "customer")), names=True)
    assert [one.names for one in found.names] == [(), (), ()]


def test_suggestions_are_three_of_three_areas_whatever_is_there():
    assert [one.area for one in three(None, None, None, None)] == ["network", "content", "dialogue"]
    for advice in ADVICE.values():
        assert advice.area in ("network", "content", "dialogue")
        assert all(text.endswith((".", ")")) for text in (advice.model, advice.evidence, advice.do))


def test_firms_own_archive_gives_the_pattern_that_the_course_teaches(firm):
    folder = firm(2026)
    found = picture(read_export(folder / "linkedin_export"), read_accounts(folder / "accounts.csv"))
    assert found.network.people == 600 and found.network.hidden == 20
    assert found.missing == {}
    count = {group.label: group.count for group in found.network.groups}
    assert count[LABELS["customer"]] == 45 and count[LABELS["former_colleague"]] == 155
    assert found.network.colleagues_per_customer == pytest.approx(305 / 45)
    assert found.coverage.nobody >= 2


# What nobody may learn by subtracting what is shown


def pairs_shown(found) -> list[tuple[str, int, int]]:
    """Wholes and parts that stand in one picture, so that the rest can be had by subtraction."""
    network, dialogue, coverage = found.network, found.dialogue, found.coverage
    count = {group.label: group.count for group in network.groups}
    pairs = [(label, network.people, people) for label, people in count.items()]
    if network.buyers is not None:
        pairs.append(("not buyers", network.people, network.buyers))
        kinds_shown = [one for one in ("customers", "prospects") if one in count]
        pairs += [(f"buyers, not {one}", network.buyers, count[one]) for one in kinds_shown]
        pairs.append(("at companies with few", network.buyers, 0 if coverage.several else coverage.few))
    if network.deciders is not None:
        pairs.append(("buyers who do not decide", network.buyers, network.deciders))
    written = sum(group.count for group in dialogue.partners)
    if dialogue.dormant is not None:
        pairs.append(("not dormant", written, dialogue.dormant))
        if dialogue.dormant_buyers is not None:
            pairs.append(("dormant, not buyers", dialogue.dormant, dialogue.dormant_buyers))
    if dialogue.answered is not None:
        pairs.append(("not answered", dialogue.begun, dialogue.answered))
    return pairs


@given(data=st.data())
@settings(derandomize=True, max_examples=60)
def test_no_small_group_can_be_had_by_subtraction(data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("picture")
    some = st.integers(0, 9)
    firms = {"Egen A/S": 0, "Gammel ApS": 100, "Kunde A/S": 200, "Emne ApS": 300, "Fremmed": 400}
    people, rows = [], []
    for firm, start in firms.items():
        size, deciding = data.draw(some), data.draw(some)
        people += several(min(size, deciding), firm, start, position="CEO")
        people += several(max(0, size - deciding), firm, start + 50)
    for number in data.draw(st.lists(st.sampled_from([one[0] for one in people] or [0]), unique=True)):
        begins, year = data.draw(st.booleans()), data.draw(st.sampled_from(["2024", "2026"]))
        first, second = (None, number) if begins else (number, None)
        rows.append(message(f"t{number}", first, second, f"{year}-05-01 08:00:00"))
        if data.draw(st.booleans()):
            rows.append(message(f"t{number}", second, first, f"{year}-05-02 08:00:00"))
    # At least one person and one message, so that every part is there.
    people.append((999, "Et sted", "Sælger", "08 Feb 2024"))
    rows.append(message("t999", None, 999, "2026-05-01 08:00:00"))
    export = archive(
        folder, Connections=connections(*people), Positions=POSITIONS, Profile=PROFILE, messages=a_csv(MESSAGES, rows)
    )
    listed = accounts(folder, ("Kunde A/S", "customer"), ("Emne ApS", "prospect"))
    found = picture(export, listed)
    assert [one for one in pairs_shown(found) if too_few(one[1] - one[2])] == []
    shown = [*found.network.groups, *found.network.years, *found.dialogue.partners]
    assert not any(too_few(group.count) for group in shown)
    of_network = [found.network.buyers, found.network.deciders]
    told = ("dormant", "dormant_buyers", "begun", "answered", "received")
    counts = [*of_network, *(getattr(found.dialogue, one) for one in told)]
    assert not any(too_few(count) for count in counts if count is not None)


def test_list_without_anybody_of_the_network_gives_a_picture(tmp_path):
    export = archive(tmp_path, Connections=connections(*several(9, "Fremmed")))
    found = picture(export, accounts(tmp_path, ("Kunde A/S", "customer"), ("Tom A/S", "prospect")))
    assert (found.network.buyers, found.network.deciders, found.coverage.nobody) == (0, 0, 2)


@pytest.mark.parametrize("company", ["Selvstændig", "N/A", " - "])
def test_what_is_no_company_joins_nobody(company, tmp_path):
    positions = POSITIONS + f"{company},Konsulent,,,Jan 2020,,\n"
    export = archive(tmp_path, Connections=connections(*several(6, company)), Positions=positions)
    found = picture(export, accounts(tmp_path, (company, "customer"), ("Kunde A/S", "customer")))
    assert [(group.label, group.count) for group in found.network.groups] == [(LABELS["other"], 6)]


def test_unreadable_end_of_a_job_is_an_end(tmp_path):
    positions = POSITIONS.replace("Dec 2019", "engang i 2019")
    export = archive(tmp_path, Connections=connections(*several(6, "Gammel ApS")), Positions=positions)
    assert picture(export).network.groups[0].label == LABELS["former_colleague"]


def test_archive_of_before_2023_knows_partners_by_name(tmp_path):
    """Nine columns: who wrote has an address, who got it a name alone."""
    header = MESSAGES.replace("RECIPIENT PROFILE URLS,", "")
    rows = []
    for number in range(12):
        rows.append(message(f"t{number}", None, number, "2022-05-01 08:00:00"))
        if number < 6:
            rows.append(message(f"t{number}", number, None, "2022-05-02 08:00:00"))
    several_people = list(message("g", None, 1, "2022-05-01 08:00:00"))
    several_people[4] = "First1 Last1, First2 Last2"
    rows = [row[:5] + row[6:] for row in [*rows, tuple(several_people)]]
    people = a_csv(
        "First Name,Last Name,Email Address,Company,Position,Connected On",
        [(f"First{number}", f"Last{number}", "", "Kunde A/S", "", "08 Feb 2020") for number in range(12)],
    )
    export = archive(tmp_path, Connections=people, Profile=PROFILE, messages=a_csv(header, rows))
    found = picture(export, accounts(tmp_path, ("Kunde A/S", "customer")))
    assert (found.dialogue.begun, found.dialogue.answered, found.dialogue.received) == (12, 6, 0)
    assert [(group.label, group.count) for group in found.dialogue.partners] == [(LABELS["customer"], 12)]
    assert any("known by name alone" in line for line in found.read)


def test_a_date_far_from_all_others_moves_nothing(tmp_path):
    file = tmp_path / "Connections.csv"
    file.write_text(connections(*several(9, "Kunde"), (99, "", "", "08 Feb 2062")), encoding="utf-8")
    export = read_export(file)
    assert last_day(export) == pd.Timestamp(2024, 2, 8)
    said = " ".join(picture(export).read)
    assert "end on 2024-02-08" in said and "date after that day, which no count of recent weeks has: 1" in said


# Suggestions are true


def advised(**parts) -> list[str]:
    titles = {advice.title: key for key, advice in ADVICE.items()}
    given = {"network": None, "coverage": None, "posts": None, "dialogue": None} | parts
    return [titles[one.title] for one in three(**given)]


def some_posts(per_week: list[int], helpful: int, product: int) -> Posts:
    first = datetime.date(2026, 3, 30)
    weeks = tuple(Week(first + datetime.timedelta(weeks=at), posts) for at, posts in enumerate(per_week))
    on_target, empty = sum(3 <= posts <= 5 for posts in per_week), per_week.count(0)
    part = product / (helpful + product) if helpful + product else None
    return Posts(weeks, sum(per_week), sum(per_week) / len(per_week), on_target, empty, helpful, product, 0, part, "")


@pytest.mark.parametrize(
    ("posts", "key"),
    [
        (some_posts([4] * 26, 84, 20), "keep"),
        (some_posts([0] * 26, 0, 0), "first posts"),
        (some_posts([0] * 25 + [1], 1, 0), "steady"),
        (some_posts([3, 4] * 13, 50, 41), "mix"),
        (some_posts([9] * 26, 200, 34), "fewer"),
        (some_posts([6, 2] * 13, 90, 14), "steady"),
    ],
)
def test_advice_on_content_fits_the_numbers(posts, key):
    assert advised(posts=posts)[1] == key


def dialogue(**known) -> Dialogue:
    nothing = dict.fromkeys(one.name for one in dataclasses.fields(Dialogue))
    return Dialogue(**{**nothing, "partners": (), "not_known": (), **known})


@pytest.mark.parametrize(
    ("known", "key"),
    [
        ({}, "comments"),
        ({"comments": 0, "comments_per_post": 0.0}, "comments"),
        ({"comments": 90, "comments_per_post": 1.5}, "go on"),
        ({"comments": 40, "comments_per_post": None}, "go on"),
        ({"comments": 90, "comments_per_post": 1.5, "begun": 50, "answered": 10}, "help first"),
        ({"comments": 90, "comments_per_post": 1.5, "days_to_reply": 6.0}, "answer"),
        ({"comments": 90, "comments_per_post": 1.5, "dormant_buyers": 30}, "quiet"),
    ],
)
def test_advice_on_dialogue_fits_the_numbers(known, key):
    assert advised(dialogue=dialogue(**known))[2] == key


@pytest.mark.parametrize(
    ("nobody", "ratio", "key"), [(3, 1.1, "white spots"), (0, 6.0, "composition"), (0, None, "second person")]
)
def test_advice_on_the_network_fits_the_numbers(nobody, ratio, key):
    network = Network(100, 0, (), (), 40, 10, ratio, ())
    coverage = Coverage(10, 2, nobody, 12 - nobody, 0, (), (), ())
    assert advised(network=network, coverage=coverage)[0] == key
    none_listed = dataclasses.replace(coverage, customers=0, prospects=0, nobody=0, few=0)
    assert advised(network=network, coverage=none_listed)[0] == "count"
