"""Pressmark from a shell: the same archive as the window's, with stable JSON and exit codes.

Exit codes: 0 done, 1 some failed, 2 wrong usage, 3 the archive can't be opened. Errors are one line on standard error.
The shapes that `--json` prints are a contract:

- `add`: list of `{id, url, title, status, error}`; status is saved, partial, queued or failed; error is null or
  `{code, message}`
- `import`: `{source, kind, entries, merged, new: [ids], known: [ids], skipped: [{name, code, detail, message}], error,
  plan}`; error is null, or why it ended early; plan is null, or with `--dry-run` `{new, known, from_feeds,
  with_text, from_trash}`, in numbers
- `search`: list of `{id, title, url, site, saved_at, score, snippet, tags}`; matched words of the snippet stand
  between `**`; with `--explain` as `{hits, total, left_out, causes, suggestion}`, where a cause is `{start, end, text,
  alone, without, negated}` (places in the query, articles found by it alone and without it; where it is negated,
  `alone` are those it shuts out) and suggestion is null or `{query, found}`
- `show --format json`: one article with `text`, `html`, `byline`, `published`, `language`, `excerpt`, `tags`,
  `snapshots`, `highlights`, `doubts` (too-short, cut, wall, pictures-missing, incomplete, unsure), `sources` (of each
  fact, where it was found) and more
- `reextract`: list of `{id, title, outcome, words, quality, changed, error}`, see `printed.redone_json`
- `export`: `{file, articles, failed}`; failed are the ids of articles that could not be written whole
- `verify`: `{articles, snapshots, files, damages: [{kind, article_id, path, detail}]}`; with `--repair` also `repairs`,
  a list of the same with `remedy`: rewritten, queued (for another capture), taken-in or left
- `backup`: `{file, bytes}`
- `rebuild`, `restore`: `{articles, snapshots, skipped: [{kind, article_id, path, detail}]}`
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark import __version__, adding, paths, printed
from pressmark.archive.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveMissing,
    ArchiveTooNew,
    DiskFull,
    InvalidQuery,
    StorageError,
)
from pressmark.archive.values import Explanation, ExportKind, ExportWords, Failure, Imported, Order, Outcome
from pressmark.command_words import OneLineParser, UsageError, positive, shield_positionals
from pressmark.words import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.archive.archive import Archive
    from pressmark.archive.values import Article, RebuildReport

DONE, SOME_FAILED, WRONG_USAGE, NO_ARCHIVE = 0, 1, 2, 3

COMMANDS = tuple("add import export search show tag verify reextract reindex backup restore rebuild self-test".split())


def is_command(arguments: Sequence[str]) -> bool:
    """Whether a command line is for here rather than for the window."""
    return bool(arguments) and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version"))


def command_first(arguments: Sequence[str]) -> list[str]:
    """`--archive DIR COMMAND …` as `COMMAND --archive DIR …`; anything else as it is."""
    length = 1 if arguments[:1] and arguments[0].startswith("--archive=") else 2
    if arguments[:1] and arguments[0].partition("=")[0] == "--archive" and is_command(arguments[length:]):
        return [arguments[length], *arguments[:length], *arguments[length + 1 :]]
    return list(arguments)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises for anything a user can cause."""
    with suppress(AttributeError, ValueError):  # a replaced stream may not be reconfigurable
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # absent on some streams
    try:
        options = _parser().parse_args(shield_positionals(list(arguments)))
        code = int(options.run(options))
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a full disk or a closed pipe can still be answered
    except UsageError as error:
        return complain(str(error), WRONG_USAGE)
    except InvalidQuery as error:
        return complain(f"{describe(_failure(error))} (at character {error.position + 1})", WRONG_USAGE)
    except StorageError as error:
        return complain(describe(_failure(error)), NO_ARCHIVE if _prevents_opening(error) else SOME_FAILED)
    except ArchiveError as error:
        return complain(describe(_failure(error)), SOME_FAILED)
    except OSError as error:  # of the output, which has no name: the archive's own are StorageErrors
        if error.filename is not None:
            return complain(f"{error.filename}: {error.strerror}", SOME_FAILED)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again at exit
        is_cut = isinstance(error, BrokenPipeError)  # by whoever has read enough
        return SOME_FAILED if is_cut else complain(f"the output cannot be written: {error.strerror}", SOME_FAILED)
    except KeyboardInterrupt:
        return complain("stopped; what was saved is kept, the rest stays in the queue", SOME_FAILED)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(prog="pressmark", description="Keep the articles you want to keep.")
    parser.add_argument("--version", action="version", version=f"pressmark {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.add_argument("--archive", type=Path, metavar="DIR", help="the archive's folder")
        sub.set_defaults(run=run)
        return sub

    add = command("add", _add, "Save links or files, wait until they are saved, print id and title.")
    add.add_argument("targets", nargs="+", metavar="URL|FILE")
    add.add_argument("--tag", action="append", default=[], metavar="TAG", dest="tags")
    add.add_argument("--browser", action="store_true", help="load pages in a browser, as a reader would see them")
    add.add_argument("--json", action="store_true")

    imports = command("import", _import, "Take in what another program exported, save it, print id and title.")
    imports.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="all of one export, as the program gave it"
    )
    imports.add_argument("--tag", action="append", default=[], metavar="TAG", dest="tags")
    imports.add_argument("--feeds", action="store_true", help="take in what only a subscription brought, too")
    imports.add_argument("--dry-run", action="store_true", help="say what it is; change nothing")
    imports.add_argument("--no-capture", action="store_true", help="leave the pages to the window")
    imports.add_argument("--json", action="store_true")

    search = command("search", _search, "Find articles.")
    search.add_argument("query", nargs="+", metavar="QUERY")
    search.add_argument("--limit", type=positive, default=20, metavar="N")
    search.add_argument("--sort", choices=[order.value for order in Order], default="relevance")
    search.add_argument("--json", action="store_true")
    search.add_argument("--explain", action="store_true", help="with --json: say why nothing was found, too")

    show = command("show", _show, "Print one article.")
    show.add_argument("id", type=positive, metavar="ID")
    show.add_argument("--format", choices=["text", "markdown", "html", "json"], default="text")

    tag = command("tag", _tag, "Add tags with +tag, take them off with -tag.")
    tag.add_argument("words", nargs="+", metavar="ID... [+tag ...] [-tag ...]")

    export = command("export", _export, "Write articles to a file, or for html and markdown to a new folder.")
    export.add_argument("out", type=Path, metavar="OUT")
    export.add_argument("--format", choices=[kind.value for kind in ExportKind], required=True)
    export.add_argument("--query", default="", metavar="QUERY", help="only what this finds; by default all articles")
    export.add_argument("--json", action="store_true")

    verify = command("verify", _verify, "Check every file and the database; change nothing.")
    verify.add_argument("--json", action="store_true")
    verify.add_argument("--repair", action="store_true", help="mend what can be mended, never by deleting")
    again = command("reextract", _reextract, "Read kept pages anew, by default those that an older version read.")
    again.add_argument("ids", nargs="*", type=positive, metavar="ID")
    again.add_argument("--json", action="store_true")
    command("reindex", _reindex, "Build the search index anew.")
    backup = command("backup", _backup, "Copy the database, checked, to a file or into a folder; pages are not in it.")
    backup.add_argument("out", type=Path, metavar="OUT")
    restore = command("restore", _restore, "Go back to a backup; what was saved since stays.")
    restore.add_argument("file", type=Path, metavar="FILE")
    rebuild = command("rebuild", _rebuild, "Build the database anew from the article folders.")
    for sub in (backup, restore, rebuild):
        sub.add_argument("--json", action="store_true")
    test = command("self-test", _self_test, "Save, find, tag and show a sample in a temporary archive.")
    test.add_argument("--picture", type=Path, metavar="FILE", help="write a picture of the window to this PNG file")
    test.add_argument("--offline", action="store_true", help="leave out the step that opens a connection")
    return parser


def _id(text: str) -> int:
    try:
        return positive(text)
    except argparse.ArgumentTypeError as error:
        raise UsageError(str(error)) from None


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def complain(message: str, code: int) -> int:
    """Print one line on standard error and return the code."""
    print(f"pressmark: {' '.join(message.split())}", file=sys.stderr)
    return code


def _failure(error: ArchiveError) -> Failure:
    return Failure(error.code, error.detail)


def _prevents_opening(error: StorageError) -> bool:
    return error.code not in ("no-such-article", "not-a-backup")


def _open(
    options: argparse.Namespace, *, create: bool = False, read_only: bool = True, has_browser: bool = False
) -> Archive:
    from pressmark.archive.archive import open_archive

    return open_archive(
        paths.archive_path(options.archive),
        cache=paths.cache_path(),
        sign_ins=paths.sign_ins_path(),
        known=paths.known_archives_path(),
        create=create,
        read_only=read_only,
        has_browser=has_browser,
    )


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


# --- add -----------------------------------------------------------------------------------------------------------


def _add(options: argparse.Namespace) -> int:
    intake = adding.understand(options.targets)
    wishes = [
        replace(wish, tags=tuple(dict.fromkeys([*wish.tags, *options.tags])), needs_browser=options.browser)
        for wish in intake.wishes
    ]
    results = [printed.added_json(one.name, None, Failure(one.code, one.detail)) for one in intake.rejected]
    if wishes:
        open_it = partial(_open, options, has_browser=True)
        results = adding.save(paths.archive_path(options.archive), open_it, wishes) + results
    if options.json:
        _print_json(results)
    else:
        for result in results:
            _print_added(result)
    return SOME_FAILED if any(result["status"] == "failed" for result in results) else DONE


def _print_added(result: dict[str, Any]) -> None:
    if result["status"] == "failed":
        complain(f"{result['url']}: {result['error']['message']}", SOME_FAILED)
    note = f"  ({result['error']['message']})" if result["status"] == "partial" and result["error"] else ""
    if result["id"] is not None:
        queued = "  (queued in the open window)" if result["status"] == "queued" else ""
        print(f"{result['id']}\t{result['title']}{note}{queued}")


# --- import --------------------------------------------------------------------------------------------------------


def _import(options: argparse.Namespace) -> int:
    from pressmark import exports
    from pressmark.instance import ExportRequest, open_or_hand_over

    files = tuple(file.expanduser().absolute() for file in options.files)
    export = exports.read(files)
    if options.dry_run:
        plan = exports.look(export, partial(_open, options))
        told = exports.to_json(export, Imported(skipped=export.skipped), plan)
        left_out = 0 if options.feeds else plan.from_feeds
        _tell_import(options, exports.summary(export, plan.new - left_out, plan.known, len(export.skipped)), told)
        if options.json:
            _print_json(told)
        return DONE
    open_it = partial(_open, options, create=True, read_only=False, has_browser=True)
    request = ExportRequest(files, tuple(options.tags), options.feeds)
    found = open_or_hand_over(paths.archive_path(options.archive), open_it, (), show_window=False, export=request)
    failed: list[Article] = []
    if isinstance(found, list):
        told = exports.answered(found)
        line = exports.summary(export, len(told["new"]), len(told["known"]), len(told["skipped"]))
        _tell_import(options, f"{line}  (saved in the open window)", told)
    else:
        with found as archive:
            imported = exports.take_in(archive, export, options.tags, with_feeds=options.feeds)
            told = exports.to_json(export, imported)
            line = exports.summary(export, len(imported.new), len(imported.known), len(imported.skipped))
            _tell_import(options, line, told)
            if not options.no_capture:
                failed = exports.capture(archive, imported, partial(_tell_captured, options))
    if options.json:
        _print_json(told)
    return DONE if exports.is_complete(told) and not failed else SOME_FAILED


def _tell_import(options: argparse.Namespace, summary: str, told: dict[str, Any]) -> None:
    from pressmark import exports

    if not options.json:
        print(summary, flush=True)
    for line in exports.left_out(told["skipped"]):
        complain(line, SOME_FAILED)
    if told["error"] is not None:
        complain(told["error"]["message"], SOME_FAILED)


def _tell_captured(options: argparse.Namespace, article: Article) -> None:
    if not options.json:
        _print_added(printed.added_json(article.url, article, article.failure))


# --- search and show -------------------------------------------------------------------------------------------------


def _open_to_search(options: argparse.Namespace) -> Archive:
    """For writing where that can be, so that the index is brought up to date; beside an open window, for reading."""
    try:
        return _open(options, read_only=False)
    except (ArchiveMissing, ArchiveTooNew, ArchiveDamaged):
        raise
    except StorageError:
        return _open(options)


def _search(options: argparse.Namespace) -> int:
    query = " ".join(options.query)
    with _open_to_search(options) as archive:
        listing = archive.find(query, order=Order(options.sort), limit=options.limit)
        ids = listing.hits.ids
        articles = {article.id: article for article in archive.articles(ids)}
        snippets = archive.snippets(listing, ids)
        is_complete = listing.total > 0 and not listing.dropped
        explanation = Explanation() if is_complete else archive.explain(query)
    hits = [(articles[hit.id], hit.score, snippets.get(hit.id)) for hit in listing.hits if hit.id in articles]
    if options.json:
        found = [printed.hit_json(article, score, snippet) for article, score, snippet in hits]
        _print_json(printed.explained_json(found, listing, explanation) if options.explain else found)
        return DONE
    bold = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("**", "**")
    if listing.dropped:
        print(f"without: {' '.join(listing.dropped)}", file=sys.stderr)
    for article, _score, snippet in hits:
        print(f"{article.id}\t{article.title}")
        print(f"\t{' · '.join(filter(None, [article.site, article.saved_at.date().isoformat(), *article.tags]))}")
        if snippet is not None and snippet.text:
            print(f"\t{printed.sourced(snippet, *bold)}")
    print(f"{listing.total} found" if listing.total else "nothing found", file=sys.stderr)
    for line in printed.explained(explanation):
        print(line, file=sys.stderr)
    return DONE


def _show(options: argparse.Namespace) -> int:
    with _open(options) as archive:
        article = archive.article(options.id)
        if options.format == "json":
            _print_json(printed.article_json(archive, article))
        elif options.format == "html":
            print(printed.for_terminal(archive.body_html(article.id)))
        elif options.format == "markdown":
            from pressmark.archive.exchange.markdown import article_markdown

            print(printed.for_terminal(article_markdown(article, archive.body_html(article.id))))
        else:
            text = printed.for_terminal(archive.text(article.id))
            print(article.title, article.url, text, sep="\n\n")
    return DONE


def _export(options: argparse.Namespace) -> int:
    kind, query = ExportKind(options.format), options.query.strip()
    file = options.out.expanduser().absolute()
    with _open_to_search(options) if query else _open(options) as archive:
        found = archive.find(query, order=Order.SAVED)
        try:
            done = archive.export(found.hits.ids, file, kind, words=ExportWords(title=query or ExportWords().title))
        except DiskFull as error:  # the other disk; the archive is as well as before
            return complain(describe(_failure(error)), SOME_FAILED)
    if found.dropped:
        print(f"without: {' '.join(found.dropped)}", file=sys.stderr)
    if options.json:
        _print_json({"file": str(file), "articles": done.articles, "failed": list(done.failed)})
    else:
        print(f"{file}\t{_count(done.articles, 'article')}")
        if done.failed:
            complain(f"not whole: {', '.join(map(str, done.failed))}", SOME_FAILED)
    return SOME_FAILED if done.failed else DONE


# --- keeping order -----------------------------------------------------------------------------------------------


def _tag(options: argparse.Namespace) -> int:
    ids: list[int] = []
    add: list[str] = []
    remove: list[str] = []
    for word in options.words:
        if word.isdecimal():
            ids.append(_id(word))
        elif len(word) > 1 and word[0] in "+-":
            (add if word[0] == "+" else remove).append(word[1:])
        else:
            raise UsageError(f"{word} is neither an id nor +tag nor -tag")
    if not ids or not (add or remove):
        raise UsageError("name at least one id and one +tag or -tag")
    with _open(options, read_only=False) as archive:
        archive.check_ids(ids)
        archive.tag(ids, add=add, remove=remove)
        for article in archive.articles(ids):
            print(f"{article.id}\t{' '.join(article.tags)}")
    return DONE


def _verify(options: argparse.Namespace) -> int:
    with _open(options, read_only=not options.repair) as archive:
        repairs = archive.repair() if options.repair else ()
        report = archive.verify()
    if options.json:
        _print_json(printed.verified_json(report, repairs if options.repair else None))
    else:
        for mended in repairs:
            print(f"{mended.remedy}\t{mended.damage.path}\t{mended.damage.kind}")
        for one in report.damages:
            print(f"{one.kind}\t{one.path}\t{one.detail}")
        checked = (report.articles, "article"), (report.snapshots, "snapshot"), (report.files, "file")
        print("checked", ", ".join(_count(number, noun) for number, noun in checked), file=sys.stderr)
    return SOME_FAILED if report.damages else DONE


def _reextract(options: argparse.Namespace) -> int:
    with _open(options, read_only=False) as archive:
        results = list(archive.reextract(options.ids or None))
    if options.json:
        _print_json([printed.redone_json(one) for one in results])
    elif results:
        print(*map(printed.redone, results), sep="\n")
    return SOME_FAILED if any(one.outcome is Outcome.FAILED for one in results) else DONE


def _reindex(options: argparse.Namespace) -> int:
    with _open(options, read_only=False) as archive:
        print("indexed", _count(archive.reindex(), "article"))
    return DONE


def _backup(options: argparse.Namespace) -> int:
    with _open(options) as archive:
        file = archive.back_up(options.out.expanduser().absolute())
    size = file.stat().st_size
    if options.json:
        _print_json({"file": str(file), "bytes": size})
    else:
        print(f"{file}\t{size:,} bytes")
        print(f"pages and pictures are not in it: copy {archive.root / 'articles'} as well", file=sys.stderr)
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from pressmark.archive.archive import restore_archive

    return _tell_made("restored", restore_archive(paths.archive_path(options.archive), options.file), options)


def _rebuild(options: argparse.Namespace) -> int:
    from pressmark.archive.archive import rebuild_archive

    return _tell_made("rebuilt", rebuild_archive(paths.archive_path(options.archive)), options)


def _tell_made(done: str, report: RebuildReport, options: argparse.Namespace) -> int:
    if options.json:
        _print_json(printed.rebuilt_json(report))
    else:
        print(done, _count(report.articles, "article"), "and", _count(report.snapshots, "snapshot"))
        for one in report.skipped:
            complain(f"{one.path}: {one.detail or one.kind}; left where it is", SOME_FAILED)
    return SOME_FAILED if report.skipped else DONE


def _self_test(options: argparse.Namespace) -> int:
    from pressmark.self_test import run_self_test

    return DONE if run_self_test(picture=options.picture, is_offline=options.offline) else SOME_FAILED
