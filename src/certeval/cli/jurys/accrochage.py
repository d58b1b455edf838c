"""`certeval accrochage`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple, cast

from certeval.cli import exits, files, inputs, ledgers, options, registers
from certeval.cli.jurys import accrochage_files, holders, left_out
from certeval.cli.jurys import accrochage_options as own
from certeval.cli.jurys.holders import Holders
from certeval.cli.output import announced, as_text, deliver, format_of
from certeval.cli.sheets import Reading
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage.gathering import gather, numbered
from certeval.exchange.accrochage.passage import Entete, SchemaVersion
from certeval.exchange.accrochage.rows import Rows
from certeval.exchange.accrochage.spool import Spool
from certeval.jury import candidats as tables
from certeval.jury import emetteur as emitters
from certeval.jury.emetteur import Emetteur
from certeval.messages import N_
from certeval.registre import echeances
from certeval.registre.accrochage import Ledger
from certeval.registre.base import Base
from certeval.registre.suivis import Nature, Titulaire
from certeval.render import echeances as shown

DUE_FORMATS = ("table", "csv", "json")
WITH_ACTION = frozenset({"1.1.5"})
"""The versions in which a flux says whether its passages are created or removed."""


class _Asked(NamedTuple):
    """What is to be reported, of whom, by whom."""

    emetteur: Emetteur
    table: Path
    version: SchemaVersion
    nature: Nature
    again: bool = False
    unchanged: bool = False
    """Of what was rejected, whether what was not corrected is sent too: it is asked for by its codes."""


def accrochage(
    sessions: own.Sessions = None,
    *,
    candidats: own.Candidats = None,
    emetteur: own.EmetteurFile = None,
    output: options.Output = None,
    registre: options.Registre = None,
    ledger: options.Ledger = None,
    auteur: options.Auteur = None,
    schema_version: own.Version = "1.1.2",
    suppression: own.Suppression = False,
    candidat: own.Candidat,
    again: own.Again = False,
    due: own.DueOption = False,
    day: options.DueDay = None,
    form: Annotated[str | None, options.form(DUE_FORMATS)] = None,
    as_json: options.Json = False,
    xsd: own.XsdFile = None,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Write the XML by which a certifier reports its holders to the Caisse des Dépôts.

    Only certifications that are decided valid, each once: what is sent is written down in the register, or in a ledger.
    Where a cell of the candidates’ table would be refused, it is told, and nothing is written.
    """
    given = sessions or []
    beside = [*given, *filter(None, (candidats,))]
    reading = Reading((), None, None, encoding, correspondance)
    if due:
        _refuse_both(again=again, suppression=suppression)
        asked_form = format_of(form, DUE_FORMATS, as_json=as_json, file=output)
        folder = output.parent if output else Path()
        with ledgers.opened(registre, ledger, folder, begun=True, beside=beside) as (known, base):
            of = _holders(base, given, candidat, reading)
            text = _due(of, known, base, inputs.day(day), asked_form, output)
            deliver(text, output, force=force, private=True)
        return
    if day is not None or form is not None or as_json:
        exits.refuse(N_("--date, --format and --json are of --due: a flux is XML, of today"))
    if output is None:
        exits.refuse(N_("say where the flux goes: --output flux.xml"))
    announced(None, ("xml",), output)
    version, nature = _version(schema_version), _nature(schema_version, candidat, suppression=suppression)
    emitter = _emitter(emetteur)
    schema = accrochage_files.schema(xsd)
    with ledgers.opened(registre, ledger, output.parent, begun=True, beside=beside) as (known, base):
        who = ledgers.author(registre, ledger, auteur)
        of = _holders(base, given, [] if suppression else candidat, reading)
        if suppression:
            of = holders.reported(known, base, candidat, of)
        asked = _Asked(emitter, _table(candidats, of), version, nature, again, bool(candidat))
        _deliver(asked, of, known, who, accrochage_files.Target(output, schema, force))


def _version(typed: str) -> SchemaVersion:
    if typed not in own.VERSIONS:
        exits.refuse(
            N_("--schema-version {version}: there are {known}"), version=typed, known=", ".join(own.VERSIONS)
        )
    return cast("SchemaVersion", typed)


def _nature(version: str, candidats: Sequence[str], *, suppression: bool) -> Nature:
    if not suppression:
        return "CREATION"
    if version not in WITH_ACTION:
        exits.refuse(N_("--suppression: only version 1.1.5 says it; add --schema-version 1.1.5"))
    if not candidats:
        exits.refuse(N_("--suppression: name the candidates with --candidat"))
    return "SUPPRESSION"


def _emitter(path: Path | None) -> Emetteur:
    """The emitter's file; status 1 where something is wrong in it."""
    if path is None:
        exits.refuse(N_("say who reports: --emetteur FILE; docs/accrochage.md shows one"))
    with exits.Trying():
        found, told = emitters.load(files.reading(path), inputs.display(path))
    if found is None:
        inputs.leave(told)
    inputs.leave_on_errors(told)
    return found


def _holders(base: Base | None, given: Sequence[Path], only: Sequence[str], reading: Reading) -> Holders:
    if base is not None:
        return holders.of_register(base, given, only)
    if not given:
        exits.refuse(N_("say whose decisions: a SESSION that was deliberated, or --registre"))
    return holders.of_sessions(given, only, reading)


def _table(named: Path | None, of: Holders) -> Path:
    table = named or of.table
    if table is None:
        exits.refuse(N_("say who the candidates are: --candidats FILE"))
    return table


def _refuse_both(*, again: bool, suppression: bool) -> None:
    if again or suppression:
        exits.refuse(N_("--due writes nothing: leave --again and --suppression out"))


def _deliver(asked: _Asked, of: Holders, known: Ledger, who: str, target: accrochage_files.Target) -> None:
    """Write the flux of those who are to be reported; nothing where nobody is."""
    with Spool() as spool:
        sent = _gathered(asked, of, known, spool)
        if not len(spool):
            exits.tell(N_("there is nobody to report: nothing is written"))
            return
        flux = accrochage_files.Flux(spool, sent, _entete(asked), asked.version)
        accrochage_files.deliver(flux, target, known, who, asked.table, asked.emetteur.document.file)


def _entete(asked: _Asked) -> Entete:
    """What stands above the passages: who reports, now, and whether they are created."""
    model, now = asked.emetteur.model, registers.instant().replace("Z", "+00:00")
    certifier = model.certificateur
    return Entete("", now, model.emetteur, certifier.id_client, certifier.id_contrat, asked.nature)


def _gathered(asked: _Asked, of: Holders, known: Ledger, spool: Spool) -> accrochage_files.Sent:
    """The passages, in the spool; status 1 where something is wrong with one, all of it told."""
    due = left_out.due(known, of.obtained, asked.nature, again=asked.again)
    corrected = left_out.Corrected(known, asked.nature, wanted=asked.again and not asked.unchanged)
    findings = Findings()
    name = inputs.display(asked.table)
    titres = numbered(asked.emetteur, of.numbers, findings)
    rows = Rows(asked.emetteur, asked.version, inputs.today(), findings)
    with exits.Trying():
        sent = gather(
            lambda: tables.opened(files.reading(asked.table), name),
            name,
            due,
            rows=rows,
            titres=titres,
            nature=asked.nature,
            spool=spool,
            findings=findings,
            sends=corrected,
        )
    left_out.tell(corrected.left)
    inputs.leave_on_errors(findings.listed(), unseen=[name])
    return sent


def _due(of: Holders, ledger: Ledger, base: Base | None, day: date, form: str, file: Path | None) -> str:
    """Who is still to be reported, by when, and who is late."""
    found = echeances.echeances(
        ((Titulaire(each.candidat, each.certification, each.session), each.le) for each in of.obtained),
        ledger,
        echeances.delivered(base) if base is not None else {},
        day,
    )
    if form == "json":
        return shown.as_json(found, day)
    if form == "csv":
        return shown.as_csv(found, file=file is not None)
    return as_text(*shown.as_table(found, day), file=file)
