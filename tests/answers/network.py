"""Answers to the exercises of module 6."""

RIGHT = {
    "listeners": [
        "listeners = people.shape[0]",
        'listeners = people["first_name"].count()',
        'listeners = raw["First Name"].notna().sum()',
        "listeners = 0\nfor person in people.itertuples():\n    listeners = listeners + 1",
        "listeners = float(len(people.index))",
        'print("I count:", len(people))\nlisteners = len(people)\nlisteners',
        "try:\n    listeners = nonsense\nexcept NameError:\n    listeners = len(people)",
        'listeners = len(people)\ncheck("network.listeners")',
    ],
    "mix": [
        "mix = people.category.value_counts(normalize=True)",
        'mix = people.groupby("category").size() / len(people)',
        "mix = {one: (people.category == one).mean() for one in people.category.unique()}",
        'mix = people["category"].value_counts(normalize=True).reset_index()',
        'mix = pd.crosstab(people.category, "all", normalize=True)',
        "mix = network.mix(people).sort_index()",
        'mix = people[["category"]].value_counts() / len(people)',
    ],
    "colleagues_per_customer": [
        'both = people.category.isin(["colleague", "former_colleague"]).sum()\n'
        'colleagues_per_customer = both / (people.category == "customer").sum()',
        'colleagues = people[people["category"] == "colleague"]\n'
        'former = people[people["category"] == "former_colleague"]\n'
        'customers = people[people["category"] == "customer"]\n'
        "colleagues_per_customer = (len(colleagues) + len(former)) / len(customers)",
        "part = people.category.value_counts(normalize=True)\n"
        "colleagues_per_customer = (part.colleague + part.former_colleague) / part.customer",
        "colleagues_per_customer = len(people.query(\"category.str.endswith('colleague')\")) / len(\n"
        "    people.query(\"category == 'customer'\")\n)",
        "import warnings\n\nwarnings.warn('a warning does no harm')\n"
        'n = people.groupby("category").company.size()\n'
        'colleagues_per_customer = n["colleague"] / n["customer"] + n["former_colleague"] / n["customer"]',
    ],
    "white_spots": [
        "known = set(people.company_key)\n"
        'customers = accounts[accounts.category == "customer"].drop_duplicates("company_key")\n'
        "white_spots = {row.company for row in customers.itertuples() if row.company_key not in known}",
        'customers = accounts[accounts.category == "customer"]\n'
        'both = customers.merge(people[["company_key"]].drop_duplicates(), how="left", indicator=True)\n'
        'white_spots = both[both._merge == "left_only"].drop_duplicates("company_key", keep="last").company',
        'customers = accounts[accounts["category"] == "customer"]\n'
        'known = customers["company_key"].isin(people["company_key"])\n'
        'white_spots = customers[~known].drop_duplicates("company_key")["company"].to_numpy()',
        'first = accounts[accounts.category == "customer"].groupby("company_key").company.first()\n'
        "white_spots = tuple(first[key] for key in first.index if key not in people.company_key.unique())",
        'customers = accounts[accounts["category"] == "customer"].drop_duplicates("company_key")\n'
        'known = customers["company_key"].isin(people["company_key"])\n'
        'white_spots = customers[~known][["company"]]',
        "white_spots = network.white_spots(people, accounts)",
    ],
    "conn": [
        'conn = raw.dropna(subset=["First Name"]).assign(\n'
        '    connected_on=lambda table: pd.to_datetime(table["Connected On"], format="%d %b %Y")\n)',
        'conn = raw[raw["Last Name"].notna()].rename(columns={"Connected On": "connected_on"})\n'
        'conn["connected_on"] = pd.to_datetime(conn["connected_on"], dayfirst=True, format="mixed")',
        "from datetime import datetime\n\n"
        'conn = raw.dropna(subset=["URL"]).reset_index(drop=True)\n'
        'conn["connected_on"] = [datetime.strptime(day, "%d %b %Y") for day in conn["Connected On"]]',
        'conn = people[["connected_on", "first_name"]].sample(frac=1, random_state=1)',
    ],
    "norm": [
        "import re\n\n\ndef norm(name):\n"
        '    name = " ".join((name or "").lower().split())\n'
        '    return re.sub(r" (a/s|as|aps)$", "", name)',
        "def norm(name):\n"
        "    if not name:\n"
        '        return ""\n'
        '    name = " ".join(name.split()).lower()\n'
        '    for form in [" a/s", " as", " aps"]:\n'
        "        if name.endswith(form):\n"
        "            name = name[: -len(form)]\n"
        "            break\n"
        "    return name",
        "def norm(name):\n"
        '    """The key of a company name."""\n'
        "    ...\n"
        "    if name is None:\n"
        '        return ""\n'
        "    name = name.strip().lower()\n"
        '    while "  " in name:\n'
        '        name = name.replace("  ", " ")\n'
        '    return name.removesuffix(" a/s").removesuffix(" as").removesuffix(" aps")',
        "norm = network.norm",
    ],
    "before_after": [
        'period = people.connected_on.dt.year.gt(2023).map({False: "to 2023", True: "from 2024"})\n'
        'before_after = (people.category == "customer").groupby(period).mean()',
        'early = people[people.connected_on <= "2023-12-31"]\n'
        'late = people[people.connected_on > "2023-12-31"]\n'
        "before_after = pd.Series(\n"
        "    {\n"
        '        "from 2024": len(late[late.category == "customer"]) / len(late),\n'
        '        "to 2023": len(early[early.category == "customer"]) / len(early),\n'
        "    }\n)",
        "before_after = {}\n"
        "for label, some in people.groupby(people.connected_on >= pd.Timestamp(2024, 1, 1)):\n"
        '    before_after["from 2024" if label else "to 2023"] = sum(some.category == "customer") / len(some)',
        "before_after = network.before_after(people)",
    ],
    "decision_makers": [
        'buyers = people[people["category"].isin(["customer", "prospect"])]\n'
        'decision_makers = len(buyers[buyers["position"].apply(is_decision_maker)])',
        'customer = people[people.category == "customer"].position.map(is_decision_maker).sum()\n'
        'prospect = people[people.category == "prospect"].position.map(is_decision_maker).sum()\n'
        "decision_makers = customer + prospect",
        "decision_makers = 0\n"
        "for person in people.itertuples():\n"
        '    if person.category in ("customer", "prospect") and is_decision_maker(person.position):\n'
        "        decision_makers += 1",
        "decides = people.position.map(is_decision_maker)\n"
        'decision_makers = (decides & ((people.category == "customer") | (people.category == "prospect"))).sum()',
    ],
}

WRONG = {
    "listeners": [
        ("listeners = len(raw)", "Some of them are only a date"),
        ("listeners = people.company_key.nunique()", "You counted companies"),
        ('listeners = f"{len(people)}"', "The quotes make it text"),
        ("listeners = len(people) + 0.5", "it must be a whole number"),
        ("listeners = print(len(people))", "Python's word for nothing"),
        ("listeners = people", "many values, not one number"),
        ("listeners = people.count", "Put round brackets behind it"),
        ("listeners = [len(people)]", "Take it out first"),
        ("listeners = len(peeple)", "did you mean `people`"),
        ("listeners = len(people", "never closed"),
        ("listeners = len(people) - 1", "A whole number of people was expected"),
        ('listeners = len("people")', "You counted the letters of a word"),
        ("listeners = 1.000", "If the point was to group thousands, take it away"),
        ("listeners = 1.120", "If the point was to group thousands, take it away"),
        ('listeners = (people["category"] == "Customer").sum()', "Nothing was found"),
    ],
    "mix": [
        ("mix = 0,5", "a decimal has a point, as in 0.5"),
        (
            "letters = network.classify(people, accounts, load('employers'), key=network.exact)\n"
            "mix = letters.category.value_counts() / len(letters)",
            "letter by letter",
        ),
        (
            'mix = people[people.category != "other"].category.value_counts(normalize=True)',
            "You left out the people who are on no list",
        ),
        ("mix = people.category.value_counts()", "These are counts"),
        ("mix = people.category.value_counts() / len(people) * 100", "That is in percent"),
        ("mix = (people.category.value_counts() / len(people)).round(2)", "do not round"),
        ("mix = list(people.category.value_counts() / len(people))", "There are no labels"),
        ("mix = people.category.value_counts() / len(accounts)", "You divided by the rows of accounts"),
        ('mix = (people.category == "customer").mean()', "seven categories"),
        ("mix = people.category.value_counts() / len(raw)", "You divided by all rows of LinkedIn's file"),
        ('mix = people["category"]', "Count them first"),
        ('mix = people["category"] / len(people)', "Python cannot calculate"),
        ('mix = ...\npeople["category"] / len(people)', "Python cannot calculate"),
        ('mix = ...\npeople["category"].value_counts() / len(people)', "dots are still there"),
        ('mix = people["categry"].value_counts()', 'did you mean "category"'),
    ],
    "colleagues_per_customer": [
        (
            "count = people.category.value_counts()\n"
            "colleagues_per_customer = count.customer / (count.colleague + count.former_colleague)",
            "the other way round",
        ),
        (
            "count = people.category.value_counts()\ncolleagues_per_customer = count.former_colleague / count.customer",
            "You counted former colleagues only",
        ),
        (
            "count = people.category.value_counts()\ncolleagues_per_customer = count.colleague / count.customer",
            "You counted present colleagues only",
        ),
        (
            "count = people.category.value_counts()\n"
            "colleagues_per_customer = (count.colleague + count.former_colleague) / (count.customer + count.partner)",
            "You counted partners as customers",
        ),
        (
            "count = people.category.value_counts()\n"
            "colleagues_per_customer = count.colleague + count.former_colleague - count.customer",
            "Divide, do not subtract",
        ),
        (
            "count = people.category.value_counts()\n"
            "colleagues_per_customer = count.colleague + count.former_colleague",
            "That is the number of colleagues",
        ),
        (
            "count = people.category.value_counts()\n"
            "colleagues_per_customer = round((count.colleague + count.former_colleague) / count.customer, 1)\n"
            "colleagues_per_customer = round(colleagues_per_customer)",
            "do not round",
        ),
        ("colleagues_per_customer = 6,78", "Write decimals with a point"),
        (
            "count = people.category.value_counts()\n"
            "colleagues_per_customer = count.colleague + count.former_colleague / count.customer",
            "Put round brackets around the sum of the two groups",
        ),
        (
            'colleagues = people[people["category"] == "colleague"]\n'
            'former = people[people["category"] == "former_colleague"]\n'
            'customers = people[people["category"] == "customer"]\n'
            "colleagues_per_customer = len(former) + len(colleagues) / len(customers)",
            "Put round brackets around the sum: (colleagues",
        ),
        (
            "count = people.category.value_counts()\n"
            "colleagues_per_customer = (count.colleague + count.former_colleague) / len(people)",
            "You divided by everybody",
        ),
        ("Colleagues_per_customer = 6.7", "You called it `Colleagues_per_customer`"),
        ('count = people.category.value_counts()\ncount["Customer"]', 'did you mean "customer"'),
    ],
    "white_spots": [
        (
            'customers = accounts[accounts.category == "customer"]\n'
            "white_spots = customers[~customers.company.isin(people.company)].company",
            "letter by letter",
        ),
        (
            "white_spots = accounts[~accounts.company_key.isin(people.company_key)]\n"
            'white_spots = white_spots.drop_duplicates("company_key").company.tolist()',
            "Accounts that are no customers",
        ),
        (
            'customers = accounts[accounts.category == "customer"].drop_duplicates("company_key")\n'
            "white_spots = customers[~customers.company_key.isin(people.company_key)].company_key.tolist()",
            "These are the keys",
        ),
        (
            'customers = accounts[accounts.category == "customer"].drop_duplicates("company_key")\n'
            "white_spots = customers[customers.company_key.isin(people.company_key)].company.tolist()",
            "put a ~ in front",
        ),
        (
            'customers = accounts[accounts.category == "customer"]\n'
            "white_spots = customers[~customers.company_key.isin(people.company_key)].company.tolist()",
            "in two spellings",
        ),
        (
            'customers = accounts[accounts.category == "customer"].drop_duplicates("company_key")\n'
            "white_spots = ~customers.company_key.isin(people.company_key)",
            "put it in square brackets after the table",
        ),
        ('white_spots = accounts[accounts["category"] == "customer"]["company"]', "These are all the customers"),
        ('white_spots = "Kvistmark Automation A/S"', "That is one text"),
        ("white_spots = []", "That is empty"),
        (
            'customers = accounts[accounts["category"] == "Customer"]\n'
            'known = customers["company_key"].isin(people["company_key"])\n'
            'white_spots = customers[~known]["company"]',
            "in small letters",
        ),
        (
            'customers = accounts[accounts["category"] == "customer"]\n'
            'known = customers["company_key"].isin(people["company"])\n'
            'white_spots = customers[~known].drop_duplicates("company_key")["company"]',
            "You compared keys with names",
        ),
        (
            'customers = accounts[accounts["category"] == "customer"]\n'
            'known = customers["company"].isin(people["company_key"])\n'
            'white_spots = customers[~known]["company"]',
            "These are all the customers",
        ),
        (
            'customers = accounts[accounts["category"] == "customer"]\n'
            'known = customers["company"].isin(people["company"])\n'
            'white_spots = customers[~known].drop_duplicates("company_key")["company"]',
            "letter by letter",
        ),
        (
            'customers = accounts[accounts["category"] == "customer"]\n'
            'known = customers["company_key"].isin(people["company_key"])\n'
            'white_spots = customers[~known]["company"].drop_duplicates("company_key")',
            "You have picked one column already",
        ),
        (
            'customers = accounts[accounts["category"] == "customer"]\n'
            'known = customers["company_key"].isin(people["company_key"])\n'
            "white_spots = customers[~known]",
            "That is a whole table",
        ),
        ('whitespots = ["Kvistmark"]', "You called it `whitespots`"),
        ("white_spots = 2", "Say which ones they are"),
        (
            'prospect_accounts = accounts[accounts["category"] == "prospect"]\n'
            'known = prospect_accounts["company_key"].isin(people["company_key"])\n'
            'white_spots = prospect_accounts[~known]["company"]',
            "These are prospects",
        ),
        (
            'white_spots = accounts[accounts.category = "customer"]',
            "To ask whether two things are equal, write ==",
        ),
    ],
    "conn": [
        (
            'conn = raw.copy()\nconn["connected_on"] = pd.to_datetime(conn["Connected On"], format="%d %b %Y")',
            "Keep the rows that have a First Name",
        ),
        (
            'conn = raw.dropna(subset=["First Name"]).rename(columns={"Connected On": "connected_on"})',
            "The dates are still text",
        ),
        ('conn = raw.dropna(subset=["First Name"])', "no column 'connected_on'"),
        (
            'conn = raw.dropna().assign(connected_on=lambda table: pd.to_datetime(table["Connected On"]))',
            "too few rows",
        ),
        ('conn = raw[raw["First Name"].notna()]["Connected On"]', "a table with one row for each person"),
    ],
    "norm": [
        (
            "def norm(name):\n"
            '    name = (name or "").lower()\n'
            '    for form in ("a/s", "aps", "as"):\n'
            '        name = name.replace(form, "")\n'
            '    return " ".join(name.split())',
            "inside other words",
        ),
        (
            "def norm(name):\n"
            '    words = (name or "").lower().split()\n'
            '    return " ".join(one for one in words if one not in ("a/s", "as", "aps"))',
            "wherever it stands",
        ),
        (
            "def norm(name):\n"
            '    words = (name or "").split()\n'
            '    if words and words[-1] in ("A/S", "AS", "ApS"):\n'
            "        words = words[:-1]\n"
            '    return " ".join(words).lower()',
            "in one way of writing only",
        ),
        ('def norm(name):\n    return " ".join((name or "").lower().split())', "still there"),
        (
            "def norm(name):\n"
            '    name = (name or "").lower().strip()\n'
            '    for form in (" a/s", " as", " aps"):\n'
            "        name = name.removesuffix(form).strip()\n"
            "    return name",
            "Double blanks",
        ),
        (
            "def norm(name):\n"
            "    words = name.lower().split()\n"
            '    if words and words[-1] in ("a/s", "as", "aps"):\n'
            "        words = words[:-1]\n"
            '    return " ".join(words)',
            "Treat None first",
        ),
        ("def norm(name):\n    name = network.norm(name)", "Did you forget return"),
        ("def norm(name):\n    print(network.norm(name))", "Write return instead of print"),
        (
            "keys = {name: network.norm(name) for name in [*people.company, *accounts.company]}\n\n\n"
            'def norm(name):\n    return keys.get(name, "")',
            "was expected",
        ),
        (
            "def norm(name):\n"
            "    try:\n"
            "        return network.norm(name.lower())\n"
            "    except Exception:\n"
            '        return "?"',
            "was expected",
        ),
        ("def norm():\n    return network.norm(people.company[0])", "must take 1 input"),
        ('norm = "kvistmark automation"', "A function was expected"),
        ("def norm(name)\n    return name.lower()", "A colon is missing"),
    ],
    "before_after": [
        (
            'is_customer = people.category == "customer"\nearly = people.connected_on < "2024-01-01"\n'
            "before_after = {\n"
            '    "to 2023": (is_customer & early).sum() / is_customer.sum(),\n'
            '    "from 2024": (is_customer & ~early).sum() / is_customer.sum(),\n}',
            "You divided by all customers",
        ),
        (
            'is_customer = people.category == "customer"\nearly = people.connected_on < "2024-01-01"\n'
            'before_after = {"to 2023": (is_customer & early).mean(), "from 2024": (is_customer & ~early).mean()}',
            "You divided by all people",
        ),
        (
            'is_customer = people.category == "customer"\nearly = people.connected_on < "2024-01-01"\n'
            'before_after = {"to 2023": is_customer[early].sum(), "from 2024": is_customer[~early].sum()}',
            "These are counts of customers",
        ),
        ("before_after = network.before_after(people) * 100", "That is in percent"),
        (
            'before_after = (people.category == "customer").groupby(people.connected_on.dt.year > 2023).mean()',
            "labels are not those of the task",
        ),
        ('before_after = {"to 2023": network.before_after(people)["to 2023"]}', "'from 2024' is missing"),
    ],
    "decision_makers": [
        ("decision_makers = people.position.map(is_decision_maker).sum()", "your own boss included"),
        ('decision_makers = is_decision_maker(people["position"])', ".map(is_decision_maker)"),
        (
            'decision_makers = people[people.category == "customer"].position.map(is_decision_maker).sum()',
            "You left out the prospects",
        ),
        (
            'decision_makers = people[people.category == "prospect"].position.map(is_decision_maker).sum()',
            "You left out the customers",
        ),
        ('decision_makers = people.category.isin(["customer", "prospect"]).sum()', "whatever their title"),
        (
            'buyers = people[people.category.isin(["customer", "prospect"])]\n'
            'decision_makers = buyers.position.str.contains("director", case=False).sum()',
            'the letters "director"',
        ),
        (
            'buyers = people[people.category.isin(["customer", "prospect"])]\n'
            'decision_makers = buyers.position.str.contains("direktør", case=False).sum()',
            'the letters "direktør"',
        ),
        (
            'buyers = people[people.category.isin(["customer", "prospect"])]\n'
            'decision_makers = buyers.position.str.contains("director|direktør", case=False).sum()',
            "letters inside the titles",
        ),
        (
            'buyers = people[people.category.isin(["customer", "prospect"])]\n'
            "decision_makers = buyers[buyers.position.map(is_decision_maker)]",
            "many values, not one number",
        ),
        (
            'buyers = people[people.category == "customer" | people.category == "prospect"]',
            "round brackets",
        ),
    ],
}
