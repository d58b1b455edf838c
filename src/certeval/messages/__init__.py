"""The words of certeval in English and French, through gettext.

In comes a language chosen by `cli`; out go translated messages.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LANGUAGES = ("en", "fr")

_catalogues: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
_spoken = "en"


def speak(language: str) -> None:
    """Choose the language of every message made from now on: `en` or `fr`."""
    global _spoken  # noqa: PLW0603 -- one language a process, as gettext itself has it
    if language not in _catalogues:
        with (Path(__file__).parent / f"{language}.mo").open("rb") as compiled:
            _catalogues[language] = gettext.GNUTranslations(compiled)
    _spoken = language


def spoken() -> str:
    """The language chosen last, `en` until one is."""
    return _spoken


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Messages in another language within the block, English where it is not a known one; then as before."""
    before = _spoken
    speak(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        speak(before)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _catalogues[_spoken].gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that fits `count`: French counts 0 as singular."""
    return _catalogues[_spoken].ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for "to be translated later"
    """Mark a message for translation where it is declared; `_` translates it where it is shown."""
    return message
