"""`certeval tirage`."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, files, inputs, options, output, registers, session, whole_files
from certeval.cli import sessions as session_files
from certeval.cli.evaluation import drawing
from certeval.cli.session import Session
from certeval.cli.sheets import Reading
from certeval.diagnostics import Diagnostic, has_errors
from certeval.exchange.sections import with_section
from certeval.jury.checks.draws import none_of
from certeval.jury.tirage import lots, parts
from certeval.jury.tirage.file import Taille, Tirage
from certeval.messages import N_
from certeval.referentiel.epreuves import Partie
from certeval.registre import draws as register
from certeval.render import patches
from certeval.render import tirage as shown
from certeval.render.referentiel.json import plain
from certeval.render.words import visible
from certeval.text.nearest import fold, folded_key

FORMATS = ("table", "json")
SUFFIX = ".secret"
"""Ends the name of the file that keeps a secret until the draw, beside that of the session."""


Engager = Annotated[
    bool,
    typer.Option(
        "--engager",
        help=N_("Before the day: choose a secret, keep it in a file, write its digest into the session."),
    ),
]
Public = Annotated[
    str | None,
    typer.Option(
        metavar=N_("TEXT"), help=N_("On the day: what is thrown aloud before those present, and draw.")
    ),
]
Absent = Annotated[
    list[str],
    typer.Option(default_factory=list, metavar=N_("CANDIDAT"), help=N_("Who is not there.")),
]
Cas = Annotated[
    list[str],
    typer.Option(default_factory=list, metavar=N_("CASE"), help=N_("A case to draw from.")),
]
TailleOption = Annotated[
    str | None,
    typer.Option(metavar="N-N", help=N_("How large groups are, where the référentiel does not say: 3-4.")),
]
Secret = Annotated[
    Path | None,
    typer.Option(metavar=options.FILE, help=N_("Where the secret is kept; else beside the session’s file.")),
]
Motif = Annotated[
    str | None,
    typer.Option(metavar=N_("REASON"), help=N_("Why, without anybody’s name: it stays for ever.")),
]


def tirage(
    session_file: options.SessionFile,
    *,
    partie: options.Partie = None,
    engager: Engager = False,
    public: Public = None,
    absent: Absent,
    cas: Cas,
    taille: TailleOption = None,
    secret: Secret = None,
    motif: Motif = None,
    dry_run: options.DryRun = False,
    registre: options.Registre = None,
    auteur: options.Auteur = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Draw groups and cases by lot, so that anyone can check: commit to a secret, throw words aloud, draw, reveal.

    Without --engager nor --public, show what was drawn, computed again.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    if engager and public is not None:
        exits.refuse(N_("{option} and {other} do not go together"), option="--engager", other="--public")
    read = session.read(Reading((), session=session_file, registre=registre, marks=False), begun=True)
    chosen = drawing.part(read, partie) if partie or engager or public is not None else None
    kept: dict[Path, bytes] = {}
    made: Tirage | None = None
    if chosen is not None and engager:
        made, kept = _committed(read, chosen, motif, secret)
    elif chosen is not None and public is not None:
        made = _drawn(read, chosen, public, absent, cas, taille, secret)
    if made is None or chosen is None:
        _deliver(read, chosen, form, file, force=force)
        inputs.report(read.diagnostics)
        exits.leave(exits.FINDINGS if has_errors(read.diagnostics) else exits.DONE)
    after, data = _with(read, chosen, made)
    document = drawing.of(read).session.document
    if dry_run:
        output.deliver(patches.unified(document.file, document.data, data))
        return
    with _journal(read, chosen, made, registre, auteur):
        _keep(kept)
        session_files.rewrite(drawing.of(read), data)
    output.deliver(_shown(read, {chosen.code: after}, form, file), file, force=force)


def _secret_file(read: Session, partie: Partie, typed: Path | None) -> Path:
    path = drawing.of(read).path
    return typed or path.with_name(f"{path.stem}.{partie.code}{SUFFIX}")


def _committed(
    read: Session, partie: Partie, motif: str | None, where: Path | None
) -> tuple[Tirage, dict[Path, bytes]]:
    """A draw committed to, and the file of its secret; status 2 where one waits already, or its reason is not said."""
    of_session = drawing.of(read).session
    file = _secret_file(read, partie, where)
    if parts.committed(of_session, partie.code):
        exits.refuse(
            N_("{partie} is committed to already: draw with --public, its secret is in {file}"),
            partie=partie.code,
            file=visible(str(file)),
        )
    if parts.drawn(of_session, partie.code) and not motif:
        exits.refuse(
            N_("{partie} is drawn already: to draw it again, say why with --motif"), partie=partie.code
        )
    if file.exists():
        exits.refuse(
            N_("{file} exists, and may hold a secret: name another with --secret"), file=visible(str(file))
        )
    secret = secrets.token_hex(16)
    made = Tirage(engagement=lots.commitment(secret))
    return made.model_copy(update={"engage_le": inputs.today(), "motif": motif}), {
        file: f"{secret}\n".encode()
    }


def _drawn(
    read: Session,
    partie: Partie,
    public: str,
    absent: Iterable[str],
    cases: Iterable[str],
    taille: str | None,
    where: Path | None,
) -> Tirage:
    """The draw of a part committed to; status 1 with what stands against it, 2 where its secret is not there."""
    begun = parts.committed(drawing.of(read).session, partie.code)
    if begun is None and parts.drawn(drawing.of(read).session, partie.code):
        exits.refuse(
            N_(
                "{partie} is drawn already: to draw it again, commit to it anew and say why: --engager --motif"
            ),
            partie=partie.code,
        )
    if begun is None:
        exits.refuse(
            N_(
                "{partie}: nothing is committed to: before the day, "
                "`certeval tirage {session} --partie {partie} --engager`"
            ),
            partie=partie.code,
            session=visible(drawing.of(read).session.code),
        )
    presents, words = _presents(read, partie, absent), " ".join(public.split())
    made = begun.model_copy(
        update={
            "le": inputs.today(),
            "secret": _secret(_secret_file(read, partie, where)),
            "public": words,
            "taille": _size(taille),
            "presents": tuple(presents),
            "cas": _once(" ".join(each.split()) for each in cases),
        }
    )
    size = parts.bounds(partie, made)
    if size is None:
        exits.refuse(
            N_("nothing says how many candidates a group of {partie} has: --taille 3-4"), partie=partie.code
        )
    if finding := none_of(len(presents), size):
        kind, arguments = finding
        place = drawing.of(read).session.place(("session", "code"))
        inputs.report([Diagnostic(kind, place, arguments)])
        exits.leave(exits.FINDINGS)
    return made.model_copy(update={"groupes": parts.as_groups(parts.again(made, partie))})


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each in dict.fromkeys(texts) if each)


def _size(typed: str | None) -> Taille | None:
    """`3-4`; status 2 where it is no size."""
    if typed is None:
        return None
    least, _dash, most = typed.partition("-")
    if not (least.isdecimal() and (most or least).isdecimal() and 0 < int(least) <= int(most or least)):
        exits.refuse(N_("--taille {text}: write the fewest and the most, such as 3-4"), text=visible(typed))
    return Taille(de=int(least), a=int(most or least))


def _presents(read: Session, partie: Partie, absent: Iterable[str]) -> list[str]:
    """Who is expected, without the absent; status 2 where somebody absent was not expected."""
    expected = {fold(code): code for code in drawing.expected(read, partie)}
    for typed in absent:
        if expected.pop(fold(typed), None) is None:
            exits.refuse(
                N_("--absent {typed}: this candidate is not expected to {partie}"),
                typed=visible(typed),
                partie=partie.code,
            )
    return list(expected.values())


def _secret(file: Path) -> str:
    try:
        return files.reading(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        exits.refuse(
            N_("{file}: the secret that was committed to can’t be read here: --secret says where it is kept"),
            file=visible(str(file)),
        )


def _with(read: Session, partie: Partie, made: Tirage) -> tuple[tuple[Tirage, ...], bytes]:
    """The draws of the part with this one, and the session's file that says so; status 2 where it can't be written."""
    of_session = drawing.of(read).session
    before = of_session.model.tirage
    name = folded_key(before, partie.code) or partie.code
    mine = before.get(name, ())
    after = (*(mine[:-1] if parts.committed(of_session, partie.code) else mine), made)
    data = with_section(of_session, ("tirage", name), {"tirage": {**before, name: after}})
    if data is None:
        exits.refuse(
            N_("{file}: this draw can’t be written into it: write it by hand"),
            file=visible(of_session.document.file),
        )
    return after, data


def _keep(kept: Mapping[Path, bytes]) -> None:
    try:
        whole_files.write_private(kept)
    except OSError as error:
        files.unwritable(error, None)
    files.tell_shared(kept)


@contextmanager
def _journal(
    read: Session, partie: Partie, made: Tirage, registre: str | None, auteur: str | None
) -> Iterator[None]:
    """A draw is written into the register too, where one is named: both keep it, or neither."""
    if not made.is_drawn or not registers.is_named(registre):
        yield
        return
    who, contenu = registers.author(auteur), plain(made)
    assert isinstance(contenu, dict)  # noqa: S101 -- a draw is a mapping
    code, instant = drawing.of(read).session.code, registers.instant()
    with (
        registers.opened(registers.where(registre), create=True) as base,
        register.written(base, code, partie.code, contenu, instant=instant, auteur=who) as entry,
    ):
        yield
    registers.tell_written(entry, who)


def _deliver(read: Session, partie: Partie | None, form: str, file: Path | None, *, force: bool) -> None:
    drawn = drawing.of(read).session.model.tirage
    if partie is not None:
        name = folded_key(drawn, partie.code)
        drawn = {} if name is None else {name: drawn[name]}
    output.deliver(_shown(read, drawn, form, file), file, force=force)


def _shown(read: Session, drawn: Mapping[str, tuple[Tirage, ...]], form: str, file: Path | None) -> str:
    code = drawing.of(read).session.code
    if form == "json":
        return shown.as_json(code, drawn)
    return output.as_text(*shown.as_tables(code, drawn), file=file)
