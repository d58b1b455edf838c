"""The files of a flux: cut as the portal takes them, held to the XSD, put in their place once they are written down."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from certeval.cli import exits, files, inputs, notices, registers, whole_files
from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sessions as kinds
from certeval.exchange.accrochage.collection import id_flux
from certeval.exchange.accrochage.dues import Envois
from certeval.exchange.accrochage.passage import FluxEntete, Titre
from certeval.exchange.accrochage.spool import PassageRun, Spool
from certeval.jury import candidats as tables
from certeval.messages import N_, _, ngettext
from certeval.registre import suivis
from certeval.registre.accrochage import Ledger
from certeval.render.words import visible
from certeval.text.digests import sha256_in
from certeval.text.nearest import fold

if TYPE_CHECKING:
    from certeval.exchange.accrochage.xsd import Xsd

EnvoisByTitre = Mapping[Titre, Envois]
HEAD = 1 << 12
"""Bytes among which a flux says its identifier."""
ID_FLUX = re.compile(rb"<(?:\w+:)?idFlux>\s*([^<\s]+)")
REASONS = {
    "no_schema": N_("this is no XML Schema"),
    "elsewhere": N_("it takes others from elsewhere, which certeval does not read"),
    "large": N_("this is too large for an XML Schema"),
}


class Flux(NamedTuple):
    """What is to be written: passages, what is sent of each, what stands above them; the files that say so, the
    candidates' table and the emitter's.
    """

    spool: Spool
    by_titre: EnvoisByTitre
    entete: FluxEntete
    table: Path
    emetteur: str

    def envois(self, sections: Sequence[PassageRun]) -> Iterator[suivis.Envoi]:
        """What is sent in one file."""
        return chain.from_iterable(
            self.by_titre[each.titre].between(each.first, each.end) for each in sections
        )


def schema(path: Path | None) -> "Xsd | None":
    """The XSD to hold a flux to, where one is given; status 2 where it can't be read."""
    if path is None:
        return None
    try:
        from certeval.exchange.accrochage.xsd import Xsd, XsdError
    except ModuleNotFoundError:
        exits.refuse("to hold a flux to an XSD: {command}", command="pip install 'certeval[xml]'")
    try:
        with exits.guard():
            return Xsd(files.protect(path))
    except XsdError as error:
        exits.refuse("--xsd {file}: {reason}", file=inputs.display(path), reason=_(REASONS[error.reason]))


class FluxTarget(NamedTuple):
    """Where a flux goes, and what it is held to."""

    output: Path
    xsd: "Xsd | None"
    force: bool


def deliver(flux: Flux, target: FluxTarget, ledger: Ledger, who: str) -> None:
    """Write the files of a flux, all or none, and that they are sent; status 1 where the XSD refuses one."""
    parts = flux.spool.files(flux.entete)
    paths = _paths(target.output, len(parts))
    for each in paths:
        if not target.force:
            _refuse_unknown(each, ledger)
        files.refuse_overwrite(each, force=target.force)
    try:
        with ExitStack() as stack:
            temporaries = [
                stack.enter_context(whole_files.temporary_file(each, private=True)) for each in paths
            ]
            fluxes = [_write(flux, *each, target) for each in zip(parts, temporaries, strict=True)]
            contents = {path: [to] for path, to in zip(paths, temporaries, strict=True)}
            with ledger.send(fluxes, registers.instant(), who):
                # they are as they stood where what is sent is then not kept: on a disk that is full by now
                stack.enter_context(files.put_in_place(contents, force=target.force, private=True))
    except OSError as error:
        files.unwritable(error, target.output)
    notices.tell_places(contents)
    count = len(flux.spool)
    message = (
        ngettext("{n} holder reported", "{n} holders reported", count)
        if flux.entete.nature == "CREATION"
        else ngettext("{n} holder taken back", "{n} holders taken back", count)
    )
    notices.tell(message, n=count)


def _write(
    flux: Flux, part: Sequence[PassageRun], to: whole_files.TemporaryFile, target: FluxTarget
) -> suivis.SentFlux:
    """Write one file, and say what is sent in it; status 1 where the XSD refuses it."""
    ident = id_flux(flux.entete.id_client_emetteur, flux.entete.horodatage, part, flux.by_titre)
    entete = flux.entete._replace(id_flux=ident)
    with to.file.open("wb") as stream:
        flux.spool.write(stream, part, entete)
    if target.xsd is not None and not target.xsd.accepts(to.file):
        _refuse(target.xsd, flux._replace(entete=entete), part)
    return suivis.SentFlux(ident, sha256_in(whole_files.parts([to])), flux.envois(part))


def _refuse_unknown(file: Path, ledger: Ledger) -> None:
    """Status 2 where a flux stands there that the ledger does not know: who has it may have deposited it."""
    if not file.is_file():
        return
    with exits.guard(), file.open("rb") as stream:
        match = ID_FLUX.search(stream.read(HEAD))
    ident = match[1].decode("utf-8", "replace") if match else ""
    if ident and ident not in ledger.passages.flux():
        exits.refuse(
            "{file} exists, and nothing is known here of its flux, {flux}: a command was stopped as it ended, or what "
            "keeps the reports is an older copy; if it was deposited, bring back the copy that knows it, else its "
            "holders are reported twice; if it was not, --force replaces it",
            file=file,
            flux=visible(ident),
        )


def _paths(output: Path, count: int) -> list[Path]:
    """The file asked for; where the portal would not take it whole, as many, numbered."""
    if count == 1:
        return [output]
    return [output.with_name(f"{output.stem}-{number}{output.suffix}") for number in range(1, count + 1)]


def _refuse(xsd: "Xsd", flux: Flux, part: Sequence[PassageRun]) -> NoReturn:
    """Say what the XSD refuses: at the cell of the holder, else of the emitter's file."""
    theirs: dict[str, dict[tuple[str, str], None]] = {}
    diagnostics: list[Diagnostic] = []
    for each in xsd.refusals(flux.spool, part, flux.entete):
        if each.section is None:
            arguments = {"element": each.element, "rule": each.rule}
            diagnostics.append(Diagnostic(kinds.XSD_REFUSES, Place(flux.emetteur), arguments))
        else:
            code = flux.by_titre[each.section.titre][each.number].titulaire.candidat
            theirs.setdefault(fold(code), {})[each.element, each.rule] = None
    name = inputs.display(flux.table)
    for person in tables.open_table(flux.table, name).persons():
        for element, rule in theirs.pop(fold(person.candidat), ()):
            arguments = {"element": element, "rule": rule}
            place = person.place(tables.heading(element) or tables.CANDIDAT)
            diagnostics.append(Diagnostic(kinds.XSD_REFUSES, place, arguments, candidate=person.candidat))
    inputs.leave(diagnostics, unseen=[name])
