"""The composition root: the one place that builds Pressmark's objects and opens the window."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from pressmark import __version__, crash, logs, paths, resources
from pressmark.settings import Settings
