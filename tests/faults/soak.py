"""A long day in short: a save a second, searches, copies, deletions, kills; memory, files and leftovers are watched.

python -m faults.soak --minutes 20
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from pressmark.archive.archive import open_archive
from pressmark.archive.storage import folders
from pressmark.archive.values import NewArticle, Status
from site_server import serve, story

SAVE_SECONDS = 1.0
SAMPLE_SECONDS = 15.0
LIFE_SECONDS = 100.0  # of a process, until it is killed


def live(folder: Path, address: str, first: int) -> None:
    """Be the program, until the kill."""
    with open_archive(folder / "archive", cache=folder / "cache") as archive:
        archive.start_saving()
        upkeep, days = archive._storage.upkeep, itertools.count(first)
        now = upkeep._clock
        for number in itertools.count(first):
            began = time.monotonic()
            (added,) = archive.add([NewArticle(f"{address}/{number}", tags=(f"t{number % 7}",))])
            print(number, flush=True)  # noqa: T201  # the parent counts on it
            assert added.id is not None
            if number % 3 == 0:
                archive.find(f"happened t{number % 50}")
            if number % 20 == 0:
                archive.trash([max(1, added.id - 30)])
                archive.purge([max(1, added.id - 30)])
                archive.scrub(0.1)
            if number % 30 == 0:
                days_on = timedelta(days=next(days))
                upkeep._clock = lambda days_on=days_on: now() + days_on
                archive.back_up_daily()
                archive.back_up(folder / "copy.db")
            time.sleep(max(0.0, SAVE_SECONDS - (time.monotonic() - began)))


class Life:
    """One process, from its start to its kill."""

    def __init__(self, folder: Path, address: str, first: int) -> None:
        self._said = (folder / "said").open("a+")
        command = [sys.executable, "-m", "faults.soak", "--live", str(folder), address, str(first)]
        self.process = subprocess.Popen(command, stdout=self._said)

    def kill(self) -> None:
        """End it as a power button does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._said.close()

    def memory(self) -> int:
        """What the process itself holds, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) // 1024

    def handles(self) -> int:
        """How many files and sockets it has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))


def main() -> int:
    """Run, print a line for each sample, and judge at the end; 1 where something was lost."""
    parser = argparse.ArgumentParser(description="Use the program for a while and watch what it holds.")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--live", nargs=3, metavar=("FOLDER", "ADDRESS", "FIRST"))
    options = parser.parse_args()
    if options.live:
        live(Path(options.live[0]), options.live[1], int(options.live[2]))
        return 0
    saves = int(options.minutes * 60 / SAVE_SECONDS) + 100
    pages = {f"/{number}": story(f"Story {number} t{number % 50}") for number in range(saves)}
    folder = Path(tempfile.mkdtemp(prefix="pressmark-soak-"))
    with serve(pages) as site:
        said = _run(folder, site.address, options.minutes * 60)
        wrong = _judge(folder, site.address, said)
    shutil.rmtree(folder)
    return 1 if wrong else 0


def _run(folder: Path, address: str, seconds: float) -> list[int]:
    end, lives = time.monotonic() + seconds, 0
    began = time.monotonic()
    while time.monotonic() < end:
        said = _said(folder)
        life = Life(folder, address, said[-1] + 1 if said else 0)
        lives += 1
        killed_at = min(end, time.monotonic() + LIFE_SECONDS)
        while time.monotonic() < killed_at:
            time.sleep(min(SAMPLE_SECONDS, max(0.1, killed_at - time.monotonic())))
            staging = len(list(folders.staging(folder / "archive").iterdir()))
            temporary = len([path for path in Path(tempfile.gettempdir()).iterdir() if path.name != folder.name])
            print(  # noqa: T201  # this is the result
                f"{time.monotonic() - began:5.0f} s  life {lives}  {len(_said(folder))} saves  {life.memory()} MB"
                f"  {life.handles()} handles  {staging} in staging  {temporary} beside it in {tempfile.gettempdir()}",
                flush=True,
            )
        life.kill()
    return _said(folder)


def _said(folder: Path) -> list[int]:
    path = folder / "said"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def _judge(folder: Path, address: str, said: list[int]) -> list[str]:
    began = time.monotonic()
    with open_archive(folder / "archive", cache=folder / "cache") as archive:
        opened = time.monotonic() - began
        archive.save_pending()
        report = archive.verify()
        known = {article.url: article for article in archive.articles(archive._storage.all_ids())}
        gone = {number for number in said if f"{address}/{number}" not in known}
        unsaved = [url for url, article in known.items() if article.status is not Status.SAVED]
        wrong = [f"damaged: {one.path}" for one in report.damages] + [f"not saved: {url}" for url in unsaved]
        purged = len([number for number in said if number % 20 == 0])
        if len(gone) > purged:
            wrong.append(f"{len(gone)} are gone, {purged} were purged")
    print(*wrong, sep="\n")  # noqa: T201  # likewise
    print(  # noqa: T201  # likewise
        f"{len(said)} saves, {len(gone)} of them purged, {report.files} files verified, {len(wrong)} faults;"
        f" opened in {opened:.1f} s; backups {len(os.listdir(folder / 'archive' / 'backups'))}"  # noqa: PTH208  # a count
    )
    return wrong


if __name__ == "__main__":
    sys.exit(main())
