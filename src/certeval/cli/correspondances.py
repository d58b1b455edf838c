"""The correspondence meant: a file, or the name of one that comes with certeval; what `show` shows of these."""

from pathlib import Path
from typing import TYPE_CHECKING

from certeval.cli import exits, files, inputs, options, output
from certeval.diagnostics import has_errors
from certeval.messages import N_, _
from certeval.scores.bundle import BUNDLE, content
from certeval.sources import yaml
from certeval.sources.lines import STDIN
from certeval.text.digests import sha256
from certeval.text.nearest import fold, nearest

if TYPE_CHECKING:
    from certeval.scores.translation import Translation


def translation(file: Path) -> "Translation":
    """The correspondence meant; status 2 where it can't be applied, once what is wrong in it is told."""
    from certeval.scores.translation import compile_translation

    if file == files.PIPE:
        document = yaml.parse(files.stdin(options.CORRESPONDANCE), STDIN)
    elif is_shipped(file):
        name = fold(str(file))
        display_name = f"correspondance {name}"
        document = yaml.parse(files.remember(display_name, content(name)), display_name)
    else:
        if not file.suffix and not file.exists():
            message = N_("--correspondance {name}: there is no such file; certeval ships {known}")
            _refuse_name(str(file), message)
        document = yaml.load(files.protect(file))
    correspondance, diagnostics = compile_translation(document)
    inputs.report(diagnostics)
    if correspondance is None or has_errors(diagnostics):
        exits.leave(exits.USAGE)
    return correspondance


def is_shipped(file: Path) -> bool:
    """Whether what is named comes with certeval: a file of that name is meant first."""
    return fold(str(file)) in BUNDLE and not file.is_file()


def plain(file: Path) -> dict[str, str]:
    """What results say of the correspondence meant: its file, or its name where it comes with certeval, its digest."""
    if is_shipped(file):
        name = fold(str(file))
        return {"fichier": name, "empreinte": sha256(content(name))}
    data = files.content(file, options.CORRESPONDANCE)
    return {"fichier": inputs.display(file), "empreinte": sha256(data)}


def _refuse_name(name: str, message: str) -> None:
    exits.refuse(message, nearest=nearest(name, BUNDLE), name=name, known=", ".join(BUNDLE))


def show(text: str, form: str | None, file: Path | None, *, as_json: bool, force: bool) -> None:
    """The file of a correspondence that comes with certeval, to be adapted; without a name, which there are."""
    name, width = fold(text), max(map(len, BUNDLE))
    if text and name not in BUNDLE:
        _refuse_name(text, N_("correspondance {name}: there is none; certeval ships {known}"))
    output.format_of(form, ("yaml" if text else "table",), as_json=as_json, file=file)
    names = "".join(f"{each:<{width}}  {_(words)}\n" for each, words in BUNDLE.items())
    output.deliver(content(name).decode() if text else names, file, force=force)
