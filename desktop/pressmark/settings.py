"""What the person chose, as typed options declared once, in a JSON file that is never half written.

Unknown keys are kept, so that an older version does not lose what a newer one wrote. A damaged file is moved aside and
the defaults hold. Only for the GUI thread and the start of the program.
"""

from __future__ import annotations

import contextlib
import json
import logging
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from pressmark.archive.whole_files import keep_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

log = logging.getLogger(__name__)


class Option(Generic[T]):
    """One option: an attribute of `Settings` that keeps its type.

    Args:
        default: the value until the person chooses; decides the type.
        allowed: the only values that count, empty for any.
        minimum: the least number.
        maximum: the greatest number.
    """

    def __init__(
        self, default: T, *, allowed: tuple[T, ...] = (), minimum: T | None = None, maximum: T | None = None
    ) -> None:
        self.default, self.allowed = default, allowed
        self.minimum, self.maximum = minimum, maximum
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, settings: None, owner: type) -> Option[T]: ...
    @overload
    def __get__(self, settings: Settings, owner: type) -> T: ...
    def __get__(self, settings: Settings | None, owner: type) -> Option[T] | T:
        if settings is None:
            return self
        return self.valid(settings.values.get(self.name, self.default))

    def __set__(self, settings: Settings, value: T) -> None:
        settings.change(self.name, self.valid(value))

    def valid(self, value: Any) -> T:
        """The value, or the default where it is not one this option can have."""
        wanted = type(self.default)
        if wanted is float and type(value) is int:
            value = float(value)
        if type(value) is not wanted or (self.allowed and value not in self.allowed):
            return self.default
        least, most = cast("Any", self.minimum), cast("Any", self.maximum)
        is_within = (least is None or value >= least) and (most is None or value <= most)  # false for "not a number"
        return value if is_within else self.default


class Settings:
    """All options, read from a file and written back at every change.

    Args:
        file: the JSON file; it need not exist.

    Attributes:
        values: what the file holds, by name; change it through the options only.
    """

    archive_path = Option("")  # empty: the platform's documents folder
    language = Option("system", allowed=("system", "en", "de"))  # holds from the next start
    theme = Option("system", allowed=("system", "light", "dark"))
    more_contrast = Option(default=False)  # even where the system does not ask for it
    keys = Option("pressmark", allowed=("pressmark", "gmail", "netnewswire"))
    offer_clipboard = Option(default=False)
    keep_in_tray = Option(default=False)
    reduce_motion = Option(default=False)
    list_density = Option("comfortable", allowed=("comfortable", "compact"))
    list_order = Option("relevance", allowed=("relevance", "saved", "published", "title", "length"))
    list_grouping = Option("none", allowed=("none", "day", "site"))
    full_copies = Option("needed", allowed=("needed", "all"))  # MHTML, for the original page
    full_copy_sites = Option("")  # hosts whose pages are always copied
    reader_theme = Option("system", allowed=("system", "light", "sepia", "grey", "dark"))
    reader_font = Option("serif")  # serif, sans, mono, or the name of an installed family
    reader_size = Option(19, minimum=12, maximum=40)  # pixels
    reader_line_height = Option(1.6, minimum=1.2, maximum=2.2)
    reader_width = Option(68, minimum=40, maximum=110)  # characters a line
    window_geometry = Option("")  # base64 of QWidget.saveGeometry
    window_splitter = Option("")  # base64 of QSplitter.saveState
    last_shelf = Option("inbox")
    last_query = Option("")
    last_article = Option(0)
    warned_of_place = Option("")  # the archive's folder whose hazard was told

    def __init__(self, file: Path) -> None:
        self._file = file
        self._listeners: list[Callable[[str], None]] = []
        self.values: dict[str, Any] = self._read()

    def subscribe(self, listener: Callable[[str], None]) -> None:
        """Call `listener` with an option's name after each change."""
        self._listeners.append(listener)

    def change(self, name: str, value: Any) -> None:
        """Set a value, write the file, tell the listeners; the same value again does nothing."""
        if name in self.values and self.values[name] == value:
            return
        self.values[name] = value
        self._write()
        for listener in list(self._listeners):
            listener(name)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            log.warning("settings cannot be read: %s", error.strerror)
            return {}
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            log.warning("settings are damaged; put aside")
            with contextlib.suppress(OSError):  # in a folder that cannot be written they stay, and count for nothing
                self._file.replace(self._file.with_suffix(".damaged.json"))
            return {}
        return values

    def _write(self) -> None:
        try:
            values = json.dumps(self.values, ensure_ascii=False, indent=1, sort_keys=True)
            keep_file(self._file, values.encode("utf-8", "replace"))
        except OSError as error:  # a choice that is not remembered is no reason to stop
            log.warning("settings cannot be written: %s", error.strerror)
