"""An environment that was half made, moved, copied, left without its Python or grown old heals, and says so."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from test_setup import ENCODINGS

ROOT = Path(__file__).parents[2]
FILES = ("VERSION", "pyproject.toml", "hatch_build.py", "package-lock.json")


class Checkout:
    """A folder with the set-up of the book and nothing to install."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.venv = folder, folder / ".venv"
        (folder / "tests").mkdir(parents=True)
        shutil.copytree(ROOT / "setup", folder / "setup", ignore=shutil.ignore_patterns("__pycache__"))
        for name in FILES:
            shutil.copy(ROOT / name, folder / name)
        for name in ("requirements.txt", "tests/requirements.txt"):
            (folder / name).write_text("# nothing\n", "utf-8")

    def start(self, kind: str = "book", **options: object) -> subprocess.Popen[str]:
        command = [sys.executable, *ENCODINGS, "-I", self.folder / "setup" / "environment.py", kind]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", **options)

    def set_up(self, kind: str = "book") -> str:
        """What is said."""
        process = self.start(kind)
        said, _ = process.communicate()
        assert process.returncode == 0, said
        return said

    def works(self) -> bool:
        """Whether the environment's Python runs in this folder's environment."""
        asked = [self.venv / "bin" / "python", "-c", "import pip, sys; print(sys.prefix)"]
        done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
        return done.returncode == 0 and Path(done.stdout.strip()) == self.venv


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Checkout:
    checkout = Checkout(tmp_path_factory.mktemp("made") / "course [2025] ö '#")
    checkout.set_up()
    return checkout


@pytest.fixture
def checkout(made, tmp_path) -> Checkout:
    """A checkout of its own, with a finished environment."""
    folder = tmp_path / "here"
    shutil.copytree(made.folder, folder, symlinks=True)
    checkout = object.__new__(Checkout)
    checkout.folder, checkout.venv = folder, folder / ".venv"
    stamp = json.loads((checkout.venv / "made.json").read_text("utf-8"))
    (checkout.venv / "made.json").write_text(json.dumps({**stamp, "folder": str(folder)}), "utf-8")
    return checkout


def test_a_finished_environment_is_left_alone(checkout):
    assert checkout.set_up() == ""


def test_a_half_made_one_is_made_anew(checkout):
    (checkout.venv / "made.json").unlink()
    shutil.rmtree(next(checkout.venv.glob("lib/python*/site-packages/pip")))
    assert "never finished" in checkout.set_up()
    assert checkout.works()


def test_one_without_its_python_is_made_anew(checkout):
    python = checkout.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/not/there/python3.11")
    assert "is gone" in checkout.set_up()
    assert checkout.works()


@pytest.mark.parametrize("move", [shutil.move, shutil.copytree])
def test_a_moved_or_copied_one_is_made_anew_in_its_new_place(checkout, move, tmp_path):
    other = object.__new__(Checkout)
    other.folder, other.venv = tmp_path / "there", tmp_path / "there" / ".venv"
    move(checkout.folder, other.folder)
    assert "is a copy, or was moved" in other.set_up()
    assert other.works()


@pytest.mark.parametrize("left", ["file", "dangling"])
def test_what_is_no_environment_at_all_makes_room(checkout, left):
    shutil.rmtree(checkout.venv)
    checkout.venv.write_text("", "utf-8") if left == "file" else checkout.venv.symlink_to("/not/there")
    assert "made anew" in checkout.set_up()
    assert checkout.works()


def test_an_outdated_one_is_brought_up_to_date_and_the_tests_own_packages_come_when_asked_for(checkout):
    stamp = checkout.venv / "made.json"
    before = json.loads(stamp.read_text("utf-8"))
    (checkout.folder / "requirements.txt").write_text("# other\n", "utf-8")
    checkout.set_up()
    after = json.loads(stamp.read_text("utf-8"))
    assert before["book"] != after["book"]
    assert "test" not in after
    checkout.set_up("test")
    assert "test" in json.loads(stamp.read_text("utf-8"))


def wheel(folder: Path, name: str) -> None:
    """A package with nothing in it."""
    about = f"{name}-1.0.dist-info"
    entries = {
        f"{name}.py": "",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in (*entries, f"{about}/RECORD"))
    with ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as packed:
        for path, text in {**entries, f"{about}/RECORD": record}.items():
            packed.writestr(path, text)


def test_of_pips_own_files_only_where_packages_come_from_is_heeded(checkout, tmp_path):
    wheel(tmp_path, "nothing_much")
    (checkout.folder / "requirements.txt").write_text("nothing_much==1.0\n", "utf-8")
    settings = tmp_path / ".config" / "pip" / "pip.conf"
    settings.parent.mkdir(parents=True)
    elsewhere = f"[install]\ntarget = {tmp_path / 'elsewhere'}\ndry-run = true\n"
    settings.write_text(f"[global]\nno-index = true\nfind-links = {tmp_path}\n{elsewhere}", "utf-8")
    others = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    process = checkout.start(env={**others, "HOME": str(tmp_path)})
    said, _ = process.communicate()
    assert process.returncode == 0, said
    assert subprocess.call([checkout.venv / "bin" / "python", "-c", "import nothing_much"]) == 0


def test_what_cannot_be_installed_is_said_and_the_environment_counts_as_unfinished(checkout):
    (checkout.folder / "requirements.txt").write_text("./no-such-package\n", "utf-8")
    process = checkout.start()
    said, _ = process.communicate()
    assert process.returncode
    assert "requirements.txt could not be installed" in said
    assert not (checkout.venv / "made.json").exists()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_at_any_moment_it_is_right_the_next_time(end, checkout):
    for wait in (0.05, 0.3, 0.8, 1.5, 2.5):
        (checkout.venv / "made.json").unlink(missing_ok=True)
        process = checkout.start(start_new_session=True)
        time.sleep(wait)
        os.killpg(process.pid, end)
        process.communicate()
        checkout.set_up()
        assert checkout.works(), wait


def test_two_at_once_wait_for_each_other(checkout):
    shutil.rmtree(checkout.venv)
    both = [checkout.start() for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Setting up .venv" in each for each in said) == 1
    assert sum("waiting until it is done" in each for each in said) == 1
    assert checkout.works()


def test_where_nothing_can_be_written_it_is_said(checkout):
    shutil.rmtree(checkout.folder / "_build")
    (checkout.folder / "_build").write_text("", "utf-8")
    process = checkout.start()
    said, _ = process.communicate()
    assert process.returncode
    assert said.startswith(f"{checkout.folder}/_build cannot be written")
    assert "Traceback" not in said


def test_interrupted_by_hand_it_ends_without_a_traceback(checkout):
    (checkout.venv / "made.json").unlink()
    deaf = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where this process is deaf to it, so are those it starts
    process = checkout.start(start_new_session=True)
    signal.signal(signal.SIGINT, deaf)
    assert "never finished" in process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate()
    assert process.returncode == 130
    assert "environment.py" not in said
