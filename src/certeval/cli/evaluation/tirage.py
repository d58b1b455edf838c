"""`certeval tirage`."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path

from certeval.cli import exits, inputs, notices, options, output, registers, session
from certeval.cli import sessions as session_files
from certeval.cli.bundles import written
from certeval.cli.evaluation import candidates, draw_acts
from certeval.cli.evaluation.draw_acts import DrawDay
from certeval.cli.options import flag, option, repeatable
from certeval.cli.output import Target
from certeval.cli.session import ReadSheets
from certeval.cli.sheets import ReadingOptions
from certeval.exchange.session_text import with_section
from certeval.jury.tirage import parts
from certeval.jury.tirage.file import Tirage
from certeval.referentiel.epreuves import Partie
from certeval.registre import issuance
from certeval.registre.journal import JournalEntry
from certeval.render import patches
from certeval.render import tirage as rendering
from certeval.render.referentiel.json import plain
from certeval.text.nearest import folded_key

FORMATS = ("table", "json")


def tirage(
    session_file: options.SessionFile,
    *,
    partie: options.Partie,
    engager: bool = flag(
        "--engager", "Before the day: choose a secret, keep it in a file, write its digest into the session."
    ),
    public: str | None = option(
        "--public TEXT", "On the day: what is thrown aloud before those present, and draw."
    ),
    absent: list[str] = repeatable("--absent CANDIDAT", "Who is not there."),
    cas: list[str] = repeatable("--cas CASE", "A case to draw from."),
    taille: str | None = option(
        "--taille N-N", "How large groups are, where the référentiel does not say: 3-4."
    ),
    secret: Path | None = option(
        "--secret FILE", "Where the secret is kept; else beside the session’s file."
    ),
    motif: str | None = option("--motif REASON", "Why, without anybody’s name: it stays for ever."),
    dry_run: options.DryRun,
    registre: options.Registre,
    auteur: options.Auteur,
    to: Target = written(FORMATS),
) -> None:
    """Draw groups and cases by lot, so that anyone can check: commit to a secret, throw words aloud, draw, reveal.

    Without --engager nor --public, show what was drawn, computed again.
    """
    if engager and public is not None:
        exits.refuse("{option} and --{other} don't go together", option="--engager", other="public")
    if public is None:
        exits.refuse_without("--public", {"--absent": absent, "--cas": cas, "--taille": taille})
    if not engager:
        exits.refuse_without("--engager", {"--motif": motif, "--secret": secret and public is None})
        if public is None:
            exits.refuse_without("--public", {"--dry-run": dry_run, "--auteur": auteur})
    if dry_run:
        exits.refuse_beside("--dry-run", {"--format": to.form != FORMATS[0], "--output": to.file})
    acts = engager or public is not None
    registers.refuse_author_alone(registre, auteur)
    read = session.read(ReadingOptions((), session_file, registre, marks=False), begins=acts)
    code = read.of_session.session.code
    if not acts:
        to.show({"json": rendering.as_json}, rendering.as_tables, code, _draws(read, partie))
        inputs.leave_on_errors(read.diagnostics)
        return
    part = candidates.part(read.referentiel, partie)
    keeper: AbstractContextManager[None] = nullcontext()
    if public is None:
        new_draw, keeper = draw_acts.commit(read, part, motif, secret)
    else:
        new_draw = draw_acts.draw(read, part, DrawDay(public, absent, cas, taille, secret))
    after, data = _session_with_draw(read, part, new_draw)
    document = read.of_session.session.document
    if dry_run:
        output.deliver(patches.patch(document.file, document.data, data))
        return
    with to.beside(to.words({"json": rendering.as_json}, rendering.as_tables, code, {part.code: after})):
        with (
            ExitStack() as stack,  # outside: the file is as it stood where the register then keeps nothing
            _journal(read, part, new_draw, registre, auteur) as entry,
            keeper,
        ):
            stack.enter_context(session_files.new_content(read.of_session, data))
        notices.tell_places([document.file])
        if entry is not None:
            registers.tell_entry(entry, entry.auteur)


def _draws(read: ReadSheets, partie: str | None) -> Mapping[str, tuple[Tirage, ...]]:
    """What was drawn of a part of an épreuve, of all where none is named."""
    draws = read.of_session.session.model.tirage
    if not partie:
        return draws
    name = folded_key(draws, candidates.part(read.referentiel, partie).code)
    return {} if name is None else {name: draws[name]}


def _session_with_draw(
    read: ReadSheets, partie: Partie, new_draw: Tirage
) -> tuple[tuple[Tirage, ...], bytes]:
    """The draws of the part with this one, and the session's file that says so; status 2 where it can't be written."""
    of_session = read.of_session.session
    before = of_session.model.tirage
    name = folded_key(before, partie.code) or partie.code
    mine = before.get(name, ())
    after = (*(mine[:-1] if parts.next_draw(of_session, partie.code) else mine), new_draw)
    data = with_section(of_session, ("tirage", name), {"tirage": {**before, name: after}})
    if data is None:
        exits.refuse(
            "{file}: this draw can’t be written into it: write it by hand", file=of_session.document.file
        )
    return after, data


@contextmanager
def _journal(
    read: ReadSheets, partie: Partie, new_draw: Tirage, registre: str | None, auteur: str | None
) -> Iterator[JournalEntry | None]:
    """A draw is written into the register too, where one is named, as this entry: both keep it, or neither."""
    if not new_draw.is_drawn or not registers.place_of(registre):
        yield None
        return
    who, contenu = registers.author(auteur), plain(new_draw)
    assert isinstance(contenu, dict)  # noqa: S101 -- a draw is a mapping
    code, instant = read.of_session.session.code, registers.instant()
    with (
        registers.open_register(registre, create=True) as base,
        issuance.append_draw(base, code, partie.code, contenu, instant=instant, auteur=who) as entry,
    ):
        yield entry
