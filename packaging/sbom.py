"""Writes down what a build is made of, as CycloneDX JSON: `sbom.py TARGET`.

Every distribution that Pressmark needs to run, as it is installed here, with its licence and what else it needs; hashes
come from constraints.txt. What an extra or another platform would need is left out.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "pressmark"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def components() -> dict[str, Distribution]:
    """What is needed at run time, by its canonical name."""
    found: dict[str, Distribution] = {}
    waiting = [(PROGRAM, frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        try:
            one = distribution(name)
        except PackageNotFoundError:  # needed on another platform only
            continue
        is_new = canonicalize_name(name) not in found
        found[canonicalize_name(name)] = one
        if is_new or extras:
            waiting += [wanted for wanted in _needs(one, extras) if canonicalize_name(wanted[0]) not in found]
    return found


def _needs(one: Distribution, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    needs = []
    is_ours = canonicalize_name(one.name) == PROGRAM  # an editable installation may remember what once was needed
    for text in PROJECT["dependencies"] if is_ours else one.requires or ():
        wanted = Requirement(text)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            needs.append((wanted.name, frozenset(wanted.extras)))
    return needs


def describe(name: str, one: Distribution, hashes: dict[str, list[str]]) -> dict[str, Any]:
    """One component."""
    metadata = one.metadata
    licence = metadata.get("License-Expression") or metadata.get("License") or ""
    names = [line.rsplit(" :: ", 1)[1] for line in metadata.get_all("Classifier") or () if line.startswith("License")]
    known = licence.splitlines()[0][:80] if licence else " AND ".join(names)
    return {
        "type": "application" if name == PROGRAM else "library",
        "bom-ref": f"pkg:pypi/{name}@{one.version}",
        "purl": f"pkg:pypi/{name}@{one.version}",
        "name": name,
        "version": one.version,
        "licenses": [{"license": {"name": known}}] if known else [],
        "hashes": [{"alg": "SHA-256", "content": content} for content in hashes.get(name, ())],
    }


def locked_hashes(text: str) -> dict[str, list[str]]:
    """The hashes that constraints.txt allows each distribution to have."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if start := re.match(r"([A-Za-z0-9][A-Za-z0-9._-]*)(\[[^]]*\])?==", line):
            name = canonicalize_name(start[1])
        found.setdefault(name, []).extend(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    return found


def bill() -> dict[str, Any]:
    """The whole document; always the same for the same installation."""
    hashes = locked_hashes((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    parts = components()
    described = {name: describe(name, one, hashes) for name, one in sorted(parts.items())}
    needs = {
        name: sorted(
            {
                described[canonicalize_name(wanted)]["bom-ref"]
                for wanted, _ in _needs(one, frozenset())
                if canonicalize_name(wanted) in described
            }
        )
        for name, one in parts.items()
    }
    program = described.pop(PROGRAM)
    serial = hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial[:8]}-{serial[8:12]}-4{serial[13:16]}-8{serial[17:20]}-{serial[20:32]}",
        "version": 1,
        "metadata": {"component": program},
        "components": list(described.values()),
        "dependencies": [
            {"ref": (program if name == PROGRAM else described[name])["bom-ref"], "dependsOn": wanted}
            for name, wanted in sorted(needs.items())
        ],
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(bill(), indent=1) + "\n", encoding="utf-8")
