"""Tables that only placed things on the page become plain boxes; what holds data stays a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PARTS = ("caption", "thead", "tbody", "tfoot", "tr", "td", "th")


def free_of_layout(body: HtmlElement) -> None:
    """Make boxes of the tables that hold other tables, or one cell with something in it in each row."""
    for table in reversed(list(body.iter("table"))):  # inner ones first
        if table is not body and _is_layout(table):
            _unframe(table)


def _is_layout(table: HtmlElement) -> bool:
    if any(next(one.iterancestors("table"), None) is table for one in table.iter("th", "caption")):
        return False
    if table.find(".//table") is not None:
        return True
    rows = list(table.iter("tr"))
    if len(rows) > 1 and all(len(row) == 1 for row in rows):
        return any(row[0].find(".//p") is not None for row in rows)  # else a list of one column
    return bool(rows) and all(sum(map(_holds_something, row)) <= 1 for row in rows)


def _holds_something(cell: HtmlElement) -> bool:
    return bool("".join(cell.itertext()).strip()) or next(cell.iter("img", "hr"), None) is not None


def _unframe(table: HtmlElement) -> None:
    for part in list(table.iter(*_PARTS)):
        if next(part.iterancestors("table"), None) is not table:
            continue
        if part.tag in ("td", "th", "caption") and _holds_something(part):
            part.tag = "div"
            for name in ("colspan", "rowspan", "scope"):
                part.attrib.pop(name, None)
        elif part.tag in ("td", "th", "caption"):
            part.drop_tree()
        else:
            part.tag = "div"
    table.tag = "div"
