"""Answers to the exercises of module 2."""

CONSTANTS = {"steps"}
"""The order of the steps is the model's, whatever the firm."""

_FIVE = '["strategy", "company_profile", "personal_profile", "network", "content"]'
_REACH = 'channels["audience"] * channels["target_pct"] / 100'
_PER_HOUR = f'channels["per_hour"] = {_REACH} / channels["hours_week"]\n'
_IS = "def is_measurable(goal):\n"

RIGHT = {
    "steps": [
        f"steps = {_FIVE}",
        'steps = ("strategy", "company_profile", "personal_profile", "network", "content")',
        f"steps = pd.Series({_FIVE})",
        'steps = ["Strategy", "Company profile", "Personal profile", "Network", "Content"]',
        "steps = list(step_scores.columns[1:6])",
        'steps = step_scores.columns.drop(["team", "get_going"])',
        'steps = ["strategy", "company-profile", "personal profile", "network", "content"]',
        "steps = [shuffled[2], shuffled[4], shuffled[5], shuffled[3], shuffled[0]]",
        'steps = "strategy company_profile personal_profile network content".split()',
        f"steps = {{step: number for number, step in enumerate({_FIVE})}}.keys()",
    ],
    "target_reach": [
        f"target_reach = {_REACH}",
        f'target_reach = {_REACH}\nchannels["target_reach"] = target_reach\nchannels',
        'target_reach = channels["audience"] * (channels["target_pct"] / 100)',
        "target_reach = channels.audience / 100 * channels.target_pct",
        'target_reach = channels["audience"].mul(channels["target_pct"]).div(100)',
        'target_reach = channels.eval("audience * target_pct / 100")',
        f'channels["target_reach"] = {_REACH}\ntarget_reach = channels["target_reach"]',
        f'channels["target_reach"] = {_REACH}\ntarget_reach = channels',
        f'channels["target_reach"] = {_REACH}\ntarget_reach = channels[["channel", "target_reach"]]',
        f'channels["target_reach"] = {_REACH}\ntarget_reach = channels[["target_reach"]]',
        f'channels["target_reach"] = {_REACH}\ntarget_reach = channels.set_index("channel")["target_reach"]',
        f'channels["target_reach"] = {_REACH}\ntarget_reach = channels.sort_values("target_reach")',
        f"target_reach = ({_REACH}).tolist()",
        f"target_reach = ({_REACH}).to_numpy()",
        f"target_reach = tuple({_REACH})",
        'target_reach = [row["audience"] * row["target_pct"] / 100 for _, row in channels.iterrows()]',
        'target_reach = dict(zip(channels["channel"], channels["audience"] * channels["target_pct"] / 100))',
        "target_reach = list(zip(channels.channel, channels.audience * channels.target_pct / 100))",
        f"target_reach = ({_REACH}).to_frame()",
    ],
    "best_channel": [
        f'channels["reach"] = {_REACH}\n'
        'channels["per_hour"] = channels["reach"] / channels["hours_week"]\n'
        'ranking = channels.sort_values("per_hour", ascending=False)\nbest_channel = ranking["channel"].iloc[0]',
        f'{_PER_HOUR}found = channels.sort_values("per_hour", ascending=False)["channel"].iloc[0]\n'
        'best_channel = " " + found.replace(" ", "_").upper()',
        f'{_PER_HOUR}ranking = channels.sort_values("per_hour", ascending=False)\n'
        'best_channel = ranking["channel"].iloc[0]',
        # The hundred moves no place.
        'channels["x"] = channels["audience"] * channels["target_pct"] / channels["hours_week"]\n'
        'best_channel = channels.sort_values("x", ascending=False)["channel"].iloc[0]',
        f'{_PER_HOUR}best_channel = channels.set_index("channel")["per_hour"].idxmax()',
        f'{_PER_HOUR}best_channel = channels.loc[channels["per_hour"].idxmax(), "channel"]',
        f'{_PER_HOUR}best_channel = channels.nlargest(1, "per_hour")["channel"].item()',
        f'{_PER_HOUR}best_channel = channels.sort_values("per_hour")["channel"].iloc[-1]',
        f'{_PER_HOUR}best_channel = channels.sort_values("per_hour", ascending=False).iloc[0]["channel"].upper()',
        f'{_PER_HOUR}best_channel = channels[channels["per_hour"] == channels["per_hour"].max()]["channel"].values[0]',
        "best_channel = max(zip(channels.audience * channels.target_pct / channels.hours_week, channels.channel))[1]",
        f'reach = {_REACH}\nchannels["hours"] = channels["hours_week"] / reach\n'
        'best_channel = channels.sort_values("hours")["channel"].iloc[0]',
    ],
    "weakest_step": [
        f"five = {_FIVE}\nweakest_step = step_scores[five].mean().idxmin()",
        f"weakest_step = step_scores[{_FIVE}].sum().idxmin()",
        'weakest_step = step_scores.drop(columns=["team", "get_going"]).mean().idxmin()',
        f'weakest_step = step_scores[{_FIVE}].mean().idxmin().replace("_", "-")',
        'weakest_step = step_scores.set_index("team").drop("get_going", axis=1).mean().sort_values().index[0]',
        "weakest_step = step_scores.iloc[:, 1:6].mean().idxmin()",
        'weakest_step = step_scores.mean(numeric_only=True).drop("get_going").idxmin()',
        f'weakest_step = step_scores[{_FIVE}].mean().idxmin().replace("_", " ").capitalize()',
        f"means = {{step: step_scores[step].mean() for step in {_FIVE}}}\nweakest_step = min(means, key=means.get)",
        f'weakest_step = step_scores.melt("team", {_FIVE}).groupby("variable")["value"].mean().idxmin()',
    ],
    "ahead": [
        'per_hour = channels["audience"] * channels["target_pct"] / 100 / channels["hours_week"]\n'
        "top = per_hour.nlargest(2)\nahead = top.iloc[0] / top.iloc[1] - 1",
        f'{_PER_HOUR}ranking = channels.sort_values("per_hour", ascending=False)["per_hour"]\n'
        "ahead = (ranking.iloc[0] - ranking.iloc[1]) / ranking.iloc[1]",
        "found = sorted(channels.audience * channels.target_pct / channels.hours_week)\n"
        "ahead = found[-1] / found[-2] - 1",
        f'{_PER_HOUR}best, second = channels["per_hour"].nlargest(2)\nahead = best / second - 1',
    ],
    "is_measurable": [
        f'{_IS}    has_number = goal["number"] is not None\n    has_unit = goal["unit"].strip() != ""\n'
        '    has_deadline = goal["deadline"].strip() != ""\n    return has_number and has_unit and has_deadline',
        f'{_IS}    if goal["number"] is None:\n        return False\n'
        '    return bool(goal["unit"].strip()) and bool(goal["deadline"].strip())',
        f'{_IS}    return all(str(part).strip() not in ("", "None") for part in goal.values())',
        f'{_IS}    for name in ["unit", "deadline"]:\n        if goal[name].strip() == "":\n            return False\n'
        '    return goal["number"] != None',
        f'{_IS}    unit, deadline = goal["unit"].strip(), goal["deadline"].strip()\n'
        '    return goal["number"] is not None and len(unit) > 0 and deadline > ""',
        f'{_IS}    missing = goal["number"] is None or not goal["unit"].strip() or not goal["deadline"].strip()\n'
        "    return not missing",
    ],
}

WRONG = {
    "steps": [
        ("steps = shuffled", "These are the six names as they were printed"),
        ("steps = list(step_scores.columns[1:])", "The first five are in order. One of the six is not counted"),
        (f'steps = ["get_going"] + {_FIVE}', "You began with getting going"),
        (
            'steps = ["strategy", "company_profile", "personal_profile", "content", "network"]',
            "You put content before network",
        ),
        (
            'steps = ["strategy", "personal_profile", "company_profile", "network", "content"]',
            "You put the person before the firm",
        ),
        (
            'steps = ["company_profile", "personal_profile", "strategy", "network", "content"]',
            "You put the profiles before the strategy",
        ),
        (
            'steps = ["strategy", "network", "company_profile", "personal_profile", "content"]',
            "You put the network before the profiles",
        ),
        (f"steps = {_FIVE}[::-1]", "That is the right order, read from the end"),
        ('shuffled.remove("get_going")\nsteps = shuffled', "as they were printed, without get_going"),
        (f"steps = sorted({_FIVE})", "That is the order of the alphabet"),
        (f"steps = {_FIVE}[1:]", "the one that says whom you want to win"),
        (f"steps = {_FIVE}[:4]", "4 of 5 are there, 1 is missing"),
        (f"steps = set({_FIVE})", "A set keeps no order"),
        ('steps = ["network", "strategy", "content", "company_profile", "personal_profile"]', "in another order"),
        (
            'steps = ["strategy", "company_profile", "personal_profile", "network", "content", "content"]',
            "is there more than once",
        ),
        ('steps = "strategy, company_profile, personal_profile, network, content"', "put them in a list"),
        ("steps = [strategy, company_profile, personal_profile, network, content]", "quotes"),
        (
            'steps = ["strategy" "company_profile" "personal_profile" "network" "content"]',
            "Each name stands in quotes of its own",
        ),
        (
            'steps = ["strategy", "company_profile", "personal_profile" "network", "content"]',
            "'personal_profilenetwork' counts as one. Each name stands in quotes of its own",
        ),
        (
            'steps = ["strategy, company_profile, personal_profile, network, content"]',
            "Each name stands in quotes of its own",
        ),
        (f"steps = [{_FIVE}]", "There is a list inside your list"),
        (f'steps = {_FIVE}[:4] + ["get_going"]', "The last of them is not counted among the five"),
        ("steps = 5", "Say which ones they are"),
        (f"steps = {_FIVE[:-1]}", "never closed"),
        (f"step = {_FIVE}", "You called it `step`"),
        (f"steps == {_FIVE}", "write one =: steps ="),
    ],
    "target_reach": [
        ('target_reach = channels["audience"] * channels["target_pct"]', "You forgot that target_pct is in percent"),
        ('target_reach = channels["audience"] / channels["target_pct"]', "You divided by target_pct. So many of 100"),
        (
            'target_reach = channels["audience"] / (channels["target_pct"] / 100)',
            "You turned target_pct the wrong way",
        ),
        (f"target_reach = {_REACH} / 100", "You divided by 100 twice"),
        ('target_reach = channels["audience"]', "That is the audience, wanted or not"),
        ('target_reach = channels["audience"] / 100', "That is audience divided by 100"),
        ('target_reach = channels["target_pct"] / 100', "That is target_pct as a proportion"),
        ('target_reach = channels["target_pct"]', "That is target_pct as it stands"),
        (f'target_reach = channels["audience"] - {_REACH}', "These are the people outside the target group"),
        (f'target_reach = {_REACH} / channels["hours_week"]', "You divided by hours_week: that is task 3"),
        ('target_reach = channels["audience"] * channels["target_pct"] / channels["hours_week"]', "and not by 100"),
        ('target_reach = channels["audience"] / channels["hours_week"]', "That is audience divided by hours_week"),
        ('target_reach = channels["hours_week"]', "That is hours_week. The task asks for people"),
        (f"target_reach = ({_REACH}).round()", "do not round"),
        (f"target_reach = ({_REACH}).astype(int)", "All of these are whole: do not round"),
        (f"target_reach = {_REACH} + 1", "The labels are right, the values are not: at"),
        (f"target_reach = list({_REACH})[:7]", "You gave 7 numbers. Give one number for each row of channels"),
        (f"target_reach = ({_REACH}).sum()", "one number for each row of channels"),
        ("target_reach = audience * target_pct / 100", "`audience` is a column. Write its table before it"),
        ('target_reach = channels["audience"] x channels["target_pct"] / 100', "To multiply, write * for x"),
        ('target_reach = channels["audience"] * channels["target_pc"] / 100', 'did you mean "target_pct"'),
        ('target_reach = channels["Audience"] * channels["target_pct"] / 100', 'did you mean "audience"'),
        ("target_reach = channels[audience] * channels[target_pct] / 100", 'quotes around it: "audience"'),
        ('target_reach = "audience" * "target_pct" / 100', "target_reach"),
        ('target_reach = channels["audience"] * channels["target_pct"] %', "percent"),
        ("target_reach = channels", "was expected"),
        ('target_reach = channels["channel"]', "one number for each row"),
        (f'channels["target_reach"] = {_REACH}', "There is no `target_reach` yet"),
        ("target_reach = 52000 * 31 / 100", "one number for each row of channels"),
    ],
    "best_channel": [
        (
            'best_channel = channels.sort_values("audience", ascending=False)["channel"].iloc[0]',
            "That channel has the biggest audience",
        ),
        (
            'best_channel = channels.sort_values("target_pct", ascending=False)["channel"].iloc[0]',
            "That channel has the highest percent",
        ),
        (
            f'channels["target_reach"] = {_REACH}\n'
            'best_channel = channels.sort_values("target_reach", ascending=False)["channel"].iloc[0]',
            "That channel reaches the most people of the target group",
        ),
        (
            'best_channel = channels.sort_values("hours_week")["channel"].iloc[0]',
            "That channel takes the fewest hours",
        ),
        (
            f'{_PER_HOUR}best_channel = channels.sort_values("per_hour")["channel"].iloc[0]',
            "Sort with the highest first",
        ),
        (f'{_PER_HOUR}best_channel = channels["per_hour"].idxmax()', "That is the number of a row, not a name"),
        (
            'channels["x"] = channels["audience"] / channels["hours_week"]\n'
            'best_channel = channels.sort_values("x", ascending=False)["channel"].iloc[0]',
            "That channel has the biggest audience",
        ),
        (
            'channels["x"] = channels["target_pct"] / channels["hours_week"]\n'
            'best_channel = channels.sort_values("x", ascending=False)["channel"].iloc[0]',
            "That channel has the highest percent",
        ),
        (
            f'channels["x"] = {_REACH} * channels["hours_week"]\n'
            'best_channel = channels.sort_values("x", ascending=False)["channel"].iloc[0]',
            "That channel reaches the most people of the target group",
        ),
        (f'{_PER_HOUR}best_channel = channels["per_hour"].max()', "That is the highest number, not the name"),
        (
            f'{_PER_HOUR}best_channel = channels.sort_values("per_hour", ascending=False)["channel"]',
            "That is a column, not one name. Put .iloc[0] behind it",
        ),
        (
            f'{_PER_HOUR}best_channel = channels.sort_values("per_hour", ascending=False)["channel"].head(1)',
            "That is a column, not one name. Put .iloc[0] behind it",
        ),
        (
            f'{_PER_HOUR}best_channel = channels.sort_values("per_hour", ascending=False)',
            "There is more than the name",
        ),
        (
            f'{_PER_HOUR}best_channel = channels.sort_values("per_hour", ascending=False).iloc[0]',
            "There is more than the name",
        ),
        (
            f'{_PER_HOUR}best_channel = channels.sort_values("per_hour", ascending=False)["channel"].iloc[1]',
            ".iloc[0] reads the first row, .iloc[1] the second",
        ),
        ('best_channel = channels["channel"].iloc[0]', "That is the first row of the unsorted table"),
        (
            f'{_PER_HOUR}channels.sort_values("per_hour", ascending=False)\nbest_channel = channels["channel"].iloc[0]',
            "That is the first row of the unsorted table",
        ),
        (
            f'{_PER_HOUR}ranking = channels.sort_values("per_hour", ascending=False)\n'
            'best_channel = ranking["channel"][0]',
            "That is the first row of the unsorted table",
        ),
        ("best_channel = TikTok", "TikTok"),
        ('best_channel = "TikTok"', "the channel with the highest target reach per hour"),
        (f'{_PER_HOUR}best_channel = channels.sort_values("perhour")["channel"].iloc[0]', "per_hour"),
        (f"{_PER_HOUR}best_channel = channels.sort_values(per_hour, ascending=False)", "per_hour"),
        (f'{_PER_HOUR}best_channel = channels.sort_values("per_hour", ascending=false)', "False"),
    ],
    "weakest_step": [
        (
            'weakest_step = step_scores.drop(columns="team").min().idxmin()',
            "There stands the single lowest score",
        ),
        (f"weakest_step = step_scores[{_FIVE}].min().idxmin()", "There stands the single lowest score"),
        (f"weakest_step = step_scores[{_FIVE}].mean().idxmax()", "That is the strongest step"),
        (
            'weakest_step = step_scores.drop(columns="team").mean().idxmin()',
            "That is not one of the five, but what you do",
        ),
        ("weakest_step = step_scores.mean(numeric_only=True).idxmin()", "That is not one of the five, but what you do"),
        (
            f'weakest_step = step_scores.set_index("team")[{_FIVE}].mean(axis=1).idxmin()',
            "That is a team. The task asks for a step",
        ),
        (f"weakest_step = step_scores[{_FIVE}].mean(axis=1).idxmin()", "That is the number of a row, so of a team"),
        (f"weakest_step = step_scores[{_FIVE}].mean().min()", "That is the lowest mean itself. Put .idxmin()"),
        (f"weakest_step = step_scores[{_FIVE}].mean().argmin()", "That is a place, counted from 0"),
        (f"weakest_step = step_scores[{_FIVE}].mean()", "Put .idxmin() behind them for the name of the lowest"),
        (
            f"weakest_step = step_scores[{_FIVE}].median().idxmin()",
            "There stands the single lowest score, and the most",
        ),
        (
            f"weakest_step = (step_scores[{_FIVE}] <= 1).sum().idxmax()",
            "There stands the single lowest score, and the most",
        ),
        ('weakest_step = "Malmö"', "You gave 'Malmö'. That is"),
        ("weakest_step = step_scores.mean().idxmin()", "text"),
        (
            'weakest_step = step_scores["strategy", "company_profile"].mean().idxmin()',
            "[[",
        ),
        ('weakest_step = "networks"', "the step with the lowest mean"),
        (f"five = {_FIVE}\nweakest_step = step_scores[five].mean.idxmin()", "()"),
        (f"five = {_FIVE}\nweakest_step = step_scores[five].mean().idxmin", "Put round brackets behind it"),
    ],
    "ahead": [
        (
            f'{_PER_HOUR}best, second = channels["per_hour"].nlargest(2)\nahead = best / second',
            "1 is not yet subtracted",
        ),
        (
            f'{_PER_HOUR}best, second = channels["per_hour"].nlargest(2)\nahead = best / (second - 1)',
            "Divide first, then subtract 1",
        ),
        (
            f'{_PER_HOUR}top = channels.sort_values("per_hour")["per_hour"]\nahead = top.iloc[0] / top.iloc[1] - 1',
            "You sorted with the lowest first",
        ),
        (
            f'{_PER_HOUR}ahead = channels["per_hour"].iloc[0] / channels["per_hour"].iloc[1] - 1',
            "You took the first two rows of the unsorted table",
        ),
        (
            f'{_PER_HOUR}top = channels["per_hour"].nlargest(3)\nahead = top.iloc[1] / top.iloc[2] - 1',
            "You compared the second with the third",
        ),
        ("ahead = 11.28", "the best channel's target reach per hour divided by the second's"),
        (
            f'{_PER_HOUR}best, second = channels["per_hour"].nlargest(2)\nahead = 1 - second / best',
            "You divided by the best",
        ),
        (
            f'{_PER_HOUR}best, second = channels["per_hour"].nlargest(2)\nahead = second / best',
            "You divided the second by the best. The best stands on top; then",
        ),
        (
            f'{_PER_HOUR}best, second = channels["per_hour"].nlargest(2)\nahead = second / best - 1',
            "You divided the second by the best and then subtracted 1",
        ),
        (
            f'{_PER_HOUR}best, second = channels["per_hour"].nlargest(2)\nahead = best - second',
            "That is a number of people per hour",
        ),
        (
            f'{_PER_HOUR}ahead = channels["per_hour"].max() / channels["per_hour"].mean() - 1',
            "You compared with the mean of all channels",
        ),
        (
            f'{_PER_HOUR}top = channels["per_hour"].nlargest(3)\nahead = top.iloc[0] / top.iloc[2] - 1',
            "You compared with the third",
        ),
        (
            f"top = ({_REACH}).nlargest(2)\nahead = top.iloc[0] / top.iloc[1] - 1",
            "You took the target reach, whatever the hours",
        ),
        (
            f'{_PER_HOUR}best, second = channels["per_hour"].nlargest(2)\nahead = 100 * (best / second - 1)',
            "That is in percent",
        ),
    ],
    "is_measurable": [
        (
            f'{_IS}    return bool(goal["number"]) and goal["unit"].strip() != "" and goal["deadline"].strip() != ""',
            "A goal of zero is refused. Python takes 0 for False",
        ),
        (f"{_IS}    return all(goal.values())", "A goal of zero is refused, and blanks count as filled in"),
        (
            f'{_IS}    return goal["number"] is not None and goal["unit"] != "" and goal["deadline"] != ""',
            "Blanks alone count as filled in",
        ),
        (
            f'{_IS}    return goal["unit"].strip() != "" and goal["deadline"].strip() != ""',
            "It does not ask for the number",
        ),
        (
            f'{_IS}    return goal["number"] is not None and goal["deadline"].strip() != ""',
            "It does not ask for the unit",
        ),
        (
            f'{_IS}    return goal["number"] is not None and goal["unit"].strip() != ""',
            "It does not ask for the deadline",
        ),
        (f'{_IS}    return goal["number"] is not None', "It asks for the number only"),
        (
            f'{_IS}    return goal["number"] is not None or goal["unit"].strip() != "" or '
            'goal["deadline"].strip() != ""',
            "One part is enough for it",
        ),
        (
            f'{_IS}    return goal["number"] is None or goal["unit"].strip() == "" or goal["deadline"].strip() == ""',
            "It is turned round",
        ),
        (f"{_IS}    return True", "It says True to every goal"),
        (f"{_IS}    return False", "It says False to every goal"),
        (
            f'{_IS}    return (goal["number"] is not None and goal["number"] > 0 and goal["unit"].strip() != ""\n'
            '            and goal["deadline"].strip() != "")',
            "It asks for a number above 0",
        ),
        (
            f'{_IS}    if goal["number"] is not None and goal["unit"].strip() and goal["deadline"].strip():\n'
            "        return True",
            "Add a last line: return False",
        ),
        (
            f'{_IS}    return goal["number"] and goal["unit"] and goal["deadline"]',
            "It hands over one of the parts, refuses a goal of zero and lets blanks pass",
        ),
        (
            f'{_IS}    return goal["number"] and goal["unit"].strip() and goal["deadline"].strip()',
            "It hands over one of the parts, and refuses a goal of zero",
        ),
        (
            f'{_IS}    return goal["number"] is not None and goal["unit"].strip() != "" and "-" in goal["deadline"]',
            "True was expected",
        ),
        (
            f'{_IS}    return (goal["number"] is not None and goal["number"] >= 0 and goal["unit"].strip() != ""\n'
            '            and goal["deadline"].strip() != "")',
            "True was expected",
        ),
        (
            f'{_IS}    goal["unit"] = goal["unit"].strip()\n    goal["deadline"] = goal["deadline"].strip()\n'
            '    return goal["number"] is not None and goal["unit"] != "" and goal["deadline"] != ""',
            "Put what you make under a name of its own",
        ),
        (
            f'{_IS}    return goal["number"] is not None and goal["unit"].strip() and goal["deadline"].strip()',
            "It hands over one of the texts",
        ),
        (
            f'{_IS}    if goal["number"] is not None and goal["unit"].strip() and goal["deadline"].strip():\n'
            '        return "True"\n    return "False"',
            "It hands over the word in quotes",
        ),
        (f'{_IS}    print(goal["number"] is not None)', "Write return instead of print"),
        ("def is_measurable(number, unit, deadline):\n    return True", "must take 1 input"),
    ],
}
