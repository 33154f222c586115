"""Read a page as a browser does: its fields, its links, and what it would send."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """The fields, links and text of a page."""

    def __init__(self, response):
        super().__init__()
        self.fields = []  # attributes of inputs, textareas and selects
        self.links = []  # every src, href and action
        self.inline = []  # what a strict policy forbids
        self.buttons = []  # names of what sends the main form, in order
        self.data = {}  # what the page's main form would send
        self.words = ""
        self._form = self._select = self._area = ""
        self._script = False
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.links += [
            attrs[name] for name in ("src", "href", "action") if name in attrs
        ]
        if _is_inline(tag, attrs):
            self.inline.append((tag, attrs))
        if attrs.get("type") == "submit" or tag == "button":
            self._note_button(attrs)
        if tag in {"input", "textarea", "select"}:
            self.fields.append({**attrs, "tag": tag})
        if tag == "form":
            self._form = attrs.get("id", "")
        elif self._form.endswith("_form"):
            self._send(tag, attrs)

    def _note_button(self, attrs):
        if attrs.get("form", self._form).endswith("_form"):
            self.buttons.append(attrs.get("name"))

    def _send(self, tag, attrs):
        name, value = attrs.get("name"), attrs.get("value") or ""
        if tag == "input" and name and "disabled" not in attrs:
            if _is_sent(attrs):
                default = "on" if attrs.get("type") in {"checkbox", "radio"} else ""
                self._add(name, attrs.get("value") or default)
        elif tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in attrs:
            self._add(self._select, value)

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            # A browser drops the first line end, and sends the others as two letters.
            text = self.data[self._area][-1].removeprefix("\n")
            self.data[self._area][-1] = text.replace("\n", "\r\n")
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._form = ""

    def handle_data(self, data):
        self.words += data
        if self._area:
            self.data[self._area][-1] += data

    def _add(self, name, value):
        self.data.setdefault(name, []).append(value)

    def field(self, name):
        """Return the attributes of the field of a name."""
        return next(field for field in self.fields if field.get("name") == name)

    @property
    def names(self):
        """List the names of all fields."""
        return {field["name"] for field in self.fields if "name" in field}


def press(client, url, button, **changes):
    """Press a button of the page's main form, after changing some of its fields."""
    page = Page(client.get(url))
    assert button in page.buttons
    return client.post(url, {**page.data, **changes, button: ""}, follow=True)


def _is_inline(tag, attrs):
    """Say whether a strict content policy would refuse the element."""
    if (
        tag == "style"
        or "style" in attrs
        or any(name.startswith("on") for name in attrs)
    ):
        return True
    return tag == "script" and "src" not in attrs


def _is_sent(attrs):
    """Say whether a browser sends an input as it stands."""
    kind = attrs.get("type", "text")
    return "checked" in attrs if kind in {"checkbox", "radio"} else kind != "submit"
