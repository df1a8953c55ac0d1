"""Answers to the exercises of module 5."""

KLTB = "from ssl_helpers import kltb\n\n"
ASKS = 'asks = journeys[journeys["ask"]]\n'
BY_TWO = ASKS + 'by_two = asks.groupby(["interest", "stage"])["accepted"].mean()\n'

RIGHT = {
    "accept_by_stage": [
        'accept_by_stage = journeys[journeys["ask"] == True].groupby("stage").accepted.mean()',  # noqa
        ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].sum() / asks.groupby("stage")["accepted"].count()',
        ASKS + 'accept_by_stage = asks[asks["accepted"]]["stage"].value_counts() / asks["stage"].value_counts()',
        ASKS + "accept_by_stage = {}\n"
        'for stage in ["Know", "Like", "Trust"]:\n'
        '    here = asks[asks["stage"] == stage]\n'
        '    accept_by_stage[stage] = len(here[here["accepted"]]) / len(here)',
        'know = journeys[(journeys["stage"] == "Know") & (journeys["ask"])]\n'
        'like = journeys[(journeys["stage"] == "Like") & (journeys["ask"])]\n'
        'trust = journeys[(journeys["stage"] == "Trust") & (journeys["ask"])]\n'
        "accept_by_stage = pd.Series(\n"
        '    [know["accepted"].mean(), like["accepted"].mean(), trust["accepted"].mean()],\n'
        '    index=["Know", "Like", "Trust"],\n)',
        'accept_by_stage = journeys.query("ask").groupby("stage")[["accepted"]].mean()',
        'accept_by_stage = journeys.query("ask == True").groupby("stage", as_index=False)["accepted"].mean()',
        ASKS + 'accept_by_stage = asks.pivot_table(index="stage", values="accepted", aggfunc="mean")',
        ASKS + 'accept_by_stage = pd.crosstab(asks["stage"], asks["accepted"], normalize="index")[True]',
        ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].mean().reset_index()',
        ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].agg("mean").to_dict()',
        ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].apply(lambda some: sum(some) / len(some))',
        'accept_by_stage = journeys[journeys["stage"] != "Buy"]\n'
        'accept_by_stage = accept_by_stage.groupby("stage")["accepted"].sum() / '
        'accept_by_stage.groupby("stage")["ask"].sum()',
        'both = journeys.groupby("stage")[["ask", "accepted"]].sum()\n'
        'accept_by_stage = (both["accepted"] / both["ask"]).dropna()',
        ASKS + 'accept_by_stage = dict(asks.groupby("stage")["accepted"].mean().sort_values(ascending=False))',
        'both = journeys.groupby("stage")[["ask", "accepted"]].sum().drop("Buy")\n'
        'accept_by_stage = both["accepted"] / both["ask"]',
        "asked, yes = {}, {}\nfor row in journeys.itertuples():\n    if row.ask:\n"
        "        asked[row.stage] = asked.get(row.stage, 0) + 1\n"
        "        if row.accepted:\n            yes[row.stage] = yes.get(row.stage, 0) + 1\n"
        "accept_by_stage = {stage: yes[stage] / asked[stage] for stage in asked}",
        KLTB + "accept_by_stage = kltb.accept_by_stage(kltb.tally(journeys))",
    ],
    "accept_by_interest": [
        BY_TWO + "accept_by_interest = by_two.unstack()",
        BY_TWO + "accept_by_interest = by_two.unstack(0)",
        BY_TWO + "accept_by_interest = by_two.reset_index()",
        BY_TWO + "accept_by_interest = by_two.to_dict()",
        BY_TWO + "accept_by_interest = by_two.to_frame()",
        ASKS + 'accept_by_interest = asks.groupby(["stage", "interest"]).accepted.mean()',
        ASKS + 'accept_by_interest = asks.groupby(["stage", "interest"], as_index=False)["accepted"].mean()',
        ASKS + 'accept_by_interest = asks.pivot_table(values="accepted", index="interest", columns="stage")',
        ASKS + 'accept_by_interest = asks.pivot_table(index=["stage", "interest"], values="accepted", aggfunc="mean")',
        ASKS + "accept_by_interest = pd.crosstab(\n"
        '    asks["stage"], asks["interest"], values=asks["accepted"], aggfunc="mean"\n)',
        ASKS + "accept_by_interest = {}\n"
        'for interest in ["low", "high"]:\n'
        '    for stage in ["Know", "Like", "Trust"]:\n'
        '        here = asks[(asks["interest"] == interest) & (asks["stage"] == stage)]\n'
        '        accept_by_interest[(interest, stage)] = len(here[here["accepted"]]) / len(here)',
        'low = journeys[journeys["ask"] & (journeys["interest"] == "low")]\n'
        'high = journeys[journeys["ask"] & (journeys["interest"] == "high")]\n'
        "accept_by_interest = {\n"
        '    "low": low.groupby("stage")["accepted"].mean(),\n'
        '    "high": high.groupby("stage")["accepted"].mean(),\n}',
        'low = journeys[journeys["ask"] & (journeys["interest"] == "low")].groupby("stage")["accepted"].mean()\n'
        'high = journeys[journeys["ask"] & (journeys["interest"] == "high")].groupby("stage")["accepted"].mean()\n'
        'accept_by_interest = pd.DataFrame({"low": low, "high": high})',
        'low = journeys.query("ask and interest == \'low\'").groupby("stage")["accepted"].mean()\n'
        'high = journeys.query("ask and interest == \'high\'").groupby("stage")["accepted"].mean()\n'
        'accept_by_interest = pd.concat({"low": low, "high": high})',
        'low = journeys.query("ask and interest == \'low\'").groupby("stage")["accepted"].mean()\n'
        'high = journeys.query("ask and interest == \'high\'").groupby("stage")["accepted"].mean()\n'
        'accept_by_interest = pd.concat([low, high], axis=1, keys=["low", "high"])',
        'low = journeys.query("ask and interest == \'low\'").groupby("stage")["accepted"].mean()\n'
        'high = journeys.query("ask and interest == \'high\'").groupby("stage")["accepted"].mean()\n'
        'accept_by_interest = {"high": dict(high), "low": dict(low)}',
        'both = journeys[journeys["stage"] != "Buy"].groupby(["interest", "stage"])[["ask", "accepted"]].sum()\n'
        'accept_by_interest = both["accepted"] / both["ask"]',
        ASKS + 'accept_by_interest = asks.groupby("interest")["accepted"].mean()\n'
        'accept_by_interest = asks.groupby(["interest", "stage"])["accepted"].agg(["mean"])',
        BY_TWO + "accept_by_interest = by_two.unstack(0).reset_index()",
        BY_TWO + "accept_by_interest = by_two.unstack().reset_index()",
        ASKS + 'accept_by_interest = asks.groupby(["interest", "stage"]).agg({"accepted": "mean"}).unstack()',
        ASKS + 'accept_by_interest = asks.pivot_table(index="stage", columns="interest", values=["accepted"])',
        BY_TWO + "accept_by_interest = pd.DataFrame(\n"
        '    {\n        "stage": ["Know", "Like", "Trust"],\n'
        '        "low": [by_two["low", stage] for stage in ["Know", "Like", "Trust"]],\n'
        '        "high": [by_two["high", stage] for stage in ["Know", "Like", "Trust"]],\n    }\n)',
        BY_TWO + 'accept_by_interest = {f"{a} {b}": by_two[a, b] for a, b in by_two.index}',
        BY_TWO + 'accept_by_interest = pd.Series({f"{a} and {b}": by_two[a, b] for a, b in by_two.index})',
        BY_TWO + 'accept_by_interest = {b + "_" + a: by_two[a, b] for a, b in by_two.index}',
        ASKS + 'accept_by_interest = asks[["interest", "stage", "accepted"]].groupby(["interest", "stage"]).mean()',
    ],
    "buy_given_trust": [
        'a = set(ever["Trust"])\na.intersection_update(ever["Buy"])\nbuy_given_trust = len(a) / len(ever["Trust"])',
        'buy_given_trust = len(ever["Buy"] & ever["Trust"]) / len(ever["Trust"])',
        'buy_given_trust = len(ever["Trust"].intersection(ever["Buy"])) / len(ever["Trust"])',
        'both = ever["Trust"] & ever["Buy"]\nbuy_given_trust = len(both) / len(ever["Trust"])',
        'count = 0\nfor person in ever["Trust"]:\n    if person in ever["Buy"]:\n        count = count + 1\n'
        'buy_given_trust = count / len(ever["Trust"])',
        'buy_given_trust = sum(one in ever["Buy"] for one in ever["Trust"]) / len(ever["Trust"])',
        'buy_given_trust = pd.Series(list(ever["Trust"])).isin(ever["Buy"]).mean()',
        'trust = journeys[journeys["stage"] == "Trust"]["person_id"].unique()\n'
        'buy = journeys[journeys["stage"] == "Buy"]["person_id"].unique()\n'
        "buy_given_trust = len(set(trust) & set(buy)) / len(trust)",
        'trust = journeys[journeys["stage"] == "Trust"].drop_duplicates("person_id")\n'
        'buyers = journeys[journeys["stage"] == "Buy"]\n'
        'known = trust["person_id"].isin(buyers["person_id"])\n'
        "buy_given_trust = len(trust[known]) / len(trust)",
        'wide = pd.crosstab(journeys["person_id"], journeys["stage"]) > 0\n'
        'buy_given_trust = wide[wide["Trust"]]["Buy"].mean()',
        'buy_given_trust = 1 - len(ever["Trust"] - ever["Buy"]) / len(ever["Trust"])',
        'buy_given_trust = [len(ever["Trust"] & ever["Buy"]) / len(ever["Trust"])][0]',
        KLTB + 'buy_given_trust = kltb.given(ever, "Buy", "Trust")',
        "paths = journeys.groupby('person_id')['stage'].apply(set)\n"
        "trusting = [one for one in paths if 'Trust' in one]\n"
        "buy_given_trust = len([one for one in trusting if 'Buy' in one]) / len(trusting)",
        "people = journeys['person_id'].unique()\n"
        "trusting = [one for one in people if 'Trust' in path_of(one)]\n"
        "buying = [one for one in trusting if 'Buy' in path_of(one)]\n"
        "buy_given_trust = len(buying) / len(trusting)",
        'T = ever["Trust"]\nB = ever["Buy"]\nboth = [x for x in T if x in B]\nbuy_given_trust = len(both) / len(T)',
    ],
    "trust_given_buy": [
        'trust_given_buy = len(ever["Buy"] & ever["Trust"]) / len(ever["Buy"])',
        'trust_given_buy = len(ever["Buy"].intersection(ever["Trust"])) / len(ever["Buy"])',
        'both = len(ever["Trust"] & ever["Buy"])\nbuyers = len(ever["Buy"])\ntrust_given_buy = both / buyers',
        'count = 0\nfor person in ever["Buy"]:\n    if person in ever["Trust"]:\n        count += 1\n'
        'trust_given_buy = count / len(ever["Buy"])',
        'trust_given_buy = 1 - len(ever["Buy"] - ever["Trust"]) / len(ever["Buy"])',
        'buyers = journeys[journeys["stage"] == "Buy"]["person_id"]\n'
        'trust = journeys[journeys["stage"] == "Trust"]["person_id"]\n'
        "trust_given_buy = buyers.drop_duplicates().isin(trust).mean()",
        'wide = journeys.pivot_table(index="person_id", columns="stage", values="ts", aggfunc="count").notna()\n'
        'trust_given_buy = (wide["Trust"] & wide["Buy"]).sum() / wide["Buy"].sum()',
        KLTB + 'trust_given_buy = kltb.given(ever, "Trust", "Buy")',
        "buyers = journeys.query(\"stage == 'Buy'\").person_id.nunique()\n"
        "both = 0\n"
        'for person, some in journeys.groupby("person_id"):\n'
        '    if "Buy" in set(some["stage"]) and "Trust" in set(some["stage"]):\n'
        "        both += 1\n"
        "trust_given_buy = both / buyers",
        'trust_given_buy = pd.Series(sorted(ever["Buy"])).isin(sorted(ever["Trust"])).mean()',
        'trust_given_buy = len(set(ever["Trust"]) & set(ever["Buy"])) / len(set(ever["Buy"]))',
        'import numpy as np\n\ntrust_given_buy = np.mean([one in ever["Trust"] for one in ever["Buy"]])',
        'trust, buy = ever["Trust"], ever["Buy"]\n'
        "trust_given_buy = (len(trust) + len(buy) - len(trust | buy)) / len(buy)",
        'trust_given_buy = len([x for x in ever["Buy"] if "Trust" in path_of(x)]) / len(ever["Buy"])',
        "from fractions import Fraction\n\n"
        'trust_given_buy = Fraction(len(ever["Trust"] & ever["Buy"]), len(ever["Buy"]))',
    ],
    "next_stage": [
        'def next_stage(stage):\n    return {"Know": "Like", "Like": "Trust", "Trust": "Buy"}.get(stage)',
        'def next_stage(s):\n    if s == "Know":\n        return "Like"\n    elif s == "Like":\n'
        '        return "Trust"\n'
        '    elif s == "Trust":\n        return "Buy"\n    else:\n        return None',
        "def next_stage(stage):\n    place = STAGES.index(stage)\n    if place + 1 < len(STAGES):\n"
        "        return STAGES[place + 1]",
        "def next_stage(stage):\n    try:\n        return STAGES[STAGES.index(stage) + 1]\n"
        "    except IndexError:\n        return None",
        KLTB + "next_stage = kltb.next_stage",
    ],
    "is_valid": [
        KLTB + 'def is_valid(path):\n    if not path or path[0] != "Know":\n        return False\n'
        "    before = path[0]\n    for stage in path:\n"
        "        if stage != before and stage != kltb.next_stage(before):\n            return False\n"
        "        before = stage\n    return True",
        "def is_valid(path):\n    place = {stage: at for at, stage in enumerate(STAGES)}\n    here = -1\n"
        "    for stage in path:\n        if here == -1 and stage != 'Know':\n            return False\n"
        "        if place[stage] - here > 1 or place[stage] < here:\n            return False\n"
        "        here = place[stage]\n    return here >= 0",
        'def is_valid(path):\n    text = "".join(stage[0] for stage in path)\n    import re\n\n'
        '    return bool(re.fullmatch("K+(L+(T+B*)?)?", text))',
        "def is_valid(path):\n    return path[:1] == ['Know'] and all(\n"
        "        STAGES.index(b) - STAGES.index(a) in (0, 1) for a, b in zip(path, path[1:])\n    )",
        KLTB + "is_valid = kltb.is_valid",
    ],
    "off_model": [
        'off_model = [one for one in journeys["person_id"].unique() if not keeps_to_rule(path_of(one))]',
        "off_model = set()\nfor person in journeys['person_id']:\n    if not keeps_to_rule(path_of(person)):\n"
        "        off_model.add(person)",
        'people = journeys["person_id"].drop_duplicates()\n'
        "valid = people.map(path_of).map(keeps_to_rule)\noff_model = people[~valid]",
        'paths = journeys.sort_values("ts").groupby("person_id")["stage"].apply(list)\n'
        "off_model = paths[~paths.map(keeps_to_rule)].index",
        KLTB + "off_model = kltb.off_model(journeys)",
    ],
    "conversion": [
        'first = journeys.groupby(["person_id", "stage"])["ts"].min().unstack()\n'
        'last = journeys.groupby(["person_id", "stage"])["ts"].max().unstack()\n'
        "conversion = {}\n"
        'for here, there in [("Know", "Like"), ("Like", "Trust"), ("Trust", "Buy")]:\n'
        "    followed = first[here] <= TODAY - pd.Timedelta(days=90)\n"
        "    conversion[here] = (last[there] > first[here])[followed].mean()",
        "conversion = {}\n"
        'for here, there in [("Know", "Like"), ("Like", "Trust"), ("Trust", "Buy")]:\n'
        "    people, moved = 0, 0\n"
        '    for person, some in journeys.groupby("person_id"):\n'
        '        days = some["ts"][some["stage"] == here]\n'
        '        if len(days) and days.min() <= pd.Timestamp("2026-07-02"):\n'
        "            people += 1\n"
        '            moved += ((some["stage"] == there) & (some["ts"] > days.min())).any()\n'
        "    conversion[here] = moved / people\n"
        "conversion = pd.Series(conversion)",
        KLTB + "conversion = kltb.conversion(kltb.spans(journeys))",
    ],
}

_BOTH = 'both = ever["Trust"] & ever["Buy"]\n'
_FIRST = (
    'first = journeys.groupby(["person_id", "stage"])["ts"].min().unstack()\n'
    'last = journeys.groupby(["person_id", "stage"])["ts"].max().unstack()\n'
    'up = {"Know": "Like", "Like": "Trust", "Trust": "Buy"}\n'
    'followed = first <= "2026-07-02"\n'
)

WRONG = {
    "accept_by_stage": [
        (
            'some = journeys[journeys["stage"] != "Buy"]\naccept_by_stage = some.groupby("stage")["accepted"].mean()',
            "You divided by all events at the stage",
        ),
        ('accept_by_stage = journeys.groupby("stage")["accepted"].mean()', "You took all events, asked or not"),
        (
            ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].sum() / len(asks)',
            "You divided by all asks of the table",
        ),
        (
            ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].sum() / len(journeys)',
            "You divided by all events of the table",
        ),
        (ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].sum()', "These are counts of accepted asks"),
        ('accept_by_stage = journeys.groupby("stage")["accepted"].sum()', "These are counts, and Buy is in there"),
        (ASKS + 'accept_by_stage = asks["stage"].value_counts()', "These are counts of asks"),
        (
            'both = journeys.groupby("stage")[["ask", "accepted"]].sum()\n'
            'accept_by_stage = both["accepted"] / both["ask"]',
            "there is nothing to divide by. Leave Buy out",
        ),
        (
            'both = journeys.groupby("stage")[["ask", "accepted"]].sum()\n'
            'accept_by_stage = (both["accepted"] / both["ask"]).fillna(0)',
            "Buy is in there too, with a 0",
        ),
        (
            ASKS + 'accept_by_stage = 1 - asks.groupby("stage")["accepted"].mean()',
            "the proportion of asks that was refused",
        ),
        (
            ASKS + 'accept_by_stage = asks[asks["accepted"]]["stage"].value_counts(normalize=True)',
            "You divided by the accepted asks",
        ),
        (
            ASKS + 'accept_by_stage = asks["stage"].value_counts() / asks.groupby("stage")["accepted"].sum()',
            "how many asks it takes",
        ),
        (
            'yes = journeys[journeys["accepted"]]\naccept_by_stage = yes.groupby("stage")["accepted"].mean()',
            "That is 1 everywhere",
        ),
        (ASKS + 'accept_by_stage = asks.groupby("stage")["ask"].mean()', "That is 1 everywhere"),
        (ASKS + 'accept_by_stage = asks["stage"].value_counts(normalize=True)', "how the asks are spread"),
        ('accept_by_stage = journeys.groupby("stage")["ask"].mean()', "how often somebody was asked"),
        (ASKS + 'accept_by_stage = asks.groupby("interest")["accepted"].mean()', "You grouped by interest"),
        (ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].mean() * 100', "That is in percent"),
        (ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].mean().round(2)', "do not round"),
        (ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"]', "nothing is calculated yet"),
        (ASKS + 'accept_by_stage = asks["accepted"].mean()', "Know, Like and Trust"),
        (ASKS + 'accept_by_stage = list(asks.groupby("stage")["accepted"].mean())', "There are no labels"),
        (ASKS + 'accept_by_stage = asks.groupby("Stage")["accepted"].mean()', 'did you mean "stage"'),
        ('accept_by_stage = journeys["ask"].groupby("stage")["accepted"].mean()', "stage"),
        ('asks = journeys["ask"]\naccept_by_stage = asks.groupby("stage")["accepted"].mean()', "stage"),
        (
            ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].sum() / journeys.groupby("stage").size()',
            "so Buy is in there too, without a number",
        ),
        (
            ASKS + 'accept_by_stage = asks.groupby("stage")["accepted"].sum() / journeys["stage"].value_counts()',
            "You divided by all events at the stage",
        ),
        (
            ASKS + 'yes = asks.groupby("stage")["accepted"].sum()\n'
            'accept_by_stage = (yes / journeys.groupby("stage").size()).dropna()',
            "You divided by all events at the stage, asked or not. Keep the asks first",
        ),
        (ASKS + 'accept_by_stage = asks.groupby("stage")["ask"].mean()', "as ask is among the asks"),
    ],
    "accept_by_interest": [
        (
            ASKS + 'yes = asks.groupby(["interest", "stage"])["accepted"].sum()\n'
            'accept_by_interest = yes / asks.groupby("stage")["accepted"].count()',
            "You divided by all asks at the stage",
        ),
        (
            ASKS + 'yes = asks.groupby(["interest", "stage"])["accepted"].sum()\n'
            'accept_by_interest = yes / asks.groupby("interest")["accepted"].count()',
            "You divided by all asks with the same interest",
        ),
        (
            'some = journeys[journeys["stage"] != "Buy"]\n'
            'accept_by_interest = some.groupby(["interest", "stage"])["accepted"].mean()',
            "You divided by all events at the stage",
        ),
        (
            'accept_by_interest = journeys.groupby(["interest", "stage"])["accepted"].mean()',
            "You took all events, asked or not",
        ),
        (
            'accept_by_interest = journeys.pivot_table(index="interest", columns="stage", values="accepted")',
            "You took all events, asked or not",
        ),
        (
            ASKS + 'accept_by_interest = asks.groupby(["interest", "stage"])["accepted"].sum() / len(asks)',
            "You divided by all asks of the table",
        ),
        (
            ASKS + 'accept_by_interest = asks.groupby(["interest", "stage"])["accepted"].sum()',
            "These are counts of accepted asks",
        ),
        (
            'accept_by_interest = journeys.groupby(["interest", "stage"])["accepted"].sum()',
            "These are counts, and Buy is in there",
        ),
        (
            ASKS + 'accept_by_interest = asks.groupby(["interest", "stage"])["accepted"].count()',
            "These are counts of asks",
        ),
        (
            'both = journeys.groupby(["interest", "stage"])[["ask", "accepted"]].sum()\n'
            'accept_by_interest = both["accepted"] / both["ask"]',
            "there is nothing to divide by. Leave Buy out",
        ),
        (
            'both = journeys.groupby(["interest", "stage"])[["ask", "accepted"]].sum()\n'
            'accept_by_interest = (both["accepted"] / both["ask"]).fillna(0).unstack()',
            "Buy is in there too, with a 0",
        ),
        (
            ASKS + 'accept_by_interest = 1 - asks.groupby(["interest", "stage"])["accepted"].mean()',
            "the proportion of asks that was refused",
        ),
        (
            ASKS + 'accept_by_interest = asks[asks["accepted"]][["interest", "stage"]].value_counts(normalize=True)',
            "You divided by the accepted asks",
        ),
        (ASKS + 'accept_by_interest = asks.groupby(["interest", "stage"])["ask"].mean()', "That is 1 everywhere"),
        (
            ASKS + 'accept_by_interest = asks[["interest", "stage"]].value_counts() / len(asks)',
            "how the asks are spread",
        ),
        ('accept_by_interest = journeys.groupby(["interest", "stage"])["ask"].mean()', "how often somebody was asked"),
        (ASKS + 'accept_by_interest = asks.groupby("stage")["accepted"].mean()', "You grouped by stage only"),
        (ASKS + 'accept_by_interest = asks.groupby("interest")["accepted"].mean()', "You grouped by interest only"),
        (BY_TWO + "accept_by_interest = by_two * 100", "That is in percent"),
        (BY_TWO + 'accept_by_interest = by_two["low"]', "people with low interest only"),
        (
            'keen = journeys[journeys["ask"] & (journeys["interest"] == "high")]\n'
            'accept_by_interest = keen.groupby("stage")["accepted"].mean()',
            "people with high interest only",
        ),
        (
            ASKS + 'yes = asks.groupby(["interest", "stage"])["accepted"].sum()\n'
            'accept_by_interest = yes / journeys.groupby(["interest", "stage"]).size()',
            "so Buy is in there too, without a number",
        ),
        (BY_TWO + 'accept_by_interest = {f"{a} {b}": 1 - by_two[a, b] for a, b in by_two.index}', "that was refused"),
        (BY_TWO + "accept_by_interest = (100 * by_two).unstack(0).reset_index()", "That is in percent"),
        (BY_TWO + 'accept_by_interest = by_two["Trust"] - by_two["Know"]', '"Trust"'),
        (ASKS + 'accept_by_interest = asks.groupby("interest", "stage")["accepted"].mean()', "square brackets"),
        (ASKS + 'accept_by_interest = asks.groupby(["interest", "stage"]).mean()', "stage"),
    ],
    "buy_given_trust": [
        (_BOTH + 'buy_given_trust = len(both) / len(ever["Buy"])', "You turned the condition round"),
        (
            'at_trust = journeys[journeys["stage"] == "Trust"]\n'
            'buy_given_trust = at_trust["person_id"].isin(ever["Buy"]).mean()',
            "You went through the events at Trust",
        ),
        (_BOTH + 'buy_given_trust = len(both) / journeys["person_id"].nunique()', "You divided by all people"),
        (
            'buy_given_trust = len(journeys[journeys["stage"] == "Buy"]) / len(journeys[journeys["stage"] == "Trust"])',
            "You counted events",
        ),
        ('buy_given_trust = len(ever["Buy"]) / len(ever["Trust"])', "On top stand all who ever bought"),
        (
            'buy_given_trust = len(ever["Trust"] and ever["Buy"]) / len(ever["Trust"])',
            "put & between the sets",
        ),
        (_BOTH + "buy_given_trust = len(both)", "how many people were at both stages"),
        (
            _BOTH + 'buy_given_trust = len(both) / (len(ever["Trust"]) + len(ever["Buy"]))',
            "You divided by the sum of the two groups",
        ),
        (
            _BOTH + 'buy_given_trust = len(both) / len(ever["Trust"] | ever["Buy"])',
            "everybody who was at one of the two stages",
        ),
        (
            'buy_given_trust = len(ever["Trust"]) / journeys["person_id"].nunique()',
            "all people who were ever at Trust",
        ),
        ('buy_given_trust = len(ever["Buy"]) / journeys["person_id"].nunique()', "all people who ever bought"),
        (
            'buy_given_trust = len(ever["Trust"] - ever["Buy"]) / len(ever["Trust"])',
            "were at Trust but never at Buy",
        ),
        (
            'buy_given_trust = len(ever["Buy"] and ever["Trust"]) / len(ever["Trust"])',
            "The word and would give one whole set",
        ),
        (
            'buy_given_trust = sum(ever["Trust"] & ever["Buy"]) / sum(ever["Trust"])',
            "You added up the person numbers",
        ),
        ('buy_given_trust = len(ever["Trust"] | ever["Buy"]) / len(ever["Trust"])', "The sign | keeps"),
        ('buy_given_trust = journeys["stage"].value_counts(normalize=True)["Buy"]', "all events that stand at Buy"),
        ('buy_given_trust = (journeys["stage"] == "Buy").mean()', "all events that stand at Buy"),
        (_BOTH + 'buy_given_trust = 100 * len(both) / len(ever["Trust"])', "That is in percent"),
        (_BOTH + 'buy_given_trust = round(len(both) / len(ever["Trust"]), 2)', "do not round"),
        ('buy_given_trust = ever["Trust"] & ever["Buy"]', "many values, not one number"),
        ('buy_given_trust = len(ever["trust"] & ever["Buy"]) / len(ever["Trust"])', '"Trust"'),
        ('buy_given_trust = len(ever["Trust"] + ever["Buy"]) / len(ever["Trust"])', "two sets"),
        ('buy_given_trust = ever["Trust"] & ever["Buy"] / ever["Trust"]', "two sets"),
        (_BOTH + "buy_given_trust = len(both) / len(journeys)", "people who were ever at Trust"),
    ],
    "trust_given_buy": [
        (_BOTH + 'trust_given_buy = len(both) / len(ever["Trust"])', "You turned the condition round"),
        (
            'at_buy = journeys[journeys["stage"] == "Buy"]\n'
            'trust_given_buy = at_buy["person_id"].isin(ever["Trust"]).mean()',
            "You went through the events at Buy",
        ),
        (_BOTH + 'trust_given_buy = len(both) / journeys["person_id"].nunique()', "You divided by all people"),
        (
            _BOTH + 'trust_given_buy = len(both) / (len(ever["Trust"]) + len(ever["Buy"]))',
            "You divided by the sum of the two groups",
        ),
        (
            _BOTH + 'trust_given_buy = len(both) / len(ever["Trust"] | ever["Buy"])',
            "everybody who was at one of the two stages",
        ),
        (_BOTH + "trust_given_buy = len(both)", "how many people were at both stages"),
        ('trust_given_buy = len(ever["Trust"]) / len(ever["Buy"])', "On top stand all who were ever at Trust"),
        (
            'stage = journeys["stage"].value_counts()\ntrust_given_buy = stage["Trust"] / stage["Buy"]',
            "You counted events",
        ),
        (
            'trust_given_buy = len(ever["Buy"] - ever["Trust"]) / len(ever["Buy"])',
            "bought and were never at Trust",
        ),
        (
            'trust_given_buy = len(ever["Trust"] and ever["Buy"]) / len(ever["Buy"])',
            "The word and would give one whole set",
        ),
        (
            'trust_given_buy = sum(ever["Trust"] & ever["Buy"]) / sum(ever["Buy"])',
            "You added up the person numbers",
        ),
        ('trust_given_buy = len(ever["Trust"] | ever["Buy"]) / len(ever["Buy"])', "The sign | keeps"),
        ('trust_given_buy = journeys["stage"].value_counts(normalize=True)["Trust"]', "all events that stand at Trust"),
        (
            'trust_given_buy = len(ever["Like"] & ever["Buy"]) / len(ever["Buy"])',
            "as many people stand on top as below",
        ),
        (_BOTH + 'trust_given_buy = len(both) / len(ever["Buy"]) * 100', "That is in percent"),
        (_BOTH + "trust_given_buy = f'{len(both) / len(ever[\"Buy\"])}'", "The quotes make it text"),
        (_BOTH + 'trust_given_buy = len(ever["Buy"]) / len(both)', "A proportion lies between 0 and 1"),
        (_BOTH + 'trust_given_buy = print(len(both) / len(ever["Buy"]))', "Python's word for nothing"),
        ('trust_given_buy = len(ever("Trust") & ever("Buy")) / len(ever("Buy"))', "square brackets"),
        (
            'trust_given_buy = len("Trust" & "Buy") / len("Buy")',
            'only a label. Write what it belongs to before it: ever["Trust"]',
        ),
    ],
    "next_stage": [
        ("def next_stage(stage):\n    return STAGES[STAGES.index(stage) + 1]", "It stops at Buy"),
        (
            "def next_stage(stage):\n    return STAGES[(STAGES.index(stage) + 1) % 4]",
            "From Buy it goes back to Know",
        ),
        ("def next_stage(stage):\n    return STAGES[min(STAGES.index(stage) + 1, 3)]", "It stays at Buy"),
        (
            'def next_stage(stage):\n    if stage == "Know":\n        return None\n'
            "    return STAGES[STAGES.index(stage) - 1]",
            "It goes one stage back",
        ),
        (
            'def next_stage(stage):\n    if stage == "Buy":\n        return None\n    return STAGES.index(stage) + 1',
            "That is a place in the list",
        ),
        ("def next_stage(stage):\n    print(STAGES[STAGES.index(stage) + 1])", "Write return instead of print"),
        (
            'def next_stage(stage):\n    if stage == "Buy":\n        return "None"\n'
            "    return STAGES[STAGES.index(stage) + 1]",
            "Take the quotes away",
        ),
        ('next_stage = "Like"', "A function was expected"),
    ],
    "is_valid": [
        ("def is_valid(path):\n    return sorted(path) == path", "order of the alphabet"),
        (
            "def is_valid(path):\n    places = [STAGES.index(one) for one in path]\n"
            "    return len(path) > 0 and places[0] == 0 and places == sorted(places)",
            "It lets a path jump over a stage. From",
        ),
        (
            "def is_valid(path):\n    places = [STAGES.index(one) for one in path]\n"
            "    return len(path) > 0 and places == sorted(places)",
            "jump over a stage, and start anywhere",
        ),
        (
            "def is_valid(path):\n    places = [STAGES.index(one) for one in path]\n"
            "    return len(path) > 0 and all(b - a in (0, 1) for a, b in zip(places, places[1:]))",
            "It lets a path start later than at Know.",
        ),
        (
            "def is_valid(path):\n    places = [STAGES.index(one) for one in path]\n"
            "    for number in range(1, len(places)):\n"
            "        if places[number] - places[number - 1] not in (0, 1):\n            return False\n"
            "    return True",
            "and takes an empty path for valid",
        ),
        (
            "def is_valid(path):\n    return len(path) > 0 and path == STAGES[: len(path)]",
            "It refuses a path in which a stage repeats",
        ),
        (
            "def is_valid(path):\n    places = [STAGES.index(one) for one in path]\n"
            '    return path[:1] == ["Know"] and all(abs(b - a) <= 1 for a, b in zip(places, places[1:]))',
            "It lets a path fall back by one stage",
        ),
        (
            "def is_valid(path):\n    places = [STAGES.index(one) for one in path]\n"
            '    return path[:1] == ["Know"] and all(b - a <= 1 for a, b in zip(places, places[1:]))',
            "It lets a path fall back. The next",
        ),
        ("def is_valid(path):\n    return path == [] or keeps_to_rule(path)", "It takes an empty path for valid"),
        (
            'def is_valid(path):\n    if path[0] != "Know":\n        return False\n    return keeps_to_rule(path)',
            "It stops at an empty path",
        ),
        ('def is_valid(path):\n    return len(path) > 0 and path[0] == "Know"', "It looks at the start only"),
        (
            'def is_valid(path):\n    return keeps_to_rule(path) and path[-1] == "Buy"',
            "It refuses a path that has not reached Buy",
        ),
        ("def is_valid(path):\n    keeps_to_rule(path)", "Did you forget return"),
        ('def is_valid(path):\n    return "Know" in path', "was expected"),
        ("def is_valid(path):\n    return str(keeps_to_rule(path))", "Take the quotes away"),
        (
            'def is_valid(path):\n    if not keeps_to_rule(path):\n        return "False"\n    return "True"',
            "Take the quotes away",
        ),
        (
            'def is_valid(path):\n    print(path[0] == "Know" and keeps_to_rule(path))',
            "It hands nothing over, and it stops at an empty path",
        ),
        (
            "def is_valid(path):\n    if not path:\n        return False\n    while len(path) > 1:\n"
            "        path.pop()\n    return path == ['Know']",
            "It looks at the start only",
        ),
    ],
    "off_model": [
        (
            'paths = journeys.groupby("person_id")["stage"].apply(list)\n'
            "off_model = set(paths[~paths.map(keeps_to_rule)].index)",
            "in the order of the file",
        ),
        (
            'off_model = {one for one in journeys["person_id"].unique() if keeps_to_rule(path_of(one))}',
            "put not in front of the condition",
        ),
        ('off_model = set(journeys["person_id"])', "These are all people"),
        ("off_model = set()\nfor person in journeys['person_id']:\n    off_model.append(person)", "off_model.add("),
        (
            "off_model = []\nfor one in ever['Buy']:\n    if path_of(one) == []:\n        off_model.append(one)",
            "It is empty",
        ),
        (
            'off_model = [one for one in journeys["person_id"] if not keeps_to_rule(path_of(one))]',
            "You went through the events",
        ),
        (
            'off_model = len([one for one in journeys["person_id"].unique() if not keeps_to_rule(path_of(one))])',
            "Say which ones they are",
        ),
        ('off_model = journeys["person_id"].unique().map(path_of)', "map"),
        ("off_model = path_of(journeys['person_id'])", "one person at a time"),
        (
            'people = journeys["person_id"].drop_duplicates()\noff_model = ~people.map(path_of).map(keeps_to_rule)',
            "put it in square brackets after the table",
        ),
    ],
    "conversion": [
        (
            'table = journeys.sort_values(["person_id", "ts"])\n'
            'table["following"] = table.groupby("person_id")["stage"].shift(-1)\n'
            'table = table.drop_duplicates(["person_id", "stage"])\n'
            'table = table[table["ts"] <= "2026-07-02"]\n'
            "conversion = {}\n"
            "for stage in STAGES[:3]:\n"
            '    here = table[table["stage"] == stage]\n'
            '    conversion[stage] = (here["following"] == STAGES[STAGES.index(stage) + 1]).mean()',
            "You looked only at the event right after",
        ),
        (
            _FIRST + "conversion = {s: ((last[t] > first[s]) & followed[s]).mean() for s, t in up.items()}",
            "You divided by all people",
        ),
        (
            _FIRST + "conversion = {s: (last[t] > first[s]).sum() / first[s].notna().sum() for s, t in up.items()}",
            "People who came to the stage after 2 July 2026 are in there too",
        ),
        (
            _FIRST + 'early = journeys[journeys["ts"] <= "2026-07-02"]\n'
            'last = early.groupby(["person_id", "stage"])["ts"].max().unstack().reindex(first.index)\n'
            "conversion = {s: (last[t] > first[s])[followed[s]].mean() for s, t in up.items()}",
            "You also left out the events after 2 July 2026 one stage up",
        ),
        (
            _FIRST + "conversion = {s: ((last[t] > first[s]) & followed[s]).sum() for s, t in up.items()}",
            "These are counts of people who moved on",
        ),
        (_FIRST + "conversion = followed.sum()[STAGES[:3]]", "They belong below the line"),
        (
            _FIRST
            + "conversion = {s: ((last[t] > first[s]) & followed[s]).sum() / first[s].count() for s, t in up.items()}",
            "on top, but not below",
        ),
        (
            _FIRST + "conversion = {s: 100 * (last[t] > first[s])[followed[s]].mean() for s, t in up.items()}",
            "That is in percent",
        ),
        (
            _FIRST + "conversion = {s: round((last[t] > first[s])[followed[s]].mean(), 2) for s, t in up.items()}",
            "do not round",
        ),
        (
            _FIRST + "conversion = {s: (last[t] > first[s])[followed[s]].mean() for s, t in up.items()}\n"
            'conversion["Buy"] = 0',
            "should not be there",
        ),
        (
            _FIRST + "conversion = {s: last[t].notna()[followed[s]].mean() for s, t in up.items()}",
            "You did not look at which came first",
        ),
        (
            'early = journeys[journeys["ts"] <= "2026-07-02"]\n'
            "was = {stage: set(some) for stage, some in early.groupby('stage')['person_id']}\n"
            'up = {"Know": "Like", "Like": "Trust", "Trust": "Buy"}\n'
            "conversion = {s: len(was[s] & was[t]) / len(was[s]) for s, t in up.items()}",
            "the people who were at both stages by 2 July 2026",
        ),
        (
            "conversion = {}\n"
            'for a, b in [("Know", "Like"), ("Like", "Trust"), ("Trust", "Buy")]:\n'
            "    conversion[a] = len(ever[a] & ever[b]) / len(ever[a])",
            "the people who were ever at both stages",
        ),
        (
            _FIRST + "conversion = {s: (first[t] > first[s])[followed[s]].mean() for s, t in up.items()}",
            "You took the first day one stage up",
        ),
        (
            _FIRST + 'early = last <= "2026-07-02"\n'
            "conversion = {s: (last[t] > last[s])[early[s]].mean() for s, t in up.items()}",
            "You took the last day at the stage",
        ),
        (
            _FIRST + 'followed = first < "2026-07-02"\n'
            "conversion = {s: (last[t] > first[s])[followed[s]].mean() for s, t in up.items()}",
            "You left out the people who came on 2 July 2026 itself",
        ),
        (
            _FIRST + 'followed = first <= "2026-07-01"\n'
            "conversion = {s: (last[t] > first[s])[followed[s]].mean() for s, t in up.items()}",
            "You left out the people who came on 2 July 2026 itself",
        ),
        (
            _FIRST + 'followed = first <= "2026-07-03"\n'
            "conversion = {s: (last[t] > first[s])[followed[s]].mean() for s, t in up.items()}",
            "People who came on 3 July 2026 are in there too",
        ),
    ],
}
