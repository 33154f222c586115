"""The files of the project: what is written by hand and kept."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = {"var", "__pycache__"}
HIDDEN = {".ci", ".gitignore"}
PICTURES = {".png", ".mo", ".ico"}


def text_files(*patterns):
    """Return the files whose name fits one of the patterns, in order."""
    return sorted(
        path
        for pattern in patterns
        for path in ROOT.rglob(pattern)
        if path.is_file() and _is_kept(path) and path.suffix not in PICTURES
    )


def name(path):
    """Return the path as the project says it."""
    return path.relative_to(ROOT).as_posix()


def _is_kept(path):
    return all(
        part not in MADE and (not part.startswith(".") or part in HIDDEN)
        for part in path.relative_to(ROOT).parts
    )
