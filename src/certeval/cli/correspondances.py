"""The correspondence meant: a file, or the name of one that comes with certeval; what `show` shows of these."""

from pathlib import Path
from typing import TYPE_CHECKING

from certeval.cli import exits, files, inputs, options, output
from certeval.diagnostics import has_errors
from certeval.messages import N_, _
from certeval.scores.shipped import SHIPPED, content
from certeval.sources import yaml
from certeval.sources.lines import STDIN
from certeval.text.nearest import fold, nearest

if TYPE_CHECKING:
    from certeval.scores.translation import Translation


def translation(file: Path) -> "Translation":
    """The correspondence meant; status 2 where it can't be applied, once what is wrong in it is told."""
    from certeval.scores.translation import compiled

    if file == files.PIPE:
        document = yaml.parse(files.stdin(options.CORRESPONDANCE), STDIN)
    elif is_shipped(file):
        name = fold(str(file))
        shown_as = f"correspondance {name}"
        document = yaml.parse(files.remember(shown_as, content(name)), shown_as)
    else:
        if not file.suffix and not file.exists():
            known = N_("--correspondance {name}: there is no such file; certeval ships {known}")
            _refuse_name(str(file), known)
        document = yaml.load(files.protect(file))
    found, diagnostics = compiled(document)
    inputs.report(diagnostics)
    if found is None or has_errors(diagnostics):
        exits.leave(exits.USAGE)
    return found


def is_shipped(file: Path) -> bool:
    """Whether what is named comes with certeval: a file of that name is meant first."""
    return fold(str(file)) in SHIPPED and not file.is_file()


def _refuse_name(name: str, message: str) -> None:
    exits.refuse(message, meant=nearest(name, SHIPPED), name=name, known=", ".join(SHIPPED))


def show(typed: str, form: str | None, file: Path | None, *, as_json: bool, force: bool) -> None:
    """The file of a correspondence that comes with certeval, to be adapted; without a name, which there are."""
    name = fold(typed)
    if name in SHIPPED:
        output.format_of(form, ("yaml",), as_json=as_json, file=file)
        output.deliver(content(name).decode(), file, force=force)
    elif typed:
        _refuse_name(typed, N_("correspondance {name}: there is none; certeval ships {known}"))
    else:
        output.format_of(form, ("table",), as_json=as_json, file=file)
        width = max(map(len, SHIPPED))
        output.deliver(
            "".join(f"{each:<{width}}  {_(SHIPPED[each])}\n" for each in SHIPPED), file, force=force
        )
