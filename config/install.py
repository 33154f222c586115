"""Make a folder with the packages of the project, and renew it when they change.

    python3 config/install.py .venv requirements.txt

It is written in the words that every Python knows, so that one which is too old can
say so.
"""

import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)
# pip is needed no more once the packages are there, and a tenth of the folder.
INSTALLERS = ("pip", "setuptools")


def main(folder, *lists):
    """Install the packages of the lists, unless they are there already."""
    if sys.version_info[:2] < OLDEST:
        sys.exit(
            "Python %d.%d or later is needed, and %s is %d.%d. Name a newer one: "
            "PYTHON=python3.12 make run"
            % (OLDEST + (sys.executable,) + sys.version_info[:2])
        )
    stamp = os.path.join(folder, "installed.sha256")
    wanted = digest(lists)
    if read(stamp) == wanted and works(folder):
        return
    print("Installing the packages of %s in %s ..." % (" and ".join(lists), folder))
    sys.stdout.flush()
    make_folder(folder)
    install(folder, lists)
    with open(stamp, "w") as file:
        file.write(wanted)


def digest(lists):
    """Tell the lists of packages, and the Python that they are for, from others."""
    told = hashlib.sha256((sys.version + sys.base_prefix).encode("utf-8"))
    for name in lists:
        with open(name, "rb") as file:
            told.update(file.read())
    return told.hexdigest()


def read(path):
    """Return what a file holds, or nothing where there is none."""
    if not os.path.isfile(path):
        return ""
    with open(path) as file:
        return file.read()


def python(folder):
    """Return the path of the folder's own Python."""
    return os.path.join(folder, "bin", "python")


def works(folder):
    """Say whether the folder's Python still starts: what it was made of may be gone."""
    try:
        return subprocess.call([python(folder), "-c", ""]) == 0
    except OSError:
        return False


def make_folder(folder):
    """Make the folder anew, with pip."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - whether it is there is the question
    except ImportError:
        sys.exit(
            "%s has no venv module. On Debian: apt-get install python3-venv"
            % sys.executable
        )
    run([sys.executable, "-m", "venv", "--clear", folder], "make the folder " + folder)


def install(folder, lists):
    """Install the packages, then take away what only installs."""
    pip = [python(folder), "-m", "pip", "--disable-pip-version-check", "-qq"]
    wanted = [word for name in lists for word in ("--requirement", name)]
    run(pip + ["install"] + wanted, "install the packages")
    run(pip + ["uninstall", "--yes"] + list(INSTALLERS), "tidy " + folder)


def run(command, task):
    """Run a command; where it fails, add one line about it to its own words."""
    if subprocess.call(command):
        sys.exit("Could not %s; the lines above say why." % task)


if __name__ == "__main__":
    main(*sys.argv[1:])
