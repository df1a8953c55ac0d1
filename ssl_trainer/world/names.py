"""Invented names of people and companies, and the ways in which people misspell a company."""

from collections.abc import Iterator

import numpy as np
from faker import Faker

_FIRST = [
    "Kvist",
    "Løv",
    "Birke",
    "Elle",
    "Grå",
    "Høje",
    "Fjord",
    "Mose",
    "Hede",
    "Lyng",
    "Ege",
    "Aske",
    "Sten",
    "Ravne",
]
_SECOND = ["toft", "bæk", "gaard", "lund", "bjerg", "dal", "vang", "rup", "kær", "næs", "sund", "ås"]
_TRADES = [
    "Pumper",
    "Emballage",
    "Fødevarer",
    "Plast",
    "Glas",
    "Logistik",
    "Maskiner",
    "Mejeri",
    "Ventilation",
    "Møbler",
    "Beton",
    "Køl",
    "Bageri",
    "Basisfoto",
    "Værktøj",
    "Tekstil",
]


def companies(rng: np.random.Generator) -> Iterator[str]:
    """Endless company names with their legal form; no two share a place, so no two share a key."""
    places = [first + second for first in _FIRST for second in _SECOND]
    for place in rng.permutation(places):
        form = rng.choice([" A/S", " A/S", " ApS", ""])
        yield f"{place} {rng.choice(_TRADES)}{form}"


def misspelt(rng: np.random.Generator, company: str) -> str:
    """The company as somebody might write it on a profile: never letter by letter as given, but with its key."""
    bare = company.removesuffix(" A/S").removesuffix(" ApS")
    ways = [bare, f"{bare} AS", f"{bare} a/s", bare.upper(), bare.lower(), company.upper(), bare.replace(" ", "  ", 1)]
    return str(rng.choice([way for way in ways if way != company]))


def people(seed: int) -> Iterator[tuple[str, str]]:
    """Endless pairs of first and last name, no pair twice, drawn from Faker's Danish names."""
    fake = Faker("da_DK")
    fake.seed_instance(seed)
    met = set()
    while True:
        pair = (fake.first_name(), fake.last_name())
        if pair not in met:
            met.add(pair)
            yield pair
