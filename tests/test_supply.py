"""What a build is made of is written down, and the libraries that meet hostile input are new enough."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def script(name: str) -> ModuleType:
    """One of the scripts in `packaging/`, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def test_the_bundle_has_all_our_resources_and_of_qt_only_texts_that_can_show() -> None:
    ours = {f"pressmark/_resources/{one.relative_to(ROOT / 'resources')}" for one in (ROOT / "resources").rglob("*.*")}
    qt = {f"PySide6/Qt/translations/{name}" for name in ("qtbase_de.qm", "qtbase_fr.qm", "qtwebengine_locales/fr.pak")}
    kept = {place for place, _, _ in script("bundle_content").needed([(one, one, "DATA") for one in ours | qt])}
    assert kept == ours | {"PySide6/Qt/translations/qtbase_de.qm"}


def test_what_is_installed_is_above_the_floors(wanted: list[Requirement]) -> None:
    for one in wanted:
        assert one.specifier.contains(version(one.name), prereleases=True), one


HOLE = {"id": "X-1", "fix_versions": ["2"], "aliases": []}
SKIPPED = {"name": "b", "skip_reason": "not found"}
SOUND = {"name": "a", "version": "1", "vulns": []}


@pytest.mark.parametrize(
    ("answers", "code", "last"),
    [
        ({"pypi": [SOUND]}, 0, "1 checked, 0 with"),
        ({"pypi": [SOUND, SKIPPED], "osv": [{**SOUND, "name": "b"}]}, 0, "2 checked, 0 with"),
        ({"pypi": [SOUND, SKIPPED], "osv": "no answer"}, 2, "1 checked; not checked: b"),
        ({"pypi": [SKIPPED], "osv": "no answer"}, 2, "nothing could be checked"),
        ({"pypi": "no answer", "osv": "no answer"}, 2, "nothing could be checked"),
        ({"pypi": [{**SOUND, "vulns": [HOLE]}, SKIPPED]}, 1, "1 checked; not checked: b"),
        ({"pypi": [SOUND], "osv": [{**SOUND, "vulns": [HOLE]}]}, 1, "1 checked, 1 with"),
    ],
)
def test_what_could_not_be_asked_about_is_not_sound(answers: dict[str, Any], code: int, last: str) -> None:
    judged, lines = script("audit").judge(answers)
    assert judged == code
    assert lines[-1].startswith(last)
    assert ("no answer" in str(lines)) == ("no answer" in answers.values())


def test_the_xml_parser_expands_no_bomb() -> None:
    assert etree.LIBXML_VERSION >= (2, 14)
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l11;</x>'.encode()
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(bomb, etree.XMLParser(resolve_entities=True, huge_tree=False, no_network=True))
    outside = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'
    assert "".join(etree.fromstring(outside, etree.XMLParser(resolve_entities=False)).itertext()) == "&f;"
