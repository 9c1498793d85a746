from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.duplicates import loose
from pressmark.archive.errors import InvalidQuery, NoSuchArticle
from pressmark.archive.values import LocalPage, NewArticle, Rule, Ruled, Selection, TagColour

if TYPE_CHECKING:
    from pressmark.archive.archive import Archive

TEXT = (
    "The founder of the messenger was arrested at an airport near Paris on Saturday evening. Police said that the "
    "warrant was about moderation, and that the messenger had not answered requests for data of its users. Lawyers "
    "of the founder called the arrest absurd. The messenger said that it keeps to European law in everything it does."
)


def save(
    archive: Archive, url: str, title: str, text: str = TEXT, tags: tuple[str, ...] = (), keywords: str = ""
) -> int:
    html = f"<html><head><meta name='keywords' content='{keywords}'></head><body><article><h1>{title}</h1>"
    page = LocalPage(f"{html}<p>{text}</p></article></body></html>".encode(), "text/html", f"{title}.html")
    (added,) = archive.add([NewArticle(url, title, tags, page)])
    assert added.id is not None
    archive.save_pending([added.id])
    return added.id


def test_a_selection_says_what_is_in_common(archive: Archive) -> None:
    added = archive.add([NewArticle(f"https://a.example/{n}", "", ("a", "b")[: n + 1]) for n in range(3)])
    ids = [one.id for one in added if one.id is not None]
    archive.set_read(ids[:2], value=True)
    archive.set_favourite(ids[:1], value=True)
    assert archive.selection(ids) == Selection(3, 2, 1, (("a", 3), ("b", 2)))
    assert archive.selection([]) == Selection()


def test_a_tag_is_known_with_those_below_it(archive: Archive) -> None:
    (one, two) = archive.add(
        [NewArticle("https://a.example/1", "", ("A/b", "ab")), NewArticle("https://a.example/2", "", ("a",))]
    )
    assert one.id is not None
    archive.trash([one.id])
    assert archive.tagged("a") == (one.id, two.id)
    assert archive.tags_below("A") == ("a", "A/b")


def test_rules_are_applied_once_to_what_is_new(archive: Archive) -> None:
    archive.set_rules(
        [
            Rule("site:voz.us", ("us-politics",), marks_favourite=True),
            Rule("tag:us-politics messenger", ("telegram",), marks_read=True),
            Rule("messenger", ("never",), is_on=False),
        ]
    )
    one, two = save(archive, "https://voz.us/1", "One"), save(archive, "https://other.example/2", "Two")
    article = archive.article(one)
    assert (article.tags, article.is_read, article.is_favourite) == (("telegram", "us-politics"), True, True)
    assert archive.article(two).tags == ()
    archive.tag([one], remove=["telegram"])
    archive.retry([one])
    archive.save_pending([one])
    assert archive.article(one).tags == ("us-politics",)  # what the person took off stays off


def test_a_rule_is_previewed_applied_and_undone(archive: Archive) -> None:
    one, two = save(archive, "https://voz.us/1", "One", tags=("x",)), save(archive, "https://voz.us/2", "Two")
    rule = Rule("site:voz.us", ("X",))
    assert archive.preview_rule(rule) == (two,)
    assert archive.preview_rule(Rule("site:voz.us", ("x", "y"))) == (two, one)
    assert archive.preview_rule(Rule("site:voz.us")) == ()
    (ruled,) = archive.apply_rule(Rule("site:voz.us", ("x",), marks_read=True, marks_favourite=True), [one, two])
    assert [change.id for change in ruled.tags] == [two]
    assert isinstance(ruled, Ruled)
    assert archive.apply_rule(rule, [one, two]) == ()
    archive.unapply_rule([ruled])
    assert archive.selection([one, two]) == Selection(2, 0, 0, (("x", 1),))


def test_a_rule_that_cannot_be_understood_is_refused(archive: Archive) -> None:
    archive.set_rules([Rule("a")])
    with pytest.raises(InvalidQuery):
        archive.set_rules([Rule("is:purple")])
    assert archive.rules() == (Rule("a"),)


def test_colours_are_told_of(archive: Archive) -> None:
    changes = []
    archive.subscribe(changes.append)
    assert archive.set_tag_colour("Sea", TagColour.TEAL) is None
    assert archive.tag_colours() == {"sea": TagColour.TEAL}
    assert len(changes) == 1


def test_tags_are_suggested_from_page_vocabulary_and_similar_articles(archive: Archive) -> None:
    for number in range(3):
        save(archive, f"https://a.example/{number}", f"Messenger founder {number}", tags=("policy/telegram",))
    save(archive, "https://b.example/", "Bread", "Bread is baked with flour. " * 20, tags=("Paris", "bread"))
    id = save(archive, "https://c.example/", "The arrest", keywords="Paris, Durov case")
    found = archive.suggest_tags(id)
    assert set(found) == {"Paris", "policy/telegram", "Durov case"}
    assert found[-1] == "Durov case"  # new words come last
    archive.tag([id], add=["paris"])
    assert "Paris" not in archive.suggest_tags(id)
    with pytest.raises(NoSuchArticle):
        archive.suggest_tags(99)


@pytest.mark.parametrize(
    "variant",
    [
        "https://example.org/a/story",
        "https://www.example.org/a/story",
        "https://m.example.org/a/story/amp",
        "https://amp.example.org/a/story/index.html",
        "https://example.org/a/story?outputType=amp",
    ],
)
def test_variants_of_an_address_are_loosely_one(variant: str) -> None:
    assert loose(variant) == "https://example.org/a/story"


def test_other_pages_stay_others() -> None:
    addresses = ("https://m.org/a", "https://example.org/a?id=1", "https://example.org/a?id=2", "https://example.org/")
    assert len({loose(one) for one in addresses}) == len(addresses)


def test_duplicates_are_found_by_address_and_by_text(archive: Archive) -> None:
    one = save(archive, "https://example.org/a/story", "A story", "Something short.")
    two = save(archive, "https://www.example.org/a/story", "Its variant", "Other words altogether.")
    three = save(archive, "https://b.example/x", "Founder arrested in Paris")
    four = save(archive, "https://c.example/y", "Founder arrested in Paris", f"Agency. {TEXT}")
    save(archive, "https://d.example/z", "Founder arrested in Paris", "Cheese and bread from farms. " * 30)
    steps = []
    groups = archive.duplicates(lambda done, total: steps.append((done, total)) or True)
    assert [(group.has_one_address, [one.id for one in group.articles]) for group in groups] == [
        (True, [one, two]),
        (False, [three, four]),
    ]
    assert groups[1].share > 0.9
    assert steps == [(3, 3)]


def test_a_merger_is_told_of_and_undone(archive: Archive) -> None:
    one, two = save(archive, "https://a.example/", "One", tags=("a",)), save(archive, "https://b.example/", "Two")
    changes = []
    archive.subscribe(changes.append)
    start = archive.text(one).index("an airport near Paris")
    mark = archive.highlight(one, start, start + 21)
    merged = archive.merge(two, [one])
    (moved,) = archive.highlights(two)
    assert (moved.id, moved.quote, moved.is_attached) == (mark.id, "an airport near Paris", True)
    assert archive.highlights(one) == ()
    assert archive.article(two).tags == ("a",)
    assert changes[-1].ids == {one, two}
    archive.unmerge(merged)
    assert [home.id for home in archive.highlights(one)] == [mark.id]
    assert archive.highlights(two) == ()
    assert archive.article(two).tags == ()
    assert archive.article(one).trashed_at is None
