"""``python -m handbook`` is the command ``handbook``."""

import sys

from handbook.command import main

sys.exit(main())
