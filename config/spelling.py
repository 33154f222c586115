"""Check the spelling of all Arabic: the courses and the words of the interface.

    python -m config.spelling

It needs hunspell with its Arabic dictionary (in Debian: hunspell and hunspell-ar).
Words that are right and not in it are kept, with what they are, in locale/ar/words.txt.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import polib

BASE_DIR = Path(__file__).resolve().parent.parent
KEPT = BASE_DIR / "locale" / "ar" / "words.txt"
WORD = re.compile("[ء-ي]+")
MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")  # tatweel and vowel signs
# What Arabic writes together with the word that follows.
PREFIXES = ("[وف]?", "[وف]?[بلك]?", "[وف]?[بلك]?ال")


def main():
    """Name each unknown word with its place; fail where there is one."""
    texts = [
        *course_texts(BASE_DIR / "fixtures"),
        *interface_texts(BASE_DIR / "locale"),
    ]
    places = {}
    for place, text in texts:
        for word in words(text):
            places.setdefault(word, place)
    try:
        unknown = misspelled(places, kept_words(KEPT.read_text(encoding="utf-8")))
    except FileNotFoundError:
        sys.exit("hunspell is not there: apt install hunspell hunspell-ar")
    except subprocess.CalledProcessError as error:
        sys.exit(f"hunspell says: {error.stderr.strip()}")
    for word in unknown:
        print(f"{word}\t{places[word]}")
    if unknown:
        sys.exit(f"{len(unknown)} of {len(places)} words are unknown.")
    print(f"{len(places)} words, all known.")


def course_texts(folder):
    """Go through the Arabic texts of the course files, each with its place."""
    for file in sorted(folder.glob("*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            for name, text in row["fields"].items():
                if name.endswith("_ar"):
                    yield f"{file.name}: {name}: {text[:60]}", text


def interface_texts(folder):
    """Go through the Arabic words of the interface, each with its place."""
    for file in sorted(folder.glob("ar/LC_MESSAGES/*.po")):
        for entry in polib.pofile(str(file)):
            for text in (entry.msgstr, *entry.msgstr_plural.values()):
                yield f"{file.name}: {entry.msgid[:60]}", text


def words(text):
    """List the Arabic words of a text, without vowel signs."""
    return WORD.findall(MARKS.sub("", text))


def kept_words(text):
    """Read a list of words: one a line, with comments after #."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return {line for line in lines if line}


def misspelled(candidates, kept):
    """List the words that neither the dictionary nor the list of kept words has.

    Raises FileNotFoundError without hunspell, CalledProcessError without its Arabic.
    """
    answer = subprocess.run(
        ["hunspell", "-d", "ar", "-i", "utf-8", "-l"],
        input="\n".join(candidates),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [word for word in answer.stdout.split() if not kept & _bare(word)]


def _bare(word):
    return {re.sub(f"^{prefix}", "", word) for prefix in PREFIXES}


if __name__ == "__main__":
    main()
