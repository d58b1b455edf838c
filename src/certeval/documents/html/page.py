"""A page of one file: its shell, and the policy by which a browser runs and loads nothing that is not in it."""

import json
import sys
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from certeval.frozen import frozen
from certeval.messages import _, ngettext

DOCUMENTS = Path(__file__).parents[1]
SHELL, SHARED = "html/page.html", "html/page.css"
ENDS = ("</", "<!--")
"""What would end a style or a script in the middle, or hide its end."""
JSON_IN_HTML = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
"""What stands for signs that a page would read; each replaced in turn, in a tenth of the time of `str.translate`."""


@frozen
class Page:
    """What stands in a page: its body is markup already, all else is text."""

    title: str
    body: Markup
    lang: str
    styles: tuple[str, ...] = ()
    """After the shared one; an attribute `style` would be refused by the policy."""
    scripts: tuple[str, ...] = ()
    """Run at the end of the body, in order; what an attribute such as `onclick` holds would be refused."""
    data: Mapping[str, object] = field(default_factory=dict)
    """JSON by the identifier of the element that holds it: `JSON.parse(document.getElementById(…).textContent)`."""


def as_html(page: Page) -> bytes:
    """The whole file, in UTF-8: the same page gives the same bytes."""
    styles = tuple(map(_whole, (asset(SHARED), *page.styles)))
    scripts = tuple(map(_whole, page.scripts))
    data = {name: Markup(json_in_html(value)) for name, value in page.data.items()}  # noqa: S704 -- escaped there
    markup = fill(
        SHELL, page=page, policy=_policy(styles, scripts), styles=styles, scripts=scripts, data=data
    )
    return str(markup).encode()


def fill(template: str, **values: object) -> Markup:
    """A template of `documents` filled in: texts are escaped, a name that is not given is a bug."""
    return Markup(environment().get_template(template).render(**values))  # noqa: S704 -- escaped by jinja2


def asset(name: str) -> str:
    """The text of a style or a script of `documents`, as `report/report.css`."""
    return (DOCUMENTS / name).read_text(encoding="utf-8")


def json_in_html(value: object) -> str:
    """JSON that no text in it can end: `<`, `>` and `&` are written by their numbers."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in JSON_IN_HTML.items():
        text = text.replace(sign, escape)
    return text


class _TemplateCache(FileSystemBytecodeCache):
    """Keeps compiled templates beside Python's own modules: compiling takes a twentieth of a page's time."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # nothing can be kept there: the next page takes longer
            super().dump_bytecode(bucket)


@cache
def environment() -> Environment:
    """The templates of `documents`, by their path there, with the words of certeval."""
    templates = Environment(
        loader=FileSystemLoader(DOCUMENTS, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,  # a template is filled in once: what it would save is less than it takes
        bytecode_cache=None
        if sys.dont_write_bytecode
        else _TemplateCache(str(Path(cache_from_source(__file__)).parent), "%s.template"),
    )
    templates.globals.update({"_": _, "ngettext": ngettext})
    return templates


def _whole(text: str) -> Markup:
    """A style or a script as it stands in its element, which nothing in it ends."""
    if any(each in text for each in ENDS):
        raise ValueError("a style or a script holds what would end it")
    return Markup(text)  # noqa: S704 -- ours, and it ends nothing


def _policy(styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """Nothing but these styles and scripts; what is not named falls to `default-src`."""
    directives = []
    for kind, texts in (("style-src", styles), ("script-src", scripts)):
        digests = [b64encode(sha256(text.encode()).digest()).decode() for text in dict.fromkeys(texts)]
        directives += [" ".join([kind, *(f"'sha256-{each}'" for each in digests)])] if texts else []
    return "; ".join(["default-src 'none'", *directives, "base-uri 'none'", "form-action 'none'"])
