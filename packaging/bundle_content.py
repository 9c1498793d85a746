"""Says what of Qt goes into the bundle. PyInstaller takes all that the web engine could ever use; half is dead weight.

Qt's data and plugins are chosen by name, below. A library goes in if something else that goes in is linked to it.
"""

from __future__ import annotations

import sys
from pathlib import PurePath

from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]  # place in the bundle, source, kind: as PyInstaller keeps them

LANGUAGES = ("en", "de")  # of the web engine's and Qt's own texts

_UNUSED_PLUGINS = frozenset(
    "egldeviceintegrations generic networkinformation position qmltooling".split()  # for boards, sensors and debuggers
)
_UNUSED_FILES = frozenset(
    (
        "libqeglfs.so libqlinuxfb.so libqminimal.so libqminimalegl.so libqvkkhrdisplay.so libqvnc.so"
        " libqtvirtualkeyboardplugin.so libqpdf.so libqgtk3.so"  # GTK's dialogs come through the desktop's portal
        " qtwebengine_devtools_resources.pak"
    ).split()
)
_LOADED_BY_NAME = frozenset(  # by Chromium and Qt, at run time
    "libssl.so.3 libcrypto.so.3 libnss3.so libnssckbi.so libsoftokn3.so libfreebl3.so libfreeblpriv3.so".split()
)


def needed(entries: list[Entry]) -> list[Entry]:
    """Return the entries of a bundle that Pressmark can use, in their order."""
    chosen = [entry for entry in entries if _is_wanted(PurePath(entry[0]))]
    if sys.platform != "linux":  # elsewhere PyInstaller bundles no libraries of the system
        return chosen
    libraries = {PurePath(place).name for place, _source, _kind in chosen if _is_library(PurePath(place))}
    sources = {PurePath(place).name: source for place, source, kind in chosen if kind != "SYMLINK"}
    waiting = [source for name, source in sources.items() if name not in libraries]
    linked: set[str] = set()
    while waiting:
        new = {name for name, _path in get_imports(waiting.pop())} - linked
        linked |= new
        waiting.extend(sources[name] for name in new if name in libraries and name in sources)
    unused = libraries - linked - _LOADED_BY_NAME
    return [entry for entry in chosen if PurePath(entry[0]).name not in unused]


def _is_wanted(place: PurePath) -> bool:
    parts = place.parts
    if place.name in _UNUSED_FILES or "qml" in parts:
        return False
    if "plugins" in parts and _UNUSED_PLUGINS.intersection(parts):
        return False
    if parts[0] == "PySide6" and ("translations" in parts or "qtwebengine_locales" in parts):
        language = place.stem.removeprefix("qtbase_").removeprefix("qt_")
        return language.replace("-", "_").split("_")[0] in LANGUAGES and place.name.startswith(("qtbase_", *LANGUAGES))
    return True


def _is_library(place: PurePath) -> bool:
    """Whether it is there only because something is linked to it: a library of Qt or of the system."""
    is_shared = ".so" in place.suffixes and place.name.startswith("lib") and not place.name.startswith("libpython")
    return is_shared and (len(place.parts) == 1 or place.parts[:3] == ("PySide6", "Qt", "lib"))
