"""The words of certeval in English and French, through gettext.

In comes a language chosen by `cli`; out go translated messages.
"""

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LANGUAGES = ("en", "fr")

_catalogues: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
_language = "en"


def speak(language: str) -> None:
    """Choose the language of every message made from now on: `en` or `fr`."""
    global _language  # noqa: PLW0603 -- one language a process, as gettext itself has it
    if language not in _catalogues:
        with (Path(__file__).parent / f"{language}.mo").open("rb") as stream:
            _catalogues[language] = gettext.GNUTranslations(stream)
    _language = language


def current_language() -> str:
    """The language chosen last, `en` until one is."""
    return _language


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Messages in another language within the block, English where it is not a known one; then as before."""
    before = _language
    speak(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        speak(before)


def _(message: str, /, **arguments: object) -> str:
    """The message in the chosen language, its arguments in their places where some are given."""
    text = _catalogues[_language].gettext(message) if message else ""
    return text.format(**arguments) if arguments else text


def ngettext(one: str, many: str, count: int, /, **arguments: object) -> str:
    """The form of a message that fits `count`: French counts 0 as singular. Arguments as for `_`."""
    text = _catalogues[_language].ngettext(one, many, count)
    return text.format(**arguments) if arguments else text


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for "to be translated later"
    """Mark a message for translation where it is declared; `_` translates it where it is shown."""
    return message


def plural(one: str, many: str) -> Callable[..., str]:
    """The same of a message with a count: called with it, and with what else it says, it gives the form that fits."""
    return lambda n, /, **arguments: _catalogues[_language].ngettext(one, many, n).format(n=n, **arguments)
