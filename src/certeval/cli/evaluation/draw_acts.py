"""The two acts of a draw: a secret that is committed to before the day, then the draw with words thrown aloud."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from certeval.cli import exits, files, inputs
from certeval.cli.evaluation import candidates
from certeval.cli.session import ReadSheets
from certeval.diagnostics import Diagnostic
from certeval.jury.checks.draws import no_group_reason
from certeval.jury.tirage import lots, parts
from certeval.jury.tirage.file import Taille, Tirage
from certeval.referentiel.epreuves import Partie
from certeval.sources import content
from certeval.text.nearest import fold

SUFFIX = ".secret"
"""Ends the name of the file that keeps a secret until the draw, beside that of the session."""


class DrawDay(NamedTuple):
    """What is said on the day of a draw: the words thrown aloud, who is not there, the cases, the size of groups."""

    public: str
    absent: Iterable[str]
    cases: Iterable[str]
    taille: str | None
    secret: Path | None
    """Where the secret is kept, if not beside the session's file."""


def commit(
    read: ReadSheets, partie: Partie, motif: str | None, where: Path | None
) -> tuple[Tirage, AbstractContextManager[None]]:
    """A draw committed to, and within what it is written for its secret to be kept; status 2 where one waits already,
    or its reason is not said.
    """
    of_session = read.of_session.session
    file = _secret_file(read, partie, where)
    if parts.next_draw(of_session, partie.code):
        exits.refuse(
            "{partie} is committed to already: draw with --public, its secret is in {file}",
            partie=partie.code,
            file=file,
        )
    if parts.last_draw(of_session, partie.code) and not motif:
        exits.refuse("{partie} is drawn already: to draw it again, say why with --motif", partie=partie.code)
    if file.exists():
        exits.refuse("{file} exists, and may hold a secret: name another with --secret", file=file)
    secret = secrets.token_hex(16)
    tirage = Tirage(engagement=lots.commitment(secret))
    tirage = tirage.model_copy(update={"engage_le": inputs.today(), "motif": motif})
    return tirage, _keep(file, f"{secret}\n".encode())


@contextmanager
def _keep(file: Path, secret: bytes) -> Iterator[None]:
    """The file of a secret, for who runs certeval alone, beside the draw that is then written: both, or neither."""
    with files.put_in_place({file: secret}, private=True):
        yield
    files.warn_of_rights([file])


def draw(read: ReadSheets, partie: Partie, that_day: DrawDay) -> Tirage:
    """The draw of a part committed to; status 1 with what stands against it, 2 where its secret is not there."""
    next_draw = parts.next_draw(read.of_session.session, partie.code)
    if next_draw is None and parts.last_draw(read.of_session.session, partie.code):
        exits.refuse(
            "{partie} is drawn already: to draw it again, commit to it anew and say why: --engager --motif",
            partie=partie.code,
        )
    if next_draw is None:
        exits.refuse(
            "{partie}: nothing is committed to: before the day, "
            "`certeval tirage {session} --partie {partie} --engager`",
            partie=partie.code,
            session=read.of_session.session.code,
        )
    tirage = next_draw.model_copy(
        update={
            "le": inputs.today(),
            "presents": tuple(_presents(read, partie, that_day.absent)),
            "secret": _secret(_secret_file(read, partie, that_day.secret), next_draw),
            "public": " ".join(that_day.public.split()),
            "taille": _size(that_day.taille),
            "cas": tuple(filter(None, dict.fromkeys(" ".join(each.split()) for each in that_day.cases))),
        }
    )
    _refuse_sizes(read, partie, tirage)
    return tirage.model_copy(update={"groupes": parts.as_groups(parts.draw_again(tirage, partie))})


def _refuse_sizes(read: ReadSheets, partie: Partie, tirage: Tirage) -> None:
    """Status 2 where nothing says how large groups are; status 1 where those present can't be cut so."""
    size = parts.bounds(partie, tirage)
    if size is None:
        exits.refuse(
            "nothing says how many candidates a group of {partie} has: --taille 3-4", partie=partie.code
        )
    if finding := no_group_reason(len(tirage.presents), size):
        kind, arguments = finding
        place = read.of_session.session.place(("session", "code"))
        inputs.leave([Diagnostic(kind, place, arguments)])


def _secret_file(read: ReadSheets, partie: Partie, where: Path | None) -> Path:
    path = read.of_session.path
    return where or path.with_name(f"{path.stem}.{partie.code}{SUFFIX}")


def _secret(file: Path, tirage: Tirage) -> str:
    try:
        secret = content.of_file(files.protect(file)).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        exits.refuse(
            "{file}: the secret that was committed to can’t be read here: --secret says where it is kept",
            file=file,
        )
    if lots.commitment(secret) != tirage.engagement:
        exits.refuse(
            "{file}: this is not the secret that was committed to, {engagement}",
            file=file,
            engagement=tirage.engagement,
        )
    return secret


def _size(text: str | None) -> Taille | None:
    """`3-4`; status 2 where it is no size."""
    if text is None:
        return None
    least, dash, most = text.partition("-")
    most = most if dash else least
    if not (least.isdecimal() and most.isdecimal() and 0 < int(least) <= int(most)):
        exits.refuse("--taille {text}: write the fewest and the most, such as 3-4", text=text)
    return Taille(de=int(least), a=int(most))


def _presents(read: ReadSheets, partie: Partie, absent: Iterable[str]) -> list[str]:
    """Who is expected, without the absent; status 2 where somebody absent was not expected."""
    examinees = {fold(code): code for code in candidates.examinees(read, partie)}
    for text in absent:
        if examinees.pop(fold(text), None) is None:
            exits.refuse(
                "--absent {typed}: this candidate is not expected to {partie}", typed=text, partie=partie.code
            )
    return list(examinees.values())
