"""Options that many commands take together, a bundle for each value: how sheets are read, where results go."""

import sys
from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any

from certeval.cli import exits, files, options
from certeval.cli.options import Declaration
from certeval.cli.output import Target, format_of
from certeval.cli.sheets import ReadingOptions
from certeval.messages import N_


class Bundle:
    """Options by the names of their values, and what is made of all: a command has one parameter for them."""

    def __init__(self, make: Callable[..., object], **bundled: Any) -> None:
        self.make = make
        self.options = [
            _for_typer(Parameter(name, Parameter.KEYWORD_ONLY, annotation=each))
            for name, each in bundled.items()
        ]


def _for_typer(parameter: Parameter) -> Parameter:
    """A parameter whose option, declared beside its type or as its default, stands where typer reads it."""
    for each in _about(parameter):
        if isinstance(each, Declaration):
            return parameter.replace(
                annotation=Annotated[parameter.annotation, each.info], default=each.default
            )
    return parameter


def _about(parameter: Parameter) -> tuple[object, ...]:
    """What is said of a parameter: its default, and what stands beside its type."""
    return parameter.default, *getattr(parameter.annotation, "__metadata__", ())


def written(forms: tuple[str, ...]) -> Any:
    """Where results go, and in which of the forms that a command knows."""

    def target(form: str | None, file: Path | None, *, force: bool, as_json: bool = False) -> Target:
        return Target(format_of(form, forms, as_json=as_json, file=file), file, force)

    json = {"as_json": options.Json} if "json" in forms else {}
    form = Annotated[str | None, options.form(forms)]
    return Bundle(target, form=form, **json, file=options.Output, force=options.Force)


_WAYS = {
    "encoding": options.Encoding,
    "correspondance": options.Correspondance,
    "force_version": options.ForceVersion,
    "report": options.Report,
}
_RULES = {"referentiel": options.Referentiel, "date": options.Day}
_SESSION = {"session": options.Session, "registre": options.Registre}

Ways = Annotated[ReadingOptions, Bundle(ReadingOptions, **_WAYS)]
"""How sheets are read."""
SessionMarks = Annotated[ReadingOptions, Bundle(ReadingOptions, session=options.Session, **_RULES, **_WAYS)]
"""Of which session marks are read, or under which référentiel sheets are, and how; nothing is decided."""
Reading = Annotated[ReadingOptions, Bundle(ReadingOptions, **_SESSION, **_RULES, **_WAYS)]
"""Which session is read, or under which référentiel sheets are, and how."""


_QUIET = _for_typer(Parameter("_quiet", Parameter.KEYWORD_ONLY, annotation=options.Quiet))


def flat(command: Callable[..., None], *, may_be_quiet: bool) -> Callable[..., None]:
    """A command as typer reads it: each option of its bundles is a parameter of its own; `--quiet`, where it may be."""
    parameters = signature(command, eval_str=True).parameters
    bundles = {
        name: each for name, one in parameters.items() for each in _about(one) if isinstance(each, Bundle)
    }
    own = [
        each
        for name, one in parameters.items()
        for each in (bundles[name].options if name in bundles else (_for_typer(one),))
    ]
    own += [_QUIET] * may_be_quiet

    @wraps(command)
    def spread(_quiet: bool = False, **values: Any) -> None:
        for value in values.values():
            for text in value if isinstance(value, (list, tuple)) else [value]:
                _refuse_bytes(text)
        for name, bundle in bundles.items():
            values[name] = bundle.make(**{each.name: values.pop(each.name) for each in bundle.options})
        command(**values)

    spread.__signature__ = signature(command).replace(parameters=own)  # type: ignore[attr-defined]
    return spread


def _refuse_bytes(value: object) -> None:
    """End with status 2 where a text was typed in another encoding than the terminal's; a file is called as it is."""
    if isinstance(value, str) and not value.isascii() and not files.is_there(value):
        try:
            value.encode()
        except UnicodeEncodeError:
            from certeval.render.registre import place

            encoding = sys.getfilesystemencoding()
            message = N_("« {text} » is no text in {encoding}, the encoding of this terminal")
            exits.refuse(message, text=place(value), encoding=encoding)
