"""Answers to the exercises of module 0."""

CONSTANTS = {"connections", "product_proportion", "customer_proportion"}
"""Tasks whose numbers stand in the task's text, so what is right does not depend on the firm."""

RIGHT = {
    "connections": [
        "connections = 600",
        "connections=600.0",
        "connections = 6 * 100",
        "connections = 600\nprint(connections)",
        "connections = 600  # people",
        'connections = 600\ncheck("start.connections")',
    ],
    "product_proportion": [
        "product_proportion = 1 / 5",
        "product_proportion = 0.2",
        "product_proportion = 0.20",
        "helpful = 4\nproducts = 1\nproduct_proportion = products / (helpful + products)",
        "product_proportion = 1 / (4 + 1)",
        "product_proportion = 20 / 100",
    ],
    "customer_proportion": [
        "customer_proportion = 42/600",
        "customer_proportion = 0.07",
        "customers = 42\npeople_in_all = 600\ncustomer_proportion = customers / people_in_all\ncustomer_proportion",
        "customer_proportion = 1 - 558 / 600",
        "customer_proportion = .07",
    ],
    "people": [
        'people = raw.dropna(subset=["First Name"])',
        'people = raw[~raw["First Name"].isna()]',
        'people = raw.loc[raw["Last Name"].notna()].reset_index(drop=True)',
        'named = raw["First Name"].notna()\npeople = raw[named].copy()',
        'people = raw.query("`First Name`.notna()")',
        'people = raw[raw["First Name"].notna()].sort_values("First Name")',
        "people = raw[raw.URL.notnull()]",
    ],
    "proportion": [
        "def proportion(part, whole):\n"
        "    if whole == 0:\n"
        '        return float("nan")\n'
        "    else:\n"
        "        return part / whole",
        "def proportion(part, whole):\n"
        "    try:\n"
        "        return part / whole\n"
        "    except ZeroDivisionError:\n"
        '        return float("nan")',
        'def proportion(part, whole):\n    return part / whole if whole != 0 else float("NaN")',
        "import math\n\n\n"
        "def proportion(part, whole):\n"
        "    result = math.nan\n"
        "    if whole > 0:\n"
        "        result = part / whole\n"
        "    return result",
        "import numpy as np\n\n\ndef proportion(part, whole):\n    return np.divide(part, whole) if whole else np.nan",
    ],
}

WRONG = {
    "connections": [
        ('connections = "600"', "The quotes make it text"),
        ("connections = 600.5", "it must be a whole number"),
        ("connections = 60", "a zero too few"),
        ("connections = 6000", "a zero too many"),
        ("connections = 600 people", "Take `people` away"),
        ('connections = "600 people"', "Write the number without quotes"),
        ("connections = 600people", "a number has no letters in it"),
        ("connections = “600”", "The sign “ is not a quote that Python knows"),
        ("Connections = 600", "You called it `Connections`"),
        ("connectons = 600", "You called it `connectons`"),
        ("connections 600", "so write connections = 600"),
        ("connections == 600", "one =: connections = 600"),
        ("connections: 600", "Write = in its place"),
        ("connections = ...\nconnections == 600", "dots are still there"),
        ("600 = connections", "Turn them round"),
        ("connections = 600,", "no comma at the end"),
        ("connections = [600]", "Take it out first"),
        ("connections = print(600)", "Python's word for nothing"),
        ("connections = 601", "The whole number of people that the task names was expected"),
        ("connections = 900", "That is the number of followers in the lesson"),
        ("connections = 42", "how many of them work at customers, in task 3"),
    ],
    "product_proportion": [
        ("product_proportion = 1 / 4", "That is one post of four"),
        ("product_proportion = 1 / (1 + 3)", "That is one post of four"),
        ("product_proportion = 25", "If this is in percent, it is one post of four"),
        ("product_proportion = 80", "If this is in percent, it is the proportion of helpful posts"),
        ("product_proportion = 4 / 5", "That is the proportion of helpful posts"),
        ("product_proportion = 20", "That is in percent"),
        ("product_proportion = 1 / 1 + 4", "Python divides before it adds"),
        ("product_proportion = 5 / 1", "The part stands on top, the whole below"),
        ("product_proportion = 4", "how many helpful posts go with each one"),
        ("product_proportion = 1 / 4 + 1", "Put round brackets around the sum, so that"),
        ("product_proportion = 0,2", "Write decimals with a point"),
        ("product_proportion = 0,20", "Write decimals with a point"),
        ("product_proportion = 20%", "Python knows no percent sign"),
        ("product_proportion = ,2", "Write it with a zero and a point"),
        ("product_proportion = 1:4", "To divide, Python uses the sign /"),
        ("product_proportion = 1 of 5", "To divide, write 1 / 5"),
        ("product_proportion = 1 / (1 + 4", "never closed"),
        ("product_proportion = 1 // 5", "0 would mean that no post"),
    ],
    "customer_proportion": [
        ("customer_proportion = 7", "That is in percent"),
        ("customer_proportion = 42 / 600 * 100", "That is in percent"),
        ("customer_proportion = 600 / 42", "You divided the other way round"),
        ("customer_proportion = 14.29", "You divided the other way round"),
        ("customer_proportion = 42 / 558", "You divided by the people who are not at customers"),
        ("customer_proportion = 42 / (42 + 600)", "You counted the customers twice"),
        ("customer_proportion = 558 / 600", "not at customers. The task asks for those who are"),
        ("customer_proportion = 0.7", "That is ten times too much"),
        ("customer_proportion = 42", "That is the part alone"),
        ("customer_proportion = 600", "That is the whole alone"),
        ("customer_proportion = 600 - 42", "Divide, do not subtract"),
        ("customer_proportion = 0,07", "Write it with a point"),
        ("customer_proportion = 0, 07", "Write it with a point"),
        ("customer_proportion = 7%", "Python knows no percent sign"),
        ("customer_proportion = 7 %", "Python knows no percent sign"),
        ("customer_proportion = 42/600 %", "Take it away"),
        ('customer_proportion = "0.07"', "The quotes make it text"),
        ('customer_proportion = "7 %"', "The quotes make it text"),
        ("customer_proportion = 42:600", "To divide, Python uses the sign /"),
        ("customer_proportion = 42 / 600 = 0.07", "One = is enough"),
        ("customer_proportion = 42 customers / 600 people", "Take `customers` away"),
        ("customer_proportion = customers / connections", "The notebook does not know `customers`"),
        ("customer proportion = 42 / 600", "Use an underscore: customer_proportion"),
        ("customer_proportion = 42 // 600", "0 would mean that nobody"),
        ("customer_proportion = 0.5", "What was expected: the people at customers"),
    ],
    "people": [
        ("people = raw", "The rows without a name are still in there"),
        ("people = raw.dropna()", "No row is left"),
        ('people = raw[raw["First Name"] == ""]', "No row is left"),
        ('people = raw[raw["Connected On"].isna()]', "every row has a date"),
        ('people = raw[raw["Connected On"].notna()]', "The rows without a name are still in there"),
        ('people = raw["First Name"]', "What was expected: whole rows of raw"),
        ('people = raw[["First Name", "Company", "Connected On"]]', "with all seven columns"),
        ('people = raw[raw["Company"].notna()]', "People who give no company are gone"),
        ('people = raw.dropna(subset=["First Name", "Company"])', "People who give no company are gone"),
        ('people = raw[raw["First Name"].isna()]', "These are the rows without a name"),
        ('people = raw["First Name"].notna()', "put it in square brackets after the table"),
        ('people = len(raw[raw["First Name"].notna()])', "Give the rows themselves"),
        ('people = raw["First Name"].dropna()', "without those that have no first name"),
        ('people = raw[raw["First name"].notna()]', 'did you mean "First Name"'),
        ("people = raw[raw[First Name].notna()]", 'quotes around it: "First Name"'),
        ('people = raw["First Name".notna()]', "Write the table before it"),
        ('people = raw[raw["First Name"].notna]', "needs round brackets: .notna()"),
        ('people = raw[raw["First Name"]]', "not True or False for each row"),
        ('people = raw[raw["First Name"].notna()', "never closed"),
        ('people = raw[raw["First Name"].notna()][["First Name", "Last Name"]]', "no column 'URL'"),
        ('raw = raw[raw["First Name"].notna()]', "Write this name at the left of ="),
    ],
    "proportion": [
        (
            'def proportion(part, whole):\n    return round(part / whole, 2) if whole else float("nan")',
            "That is rounded",
        ),
        (
            'def proportion(part, whole):\n    return 100 * part / whole if whole else float("nan")',
            "That is in percent",
        ),
        (
            'def proportion(part, whole):\n    return part // whole if whole else float("nan")',
            "Divide with one /",
        ),
        (
            'def proportion(part, whole):\n    return whole / part if part else float("nan")',
            "It divides the other way round",
        ),
        (
            "def proportion(part, whole):\n    if whole == 0:\n        return 0\n    return part / whole",
            "Of a whole of 0 nothing is known",
        ),
        (
            "def proportion(part, whole):\n    if whole != 0:\n        return part / whole",
            "It hands over nothing when the whole is 0",
        ),
        ("def proportion(part, whole):\n    return part / whole", "It stops when the whole is 0"),
        ("def proportion(part, whole):\n    return whole / part", "gives 4. 0.25 was expected"),
        ("def proportion(part, whole):\n    return part / whole * 100", "gives 25. 0.25 was expected"),
        ("def proportion(part, whole):\n    return round(part / whole, 2)", "gives 0.33. 0.3333 was expected"),
        ("def proportion(part, whole):\n    print(part, whole)", "Write return instead of print"),
        ("def proportion(part, whole):\n    part / whole if whole else 0", "Did you forget return"),
        ("def proportion(part, whole):\n    return 42 / 600", "was expected"),
        ("def proportion(part):\n    return part / 600", "must take 2 inputs"),
        ("def proportion(part, whole)\n    return part / whole", "A colon is missing"),
        ("def proportion(part, whole):\nreturn part / whole", "four blanks"),
        ("proportion = 42 / 600", "A function was expected"),
        (
            'def proportion(part, whole):\n    if whole = 0:\n        return float("nan")\n    return part / whole',
            "write ==",
        ),
        (
            "def proportion(part, whole):\n    if whole == 0:\n        return nan\n    return part / whole",
            "was expected",
        ),
    ],
}
