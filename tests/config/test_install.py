import subprocess
import sys
from pathlib import Path

import pytest

from config import install

SCRIPT = Path(install.__file__)


@pytest.fixture
def wanted(tmp_path):
    path = tmp_path / "wanted.txt"
    path.write_text("# nothing\n", encoding="utf-8")
    return path


def run(*words):
    return subprocess.run(
        [sys.executable, SCRIPT, *words], capture_output=True, check=False, text=True
    )


def test_it_makes_a_folder_once_and_again_when_the_list_changes(tmp_path, wanted):
    folder = tmp_path / "a folder"
    told = f"Installing the packages of {wanted} in {folder} ...\n"

    first, second = run(folder, wanted), run(folder, wanted)
    left = [path.name for path in folder.glob("lib/*/site-packages/*")]
    wanted.write_text("./nowhere\n", encoding="utf-8")
    third = run(folder, wanted)

    assert [each.stdout for each in (first, second, third)] == [told, "", told]
    assert [each.returncode for each in (first, second, third)] == [0, 0, 1]
    assert left == []
    assert third.stderr.splitlines()[-1] == (
        "Could not install the packages; the lines above say why."
    )


def test_it_tells_an_old_python_that_it_is_old(monkeypatch, tmp_path, wanted):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")

    with pytest.raises(SystemExit) as stopped:
        install.main(str(tmp_path / "folder"), str(wanted))

    assert stopped.value.code == (
        "Python 3.11 or later is needed, and /usr/bin/python3 is 3.10. Name a newer"
        " one: PYTHON=python3.12 make run"
    )
    assert not (tmp_path / "folder").exists()
