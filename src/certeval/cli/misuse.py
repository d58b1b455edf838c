"""What is wrong in a command line, in the language chosen: typer's own sentences are in English alone.

It tells kinds of mistakes by classes that it keeps to itself: what each carries tells them apart here.
"""

import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import typer

from certeval.cli import exits, files
from certeval.messages import N_, _
from certeval.text.nearest import fold, nearest

OF_FILES = [f"--{name}" for name in ("scores", "candidats")]
"""The options that a file alone goes with, the likeliest first."""
SHORT = {"-r": "referentiel", "-s": "session", "-c": "candidat"}
"""Options that many commands have, by their short names."""
OPERANDS = {"REFERENTIEL": ("PATH", "OLD"), "SCORES": ("SHEET",)}
"""What the arguments are called that an option of some commands is in others, where it is not by its name."""
PRIVATE_OPTIONS = frozenset({"--motif", "--secret"})
"""Options whose value may name a person, or is not to be seen."""
HABITS = {
    **dict.fromkeys(("releve", "attestation", "parchemin", "pv", "diplome", "bulletin"), "documents"),
    **dict.fromkeys(("convocation", "emargement"), "documents"),
    **dict.fromkeys(("decide", "resultat", "result", "score", "note"), "validate"),
    **dict.fromkeys(("merge", "fusionner"), "validate"),
    **dict.fromkeys(("init", "create", "nouveau"), "new"),
    **dict.fromkeys(("grid", "grille-html"), "grille"),
    **dict.fromkeys(("session", "jury", "deliberation"), "deliberer"),
    **dict.fromkeys(("rattrapage", "resit"), "rattrapages"),
    **dict.fromkeys(("export",), "publish"),
}
"""The command that a word of the field stands for, folded and without its plural."""


def no_command(name: str, commands: Iterable[str]) -> NoReturn:
    """No command has this name; status 2, with the one most likely meant."""
    from certeval.render.words import visible

    text = _("no command is called « {typed} »", typed=visible(name))
    suggestion = HABITS.get(fold(name).rstrip("s")) or nearest(name, commands)
    if not suggestion:
        text += _("; there are {known}", known=", ".join(commands))
    exits.refuse("{text}", nearest=suggestion, text=text)


def refuse_usage(error: typer.TyperException, ctx: Any, command_line: Iterable[str]) -> NoReturn:
    """Say on stderr how the command is used, and what is wrong; status 2."""
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{error.format_message()}\n")
        exits.leave(exits.USAGE)
    sys.stderr.write(f"{ctx.get_usage()}\n\n")
    exits.refuse("{text}", text=_sentence(error, ctx, command_line))


def refuse_more(ctx: Any, rest: list[str]) -> NoReturn:
    """Words follow that a command has no use for; status 2, with the option that a file most likely goes with."""
    from certeval.render.words import visible

    sys.stderr.write(f"{ctx.get_usage()}\n\n")
    names = {name for each in ctx.command.get_params(ctx) for name in each.opts}
    option = next((each for each in OF_FILES if each in names), "")
    exits.refuse(
        "nothing more is expected after that: « {typed} »",
        nearest=f"{option} {visible(rest[0])}" if option and files.is_there(rest[0]) else None,
        typed=" ".join(rest),
    )


def refuse_repetition(ctx: Any, command_line: Iterable[str]) -> None:
    """Status 2 where an option that takes one value is given several, of which typer would take the last."""
    single = [
        each
        for each in ctx.command.get_params(ctx)
        if each.param_type_name == "option" and not (each.multiple or each.is_flag)
    ]
    parser = ctx.command.make_parser(ctx)
    for each in single:
        parser.add_option(each, each.opts, dest=each.name, action="append")
    values, _rest, _order = parser.parse_args([*command_line])
    for each in single:
        if len(several := values.get(each.name, ())) > 1:
            sys.stderr.write(f"{ctx.get_usage()}\n\n")
            from certeval.render.registre import place

            option = max(each.opts, key=len)
            if option in PRIVATE_OPTIONS:
                exits.refuse("{option} takes one value, and is given {n}", option=option, n=len(several))
            quotes = ", ".join(_("« {text} »", text=place(value)) for value in several)
            message = N_("{option} takes one value, and is given {n}: {values}")
            exits.refuse(message, option=option, n=len(several), values=quotes)


def _sentence(error: Any, ctx: Any, command_line: Iterable[str]) -> str:
    name = getattr(error, "option_name", None)
    if name is not None:
        return _option_sentence(str(name), ctx, command_line)
    param = getattr(error, "param", None)
    if param is not None and hasattr(error, "param_type"):
        option = f"{max(param.opts, key=len)} " if param.param_type_name == "option" else ""
        what = option + _(param.metavar)
        return _("{what} is missing; {command} -h says more", what=what, command=ctx.command_path)
    return str(error.format_message())


def _option_sentence(word: str, ctx: Any, command_line: Iterable[str]) -> str:
    """An option that a command doesn't have, or whose value is missing, or that takes none."""
    from certeval.render.words import visible

    by_name = {
        name: each for each in ctx.command.get_params(ctx) for name in each.opts if name.startswith("-")
    }
    if (option := by_name.get(word)) is None:
        text = _("{command} has no option {option}", command=ctx.command_path, option=word)
        if file := next(
            (each for each in command_line if each.startswith(word) and files.is_there(each)), ""
        ):
            return text + _("; for the file of this name, write {file}", file=visible(f"./{file}"))
        if word.startswith("--") and (suggestion := nearest(word, by_name)):
            return text + _("; did you mean {suggestion}?", suggestion=suggestion)
        if operand := _operand_of(word, ctx):
            return text + _(
                "; write what it names without it: {command} {operand}",
                operand=operand,
                command=ctx.command_path,
            )
        if ctx.parent is None:
            return text + _("; options come after the command")
        return text + _("; {command} -h lists them", command=ctx.command_path)
    if option.is_flag:
        return _("{option} takes no value", option=word)
    return _("{option}: its value is missing: {option} {metavar}", option=word, metavar=_(option.metavar))


def _operand_of(option: str, ctx: Any) -> str:
    """The argument of a command that an option of others names, as its usage has it; empty where there is none."""
    name = SHORT.get(option, option.removeprefix("--")).upper()
    arguments = (each for each in ctx.command.get_params(ctx) if each.param_type_name == "argument")
    words = ((each, set(re.findall("[A-Z]+", each.metavar))) for each in arguments)
    return next((_(each.metavar) for each, own in words if own & {name, *OPERANDS.get(name, ())}), "")
