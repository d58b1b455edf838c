"""`certeval completion`, and the answers to shells once it is in place: typer speaks their protocols."""

import os
from collections.abc import Callable
from contextlib import redirect_stderr
from pathlib import Path

from certeval.cli import exits, offers, streams
from certeval.cli.command import COMPLETION_VARIABLE
from certeval.cli.options import argument

POWERSHELL = "powershell"
SHELLS = ("bash", "zsh", "fish", POWERSHELL)
IN_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName certeval -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $Env:{variable} = 'complete_powershell'
        $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
        certeval | ForEach-Object {
            $word, $text = $_ -split ':::', 2
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $text)
        }
    } finally {
        Remove-Item Env:{variable}, Env:_TYPER_COMPLETE_ARGS, Env:_TYPER_COMPLETE_WORD_TO_COMPLETE -ErrorAction Ignore
        [Console]::OutputEncoding = $encoding
    }
}
"""
"""Typer's own also changes what the key Tab does everywhere, and reads accents in the encoding of the console."""


def answer(instruction: str, main: Callable[[], object]) -> int:
    """Answer a shell. Whatever happens, nothing is said on stderr: the prompt stays as it was."""
    if not instruction.startswith("complete_"):
        return 1
    if instruction == f"complete_{POWERSHELL}":
        streams.in_utf8()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        try:
            from typer.completion import completion_init  # type: ignore[attr-defined]

            completion_init()
            main()
        except SystemExit as done:
            return done.code if isinstance(done.code, int) else 1
        except (Exception, KeyboardInterrupt):  # noqa: BLE001 -- the command itself will say what is wrong
            return 1
    return 0


def completion(
    shell: str = argument(
        "SHELL",
        "The shell to complete in: bash, zsh, fish or powershell.",
        autocompletion=offers.offer_words(SHELLS),
    ),
) -> None:
    """Print what makes a shell complete commands, codes and candidates; nothing is installed.

    In ~/.bashrc: `eval "$(certeval completion bash)"`. In ~/.zshrc, after compinit: the same with zsh. In fish:
    `certeval completion fish | source`. In $PROFILE of PowerShell:
    `certeval completion powershell | Out-String | Invoke-Expression`.
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in SHELLS:
        exits.refuse("no completion for « {shell} »: there is {known}", shell=shell, known=", ".join(SHELLS))
    if shell == POWERSHELL:
        streams.write(IN_POWERSHELL.replace("{variable}", COMPLETION_VARIABLE))
        return
    script = get_completion_script(prog_name="certeval", complete_var=COMPLETION_VARIABLE, shell=shell)
    streams.write(f"{script}\n")
