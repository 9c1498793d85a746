"""What the user can do, one small function each: run it off the GUI thread, say how it went, and how to undo it.

Outcomes show in the banner; nothing here asks a question, except before a doubtful address is opened. Every function
returns at once.
"""

from pressmark.ui.operations.changing import describe, report, tr
from pressmark.ui.operations.duplicates import merge_articles
from pressmark.ui.operations.exporting import export_articles
from pressmark.ui.operations.highlights import (
    annotate,
    copy_highlights,
    copy_quote,
    export_highlights,
    highlight,
    recolour,
    remove_highlights,
    set_note,
)
from pressmark.ui.operations.importing import import_export, import_files, look_into
from pressmark.ui.operations.lasting import labour
from pressmark.ui.operations.revising import reextract, shape, tell_outdone, use
from pressmark.ui.operations.rules import apply_rule, set_rules
from pressmark.ui.operations.saving import awaits_word, retry, save_wishes, tell_failed, tell_saved, try_again
from pressmark.ui.operations.searches import (
    arrange_saved_searches,
    delete_saved_search,
    describe_mistake,
    rename_saved_search,
    save_search,
)
from pressmark.ui.operations.sharing import (
    copy_citation,
    copy_links,
    links_as_mime,
    open_external,
    open_folder,
    save_copies,
    write_pdf,
)
from pressmark.ui.operations.sign_ins import sign_in, sign_out
from pressmark.ui.operations.soundness import (
    back_up,
    check,
    check_database,
    copy_daily,
    repair,
    tell_damages,
    tell_hazard,
)
from pressmark.ui.operations.states import purge, rename_article, restore, set_favourite, set_read, trash
from pressmark.ui.operations.tags import change_tags, colour_tag, merge_tags, remove_tags, rename_tag

__all__ = [
    "annotate",
    "apply_rule",
    "arrange_saved_searches",
    "awaits_word",
    "back_up",
    "change_tags",
    "check",
    "check_database",
    "colour_tag",
    "copy_citation",
    "copy_daily",
    "copy_highlights",
    "copy_links",
    "copy_quote",
    "delete_saved_search",
    "describe",
    "describe_mistake",
    "export_articles",
    "export_highlights",
    "highlight",
    "import_export",
    "import_files",
    "labour",
    "links_as_mime",
    "look_into",
    "merge_articles",
    "merge_tags",
    "open_external",
    "open_folder",
    "purge",
    "recolour",
    "reextract",
    "remove_highlights",
    "remove_tags",
    "rename_article",
    "rename_saved_search",
    "rename_tag",
    "repair",
    "report",
    "restore",
    "retry",
    "save_copies",
    "save_search",
    "save_wishes",
    "set_favourite",
    "set_note",
    "set_read",
    "set_rules",
    "shape",
    "sign_in",
    "sign_out",
    "tell_damages",
    "tell_failed",
    "tell_hazard",
    "tell_outdone",
    "tell_saved",
    "tr",
    "trash",
    "try_again",
    "use",
    "write_pdf",
]
