"""Prints the Debian or Ubuntu packages whose libraries Qt lacks on this system, on one line; nothing if it has all.

Qt's wheels bring Qt but not what Qt itself stands on. Asking the loader (ldd) is the only way to know what is missing
that needs no guess about the system's version.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

# What Pressmark loads of Qt; the rest of the wheel may lack what it wants.
WANTED = (
    "Qt/lib/libQt6Core.so.6",
    "Qt/lib/libQt6Gui.so.6",
    "Qt/lib/libQt6Widgets.so.6",
    "Qt/lib/libQt6Network.so.6",
    "Qt/lib/libQt6Svg.so.6",
    "Qt/lib/libQt6PrintSupport.so.6",
    "Qt/lib/libQt6WebEngineCore.so.6",
    "Qt/lib/libQt6WebEngineWidgets.so.6",
    "Qt/lib/libQt6XcbQpa.so.6",
    "Qt/libexec/QtWebEngineProcess",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
)

# Library -> packages that hold it, the first that the system knows is taken (Ubuntu 24.04 renamed some to ...t64).
PACKAGES = {
    "libasound.so.2": ("libasound2t64", "libasound2"),
    "libcups.so.2": ("libcups2t64", "libcups2"),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libdrm.so.2": ("libdrm2",),
    "libEGL.so.1": ("libegl1",),
    "libexpat.so.1": ("libexpat1",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libgbm.so.1": ("libgbm1",),
    "libGL.so.1": ("libgl1",),
    "libGLX.so.0": ("libglx0",),
    "libOpenGL.so.0": ("libopengl0",),
    "libgio-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgmodule-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgobject-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
    "libICE.so.6": ("libice6",),
    "libnspr4.so": ("libnspr4",),
    "libnss3.so": ("libnss3",),
    "libnssutil3.so": ("libnss3",),
    "libplc4.so": ("libnspr4",),
    "libplds4.so": ("libnspr4",),
    "libSM.so.6": ("libsm6",),
    "libsmime3.so": ("libnss3",),
    "libssl3.so": ("libnss3",),
    "libudev.so.1": ("libudev1",),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libX11.so.6": ("libx11-6",),
    "libXau.so.6": ("libxau6",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-glx.so.0": ("libxcb-glx0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xinerama.so.0": ("libxcb-xinerama0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxcb.so.1": ("libxcb1",),
    "libXcomposite.so.1": ("libxcomposite1",),
    "libXdamage.so.1": ("libxdamage1",),
    "libXext.so.6": ("libxext6",),
    "libXfixes.so.3": ("libxfixes3",),
    "libXi.so.6": ("libxi6",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libxkbfile.so.1": ("libxkbfile1",),
    "libXrandr.so.2": ("libxrandr2",),
    "libXrender.so.1": ("libxrender1",),
    "libxshmfence.so.1": ("libxshmfence1",),
    "libXtst.so.6": ("libxtst6",),
    "libz.so.1": ("zlib1g",),
    "libzstd.so.1": ("libzstd1",),
}
FONT = "fonts-noto-core"
_MISSING = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)


def missing_libraries(qt: Path) -> set[str]:
    """The names of shared libraries that the loader does not find for the parts of Qt that we load."""
    names: set[str] = set()
    for wanted in WANTED:
        file = qt / wanted
        if file.exists():
            listed = subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=False).stdout
            names.update(_MISSING.findall(listed))
    return {name for name in names if not name.startswith("libQt6")}


def package_for(library: str) -> str:
    """The package of this system that holds a library; by Debian's rule for names where none is listed."""
    candidates = PACKAGES.get(library) or (by_rule(library),)
    for name in candidates[:-1]:
        if subprocess.run(["apt-cache", "show", name], capture_output=True, check=False).returncode == 0:
            return name
    return candidates[-1]


def by_rule(library: str) -> str:
    """What Debian's rule calls the package of a library: libxcb-dri3.so.0 is in libxcb-dri3-0."""
    name, _, version = library.lower().replace("_", "-").partition(".so")
    version = version.strip(".")
    return f"{name}-{version}" if version and name[-1].isdigit() else f"{name}{version}"


def has_fonts() -> bool:
    """Whether there is any font at all; without one Qt shows boxes."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(next(folder.rglob("*.[to]tf"), None) is not None for folder in folders if folder.is_dir())


def main() -> int:
    """Print the packages."""
    import PySide6

    packages = {package_for(library) for library in missing_libraries(Path(PySide6.__file__).parent)}
    if not has_fonts():
        packages.add(FONT)
    if packages:
        print(*sorted(packages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
