"""Answers to the exercises of module 7."""

RIGHT = {
    "per_week": [
        "per_week = posts.groupby('week').size().reindex(weeks).fillna(0)",
        "per_week = content.per_week(posts.posted_at, TODAY)",
        "per_week = {monday: (posts['week'] == monday).sum() for monday in weeks}",
        "per_week = {}\nfor monday in weeks:\n    per_week[monday.date()] = len(posts[posts.week == monday])",
        "per_week = posts.week.dt.strftime('%Y-%m-%d').value_counts().reindex(weeks.astype(str), fill_value=0)",
        "per_week = posts['week'].value_counts().reindex(weeks, fill_value=0).reset_index()",
        "per_week = posts['week'].value_counts().reindex(reversed(weeks), fill_value=0).astype(float)",
        # A Sunday names its week as well as the Monday does.
        "per_week = posts.resample('W', on='posted_at').size().reindex(weeks + pd.Timedelta(days=6), fill_value=0)",
        "per_week = posts.posted_at.dt.to_period('W').value_counts().reindex(weeks.to_period('W'), fill_value=0)",
        "per_week = posts.posted_at.dt.to_period('W').value_counts()\n"
        "per_week = per_week.reindex(weeks.to_period('W'), fill_value=0)\n"
        "per_week.index = per_week.index.astype(str)",
        "number = posts.posted_at.dt.isocalendar().week\n"
        "per_week = number.value_counts().reindex(weeks.isocalendar().week, fill_value=0)",
        "year_week = posts.posted_at.dt.isocalendar()\n"
        "per_week = year_week.groupby(['year', 'week']).size()\n"
        "for monday in weeks.isocalendar().itertuples():\n"
        "    per_week.loc[(monday.year, monday.week)] = per_week.get((monday.year, monday.week), 0)",
        "per_week = posts.posted_at.dt.strftime('%G-W%V').value_counts()\n"
        "per_week = per_week.reindex(weeks.strftime('%G-W%V'), fill_value=0)",
        "every = pd.DataFrame({'week': weeks})\n"
        "count = posts.groupby('week').size().rename('posts').reset_index()\n"
        "per_week = every.merge(count, how='left').fillna({'posts': 0})",
        "per_week = posts.pivot_table(index='week', values='kind', aggfunc='count').reindex(weeks, fill_value=0)",
        "from collections import Counter\n\n"
        "count = Counter(posts.week)\nper_week = pd.Series([count[monday] for monday in weeks], index=weeks)",
        "per_week = posts.groupby('week').count().reindex(weeks, fill_value=0)['kind']",
        "per_week = posts.value_counts('week').reindex(weeks, fill_value=0).to_frame()",
        "per_week = pd.Series(0, index=weeks).add(posts.week.value_counts(), fill_value=0)",
        "per_week = posts.week.value_counts(sort=False).reindex(list(weeks), fill_value=0).to_dict()",
        "number = posts.posted_at.dt.isocalendar().week.astype(str)\n"
        "per_week = number.value_counts().reindex(weeks.isocalendar().week.astype(str), fill_value=0)",
        "per_week = posts.posted_at.dt.strftime('W%V').value_counts().reindex(weeks.strftime('W%V'), fill_value=0)",
        "per_week = posts.week.dt.strftime('%d-%m-%Y').value_counts()\n"
        "per_week = per_week.reindex(weeks.strftime('%d-%m-%Y'), fill_value=0)",
        "per_week = posts.week.dt.strftime('%d.%m.%Y').value_counts()\n"
        "per_week = per_week.reindex(weeks.strftime('%d.%m.%Y'), fill_value=0)",
        "from collections import Counter\n\n"
        "count = Counter(posts['week'])\nper_week = {monday: count[monday] for monday in weeks}",
    ],
    "ratio": [
        "ratio = (posts.kind == 'inspiration').sum() / (posts.kind == 'product').sum()",
        "inspiration = posts[posts['kind'] == 'inspiration']\n"
        "product = posts[posts['kind'] == 'product']\n"
        "ratio = len(inspiration) / len(product)",
        "part = posts.kind.value_counts(normalize=True)\nratio = part.inspiration / part['product']",
        "ratio = content.ratio(posts['kind'])",
        "count = posts.groupby('kind').size()\nratio = count.iloc[0] / count.iloc[1]",
        "count = posts['kind'].value_counts()\nratio = count.max() / count.min()",
        "count = posts['kind'].value_counts()\nratio = count.loc['inspiration'] / count.loc['product']",
        "inspiration = 0\nproduct = 0\nfor kind in posts['kind']:\n    if kind == 'product':\n"
        "        product = product + 1\n"
        "    else:\n        inspiration = inspiration + 1\nratio = inspiration / product",
        "is_product = posts.kind.eq('product')\nratio = (~is_product).sum() / is_product.sum()",
        "ratio = posts.kind.value_counts().pipe(lambda count: count['inspiration'] / count['product'])",
        "p = (posts.kind == 'product').mean()\nratio = (1 - p) / p",
        "count = posts['format'].groupby(posts['kind']).count()\nratio = count['inspiration'] / count['product']",
        "from fractions import Fraction\n\ncount = posts['kind'].value_counts()\n"
        "ratio = Fraction(int(count['inspiration']), int(count['product']))",
        "ratio = posts.kind.str.count('inspiration').sum() / posts.kind.str.count('product').sum()",
        "count = posts['kind'].value_counts()\nratio = (len(posts) - count['product']) / count['product']",
        "ratio = list(posts.kind).count('inspiration') / list(posts.kind).count('product')",
    ],
    "product_to_drop": [
        "product_to_drop = content.product_to_drop(posts.kind)",
        "count = posts['kind'].value_counts()\nproduct_to_drop = count['product'] - count['inspiration'] // 4",
        "count = posts.kind.value_counts()\nproduct_to_drop = 0\n"
        "while count['inspiration'] < 4 * (count['product'] - product_to_drop):\n    product_to_drop += 1",
        "import math\n\ncount = posts.kind.value_counts()\n"
        "product_to_drop = math.ceil(count['product'] - count['inspiration'] / 4)",
        "count = posts.kind.value_counts()\nproduct_to_drop = count['product'] - int(count['inspiration'] / 4)",
        "import math\n\ncount = posts.kind.value_counts()\n"
        "product_to_drop = float(count['product'] - math.floor(count['inspiration'] / 4))",
        "import numpy as np\n\ncount = posts.kind.value_counts()\n"
        "product_to_drop = np.ceil(count['product'] - 0.25 * count['inspiration'])",
        "helpful = len(posts[posts.kind == 'inspiration'])\nproduct = len(posts) - helpful\n"
        "product_to_drop = product - helpful // 4",
        "helpful = (posts.kind == 'inspiration').sum()\nproduct = (posts.kind == 'product').sum()\n"
        "product_to_drop = min(drop for drop in range(product + 1) if helpful >= 4 * (product - drop))",
        "count = posts.kind.value_counts()\nstays, _ = divmod(count['inspiration'], 4)\n"
        "product_to_drop = count['product'] - stays",
        "count = posts.kind.value_counts()\nproduct_to_drop = -((count['inspiration'] - 4 * count['product']) // 4)",
        "helpful = posts.kind.eq('inspiration').sum()\nproduct = posts.kind.eq('product').sum()\n"
        "for drop in range(product, -1, -1):\n    if product - drop <= helpful * 0.25:\n        product_to_drop = drop",
        "count = posts.kind.value_counts()\nproduct_to_drop = 0\n"
        "while (count['product'] - product_to_drop) / (len(posts) - product_to_drop) > 0.2:\n"
        "    product_to_drop = product_to_drop + 1",
        "count = posts['kind'].value_counts()\n"
        "product_to_drop = (4 * count['product'] - count['inspiration'] + 3) // 4",
        "count = posts['kind'].value_counts()\n"
        "product_to_drop = (count['product'] - count['inspiration'] // 4).astype('float64')",
    ],
    "eng_rate": [
        "total = posts.groupby('kind')[['engagements', 'impressions']].sum()\n"
        "eng_rate = (total['engagements'] / total['impressions']).to_dict()",
        "eng_rate = content.engagement_rate(posts, 'kind')",
        "by_kind = posts.groupby('kind')\neng_rate = by_kind.engagements.sum() / by_kind.impressions.sum()",
        "eng_rate = posts.groupby('kind').apply(lambda some: some.engagements.sum() / some.impressions.sum())",
        "eng_rate = {}\nfor kind in ['product', 'inspiration']:\n    some = posts[posts['kind'] == kind]\n"
        "    eng_rate[kind] = some['engagements'].sum() / some['impressions'].sum()",
        "by_kind = posts.groupby('kind')[['engagements', 'impressions']].mean()\n"
        "eng_rate = by_kind['engagements'] / by_kind['impressions']",
        "total = posts.pivot_table(index='kind', values=['engagements', 'impressions'], aggfunc='sum')\n"
        "eng_rate = total.engagements / total.impressions",
        "rate = posts.assign(rate=posts.engagements / posts.impressions)\n"
        "weighted = (rate.rate * rate.impressions).groupby(rate.kind).sum()\n"
        "eng_rate = weighted / rate.impressions.groupby(rate.kind).sum()",
        "total = posts.groupby('kind', as_index=False)[['engagements', 'impressions']].sum()\n"
        "total['rate'] = total.engagements / total.impressions\neng_rate = total[['kind', 'rate']]",
        "total = posts.groupby('kind')[['engagements', 'impressions']].sum()\n"
        "eng_rate = (total['engagements'] / total['impressions']).to_frame('eng_rate')",
        "total = posts.groupby('kind').sum(numeric_only=True)\neng_rate = total.engagements.div(total.impressions)",
        "total = posts.groupby('kind')[['engagements', 'impressions']].sum().T\n"
        "eng_rate = total.loc['engagements'] / total.loc['impressions']",
        "total = posts.groupby('kind')[['engagements', 'impressions']].sum()\n"
        "eng_rate = (total['engagements'] / total['impressions']).reset_index()",
        "import numpy as np\n\neng_rate = posts.groupby('kind')[['engagements', 'impressions']].apply(\n"
        "    lambda some: np.average(some.engagements / some.impressions, weights=some.impressions)\n)",
        "total = posts.groupby('kind')[['engagements', 'impressions']].sum().eval('engagements / impressions')\n"
        "eng_rate = total.sort_values()",
        "helps = posts[posts.kind == 'inspiration']\nsells = posts[posts.kind == 'product']\n"
        "eng_rate = pd.Series(\n    [helps.engagements.sum() / helps.impressions.sum(), "
        "sells.engagements.sum() / sells.impressions.sum()],\n    index=['inspiration', 'product'],\n)",
        # Six decimals are within half a per cent.
        "total = posts.groupby('kind')[['engagements', 'impressions']].sum()\n"
        "eng_rate = (total['engagements'] / total['impressions']).round(6)",
    ],
    "mean_per_week": [
        "mean_per_week = posts.shape[0] / 26",
        "mean_per_week = posts['week'].value_counts().reindex(weeks, fill_value=0).mean()",
        "mean_per_week = content.per_week(posts.posted_at, TODAY).mean()",
        "mean_per_week = posts['week'].value_counts().sum() / len(weeks)",
        "mean_per_week = sum((posts.week == monday).sum() for monday in weeks) / weeks.size",
    ],
    "weeks_on_target": [
        "weeks_on_target = content.weeks_on_target(content.per_week(posts.posted_at, TODAY))",
        "count = posts['week'].value_counts()\nweeks_on_target = len(count[(count >= 3) & (count <= 5)])",
        "count = posts.groupby('week').size()\nweeks_on_target = count.isin([3, 4, 5]).sum()",
        "weeks_on_target = 0\nfor number in posts.week.value_counts():\n    if 3 <= number <= 5:\n"
        "        weeks_on_target += 1",
    ],
    "weeks_with_new": [
        "weeks_with_new = len(posts[posts.own_new].week.unique())",
        "weeks_with_new = content.weeks_with_new(posts)",
        "weeks_with_new = posts.groupby('week').own_new.any().sum()",
        "weeks_with_new = len(posts[posts.own_new].week.value_counts())",
        "new = posts[posts['own_new'] == True]['week'].value_counts().reindex(weeks, fill_value=0)\n"
        "weeks_with_new = (new >= 1).sum()",
        "weeks_with_new = len(set(posts.loc[posts.own_new, 'week']))",
    ],
    "rate_table": [
        "rate_table = content.engagement_rate(posts, ['format', 'kind'])",
        "both = posts.groupby(['kind', 'format'])\n"
        "rate_table = (both.engagements.sum() / both.impressions.sum()).unstack()",
        "rate_table = {}\nfor (kind, form), some in posts.groupby(['kind', 'format']):\n"
        "    rate_table[kind, form] = some.engagements.sum() / some.impressions.sum()",
        "top = posts.pivot_table(index='format', columns='kind', values='engagements', aggfunc='sum')\n"
        "below = posts.pivot_table(index='format', columns='kind', values='impressions', aggfunc='sum')\n"
        "rate_table = top / below",
        "total = posts.groupby(['kind', 'format'], as_index=False)[['engagements', 'impressions']].sum()\n"
        "total['rate'] = total.engagements / total.impressions\nrate_table = total[['kind', 'format', 'rate']]",
        "both = posts.groupby(['kind', 'format'])\n"
        "rate_table = both.apply(lambda one: one.engagements.sum() / one.impressions.sum())",
    ],
    "plan": [
        "def plan(weeks, per_week):\n    n = weeks * per_week\n    five = ['product'] + ['inspiration'] * 4\n"
        "    return five * (n // 5) + ['inspiration'] * (n % 5)",
        "def plan(weeks, per_week):\n    n = weeks * per_week\n"
        "    five = ['inspiration', 'inspiration', 'product', 'inspiration', 'inspiration']\n"
        "    return ['inspiration'] * (n % 5) + five * (n // 5)",
        "def plan(weeks, per_week):\n    kinds = []\n    for number in range(1, weeks * per_week + 1):\n"
        "        if number % 5 == 0:\n            kinds.append('product')\n        else:\n"
        "            kinds.append('inspiration')\n    return kinds",
        "plan = content.plan",
        "def plan(weeks, per_week):\n"
        "    return tuple('product' if at % 5 == 4 else 'inspiration' for at in range(weeks * per_week))",
        "import numpy as np\n\n\ndef plan(weeks, per_week):\n    kinds = np.full(weeks * per_week, 'inspiration')\n"
        "    kinds[4::5] = 'product'\n    return kinds",
        "def plan(weeks, per_week):\n    kinds = pd.Series(['inspiration'] * (weeks * per_week), dtype=object)\n"
        "    kinds[4::5] = 'product'\n    return kinds",
        # Another plan each time is fine, as long as each keeps the rules.
        "import random\n\n\ndef plan(weeks, per_week):\n    n = weeks * per_week\n"
        "    first = random.randrange(5) if n % 5 == 0 else 4\n"
        "    kinds = ['inspiration'] * n\n    for at in range(first, n, 5):\n        kinds[at] = 'product'\n"
        "    return kinds",
        "def plan(weeks, per_week):\n    kinds = ['inspiration'] * (weeks * per_week)\n    ...\n"
        "    kinds[4::5] = ['product'] * (len(kinds) // 5)\n    return kinds",
    ],
}

_DAYS = "posts.posted_at.dt.date"
_COUNT = "count = posts['kind'].value_counts()\n"
_OWN = "count = posts[posts['own_new']]['kind'].value_counts()\n"
_TOTAL = "total = posts.groupby('kind')[['engagements', 'impressions']].sum()\n"
_FOUR = "total = posts.groupby(['kind', 'format'])[['engagements', 'impressions']].sum()\n"
_RATE = "rate = posts['engagements'] / posts['impressions']\n"
_ALL = "    kinds = ['inspiration'] * (weeks * per_week)\n"

WRONG = {
    "per_week": [
        ("per_week = posts['week'].value_counts()", "The weeks without a post are missing"),
        ("per_week = posts.groupby('week').size()", "The weeks without a post are missing"),
        ("per_week = posts.groupby('week')['kind'].count().to_dict()", "The weeks without a post are missing"),
        ("per_week = posts['week'].value_counts().sort_index().resample('7D').sum()", "A week is missing at the edge"),
        ("per_week = posts.resample('W', on='posted_at').size()", "A week is missing at the edge"),
        ("per_week = posts.set_index('posted_at').resample('W')['kind'].count()", "A week is missing at the edge"),
        ("per_week = posts['week'].value_counts().reindex(weeks)", "Write fill_value=0"),
        ("per_week = posts['posted_at'].value_counts().reindex(weeks, fill_value=0)", "Every week is 0"),
        ("per_week = posts.resample('W', on='posted_at').size().reindex(weeks, fill_value=0)", "Every week is 0"),
        (
            "per_week = posts[posts['own_new']]['week'].value_counts().reindex(weeks, fill_value=0)",
            "You left out the reposts",
        ),
        (f"per_week = {_DAYS}.value_counts()", "You counted days"),
        (
            "per_week = posts['week'].value_counts(normalize=True).reindex(weeks, fill_value=0)",
            "proportions of all posts",
        ),
        ("per_week = posts['week'].value_counts().reindex(weeks, fill_value=0).tolist()", "There are no labels"),
        ("per_week = len(posts) / 26", "the number of posts in each of the 26 weeks"),
        ("per_week = posts.groupby('week')", "nothing is calculated yet"),
        ("per_week = posts['week'].value_counts().reindex(weeks, fill_value=1)", "24 of 26 are right"),
        ("per_week = posts['week'].value_counts().reindex(Weeks, fill_value=0)", "did you mean `weeks`"),
        ("per_week = posts['weeks'].value_counts().reindex(weeks, fill_value=0)", 'did you mean "week"'),
        ("per_week = reposts['week'].value_counts().reindex(weeks, fill_value=0)", "reposts"),
        ("per_week = posts['week'].value_counts().reindex(weeks fill_value=0)", "comma"),
        ("posts['week'].value_counts().reindex(weeks, fill_value=0)", "There is no `per_week` yet"),
        ("per_week = print(posts['week'].value_counts())", "Python's word for nothing"),
        (
            "per_week = posts['week'].value_counts().reindex(weeks, fill_value=0).reset_index(drop=True)",
            "lost their Mondays",
        ),
        ("per_week = posts['kind'].value_counts()", "labels are not those of the task"),
        ("per_week = [(posts['week'] == monday).sum() for monday in weeks]", "There are no labels"),
        (
            "per_week = {}\nfor number, monday in enumerate(weeks, 1):\n"
            "    per_week[number] = (posts['week'] == monday).sum()",
            "a number from 0 or 1 on does not say which week",
        ),
        ("per_week = posts['week'].value_counts().reindex(range(26), fill_value=0)", "lost their Mondays"),
        ("per_week = posts['week'].value_counts().reindex(range(1, 27))", "lost their Mondays"),
        ("per_week = posts['week'].value_counts().value_counts()", "labels are not those of the task"),
        ("from collections import Counter\n\nper_week = Counter(posts['week'])", 'Begin with posts["week"]'),
        ("per_week = posts[~posts['own_new']]['week'].value_counts()", "only the weeks that have one"),
        (
            "per_week = posts[~posts['own_new']]['week'].value_counts().reindex(weeks, fill_value=0)",
            "You counted only the reposts, as the lesson did",
        ),
        (
            "per_week = posts[posts['own_new']]['week'].value_counts()",
            "You left out the reposts and the weeks without a post",
        ),
        ("per_week = posts['week']", "That is the week of each post"),
    ],
    "ratio": [
        (_COUNT + "ratio = count['inspiration'] / len(posts)", "You divided by all posts"),
        (_COUNT + "ratio = count['product'] / len(posts)", "That is the proportion of product posts"),
        (_COUNT + "ratio = count['product'] / count['inspiration']", "the other way round"),
        (_COUNT + "ratio = count['inspiration'] - count['product']", "Divide, do not subtract"),
        (_COUNT + "ratio = count['inspiration']", "That is the number of inspiration posts"),
        (_COUNT + "ratio = len(posts) / count['product']", "You divided all posts by the product posts"),
        (_COUNT + "ratio = count['inspiration'] // count['product']", "The remainder is left out"),
        (_COUNT + "ratio = count", "many values, not one number"),
        (_COUNT + "ratio = 100 * count['inspiration'] / count['product']", "in percent"),
        (_OWN + "ratio = count['inspiration'] / count['product']", "You left out the reposts"),
        ("count = posts['format'].value_counts()\nratio = count['image'] / count['text']", "posts with an image"),
        ("ratio = 22 / 9", "the colleague in the lesson"),
        (_COUNT + "ratio = f\"{count['inspiration']}:{count['product']}\"", "The quotes make it text"),
        (_COUNT + "ratio = count['Inspiration'] / count['product']", 'did you mean "inspiration"'),
        ("ratio = counted['inspiration'] / counted['product']", "does not know `counted`"),
        (_COUNT + "ratio = count[inspiration] / count[product]", "quotes"),
        ("ratio = 1,97", "Write decimals with a point"),
        ("ratio = 4", "A number of inspiration posts for each product post"),
        ("ratio = 'inspiration' / 'product'", "text"),
        ("ratio = posts['inspiration'] / posts['product']", "inspiration"),
    ],
    "product_to_drop": [
        (_COUNT + "product_to_drop = count['inspiration'] // 4", "If this is how many product posts may stay"),
        (
            _COUNT + "product_to_drop = int(count['product'] - count['inspiration'] / 4)",
            "one product post too many stays",
        ),
        (_COUNT + "product_to_drop = 4 * count['product'] - count['inspiration']", "inspiration posts to add"),
        (_COUNT + "product_to_drop = count['product'] - count['inspiration'] / 4", "You cannot drop a part of a post"),
        (_COUNT + "product_to_drop = count['product'] - len(posts) // 5", "You allowed a fifth of all posts"),
        (_COUNT + "product_to_drop = count['product'] - int(0.2 * len(posts))", "You allowed a fifth of all posts"),
        (_COUNT + "product_to_drop = count['product'] - count['inspiration'] // 3", "a quarter of all posts"),
        (_COUNT + "product_to_drop = count['inspiration'] / 4", "it must be a whole number"),
        (_COUNT + "product_to_drop = count['product'] - count['inspiration'] // 5", "a sixth of all posts"),
        (_OWN + "product_to_drop = count['product'] - count['inspiration'] // 4", "You left out the reposts"),
        ("product_to_drop = 9 - 22 // 4", "the colleague in the lesson"),
        (_COUNT + "product_to_drop = count['product']", "That is all product posts"),
        (_COUNT + "product_to_drop = count['inspiration'] // 4 - count['product']", "the wrong way round"),
        (_COUNT + "product_to_drop = count['inspiration'] - count['product'] // 4", "You exchanged the two kinds"),
        (
            _COUNT + "product_to_drop = (count['product'] - count['inspiration']) // 4",
            "before you divided",
        ),
        (_COUNT + "product_to_drop = count['product'] / count['inspiration']", "it must be a whole number"),
        ("product_to_drop = posts[posts['kind'] == 'product']", "many values, not one number"),
        (_COUNT + "product_to_drop = count['product'] - count['helpful'] // 4", "helpful"),
        (_COUNT + "allowed = count['inspiration'] // 4\nto_drop = count['product'] - allowed", "product_to_drop"),
    ],
    "eng_rate": [
        ('eng_rate = posts["engagements"] / posts["impressions"]', "That is a rate for each post"),
        (_RATE + "eng_rate = rate.groupby(posts['kind']).mean()", "the mean of the posts' own rates"),
        ("eng_rate = posts.groupby('kind')['engagements'].mean()", "These are engagements per post"),
        (_TOTAL + "eng_rate = total['impressions'] / total['engagements']", "the other way round"),
        (_TOTAL + "eng_rate = total['engagements']", "totals of engagements"),
        (_TOTAL + "eng_rate = total['impressions']", "totals of impressions"),
        (
            _TOTAL + "eng_rate = total['engagements'] / posts['impressions'].sum()",
            "You divided by the impressions of all posts",
        ),
        (
            "total = posts.groupby('format')[['engagements', 'impressions']].sum()\n"
            "eng_rate = total['engagements'] / total['impressions']",
            "You grouped by format",
        ),
        (_TOTAL + "eng_rate = 100 * total['engagements'] / total['impressions']", "That is in percent"),
        (_TOTAL + "eng_rate = (total['engagements'] / total['impressions']).round(2)", "These rates are rounded"),
        (_TOTAL + "eng_rate = list(total['engagements'] / total['impressions'])", "There are no labels"),
        (_TOTAL + "eng_rate = total", "These are the totals, engagements and impressions side by side"),
        (_TOTAL + "eng_rate = total['engagements'] // total['impressions']", "Each is 0"),
        (_TOTAL + "eng_rate = (total['engagements'] / total['impressions']).round(1)", "Each is 0"),
        (_TOTAL + "eng_rate = total['engagements'] / len(posts)", "You divided by the number of all posts"),
        ("eng_rate = posts['kind'].value_counts()", "These are numbers of posts"),
        (
            "own = posts[posts['own_new']]\ntotal = own.groupby('kind')[['engagements', 'impressions']].sum()\n"
            "eng_rate = total['engagements'] / total['impressions']",
            "You left out the reposts",
        ),
        ("eng_rate = posts['engagements'].sum() / posts['impressions'].sum()", "each of the two kinds"),
        ("eng_rate = posts.groupby('kind')", "nothing is calculated yet"),
        (
            "total = posts.groupby('kind')['engagements', 'impressions'].sum()\n"
            "eng_rate = total['engagements'] / total['impressions']",
            "brackets",
        ),
        (_TOTAL + "eng_rate = total['engagement'] / total['impressions']", 'did you mean "engagements"'),
        (_TOTAL + "eng_rate = total['engagements'].sum() / total['impressions'].sum()", "each of the two kinds"),
        (_TOTAL + "eng_rate = total['engagements'] / total['impressions'] * 1000", "right"),
    ],
    "mean_per_week": [
        ("mean_per_week = posts['week'].value_counts().mean()", "You divided by the weeks that have posts"),
        ("mean_per_week = len(posts) / 25", "from the first post to the last"),
        ("mean_per_week = len(posts)", "That is the number of posts"),
        ("mean_per_week = len(weeks) / len(posts)", "the other way round"),
        ("mean_per_week = len(posts) / weeks", "len(…)"),
        ("mean_per_week = len(posts[posts['own_new']]) / len(weeks)", "You left out the reposts"),
        ("mean_per_week = len(posts) // len(weeks)", "If you divided with //"),
        (
            "mean_per_week = posts['week'].value_counts().reindex(weeks, fill_value=0).median()",
            "If you took .median()",
        ),
    ],
    "weeks_on_target": [
        (
            "count = posts['week'].value_counts()\nweeks_on_target = count.between(3, 5, inclusive='neither').sum()",
            "You counted weeks with exactly 4 posts",
        ),
        ("weeks_on_target = (posts['week'].value_counts() >= 3).sum()", "You counted the crowded weeks as well"),
        (
            "count = posts['week'].value_counts().reindex(weeks, fill_value=0)\nweeks_on_target = (count <= 5).sum()",
            "fewer than 3 posts as well",
        ),
        (
            "weeks_on_target = posts['week'].value_counts().between(3, 5).sum() / len(weeks)",
            "That is a proportion of all weeks",
        ),
        (
            "count = posts['week'].value_counts()\nweeks_on_target = count[count.between(3, 5)].sum()",
            "You counted the posts of these weeks",
        ),
        (
            "count = posts['week'].value_counts()\nweeks_on_target = count[count.between(3, 5)]",
            "many values, not one number",
        ),
        (
            "count = posts['week'].value_counts().reindex(weeks, fill_value=0)\n"
            "weeks_on_target = count.between(3, 5).count()",
            "True and False alike",
        ),
        (
            "count = posts['week'].value_counts()\nweeks_on_target = len(count.between(3, 5))",
            "You counted all weeks with a post",
        ),
        (
            "count = posts[posts['own_new']]['week'].value_counts()\nweeks_on_target = count.between(3, 5).sum()",
            "You left out the reposts",
        ),
    ],
    "weeks_with_new": [
        ("weeks_with_new = posts['own_new'].sum()", "You counted posts"),
        ("weeks_with_new = posts['week'].nunique()", "You counted all weeks with a post"),
        ("weeks_with_new = 26 - posts[posts['own_new']]['week'].nunique()", "the weeks without anything new"),
        ("weeks_with_new = posts[~posts['own_new']]['week'].nunique()", "You counted weeks with a repost"),
        ("weeks_with_new = (posts[posts['own_new']]['week'].value_counts() > 1).sum()", "One is enough"),
        ("weeks_with_new = posts[posts['own_new'] == 'True']['week'].nunique()", "Nothing was found"),
        ("weeks_with_new = posts[posts['own_new']]['week'].unique()", "many values, not one number"),
    ],
    "rate_table": [
        (_RATE + "rate_table = rate.groupby([posts['kind'], posts['format']]).mean()", "means of the posts' own rates"),
        (_TOTAL + "rate_table = total['engagements'] / total['impressions']", "You grouped by kind only"),
        ("rate_table = content.engagement_rate(posts, 'format')", "You grouped by format only"),
        ("rate_table = posts.groupby(['kind', 'format'])['engagements'].mean()", "These are engagements per post"),
        ("rate_table = 1 / content.engagement_rate(posts, ['kind', 'format'])", "the other way round"),
        (_FOUR + "rate_table = total", "These are the totals, engagements and impressions side by side"),
        (_FOUR + "rate_table = total['engagements']", "totals of engagements"),
        (_FOUR + "rate_table = total['engagements'] // total['impressions']", "Each is 0"),
        ("rate_table = posts.groupby(['kind', 'format']).size()", "These are numbers of posts"),
        ("rate_table = 100 * content.engagement_rate(posts, ['kind', 'format'])", "That is in percent"),
    ],
    "plan": [
        (
            "def plan(weeks, per_week):\n    kinds = []\n    for week in range(weeks):\n"
            "        kinds = kinds + ['product'] + ['inspiration'] * (per_week - 1)\n    return kinds",
            "You planned one product post for each week",
        ),
        (
            "def plan(weeks, per_week):\n    kinds = []\n    for week in range(weeks):\n"
            "        kinds = kinds + ['inspiration'] * (per_week - 1) + ['product']\n    return kinds",
            "You planned one product post for each week",
        ),
        (
            "def plan(weeks, per_week):\n" + _ALL + "    for at in range(3, len(kinds), 4):\n"
            "        kinds[at] = 'product'\n    return kinds",
            "A quarter of the posts are product",
        ),
        (
            "def plan(weeks, per_week):\n    kinds = ['inspiration'] * per_week\n"
            "    for at in range(4, len(kinds), 5):\n"
            "        kinds[at] = 'product'\n    return kinds",
            "You planned one week only",
        ),
        (
            "def plan(weeks, per_week):\n    week = ['inspiration'] * per_week\n    for at in range(4, per_week, 5):\n"
            "        week[at] = 'product'\n    return week * weeks",
            "You worked out the product posts week by week",
        ),
        (
            "def plan(weeks, per_week):\n    kinds = ['inspiration'] * (weeks * per_week)\n    print(kinds)\n"
            "    return kinds",
            "There is no product post yet",
        ),
        (
            "def plan(weeks, per_week):\n    n = weeks * per_week\n"
            "    return ['product'] * (n // 5) + ['inspiration'] * (n - n // 5)",
            "Two product posts stand too close",
        ),
        (
            "def plan(weeks, per_week):\n"
            + _ALL
            + "    kinds[0::5] = ['product'] * len(kinds[0::5])\n    return kinds",
            "Too many product posts",
        ),
        (
            "def plan(weeks, per_week):\n" + _ALL + "    for at in range(9, len(kinds), 10):\n"
            "        kinds[at] = 'product'\n    return kinds",
            "Too few product posts",
        ),
        (
            "def plan(weeks, per_week):\n    n = weeks * per_week\n    return [['inspiration'] * per_week] * weeks",
            "one flat list",
        ),
        (
            "def plan(weeks, per_week):\n" + _ALL + "    for at in range(4, len(kinds), 5):\n"
            "        kinds[at] = 'Product'\n    return kinds",
            'must be the text "inspiration" or "product"',
        ),
        (
            "def plan(weeks, per_week):\n    n = weeks * per_week\n"
            "    return (['inspiration'] * 4 + ['product']) * (n // 5)",
            "n_weeks × posts_a_week things",
        ),
        (
            "import random\n\n\ndef plan(weeks, per_week):\n    n = weeks * per_week\n"
            "    kinds = ['product'] * (n // 5) + ['inspiration'] * (n - n // 5)\n    random.shuffle(kinds)\n"
            "    return kinds",
            "plan(",
        ),
        (
            "def plan(n_weeks, posts_a_week):\n    kinds = ['inspiration'] * (n_weeks * posts_a_week)\n"
            "    for at in range(4, len(kinds), 5):\n        kinds[at] = 'product'\n        return kinds",
            "return stands inside the loop, so the function ends at the first product post",
        ),
        (
            "def plan(n_weeks, posts_a_week):\n    kinds = []\n    for at in range(n_weeks * posts_a_week):\n"
            "        kinds.append('product' if at % 5 == 4 else 'inspiration')\n        return kinds",
            "If return stands inside the loop",
        ),
        ("def plan(weeks, per_week):\n    kinds = content.plan(weeks, per_week)", "Did you forget return"),
        ("def plan(weeks, per_week):\n    print(content.plan(weeks, per_week))", "Write return instead of print"),
        ("plan = content.plan(4, 5)", "A function was expected"),
        (
            "def plan(weeks, per_week):\n" + _ALL + "    kinds[4] = 'product'\n    return kinds",
            "Too few product posts",
        ),
    ],
}
