"""Asks which of the locked versions have known vulnerabilities: `audit.py CONSTRAINTS`.

pip-audit says "no known vulnerabilities" as well where it could not ask about a single one, so what it could ask about
is counted here. Exit codes: 0 all were asked about and none has any, 1 some have, 2 not all could be asked about.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

NONE, SOME, UNKNOWN = 0, 1, 2
SERVICES = ("pypi", "osv")
SHOWN = 8  # names of what could not be asked about


def ask(service: str, constraints: str) -> list[dict[str, Any]] | str:
    """What a service says of every locked distribution, or the last line of why it says nothing."""
    options = ("--format", "json", "--progress-spinner", "off", "--disable-pip", "--require-hashes")
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", service, *options, "-r", constraints]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        lines = done.stderr.strip().splitlines() or [f"pip-audit ended with {done.returncode}"]
        return lines[-1].partition(": HTTP")[0]  # without the tale of where it was tried


def judge(answers: dict[str, list[dict[str, Any]] | str]) -> tuple[int, list[str]]:
    """What all services together say.

    Args:
        answers: of each service, by its name.

    Returns:
        the exit code, and lines for people.
    """
    found: dict[str, set[str]] = {}
    asked: set[str] = set()
    known: set[str] = set()
    lines: list[str] = []
    for service, answer in answers.items():
        if isinstance(answer, str):
            lines.append(f"{service} cannot be asked: {answer[:200]}")
            continue
        known |= {one["name"] for one in answer}
        for one in answer:
            if "skip_reason" in one:
                continue
            asked.add(one["name"])
            for hole in one["vulns"]:
                mended = ", ".join(hole.get("fix_versions", ())) or "no version yet"
                found.setdefault(f"{one['name']} {one['version']}", set()).add(f"{hole['id']} (mended in {mended})")
    lines += [f"{name}: {'; '.join(sorted(holes))}" for name, holes in sorted(found.items())]
    left = sorted(known - asked)
    if not asked:
        lines.append("nothing could be checked: no service here knows any of the locked versions")
    elif left:
        more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        lines.append(f"{len(asked)} checked; not checked: {', '.join(left[:SHOWN])}{more}")
    else:
        lines.append(f"{len(asked)} checked, {len(found)} with known vulnerabilities")
    if found:
        return SOME, lines
    return (NONE if asked and not left else UNKNOWN), lines


def main() -> int:
    """Ask, print what was said, and return the exit code."""
    code, lines = judge({service: ask(service, sys.argv[1]) for service in SERVICES})
    print(*(f"audit: {line}" for line in lines), sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
