"""Documents printed by templates, certeval's own or the office's, in a process that is bounded."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from certeval.cli import exits, folders, inputs, notices, sandbox
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sessions as kinds
from certeval.documents import print_run, templates
from certeval.documents.dossier import Dossier, Piece
from certeval.documents.templates import Template
from certeval.messages import N_
from certeval.render.words import visible

SECONDS = 20
"""Seconds of the processor that an office's template may take for one document."""
OWN_SECONDS = 600
"""Those that certeval's own may: the minutes of a very large session are long."""
TOO_LONG = N_(
    "{document}: one takes more than {memory} MiB of memory or {seconds} s, so nothing was printed: name the other "
    "kinds to have them; this one is of fewer candidates"
)


class DocumentOutput(NamedTuple):
    """A document made: what it is about, its bytes, the digest of its template; empty where none printed it."""

    piece: Piece
    data: bytes
    template: str = ""

    @property
    def for_somebody(self) -> bool:
        """Whether it is handed to somebody; else it is what badges attest, to be published."""
        return self.piece.candidature is not None or self.piece.genre.about == "session"


def print_documents(dossier: Dossier, pieces: Sequence[Piece], gabarits: Path | None) -> list[DocumentOutput]:
    """The documents, those of one template together; status 1 with what is wrong, where something is."""
    with TemporaryDirectory(prefix="certeval-", ignore_cleanup_errors=True) as copy:
        used = _templates({each.genre.name for each in pieces}, gabarits, Path(copy))
        tasks, diagnostics = print_run.tasks(dossier, pieces, used)
        if diagnostics:
            inputs.leave(diagnostics)
        if office := any(not each.own for each in used.values()):
            sandbox.warn_of_memory()
        work, seconds = partial(print_run.print_all, tasks, dossier.day), SECONDS if office else OWN_SECONDS
        with exits.guard():
            outcomes = sandbox.run_parts(work, len(tasks), notices.pages(N_("documents")), seconds)
    if len(outcomes) < len(tasks):
        template, memory = tasks[len(outcomes)].template, sandbox.MEMORY >> 20
        if template.own:
            exits.refuse(TOO_LONG, document=template.file.stem, memory=memory, seconds=seconds)
        arguments = {"memory": memory, "seconds": seconds}
        inputs.leave([Diagnostic(kinds.TOO_MUCH, print_run.template_place(template), arguments)])
    if wrong := print_run.findings(tasks, outcomes, dossier):
        inputs.leave(wrong)
    return [
        DocumentOutput(task.piece, outcome, task.template.digest)
        for task, outcome in zip(tasks, outcomes, strict=True)
        if isinstance(outcome, bytes)
    ]


def _templates(genres: Collection[str], gabarits: Path | None, copy: Path) -> dict[str, Template]:
    """What prints each kind: the office's own where it has one, else certeval's."""
    folder = gabarits or next(folders.above(templates.FOLDER), None)
    own: set[str] = set()
    folder_name = ""
    if folder is not None:
        folder_name = inputs.display(folder)
        with exits.guard():
            own = templates.names(folder) & set(genres)
            if own and (wrong := templates.copy(folder, copy, folder_name)):
                inputs.leave(wrong)
    if gabarits is not None and not own:
        message = N_("{folder}: no template there is of what is printed: certeval’s own are taken")
        notices.warn(message, folder=visible(folder_name))
    if own:
        notices.tell(
            "printed by {templates}",
            templates=", ".join(f"{visible(folder_name)}/{name}.typ" for name in sorted(own)),
        )
    return {
        each: templates.office_template(each, copy, folder_name)
        if each in own
        else templates.shipped_template(each)
        for each in genres
    }
