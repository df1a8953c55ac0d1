"""The firm: described, byte-identical for its seed, with its patterns and mistakes on every seed."""

import pandas as pd
import pytest
from frictionless import Package

from ssl_helpers import network
from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of, topics
from ssl_helpers.checking.session import judge
from ssl_helpers.data import COURSE_FOLDER, FIRM, SELLER, TODAY, dataset_path, firm_in, load
from ssl_trainer.world import COURSE_SEED, make

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
    assert [name for name, content in files(firm(7)).items() if content == other[name]] == ["datapackage.json"]


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_are_as_datapackage_describes_them(seed, firm):
    report = Package(str(firm(seed) / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    described = {resource.path for resource in Package(str(firm(seed) / "datapackage.json")).resources}
    assert described == {name for name in files(firm(seed)) if name != "datapackage.json"}


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


def test_connections_csv_has_linkedins_own_format():
    lines = dataset_path("connections").read_bytes().decode("utf-8").split("\n")
    assert lines[0] == "Notes:" and lines[1].startswith('"When exporting') and lines[2] == ""
    assert lines[3] == "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    assert lines[-1] != "", "no line end after the last row"
    assert any(line.startswith(",,,,,,") for line in lines), "hidden people are rows with only a date"
    assert any(line.startswith('"') or ',"' in line for line in lines[4:]), "a name with a comma is quoted"


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
        with firm_in(firm(seed)):
            assert judge(one, {one.names[0]: typed_in}).kind == outcomes.NOT_YET, one.id
