"""What a build is made of is written down, and the libraries that meet hostile input are new enough."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from lxml import etree
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in project["dependencies"]]


def test_the_bill_names_everything_that_is_needed(tmp_path: Path, wanted: list[Requirement]) -> None:
    target = tmp_path / "bill.json"
    subprocess.run([sys.executable, str(ROOT / "packaging" / "sbom.py"), str(target)], check=True)
    bill = json.loads(target.read_bytes())
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "pressmark")
    parts = {one["name"]: one for one in bill["components"]}
    assert {one.name for one in wanted} <= parts.keys()
    assert {"httpcore", "h11", "sqlalchemy", "shiboken6"} <= parts.keys()  # what those need
    assert "pytest" not in parts
    for one in parts.values():
        assert one["purl"] == f"pkg:pypi/{one['name']}@{version(one['name'])}"
        assert one["licenses"], one["name"]
        assert one["hashes"], one["name"]
    known = {one["ref"] for one in bill["dependencies"]}
    assert known == {bill["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in parts.values())}


def test_what_is_installed_is_above_the_floors(wanted: list[Requirement]) -> None:
    for one in wanted:
        assert one.specifier.contains(version(one.name), prereleases=True), one


def test_the_xml_parser_expands_no_bomb() -> None:
    assert etree.LIBXML_VERSION >= (2, 14)
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l11;</x>'.encode()
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(bomb, etree.XMLParser(resolve_entities=True, huge_tree=False, no_network=True))
    outside = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'
    assert "".join(etree.fromstring(outside, etree.XMLParser(resolve_entities=False)).itertext()) == "&f;"
