"""Throws broken pages at the extraction: none may crash it, stop it, or get anything active through.

    python benchmarks/fidelity/fuzz.py FOLDER [--pages 10000] [--seed 1]

The pages of the folder (`*.html`, or `*/source.html.gz`) are cut, doubled, shuffled, spliced and salted with attacks.
Prints each failure with the seed that makes the same page again, and ends with 1 if there was one.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from pressmark.archive.errors import ArchiveError
from pressmark.archive.extraction import extract_html
from pressmark.archive.extraction.clean import ATTRIBUTES, TAGS
from pressmark.archive.extraction.text import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import Extraction

MAX_BYTES = 400_000  # of a page before it is broken
TOO_LONG = 20.0  # seconds of the processor: a machine that does other things too hangs nobody
URL = "https://gazette.example/harbour"
_PIECE = re.compile(rb"(?=<)")
_SALT = (
    b"<script>alert(1)</script>",
    b"<img src=x onerror=alert(1)>",
    b"<svg/onload=alert(1)>",
    b"<a href='java&#115;cript:alert(1)'>here</a>",
    b"<iframe srcdoc='<script>alert(1)</script>'>",
    b"<style>@import url(https://evil.example)</style>",
    b"<math><mtext></p><img src=x onerror=alert(1)>",
    b"<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    b"<form action=javascript:alert(1)><input autofocus onfocus=alert(1)>",
    b"<template><table><tr><td><p>",
    b"</body></html>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<plaintext>",
    b"<base href='javascript:alert(1)//'>",
    b"<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    b"&#0;&#xD800;&#x110000;&unknown;",
    b"\x00\xff\xfe\xed\xa0\x80",
    b'<p class="' + b"article " * 400 + b'">',
    b"<div>" * 300,
    b"</div>" * 300,
    b"<select><option>" * 50,
    b"<table><tr><td>" * 60,
    b"<b><i><u>" * 200,
    b"<li>" * 500,
    b"<a href='//evil.example'>" * 50,
    b"\xe2\x80\xae\xe2\x80\x8f",
)


def broken(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """One page out of two, with up to six things wrong."""
    pieces = _PIECE.split(page[:MAX_BYTES])
    for _ in range(chance.randint(1, 6)):
        place, end = sorted(chance.randrange(len(pieces) + 1) for _ in range(2))
        end = min(end, place + 400)
        match chance.randrange(8):
            case 0:
                del pieces[place:end]
            case 1:
                pieces[place:place] = pieces[place:end] * chance.randint(1, 4)
            case 2:
                part = pieces[place:end]
                chance.shuffle(part)
                pieces[place:end] = part
            case 3:
                strange = _PIECE.split(other[:MAX_BYTES])
                start = chance.randrange(len(strange))
                pieces[place:end] = strange[start : start + 200]
            case 4:
                pieces = pieces[: max(1, place)]
            case 5 if place < len(pieces):
                piece = bytearray(pieces[place])
                for _ in range(chance.randint(1, 8)):
                    if piece:
                        piece[chance.randrange(len(piece))] = chance.randrange(256)
                pieces[place] = bytes(piece)
            case _:
                pieces[place:place] = [chance.choice(_SALT) for _ in range(chance.randint(1, 5))]
        if not pieces:
            pieces = [b"<p>"]
    return b"".join(pieces)


def faults_of(found: Extraction) -> list[str]:
    """What must not be in a result: active content, and text that its HTML does not say."""
    faults = []
    root = lxml_html.fragment_fromstring(found.html, create_parent="div") if found.html.strip() else None
    for element in root.iterdescendants() if root is not None else ():
        if element.tag not in TAGS:
            faults.append(f"<{element.tag}>")
            continue
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set())
        faults += [f"{element.tag} {name}" for name in element.attrib if name not in allowed]
        for name in ("href", "src", "cite"):
            address = (element.get(name) or "").strip().lower()
            if address and not address.startswith(("http://", "https://", "mailto:", "#", "data:image/")):
                faults.append(f"{name} {address[:40]}")
    if text_of(found.html) != found.text:
        faults.append("text and html differ")
    return faults


def run(pages: Sequence[bytes], count: int, seed: int) -> int:
    """Try that many broken pages; returns how many failed."""
    failed = 0
    slowest, refused, begin = 0.0, 0, time.perf_counter()
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        page = broken(chance.choice(pages), chance.choice(pages), chance)
        start = time.process_time()
        try:
            faults = faults_of(extract_html(page, URL))
        except ArchiveError:
            faults, refused = [], refused + 1
        except Exception as error:  # a crash is what is looked for
            faults = [repr(error)]
        took = time.process_time() - start
        slowest = max(slowest, took)
        if took > TOO_LONG:
            faults.append(f"{took:.1f} s")
        if faults:
            failed += 1
            print(f"page {number} of seed {seed}: {faults[:3]}", flush=True)
    whole = time.perf_counter() - begin
    print(f"{count} pages, {failed} failed, {refused} refused, slowest {slowest:.1f} s, {whole:.0f} s in all")
    return failed


def main() -> None:
    """Read the pages and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    pages = [place.read_bytes() for place in sorted(asked.folder.rglob("*.html"))]
    pages += [gzip.decompress(place.read_bytes()) for place in sorted(asked.folder.glob("*/source.html.gz"))]
    sys.exit(1 if run(pages, asked.pages, asked.seed) else 0)


if __name__ == "__main__":
    main()
