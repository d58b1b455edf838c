"""Documents printed by templates, certeval's own or the office's, in a process that is bounded."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from certeval.cli import confined, exits, inputs, notices
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sessions as kinds
from certeval.documents import printing, templates
from certeval.documents.dossier import Dossier, Piece
from certeval.documents.templates import Template
from certeval.messages import N_
from certeval.render.words import visible

SECONDS = 20
"""How long an office's template may take for one document."""
OWN_SECONDS = 600
"""How long certeval's own may: the minutes of a very large session are long."""


class MadeDocument(NamedTuple):
    """A document made: what it is about, its bytes, the digest of its template; empty where none printed it."""

    piece: Piece
    data: bytes
    template: str = ""

    @property
    def for_somebody(self) -> bool:
        """Whether it is handed to somebody; else it is what badges attest, to be published."""
        return self.piece.candidature is not None or self.piece.genre.about == "session"


def printed_documents(dossier: Dossier, wanted: Sequence[Piece], gabarits: Path | None) -> list[MadeDocument]:
    """The documents, those of one template together; status 1 with what is wrong, where something is."""
    with TemporaryDirectory(prefix="certeval-", ignore_cleanup_errors=True) as copy:
        used = _templates({each.genre.name for each in wanted}, gabarits, Path(copy))
        listed, lacking = printing.tasks(dossier, wanted, used)
        if lacking:
            inputs.leave(lacking)
        seen: list[int] = [0]
        if office := any(not each.own for each in used.values()):
            confined.tell_unbounded()
        with exits.Guard():
            outcomes = confined.run_parts(
                partial(printing.printed, listed, dossier.day),
                len(listed),
                _counting(seen),
                SECONDS if office else OWN_SECONDS,
            )
    if outcomes is None:
        stopped = listed[min(seen[0], len(listed) - 1)].template
        said = {"memory": confined.MEMORY >> 20, "seconds": SECONDS if office else OWN_SECONDS}
        inputs.leave([Diagnostic(kinds.TOO_MUCH, printing.template_place(stopped), said)])
    if wrong := printing.findings(listed, outcomes, dossier):
        inputs.leave(wrong)
    return [
        MadeDocument(task.piece, made, task.template.digest)
        for task, made in zip(listed, outcomes, strict=True)
        if isinstance(made, bytes)
    ]


@contextmanager
def _counting(seen: list[int]) -> Iterator[notices.Bar]:
    """A bar over the documents, that also keeps how many are done."""
    with notices.pages(N_("documents")) as shown_to:

        def move(done: int, of: int) -> None:
            seen[0] = done
            shown_to(done, of)

        yield move


def _templates(genres: Collection[str], gabarits: Path | None, copy: Path) -> dict[str, Template]:
    """What prints each kind: the office's own where it has one, else certeval's."""
    folder = gabarits or next(inputs.folders_above(templates.FOLDER), None)
    own: set[str] = set()
    shown_as = ""
    if folder is not None:
        shown_as = inputs.display(folder)
        with exits.Guard():
            own = templates.names(folder) & set(genres)
            if own and (wrong := templates.copied(folder, copy, shown_as)):
                inputs.leave(wrong)
    if own:
        notices.tell(
            N_("printed by {templates}"),
            templates=", ".join(f"{visible(shown_as)}/{name}.typ" for name in sorted(own)),
        )
    return {
        each: templates.of_office(each, copy, shown_as) if each in own else templates.shipped(each)
        for each in genres
    }
