"""A storm: rounds of random steps, each ended by a kill at a random moment, on one archive that lives through them all.

    python -m faults.storm --rounds 2000 [--seed 1] [--full-disk MOUNT]

After every round the archive is opened and compared with what was acknowledged. With `--full-disk` the archive lies on
a small file system of its own (`mount -t tmpfs -o size=8m tmpfs MOUNT`), of which each round has only a random rest.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from faults.inspection import inspect, reads_when_full
from faults.model import Model
from faults.rounds import LEDGER, in_child, make_quick, read_ledger, take_steps
from faults.steps import Place, text_of

NAMES = [f"s{number}" for number in range(24)]
TAGS = ["kept", "new", "x/y", "long reads"]
WORDS = ["dawn", "noon", "dusk", "midnight", "easter"]
LONGEST_DELAY = 0.6  # seconds until the kill
THOROUGH = 20  # every so many rounds the database of a copy is made again and compared
MOST_LEFT = 400_000  # bytes that a full disk has left at most


def random_steps(chance: random.Random) -> list[list[Any]]:
    """What a person and the program may do in half a second."""

    def names(most: int) -> list[str]:
        return chance.sample(NAMES, chance.randint(1, most))

    makers = [
        (6, lambda: ["add", names(6), chance.sample(TAGS, chance.randint(0, 2)), chance.choice(["", "page"])]),
        (
            2,
            lambda: [
                "import",
                names(8),
                [chance.choice(TAGS)],
                chance.choice(["", "Theirs"]),
                chance.choice(["", "page"]),
            ],
        ),
        (8, lambda: ["capture", chance.choice(NAMES), text_of(chance.choice(WORDS))]),
        (3, lambda: ["tag", names(5), *([tag] for tag in chance.sample(TAGS, 2))]),
        (2, lambda: ["note", chance.choice(NAMES), f"note {chance.randint(0, 99)}"]),
        (1, lambda: ["title", chance.choice(NAMES), f"My title {chance.randint(0, 99)}"]),
        (1, lambda: ["read", chance.choice(NAMES), chance.choice([True, False])]),
        (1, lambda: ["favourite", chance.choice(NAMES), chance.choice([True, False])]),
        (2, lambda: ["trash", names(4)]),
        (1, lambda: ["restore", names(3)]),
        (2, lambda: ["purge", NAMES]),
        (3, lambda: ["index"]),
        (1, lambda: ["search", chance.choice(WORDS)]),
        (1, lambda: ["reindex"]),
        (1, lambda: ["back-up-daily", chance.randint(0, 400)]),
        (1, lambda: ["back-up"]),
        (1, lambda: ["keep-search", chance.choice(WORDS)]),
        (1, lambda: ["rebuild"]),
        (1, lambda: ["close"]),
    ]
    weights = [weight for weight, _ in makers]
    return [maker() for _, maker in chance.choices(makers, weights, k=chance.randint(4, 24))]


class Storm:
    """One archive and what is known of it."""

    def __init__(self, folder: Path, notes: Path, seed: int, full_disk: Path | None) -> None:
        self.folder, self.notes, self.full_disk = folder, notes, full_disk
        self.chance = random.Random(seed)  # noqa: S311  # no secret
        self.model = Model()
        self.told: Counter[str] = Counter()

    def round(self, number: int) -> list[str]:
        """Take steps, kill, look; returns what broke the contract."""
        steps = random_steps(self.chance)
        ballast = self._fill()
        code = in_child(
            lambda: take_steps(Place(self.folder), self.notes, steps, None), self.chance.random() * LONGEST_DELAY
        )
        self.told["killed in the middle" if code == -9 else "ended before the kill"] += 1
        self._count()
        wrong: list[str] = []
        if ballast is not None:
            wrong += self._ask(lambda: reads_when_full(self.folder, self.model))
            ballast.unlink()
        wrong += [] if code in (0, -9) else [f"ended with {code}"]
        escaped, _ = read_ledger(self.notes, self.model)
        return wrong + escaped + self._ask(lambda: self._look(number))

    def _look(self, number: int) -> list[str]:
        found = inspect(self.folder, self.model, thoroughly=number % THOROUGH == 0)
        (self.notes / "model").write_bytes(pickle.dumps(self.model))
        return found

    def _ask(self, look: Any) -> list[str]:
        """Look in a process of its own, so that this one stays without threads."""
        answer = self.notes / "answer"
        answer.unlink(missing_ok=True)

        if in_child(lambda: answer.write_text(json.dumps(look()))):
            return ["the look itself failed"]
        if (self.notes / "model").exists():
            self.model = pickle.loads((self.notes / "model").read_bytes())  # noqa: S301  # our own child's
        return list(json.loads(answer.read_text()))

    def _count(self) -> None:
        path = self.notes / LEDGER
        for line in path.read_text().splitlines() if path.exists() else ():
            word, _step, more = json.loads(line)
            self.told[f"steps {word}"] += 1
            if word == "failed":
                self.told[f"failed: {more}"] += 1

    def _fill(self) -> Path | None:
        if self.full_disk is None:
            return None
        ballast = self.full_disk / "ballast"
        left = shutil.disk_usage(self.full_disk).free - self.chance.randint(0, MOST_LEFT)
        ballast.write_bytes(b"\0" * max(0, left))
        return ballast


def main() -> int:
    """Run the rounds and print what happened; the exit code is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Kill the program at random moments and look what is lost.")
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full-disk", type=Path, metavar="MOUNT")
    options = parser.parse_args()
    make_quick()
    wrong = 0
    with (
        tempfile.TemporaryDirectory(prefix="pressmark-storm-", dir=options.full_disk) as folder,
        tempfile.TemporaryDirectory(prefix="pressmark-notes-") as notes,
    ):
        storm = Storm(Path(folder), Path(notes), options.seed, options.full_disk)
        began = time.monotonic()
        for number in range(1, options.rounds + 1):
            for one in storm.round(number):
                wrong += 1
                print(f"round {number}: {one}", flush=True)  # noqa: T201  # this is the result
            if number % 100 == 0 or number == options.rounds:
                seconds = time.monotonic() - began
                print(f"{number} rounds, {wrong} violations, {seconds:.0f} s, {dict(storm.told)}", flush=True)  # noqa: T201  # likewise
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
