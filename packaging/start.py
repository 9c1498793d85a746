"""Where a frozen program begins."""

import sys

from pressmark.__main__ import main

sys.exit(main())
