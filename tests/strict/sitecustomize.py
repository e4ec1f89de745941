"""Read first by every Python that `make test` starts: where our own code opens a file, it names the encoding, or stops.

`setup/run.py` puts this folder on the path, and has Python look, for whoever sets PAINLOOP_STRICT. What packages of
others leave unnamed is theirs: a warning is told apart by the module that opened the file.
"""

import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = (path for pattern in ("*.py", "tests/**/*.py") for path in ROOT.glob(pattern))
PACKAGES = ("painloop", "painloop_page", "setup", "publish", "benchmarks", "tests")
# Cells of chapters run in __main__, where `open` is IPython's; and so does whatever is started as a program.
CELLS = ("__main__", r"IPython\.core\.interactiveshell")
OURS = rf"({'|'.join((*CELLS, *PACKAGES, *sorted({path.stem for path in FILES})))})(\.|$)"

if sys.prefix == str(ROOT / ".venv"):  # a Python of the machine runs other people's programs
    warnings.filterwarnings("ignore", category=EncodingWarning)
    warnings.filterwarnings("error", category=EncodingWarning, module=OURS)
