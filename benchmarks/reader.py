"""How long a large archive takes from file to report, and how much memory: one larger than nearly anybody has."""

import csv
import io
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

CONNECTIONS, MESSAGES, POSTS, ACCOUNTS = 30_000, 50_000, 10_000, 2_000

WORDS = (
    "vi",
    "mødes",
    "på",
    "fredag",
    "😀",
    "jeres nye lager,",
    'som han "viste"',
    "tallene",
    "tilbud til kunder",
    "i år",
)
ADDRESS = "https://www.linkedin.com/in/person-{}-%C3%B8"
NOTES = 'Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n'
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
HEADERS = {
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
    "messages.csv": '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS",'
    '"DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT","IS CONVERSATION DRAFT"\n',
    "Shares.csv": "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n",
}


def text(rng: random.Random, length: int) -> str:
    """Words with a line break now and then, of about that many characters."""
    some = " ".join(rng.choices(WORDS, k=length // 5))
    return "\n".join(some[at : at + 120] for at in range(0, length, 120))[:length]


def moment(rng: random.Random) -> str:
    return f"20{rng.randrange(10, 27)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02} {rng.randrange(24):02}:14:09"


def connection(rng: random.Random, at: int) -> list[str]:
    day = f"{rng.randrange(1, 29):02} {rng.choice(MONTHS)} 20{rng.randrange(10, 27)}"
    return [f"Nina {at}", f"Holm, {at}", ADDRESS.format(at), "", f"Firma {at % 900}", "Indkøber", day]


def message(rng: random.Random, other: int) -> list[str]:
    sides = [("Mig Selv", ADDRESS.format("x")), (f"Nina {other} Holm", ADDRESS.format(other))]
    rng.shuffle(sides)
    head = [f"2-{other}==", "", *sides[0], *sides[1], moment(rng) + " UTC", ""]
    return [*head, text(rng, rng.randrange(300, 601)), "INBOX", "", "No", "No"]


def post(rng: random.Random, at: int) -> list[str]:
    lines = text(rng, 1000).replace("\n", '"\n"')
    return [moment(rng), f"https://www.linkedin.com/feed/update/{at}", lines, "", "", "MEMBER_NETWORK"]


def make_archive(path: Path, connections: int = CONNECTIONS, messages: int = MESSAGES, posts: int = POSTS) -> None:
    """Write an archive in LinkedIn's format of 2026."""
    rng = random.Random(2026)
    tables = {
        "Connections.csv": (connection(rng, at) for at in range(connections)),
        "messages.csv": (message(rng, rng.randrange(connections)) for _ in range(messages)),
        "Shares.csv": (post(rng, at) for at in range(posts)),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            file = io.StringIO(newline="")
            file.write(NOTES * (name == "Connections.csv") + HEADERS[name])
            csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL * (name == "messages.csv")).writerows(rows)
            archive.writestr(name, file.getvalue())


def peak_megabytes() -> float:
    """The most memory that this process has had."""
    if os.name == "nt":
        import psutil

        return psutil.Process().memory_info().peak_wset / 2**20
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def measured(what: str, step: object, *given: object) -> object:
    """What `step` gives; its seconds are printed, and the most memory so far."""
    wall, process = time.perf_counter(), time.process_time()
    result = step(*given)
    wall, process = time.perf_counter() - wall, time.process_time() - process
    print(f"{what}: {process:.2f} s of the processor, {wall:.2f} s in all, at most {peak_megabytes():.0f} MB so far")
    return result


def steps(path: Path) -> None:
    """Every step that is measured, in one fresh process. A further one is a further line."""
    from ssl_helpers.account_list import read_accounts
    from ssl_helpers.linkedin import read_export
    from ssl_helpers.my_network.page import report
    from ssl_helpers.my_network.picture import picture

    print(f"before: at most {peak_megabytes():.0f} MB")
    export = measured("read", read_export, path)
    print({name: len(table) for name, table in export.tables.items() if len(table)})
    accounts = measured("accounts", read_accounts, path.with_name("accounts.csv"))
    found = measured("picture", picture, export, accounts)
    measured("report", report, found)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make_archive(Path(sys.argv[2]))
        firms = "".join(f"Firma {at} A/S\n" for at in range(ACCOUNTS))
        Path(sys.argv[2]).with_name("accounts.csv").write_text("Firma\n" + firms, encoding="utf-8")
    elif sys.argv[1:2] == ["measure"]:
        steps(Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            archive = str(Path(folder) / "Complete_LinkedInDataExport_10-08-2026.zip")
            # Each in a process of its own: on Linux a child starts with the most memory that its parent had.
            for step in ("make", "measure"):
                subprocess.run([sys.executable, __file__, step, archive], check=True)
