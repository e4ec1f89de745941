"""A clone holds the bytes that were committed, whatever the machine's git does to line ends."""

import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def clone(folder, *settings):
    command = ["git", *settings, "clone", "--quiet", "--no-tags", ROOT, folder]
    subprocess.run(command, check=True, capture_output=True)
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path for path in files}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_where_git_turns_line_ends_round_a_clone_has_the_same_bytes_and_its_scripts_run(tmp_path):
    plain = clone(tmp_path / "plain", "-c", "core.autocrlf=false", "-c", "core.eol=lf")
    turned = clone(tmp_path / "turned", "-c", "core.autocrlf=true", "-c", "core.eol=crlf")
    assert plain.keys() == turned.keys()
    assert not [name for name in plain if plain[name].read_bytes() != turned[name].read_bytes()]
    scripts = [name for name, path in turned.items() if path.read_bytes().startswith(b"#!")]
    assert {".binder/postBuild", ".ci/run"} <= set(scripts)
    for name in scripts:
        assert b"\r" not in turned[name].read_bytes(), name
        assert turned[name].stat().st_mode & 0o111, name
