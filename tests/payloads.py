"""Ways to smuggle something active past a cleaner, read from `payloads.txt`."""

from __future__ import annotations

from pathlib import Path


def _read() -> dict[str, list[str]]:
    families: dict[str, list[str]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="ascii").splitlines():
        if line.startswith("[") and line.endswith("]"):
            here = families.setdefault(line[1:-1], [])
        elif not line.startswith("#"):
            here.append(line.encode("ascii").decode("unicode_escape"))
    return families


FAMILIES = _read()
PAYLOADS = [(family, payload) for family, payloads in FAMILIES.items() for payload in payloads]
