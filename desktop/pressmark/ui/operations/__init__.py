"""What the user can do, one small function each: run it off the GUI thread, say how it went, and how to undo it.

Outcomes show in the banner; nothing here asks a question, except before a doubtful address is opened. Every function
returns at once.
"""

from pressmark.ui.operations.changing import describe, report, tr
from pressmark.ui.operations.saving import retry, save_wishes, tell_failed
from pressmark.ui.operations.searches import (
    arrange_saved_searches,
    delete_saved_search,
    describe_mistake,
    rename_saved_search,
    save_search,
)
from pressmark.ui.operations.sharing import citation, copy_citation, copy_links, links_as_mime, open_external
from pressmark.ui.operations.states import rename_article, restore, set_favourite, set_read, trash
from pressmark.ui.operations.tags import change_tags, remove_tag, rename_tag

__all__ = [
    "arrange_saved_searches",
    "change_tags",
    "citation",
    "copy_citation",
    "copy_links",
    "delete_saved_search",
    "describe",
    "describe_mistake",
    "links_as_mime",
    "open_external",
    "remove_tag",
    "rename_article",
    "rename_saved_search",
    "rename_tag",
    "report",
    "restore",
    "retry",
    "save_search",
    "save_wishes",
    "set_favourite",
    "set_read",
    "tell_failed",
    "tr",
    "trash",
]
