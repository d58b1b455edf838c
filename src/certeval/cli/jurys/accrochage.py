"""`certeval accrochage`: holders reported to the Caisse des Dépôts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast, get_args

from certeval.cli import exits, files, inputs, ledgers, notices, offers, options, registers
from certeval.cli.jurys import accrochage_files, holders
from certeval.cli.jurys.holders import HolderSource
from certeval.cli.jurys.session_awards import Holders
from certeval.cli.options import argument, flag, option, repeatable
from certeval.cli.output import Target, form_of_file, format_of
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage.collection import Dispatch, gather, titres
from certeval.exchange.accrochage.passage import FluxEntete, SchemaVersion
from certeval.exchange.accrochage.rows import PassageReader
from certeval.exchange.accrochage.spool import Spool
from certeval.jury import candidats as tables
from certeval.jury import emetteur as emitters
from certeval.jury.emetteur import Emetteur
from certeval.messages import N_
from certeval.registre import echeances, journal
from certeval.registre.accrochage import Ledger
from certeval.registre.ledger_file import is_begun
from certeval.registre.suivis import Envoi, Nature, OmissionReason
from certeval.render import echeances as rendering
from certeval.sources import yaml

FORMATS = ("table", "csv", "json")
WITH_ACTION = frozenset({"1.1.5"})
"""The versions in which a flux says whether its passages are created or removed."""
VERSIONS: tuple[str, ...] = get_args(SchemaVersion)


class _Request(NamedTuple):
    """What is to be reported, and by whom."""

    emetteur: Emetteur
    version: SchemaVersion
    nature: Nature
    again: bool
    resends_all: bool
    """Of what was rejected, whether what was not corrected is sent too: it is asked for by its codes."""


def accrochage(
    sessions: list[Path] | None = argument(
        "[SESSION…]",
        "Sessions that were deliberated, by their files or codes; else all of the register.",
        default=None,
    ),
    *,
    candidats: Path | None = option(
        "--candidats FILE", "The candidates’ table, CSV or a workbook; else the one that the session names."
    ),
    emetteur: Path | None = option(
        "--emetteur FILE", "Who reports: the identifiers that the Caisse des Dépôts gave, a YAML file."
    ),
    output: options.Output,
    registre: options.Registre,
    ledger: options.Ledger,
    auteur: options.Auteur,
    schema_version: str = option(
        "--schema-version VERSION",
        "The version of the XSD: 1.1.2, or 1.1.5, which takes the NIR and removals.",
        autocompletion=offers.offer_words(VERSIONS),
        default=VERSIONS[0],
    ),
    suppression: bool = flag("--suppression", "Take back what was reported of the candidates of --candidat."),
    candidat: list[str] = repeatable("--candidat -c CANDIDAT", "Report this candidate only."),
    again: bool = flag(
        "--again",
        "Send again what was rejected and corrected since, and nothing else; with --candidat, corrected or not.",
    ),
    due: bool = flag(
        "--due", "Write nothing: say who is still to be reported, by when, who is late, who awaits an answer."
    ),
    day: str | None = option(
        "--date DAY", "What is due or late on that day: 2026-01-31 or 31/01/2026; else today."
    ),
    form: str | None = options.form(FORMATS),
    as_json: options.Json,
    xsd: Path | None = option("--xsd FILE", "Hold what is written to this XSD, nothing being fetched."),
    encoding: options.Encoding,
    correspondance: options.Correspondance,
    force: options.Force,
) -> None:
    """Write the XML by which a certifier reports its holders to the Caisse des Dépôts.

    Only certifications that are decided valid, each once: what is sent is written down in the register, or in a ledger.
    Where a cell of the candidates’ table would be refused, it is told, and nothing is written.
    """
    reading = ReadingOptions((), encoding=encoding, correspondance=correspondance)
    source = HolderSource(
        sessions or [], candidat, reading, table=candidats, registre=registre, ledger=ledger
    )
    if due:
        acts = {"--again": again, "--suppression": suppression, "--emetteur": emetteur, "--auteur": auteur}
        exits.refuse_beside("--due", acts | {"--xsd": xsd, "--schema-version": schema_version != VERSIONS[0]})
        form = format_of(form, FORMATS, as_json=as_json, file=output)
        _deliver_due(source, inputs.day(day), Target(form, output, force))
        return
    exits.refuse_without("--due", {"--date": day, "--format": form, "--json": as_json})
    if output is None:
        exits.refuse("say where the flux goes: --output flux.xml")
    form_of_file(None, ("xml",), output)
    version = _version(schema_version)
    nature = _nature(version, candidat, suppression=suppression)
    request = _Request(_emitter(emetteur), version, nature, again=again, resends_all=bool(candidat))
    _report(source, request, accrochage_files.FluxTarget(output, accrochage_files.schema(xsd), force), auteur)


def _version(text: str) -> SchemaVersion:
    if text not in VERSIONS:
        exits.refuse("--schema-version {version}: there are {known}", version=text, known=", ".join(VERSIONS))
    return cast("SchemaVersion", text)


def _nature(version: str, candidats: Sequence[str], *, suppression: bool) -> Nature:
    if not suppression:
        return "CREATION"
    if version not in WITH_ACTION:
        exits.refuse("--suppression: only version 1.1.5 says it; add --schema-version 1.1.5")
    if not candidats:
        exits.refuse("--suppression: name the candidates with --candidat")
    return "SUPPRESSION"


def _emitter(path: Path | None) -> Emetteur:
    """The emitter's file; status 1 where something is wrong in it."""
    if path is None:
        exits.refuse("say who reports: --emetteur FILE; docs/accrochage.md shows one")
    with exits.guard():
        emetteur, wrong = emitters.read(yaml.load(files.protect(path), inputs.display(path)))
    if emetteur is None:
        inputs.leave(wrong)
    inputs.leave_on_errors(wrong)
    return emetteur


def _report(
    source: HolderSource, request: _Request, target: accrochage_files.FluxTarget, auteur: str | None
) -> None:
    """Write the flux of those who are to be reported, or taken back, and that they are."""
    with source.open_ledger(target.output.parent) as (ledger, base):
        who = ledgers.author(source.registre, source.ledger, auteur)
        takes_back = request.nature == "SUPPRESSION"
        of = source.holders(base, everybody=takes_back)
        if takes_back:
            of = holders.removals(ledger, source.candidats, of)
        sent = _deliver(request, source.candidates_table(of.tables), of, ledger, who, target)
        if base is not None and sent:
            registers.tell_entry(journal.head(base), who)


def _deliver(
    request: _Request, table: Path, of: Holders, ledger: Ledger, who: str, target: accrochage_files.FluxTarget
) -> bool:
    """Write the flux of those who are to be reported; False, and nothing, where nobody is."""
    with Spool() as spool:
        by_titre = _gather(request, table, of, ledger, spool)
        if not len(spool):
            notices.warn("there is nobody to report: nothing is written")
            return False
        model, now = request.emetteur.model, registers.instant()
        certifier = model.certificateur
        whose = (model.emetteur, certifier.id_client, certifier.id_contrat)
        entete = FluxEntete("", now, *whose, request.nature, request.version)
        emetteur = request.emetteur.document.file
        flux = accrochage_files.Flux(spool, by_titre, entete, table, emetteur)
        accrochage_files.deliver(flux, target, ledger, who)
    return True


def _gather(
    request: _Request, table: Path, of: Holders, ledger: Ledger, spool: Spool
) -> accrochage_files.EnvoisByTitre:
    """The passages, in the spool; status 1 where something is wrong with one, all of it told."""
    due = holders.due(ledger, of.awards, request.nature, again=request.again)
    omissions: Counter[OmissionReason] = Counter()
    findings = Findings()
    name = inputs.display(table)
    by_title = titres(request.emetteur, due.titles(), findings)
    sends = partial(_sends, request, ledger, omissions)
    dispatch = Dispatch(due, by_title, request.nature, spool, sends)
    with exits.guard():
        gather(
            lambda: tables.open_table(files.protect(table), name),
            name,
            due,
            dispatch,
            rows=PassageReader(request.emetteur, request.version, inputs.today(), findings),
            findings=findings,
            identites=of.identites,
        )
    holders.tell_omissions(omissions)
    inputs.leave_on_errors(findings.in_order(), unseen=[name])
    return dispatch.envois


def _sends(request: _Request, ledger: Ledger, omissions: Counter[OmissionReason], envoi: Envoi) -> bool:
    """Whether it is sent: of what was rejected, only what is not what it was then."""
    if not request.again or request.resends_all:
        return True
    refusal = ledger.refusal(envoi.titulaire, request.nature, again=True, controle=envoi.controle)
    if refusal is not None:
        omissions[refusal] += 1
    return refusal is None


def _deliver_due(source: HolderSource, day: date, to: Target) -> None:
    if source.ledger is not None and not is_begun(source.ledger):
        message = N_("{file}: there is no ledger there yet, so nothing is known to have been sent")
        notices.warn(message, file=source.ledger)
    with source.open_ledger(to.file.parent if to.file else Path()) as (ledger, base):
        days = echeances.delivery_days(base) if base is not None else {}
        rows = echeances.echeances(source.holders(base).awards, ledger, days, day)
        rows += holders.losses(source, ledger, base, (each.titulaire for each in rows))
        forms = {
            "json": rendering.as_json,
            "csv": lambda those, _day: rendering.as_csv(those, file=to.file is not None),
        }
        to.show(forms, rendering.as_table, rows, day, private=True)
