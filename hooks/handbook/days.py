"""The day of a build."""

import os
from datetime import UTC, datetime


def today() -> str:
    """``YYYY-MM-DD``: that of ``SOURCE_DATE_EPOCH`` where it is set, so that builds can be repeated, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return f"{when:%Y-%m-%d}"
