"""The language of messages: `CERTEVAL_LANG`, then the locale for text, English for what programs read."""

import sys
from collections.abc import Mapping

from certeval import messages

MACHINE = frozenset({"json", "csv", "concise", "github", "gitlab", "sarif", "junit", "ndjson"})


def text_language(environment: Mapping[str, str], system: str = sys.platform) -> str:
    """The language of text at a terminal: Windows says it elsewhere than in the environment."""
    for name in ("CERTEVAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return _language(value)
    if system != "win32":
        return "en"
    import locale  # that Python began with, which Windows calls `French_France.1252`

    return _language(locale.setlocale(locale.LC_CTYPE).casefold().replace("french", "fr"))


def machine_language(environment: Mapping[str, str]) -> str:
    """The language of what programs read: its bytes don't depend on the locale."""
    return _language(environment.get("CERTEVAL_LANG", "en"))


def document_language(environment: Mapping[str, str], langue: str) -> str:
    """The language of a document that people keep: the one asked for, else the référentiel's; never the locale's."""
    return _language(environment.get("CERTEVAL_LANG") or langue)


def _language(value: str) -> str:
    code = value[:2].lower()
    return code if code in messages.LANGUAGES else "en"
