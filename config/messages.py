"""Gather the words of the code and the templates into the catalogues.

    python -m config.messages

It does what `makemessages` does, in Python: GNU gettext is not on every machine.
Translations that stand are kept; what is said no more is dropped; nothing is guessed.
"""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parent.parent
CODE = ("accounts", "config", "quiz")
TEMPLATES = ("templates",)
LANGUAGES = ("ar",)
HEADER = {
    "Project-Id-Version": "Fahm",
    "Language": "ar",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10"
        " ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
PLURAL_FORMS = 6
# The arguments of each function that are words: context, singular, plural.
PLAIN, PLURAL = ("singular",), ("singular", "plural")
WORDS = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": ("context", *PLAIN),
    "pgettext_lazy": ("context", *PLAIN),
    "npgettext": ("context", *PLURAL),
    "npgettext_lazy": ("context", *PLURAL),
}
# The pure layers know no Django: a table of this name holds the English of what they
# find, and `_(MESSAGES[code])` looks it up where it is shown.
TABLE = "MESSAGES"
CALL_IN_TEMPLATE = re.compile(r"(?<!\w)(?:_|n?p?gettext)\(")


@dataclass
class Message:
    """Words to be translated, and where they stand."""

    plural: str = ""
    places: set = field(default_factory=set)


def gather():
    """Return the messages of the project, by (context, words)."""
    messages = defaultdict(Message)
    for path, calls in _calls():
        for call in calls:
            _note(messages, call, path.relative_to(BASE_DIR).as_posix())
    return messages


def _calls():
    for path in _files(CODE, "*.py"):
        yield path, ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    for path in _files((*TEMPLATES, *CODE), "*.html", "*.txt"):
        yield path, _template_calls(path)


def _files(folders, *patterns):
    return sorted(
        path
        for folder in folders
        for pattern in patterns
        for path in (BASE_DIR / folder).rglob(pattern)
    )


def _template_calls(path):
    """Return the calls that Django's own reading of a template comes to.

    It blanks out the rest, in lines; the end of a call is where it can be parsed.
    """
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for line in source.splitlines():
        for start in CALL_IN_TEMPLATE.finditer(line):
            yield _call_at(line, start.start(), path)


def _call_at(line, start, path):
    for end in re.finditer(r"\)", line[start:]):
        try:
            return ast.parse(line[start : start + end.end()], mode="eval").body
        except SyntaxError:
            continue
    raise ValueError(f"{path}: cannot read {line[start:].strip()}")


def _note(messages, node, place):
    if getattr(getattr(node, "target", None), "id", "") == TABLE:
        for words in ast.literal_eval(node.value).values():
            messages[None, words].places.add(place)
    if not isinstance(node, ast.Call):
        return
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name not in WORDS or isinstance(node.args[0], ast.Subscript):
        return
    words = {}
    for role, argument in zip(WORDS[name], node.args, strict=False):
        try:
            words[role] = ast.literal_eval(argument)
        except ValueError as error:
            raise ValueError(f"{place}: {name}() needs plain words.") from error
    message = messages[words.get("context"), words["singular"]]
    message.plural = words.get("plural", message.plural)
    message.places.add(place)


def catalogue_path(language):
    """Return where the catalogue of a language is."""
    return BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def renew(language):
    """Write the catalogue anew, with the translations that it had."""
    path = catalogue_path(language)
    known = {}
    if path.exists():
        entries = polib.pofile(str(path), encoding="utf-8")
        known = {(entry.msgctxt, entry.msgid): entry for entry in entries}
    catalogue = polib.POFile(wrapwidth=88, encoding="utf-8")
    catalogue.metadata = HEADER | {"Language": language}
    for (context, words), message in sorted(gather().items(), key=_by_place):
        catalogue.append(_entry(context, words, message, known.get((context, words))))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return catalogue


def _by_place(found):
    (context, words), message = found
    return min(message.places), words, context or ""


def _entry(context, words, message, known):
    entry = polib.POEntry(
        msgctxt=context,
        msgid=words,
        occurrences=[(place, "") for place in sorted(message.places)],
        comment=known.comment if known else "",
        tcomment=known.tcomment if known else "",
    )
    if message.plural:
        entry.msgid_plural = message.plural
        given = known.msgstr_plural if known else {}
        entry.msgstr_plural = {
            form: given.get(form, "") for form in range(PLURAL_FORMS)
        }
    else:
        entry.msgstr = known.msgstr if known else ""
    return entry


def main():
    """Renew every catalogue, and say how much of it is translated."""
    for language in LANGUAGES:
        catalogue = renew(language)
        missing = len(catalogue.untranslated_entries())
        print(f"{catalogue_path(language)}: {len(catalogue)} words, {missing} to do")


if __name__ == "__main__":
    main()
