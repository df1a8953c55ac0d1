"""Answers to the exercises of module 4."""

FACING = 'facing = profiles[profiles["customer_facing"]]\n'
TITLES = 'profiles["title"] + " {} " + profiles["company"]'
SSI = 'ssi["brand"] + ssi["people"] + ssi["insights"] + ssi["relationships"]'
PILLARS = '["brand", "people", "insights", "relationships"]'
SORTED = FACING + 'in_order = facing.sort_values(["score", "id"])\n'

RIGHT = {
    "too_long": [
        'too_long = len(profiles[profiles["headline"].str.len() > 220])',
        'too_long = sum(len(headline) > 220 for headline in profiles["headline"])',
        'too_long = profiles["headline"].map(len).gt(220).sum()',
        'size = profiles["headline"].str.len()\ntoo_long = len(size[size > 220])',
        'too_long = int((profiles["headline"].apply(len) > 220).sum())',
        "too_long = (profiles.headline.str.len() > 220).value_counts()[True]",
        'too_long = (profiles["headline"].str.len() >= 221).sum()',
        'too_long = float((profiles["headline"].str.len() > 220).sum())',
        'too_long = profiles.query("headline.str.len() > 220")["id"].count()',
        "too_long = 0\nfor headline in profiles['headline']:\n    if len(headline) > 220:\n        too_long += 1",
        'too_long = (profiles["headline"].str.strip().str.len() > 220).sum()',
        "too_long = len([one for one in list(profiles['headline']) if len(one) > 220])",
    ],
    "default_rate": [
        FACING + 'default_rate = facing["is_default"].mean()',
        FACING + 'default_rate = len(facing[facing["is_default"]]) / len(facing)',
        'default_rate = profiles[profiles["customer_facing"] == True]["is_default"].mean()',  # noqa
        'both = profiles["customer_facing"] & profiles["is_default"]\n'
        'default_rate = both.sum() / profiles["customer_facing"].sum()',
        'default_rate = profiles.groupby("customer_facing")["is_default"].mean()[True]',
        FACING + 'default_rate = facing["is_default"].value_counts(normalize=True)[True]',
        FACING + 'line = facing["headline"].str.strip().str.lower()\n'
        'at = (facing["title"] + " at " + facing["company"]).str.lower()\n'
        'hos = (facing["title"] + " hos " + facing["company"]).str.lower()\n'
        "default_rate = ((line == at) | (line == hos)).sum() / len(facing)",
        'default_rate = profiles.loc[profiles["customer_facing"], "is_default"].mean()',
        'both = pd.crosstab(profiles["customer_facing"], profiles["is_default"], normalize="index")\n'
        "default_rate = both.loc[True, True]",
        FACING + 'default_rate = 1 - (~facing["is_default"]).sum() / len(facing)',
    ],
    "ssi_total": [
        f"ssi_total = ssi[{PILLARS}].sum(axis=1)",
        f'ssi_total = ssi.set_index("id")[{PILLARS}].sum(axis=1)',
        'ssi_total = ssi.set_index("id").sum(axis=1)',
        'ssi_total = ssi.drop(columns="id").sum(axis=1)',
        f"ssi_total = list({SSI})",
        f"ssi_total = ({SSI}).to_numpy()",
        f"ssi_total = ({SSI}).tolist()",
        f"ssi_total = tuple({SSI})",
        f"ssi_total = dict(zip(ssi['id'], {SSI}))",
        f"ssi_total = list(zip(ssi['id'], {SSI}))",
        f"ssi_total = ({SSI}).to_dict()",
        f'ssi["total"] = {SSI}\nssi_total = ssi["total"]',
        f'table = ssi.copy()\ntable["ssi_total"] = {SSI}\nssi_total = table',
        f'ssi_total = pd.DataFrame({{"id": ssi["id"], "total": {SSI}}})',
        f'ssi_total = ({SSI}).to_frame("total")',
        f"ssi_total = ({SSI}).sort_values()",
        f"ssi_total = ({SSI}).reset_index()",
        f"ssi_total = ({SSI}).sort_values().reset_index()",
        f"ssi_total = ssi[{PILLARS}].mean(axis=1) * 4",
        f"ssi_total = ssi[{PILLARS}].apply(sum, axis=1)",
        'ssi_total = ssi.groupby("id").sum().sum(axis=1)',
        "ssi_total = []\nfor row in ssi.itertuples():\n"
        "    ssi_total.append(row.brand + row.people + row.insights + row.relationships)",
        f"ssi_total = pd.Series(({SSI}).tolist(), name='SSI', dtype='float32')",
    ],
    "fix_first": [
        FACING + 'fix_first = facing.sort_values(["score", "id"])["id"].head(5)',
        FACING + 'fix_first = list(facing.sort_values(["score", "id"])["id"][:5])',
        FACING + 'fix_first = facing.nsmallest(5, ["score", "id"])["id"].to_numpy()',
        FACING + 'fix_first = facing.sort_values(by=["score", "id"], ascending=True).iloc[:5]["id"].tolist()',
        FACING + 'fix_first = tuple(facing.sort_values("id").sort_values("score", kind="stable").head(5)["id"])',
        FACING + 'fix_first = facing.sort_values(["score", "id"]).head(5)[["id"]]',
        'pairs = sorted(zip(profiles["score"], profiles["id"], profiles["customer_facing"]))\n'
        "fix_first = [number for score, number, contact in pairs if contact][:5]",
        'in_order = profiles.sort_values(["score", "id"])\n'
        'fix_first = in_order[in_order["customer_facing"]].head(5)["id"].tolist()',
        FACING + 'fix_first = facing.set_index("id").sort_values(["score", "id"]).head(5).index.tolist()',
        FACING + 'fix_first = [float(one) for one in facing.sort_values(["score", "id"])["id"].values[:5]]',
    ],
    "completeness": [
        "def completeness(row):\n    return sum([row.photo, not row.is_default, len(row.about.strip()) >= 200,\n"
        "                row.positions >= 2, row.skills >= 5])",
        "def completeness(row):\n    points = 5\n    if not row['photo']:\n        points -= 1\n"
        "    if row['is_default']:\n        points -= 1\n    if len(row['about'].strip()) < 200:\n        points -= 1\n"
        "    if row['positions'] < 2:\n        points -= 1\n    if row['skills'] < 5:\n        points -= 1\n"
        "    return points",
        "def completeness(row):\n    points = 0\n    if row['photo'] == True:\n        points += 1\n"
        "    if row['is_default'] == False:\n        points += 1\n"
        "    if len(row['about'].strip()) > 199:\n        points += 1\n"
        "    if row['positions'] > 1:\n        points += 1\n    if row['skills'] > 4:\n        points += 1\n"
        "    return float(points)",
        "def completeness(row):\n    row = dict(row)\n    row['about'] = row['about'].strip()\n"
        "    return int(row['photo']) + int(not row['is_default']) + int(len(row['about']) >= 200) + "
        "int(row['positions'] >= 2) + int(row['skills'] >= 5)",
    ],
    "overlap": [
        "def overlap(a, b):\n    a, b = words(a), words(b)\n    if not a | b:\n        return pd.NA\n"
        "    return len(a & b) / len(a | b)",
        "def overlap(a, b):\n    one = words(a)\n    other = words(b)\n    if not one and not other:\n"
        "        return float('nan')\n    both = len(one.intersection(other))\n"
        "    return both / (len(one) + len(other) - both)",
        "def overlap(a, b):\n    one, other = words(a), words(b)\n"
        "    either = one.union(other)\n    if len(either) > 0:\n"
        "        return len([word for word in either if word in one and word in other]) / len(either)\n"
        "    return pd.NA",
        "import math\n\ndef overlap(a, b):\n    try:\n"
        "        return len(words(a) & words(b)) / len(words(a) | words(b))\n"
        "    except ZeroDivisionError:\n        return math.nan",
    ],
}

_POINTS = {
    "photo": 'row["photo"]',
    "headline": 'not row["is_default"]',
    "about": 'len(row["about"].strip()) >= 200',
    "positions": 'row["positions"] >= 2',
    "skills": 'row["skills"] >= 5',
}


def _completeness(**other: str) -> str:
    """A function with these points by another rule; "" for none."""
    lines = "".join(f"    if {rule}:\n        points += 1\n" for rule in (_POINTS | other).values() if rule)
    return f"def completeness(row):\n    points = 0\n{lines}    return points"


def _overlap(result: str, a: str = "words(a)", b: str = "words(b)") -> str:
    """A function on the two sets one and other."""
    return (
        f"def overlap(a, b):\n    one, other = {a}, {b}\n    if not one | other:\n        return float('nan')\n"
        f"    return {result}"
    )


_JACCARD = "len(one & other) / len(one | other)"

WRONG = {
    "too_long": [
        ('too_long = (profiles["about"].str.len() > 300).sum()', "the about texts above 300, the lesson's question"),
        ('too_long = (profiles["headline"].str.len() > 300).sum()', "By your line no headline is too long"),
        ('too_long = (profiles["title"].str.len() > 220).sum()', "By your line no headline is too long"),
        ('too_long = (profiles["headline"].str.len() < 220).sum()', "the headlines of fewer than 220 characters"),
        ('too_long = (profiles["headline"].str.len() == 220).sum()', "So many have exactly 220 characters"),
        (
            "too_long = sum(len(headline.encode()) > 220 for headline in profiles['headline'])",
            "You counted bytes",
        ),
        ('too_long = (profiles["headline"].str.len() >= 220).sum()', "> instead of >="),
        ('too_long = (profiles["headline"].str.len() <= 220).sum()', "These are the headlines that fit"),
        ('too_long = (profiles["headline"].str.len() < 221).sum()', "These are the headlines that fit"),
        ('too_long = (profiles["about"].str.len() > 220).sum()', "You looked at the about texts"),
        (
            FACING + 'too_long = (facing["headline"].str.len() > 220).sum()',
            "You looked only at people with customer contact",
        ),
        ('too_long = (profiles["headline"].str.len() > 120).sum()', "such as 120 (LinkedIn's limit until 2020)"),
        ('too_long = (profiles["headline"].str.len() > 200).sum()', "So many are longer than a smaller number"),
        ('too_long = len(profiles["headline"].str.len() > 220)', "That is the number of all profiles"),
        ('too_long = profiles["headline"].str.len().sum()', "the number of characters in all headlines together"),
        ('too_long = profiles["headline"].str.len().max()', "how long the longest headline is"),
        ('too_long = profiles["headline"].str.len() > 220', "That is True or False for each one, not a number"),
        ('too_long = profiles["headline"].str.len()', "many values, not one number"),
        ('too_long = profiles[profiles["headline"].str.len() > 220]', "many values, not one number"),
        ('too_long = (profiles["headline"].str.len() > 220).mean()', "it must be a whole number"),
        ('too_long = profiles["headline"].str.len() > 220.sum()', "220"),
        ('too_long = (profiles["headline"].len() > 220).sum()', "len"),
    ],
    "default_rate": [
        (FACING + 'default_rate = len(facing["is_default"]) / len(facing)', "len counts True and False alike"),
        (FACING + 'default_rate = facing["is_default"].count() / len(facing)', "So part and whole are the same"),
        (
            'both = profiles[profiles["customer_facing"] & profiles["is_default"]]\n'
            'default_rate = both["is_default"].sum() / len(both)',
            "or only people with a default headline were kept",
        ),
        (FACING + 'default_rate = facing["photo"].sum() / len(facing)', "That is the proportion with a photo"),
        (
            'with_photo = profiles[profiles["photo"]]\n'
            'default_rate = with_photo["customer_facing"].sum() / len(with_photo)',
            "That is the lesson's question, of the people with a photo",
        ),
        (FACING + 'default_rate = facing["is_default"].sum() / len(profiles)', "You divided by all profiles"),
        (
            'both = profiles["is_default"] & profiles["customer_facing"]\ndefault_rate = both.mean()',
            "You divided by all profiles",
        ),
        (
            FACING + 'default_rate = 1 - facing["is_default"].mean()',
            "hat is the proportion with a headline of their own",
        ),
        ('default_rate = profiles["is_default"].mean()', "You took everybody, the back office too"),
        (
            FACING + 'default_rate = facing["headline"].str.lower().str.contains(" at | hos ").mean()',
            "You looked for the word at or hos anywhere",
        ),
        (
            FACING + 'at = facing["title"] + " at " + facing["company"]\n'
            'hos = facing["title"] + " hos " + facing["company"]\n'
            'default_rate = ((facing["headline"] == at) | (facing["headline"] == hos)).mean()',
            "You compared letter by letter",
        ),
        (
            FACING + 'at = facing["title"] + " at " + facing["company"]\n'
            'default_rate = (facing["headline"].str.strip().str.lower() == at.str.lower()).mean()',
            "You counted only the English ones",
        ),
        (FACING + 'default_rate = facing["is_default"].sum()', "That is how many people it is"),
        (
            FACING + 'default_rate = profiles["is_default"].sum() / len(facing)',
            "On top stand the default headlines of everybody",
        ),
        (
            'default = profiles[profiles["is_default"]]\n'
            'default_rate = default["customer_facing"].sum() / len(default)',
            "You turned it round",
        ),
        (
            'back = profiles[~profiles["customer_facing"]]\ndefault_rate = back["is_default"].sum() / len(back)',
            "These are the people of the back office",
        ),
        (
            'default_rate = profiles["customer_facing"].mean()',
            "the proportion of people with customer contact among all",
        ),
        (FACING + "default_rate = len(facing) / len(profiles)", "the proportion of people with customer contact among"),
        (FACING + 'default_rate = 100 * facing["is_default"].mean()', "That is in percent"),
        (FACING + 'default_rate = facing["is_default"]', "True or False for each one"),
        (FACING + 'default_rate = facing["is_default"].sum() // len(facing)', "0 would mean that nobody"),
        (FACING + 'default_rate = facing["is_defualt"].sum() / len(facing)', "is_default"),
    ],
    "ssi_total": [
        *(
            (
                "ssi_total = "
                + " + ".join(
                    f'ssi["{one}"]' for one in ("brand", "people", "insights", "relationships") if one != gone
                ),
                f"The column {gone} is missing",
            )
            for gone in ("brand", "people", "insights", "relationships")
        ),
        (f"ssi_total = ssi[{PILLARS}].mean(axis=1)", "These are means of the four pillars"),
        (f"ssi_total = ({SSI}) / 4", "These are means of the four pillars"),
        ("ssi_total = ssi.sum(axis=1)", "The ids are added in, too"),
        ("ssi_total = ssi.mean(axis=1)", "These are means, and the ids are in them"),
        (f"ssi_total = ssi[{PILLARS}].sum()", "You added up each column, over all people. Add"),
        ("ssi_total = ssi.sum()", "You added up each column, over all people, the ids too"),
        (f"ssi_total = ssi[{PILLARS}].max(axis=1)", "That is the largest of the four pillars"),
        (f"ssi_total = ({SSI}) / 100", "You divided by 100"),
        (f"ssi_total = ({SSI}).round()", "do not round"),
        (f"ssi_total = ({SSI}).sum()", "That is one number for all, but each row needs its own"),
        (f"ssi_total = sum({SSI})", "That is one number for all, but each row needs its own"),
        ('ssi_total = "brand" + "people" + "insights" + "relationships"', "expected"),
        (f"ssi_total = set({SSI})", "There are no labels"),
        (f"ssi_total = ({SSI}).head()", "These are only the first 5 of 30 rows"),
        (f"ssi_total = ({SSI}).head(3)", "These are only the first 3 of 30 rows"),
        (f"ssi_total = ({SSI}).iloc[:7]", "is missing. What was expected: for each of the 30 rows"),
        (f"ssi_total = ({SSI}).astype(int)", "You left out the decimals"),
        (f"ssi_total = ({SSI}) // 1", "You left out the decimals"),
        (f"ssi_total = ({SSI}).astype(str)", "The quotes make it text"),
        (f"ssi_total = {SSI.replace(' +', ',')}", "Put + between them"),
        (f"ssi_total = {SSI.replace(']', '].tolist()')}", "Put + between them"),
        ('ssi_total = ssi["brand"] + ssi["people"] + ssi["insights"] + ssi["insights"]', "at id "),
        ("ssi_total = ssi", "expected"),
        (f"ssi_total = sorted({SSI})", "for each of the 30 rows of ssi"),
    ],
    "fix_first": [
        (
            'fix_first = profiles.sort_values(["score", "id"]).head(5)["id"].tolist()',
            "The back office is in there",
        ),
        (
            'back = profiles[~profiles["customer_facing"]]\n'
            'fix_first = back.sort_values(["score", "id"]).head(5)["id"].tolist()',
            "These are people of the back office",
        ),
        (
            FACING + 'fix_first = facing.sort_values(["score", "id"], ascending=[False, True]).head(5)["id"]',
            "These have the highest score",
        ),
        (
            FACING + 'fix_first = facing.sort_values(["score", "id"], ascending=False).head(5)["id"].tolist()',
            "and among equals the highest id",
        ),
        (SORTED + 'fix_first = in_order["id"].tail(5).tolist()[::-1]', "and among equals the highest id"),
        (SORTED + 'fix_first = in_order.head(5)["name"].tolist()', "These are the names"),
        (SORTED + 'fix_first = in_order.head(5)["score"].tolist()', "These are the scores"),
        (SORTED + "fix_first = in_order.head(5).index.tolist()", "These are row numbers"),
        (
            FACING + 'fix_first = facing.sort_values(["score", "name"]).head(5)["id"].tolist()',
            "you put the names in order",
        ),
        (
            FACING + 'fix_first = facing.sort_values("score", kind="stable").head(5)["id"].tolist()',
            "Sort by two columns, score and then id",
        ),
        (FACING + 'fix_first = facing.nsmallest(5, "score")["id"]', "Sort by two columns, score and then id"),
        (
            FACING + 'fix_first = facing.sort_values(["score", "id"], ascending=[True, False]).head(5)["id"].tolist()',
            "Among equals you put the highest id first",
        ),
        (FACING + 'fix_first = facing.sort_values(["id", "score"]).head(5)["id"].tolist()', "These are the lowest ids"),
        (FACING + 'fix_first = facing.sort_values("id").head(5)["id"].tolist()', "These are the lowest ids"),
        (
            FACING + 'fix_first = facing.head(5).sort_values(["score", "id"])["id"].tolist()',
            "the first five rows of the table, put in order",
        ),
        (SORTED + 'fix_first = in_order["id"].tolist()', "All people with customer contact are there"),
        (SORTED + 'fix_first = set(in_order.head(5)["id"])', "A set keeps no order"),
        (
            SORTED + 'fix_first = sorted(in_order.head(5)["id"], reverse=True)',
            "in another order than the task asks for",
        ),
        (SORTED + "fix_first = in_order.head(5)", 'put ["id"] at the end'),
        (SORTED + 'fix_first = in_order[["id", "score"]].head(5)', 'put ["id"] at the end'),
        *(
            (SORTED + f'fix_first = in_order.head({number})["id"].tolist()', f"These are the first {number}. The task")
            for number in (3, 4, 6, 10)
        ),
        (SORTED + 'fix_first = in_order.head(2)["id"].tolist()', "3 are missing"),
        (SORTED + 'fix_first = in_order.head(5)["id"].astype(str).tolist()', "the right people, but text"),
        (SORTED + 'fix_first = list(zip(in_order["id"], in_order["score"]))[:5]', "Give the ids alone"),
        (SORTED + 'fix_first = facing.head(5)["id"].tolist()', "Sorting makes a new table"),
        (
            FACING + 'fix_first = facing.sort_values(["positions", "id"]).head(5)["id"].tolist()',
            "You sorted by positions, as the lesson did",
        ),
        (
            'with_photo = profiles[profiles["photo"]]\n'
            'fix_first = with_photo.sort_values(["positions", "id"]).head(5)["id"].tolist()',
            "That is the lesson's question, of the people with a photo",
        ),
        (SORTED + 'fix_first = in_order["id"].iloc[0]', "That is one number"),
        (SORTED + 'fix_first = in_order.head(5)["id"].tolist', "Put round brackets behind it"),
    ],
    "completeness": [
        (_completeness(about='len(row["about"]) >= 200'), "It counts the blanks around an about text"),
        (_completeness(about='len(row["about"].strip()) > 0'), "It gives the point to any about text. It"),
        (_completeness(about='row["about"] != ""'), "It gives the point to any about text, even to one of blanks"),
        (
            _completeness(
                about='len(row["about"].strip()) > 200', positions='row["positions"] > 2', skills='row["skills"] > 5'
            ),
            "It asks for more than the bounds",
        ),
        (_completeness(about='len(row["about"].strip()) > 200'), "At about it asks for more than 200"),
        (_completeness(positions='row["positions"] > 2'), "At positions it asks for more than 2"),
        (_completeness(skills='row["skills"] > 5'), "At skills it asks for more than 5"),
        (_completeness(headline='row["is_default"]'), "It gives the point to the default headline"),
        (_completeness(photo=""), "It leaves a point out: photo"),
        (_completeness(headline=""), "It leaves a point out: headline of their own"),
        (_completeness(about=""), "It leaves a point out: about"),
        (_completeness(positions=""), "It leaves a point out: positions"),
        (_completeness(skills=""), "It leaves a point out: skills"),
        (_completeness().replace("return points", "return points / 5"), "It hands over a proportion"),
        (_completeness().replace("return points", "return points == 5"), "It says only whether all five are there"),
        (_completeness().replace("return points", "return 1 if points else 0"), "whether any of the five is there"),
        (
            "def completeness(row):\n"
            + "".join(f"    if {rule}:\n        return 1\n" for rule in _POINTS.values())
            + "    return 0",
            "whether any of the five is there",
        ),
        (_completeness().replace("return points", "print(points)"), "Write return instead of print"),
        ("def completeness(row):\n    return row['score']", "and no score"),
        (_completeness(photo='row["foto"]'), "The rows of the check have photo, is_default"),
        (_completeness(about='len(row["about"].rstrip()) >= 200'), "expected"),
        (_completeness(about='len(row["about"].replace(" ", "")) >= 200'), "expected"),
        (_completeness(about='len(row["about"].strip().encode()) >= 200'), "ææ"),
        (_completeness(headline='~row["is_default"]'), "`~` turns a whole column round"),
        (
            'def completeness(row):\n    return (row["photo"] + (not row["is_default"])\n'
            '        + (len(row["about"].strip()) >= 200) + (row["positions"] >= 2) + (row["skills"] >= 5))',
            "True and True do not always make 2",
        ),
        (
            'def completeness(row):\n    return (row["photo"] + row["is_default"]\n'
            '        + (len(row["about"].strip()) >= 200) + (row["positions"] >= 2) + (row["skills"] >= 5))',
            "The default headline earns no point",
        ),
        (_completeness().replace("points += 1", "points + 1"), "It hands over 0 for every row"),
        (_completeness().replace("    return points", "        return points"), "return stands inside the last if"),
        (_completeness().replace("    return points", ""), "Did you forget return"),
        ("completeness = 5", "A function was expected"),
    ],
    "overlap": [
        (_overlap(_JACCARD, "set(a)", "set(b)"), "It compares characters, not words"),
        (_overlap(_JACCARD, "set(a.split())", "set(b.split())"), "so that capitals, full stops"),
        (_overlap(_JACCARD, "set(a.lower().split())", "set(b.lower().split())"), "so that full stops and words such"),
        (
            "def overlap(a, b):\n    one, other = words(a), words(b)\n    if not one or not other:\n"
            "        return float('nan')\n    return len(one & other) / min(len(one), len(other))",
            "It divides by the words of the shorter text",
        ),
        (_overlap("len(one & other) / max(len(one), len(other))"), "It divides by the words of the longer text"),
        (
            "def overlap(a, b):\n    one, other = words(a), words(b)\n    if not one:\n        return float('nan')\n"
            "    return len(one & other) / len(one)",
            "It divides by the words of the first text",
        ),
        (
            "def overlap(a, b):\n    one, other = words(a), words(b)\n    if not other:\n        return float('nan')\n"
            "    return len(one & other) / len(other)",
            "It divides by the words of the second text",
        ),
        (_overlap("len(one & other) / (len(one) + len(other))"), "a word in both counts twice"),
        (
            "from collections import Counter\nimport re\n\n\ndef overlap(a, b):\n"
            "    one = Counter(w for w in re.findall(r'\\w+', a.lower()) if w in words(a))\n"
            "    other = Counter(w for w in re.findall(r'\\w+', b.lower()) if w in words(b))\n"
            "    if not one and not other:\n        return float('nan')\n"
            "    return (one & other).total() / (one | other).total()",
            "It counts a word as often as it is repeated",
        ),
        (
            "def overlap(a, b):\n    return len(words(a) & words(b)) / len(words(a) | words(b))",
            "It stops where neither text has a word",
        ),
        (_overlap(_JACCARD).replace("float('nan')", "0"), "Where neither text has a word it hands over 0"),
        (_overlap(_JACCARD).replace("float('nan')", "1"), "Where neither text has a word it hands over 1"),
        (_overlap("100 * " + _JACCARD), "It hands over percent"),
        (
            "def overlap(a, b):\n    return len(words(a) & words(b))",
            "It hands over how many words are in both",
        ),
        (_overlap("1 - " + _JACCARD), "the proportion of words that are in one text only"),
        (_overlap(f"round({_JACCARD}, 1)"), "It rounds to 1 decimal"),
        (_overlap(f"round({_JACCARD}, 2)"), "It rounds to 2 decimals"),
        (_overlap("2 * len(one & other) / (len(one) + len(other))"), "It takes the words in both twice on top"),
        (
            _overlap(_JACCARD).replace("not one | other", "not one or not other"),
            "Where only one of the texts has words",
        ),
        (_overlap("len(one and other) / len(one or other)"), "Between two sets, and picks one of them"),
        *(
            (
                f"def overlap(a, b):\n    one, other = words(a), words(b)\n    return len(one & other) / {below}",
                f"{said} Below stand the words in either text, each once: words(a) | words(b). And it stops where",
            )
            for below, said in (
                ("len(one)", "It divides by the words of the first text."),
                ("len(other)", "It divides by the words of the second text."),
                ("(len(one) + len(other))", "a word in both counts twice."),
            )
        ),
        (_overlap("one & other / one | other"), "two sets"),
        (
            "def overlap(a, b):\n    if words(a) | words(b):\n"
            "        return len(words(a) & words(b)) / len(words(a) | words(b))",
            "NaN (unknown) was expected",
        ),
        ("def overlap(a, b):\n    print(len(words(a) & words(b)) / max(1, len(words(a) | words(b))))", "return"),
    ],
}
