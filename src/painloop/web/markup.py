"""Data inside HTML."""

import json
from typing import Any


def script_json(value: Any) -> str:
    """A value as JSON that may stand inside a <script> element: no text in it can end the element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
