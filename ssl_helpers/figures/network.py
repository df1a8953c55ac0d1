"""Module 6: who is in your network?"""

import pandas as pd

from ssl_helpers import network, plots


def show_mix(people: pd.DataFrame) -> None:
    """Bars: the proportion of each category among all people, customers pointed out."""
    mix = network.mix(people)
    named = ", ".join(f"{category.replace('_', ' ')} {plots.percent(part)}" for category, part in mix.items())
    plots.show(
        plots.bars(mix, "What the network is composed of", "% of all people", marked=["customer"]),
        alt=f"Bar chart of the seven categories, in percent of all people: {named}.",
    )


def show_white_spots(people: pd.DataFrame, accounts: pd.DataFrame) -> None:
    """Tiles: one per customer company, those where you know nobody pointed out. accounts: with company_key."""
    customers = accounts[accounts.category == "customer"].drop_duplicates("company_key")
    known = customers.company_key.isin(people.company_key)
    plots.show(
        plots.tiles(known, "Customers: ● you know somebody   ? you know nobody"),
        alt=f"{len(known)} tiles, one for each customer. {known.sum()} have a dot: somebody there is in the network. "
        f"{(~known).sum()} are hatched and have a question mark: nobody is.",
    )


def show_before_after(people: pd.DataFrame) -> None:
    """Bars: of the people connected to 2023, and from 2024 on, the proportion at customers."""
    periods = network.before_after(people)
    named = ", ".join(f"{period} {plots.percent(part)}" for period, part in periods.items())
    plots.show(
        plots.bars(periods, "Customers among the new connections", "% of the people connected in the period"),
        alt=f"Two bars, customers in percent of the people connected in the period: {named}.",
    )
