"""`certeval accrochage`: holders reported to the Caisse des Dépôts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple, cast, get_args

from certeval.cli import exits, files, inputs, notices, offers, options, registers
from certeval.cli.jurys import accrochage_files, holders
from certeval.cli.jurys.holders import Holders
from certeval.cli.options import argument, flag, option, repeatable
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
from certeval.registre import echeances, personnes
from certeval.registre.accrochage import Ledger
from certeval.registre.base import Base
from certeval.registre.suivis import Envoi, Nature, Refusal, Titulaire
from certeval.render import echeances as shown

DUE_FORMATS = ("table", "csv", "json")
WITH_ACTION = frozenset({"1.1.5"})
"""The versions in which a flux says whether its passages are created or removed."""
VERSIONS: tuple[str, ...] = get_args(SchemaVersion)


class _Request(NamedTuple):
    """What is to be reported, of whom, by whom."""

    emetteur: Emetteur
    table: Path
    version: SchemaVersion
    nature: Nature
    again: bool = False
    unchanged: bool = False
    """Of what was rejected, whether what was not corrected is sent too: it is asked for by its codes."""


def accrochage(
    sessions: Annotated[
        list[Path] | None,
        argument(
            N_("[SESSION…]"),
            N_("Sessions that were deliberated, by their files or codes; else all of the register."),
        ),
    ] = None,
    *,
    candidats: Annotated[
        Path | None,
        option(
            "--candidats",
            options.FILE,
            N_("The candidates’ table, CSV or a workbook; else the one that the session names."),
        ),
    ] = None,
    emetteur: Annotated[
        Path | None,
        option(
            "--emetteur",
            options.FILE,
            N_("Who reports: the identifiers that the Caisse des Dépôts gave, a YAML file."),
        ),
    ] = None,
    output: options.Output = None,
    registre: options.Registre = None,
    ledger: options.Ledger = None,
    auteur: options.Auteur = None,
    schema_version: Annotated[
        str,
        option(
            "--schema-version",
            N_("VERSION"),
            N_("The version of the XSD: 1.1.2, or 1.1.5, which takes the NIR and removals."),
            autocompletion=offers.among(VERSIONS),
        ),
    ] = "1.1.2",
    suppression: Annotated[
        bool, flag("--suppression", N_("Take back what was reported of the candidates of --candidat."))
    ] = False,
    candidat: Annotated[
        list[str], repeatable("--candidat -c", N_("CANDIDAT"), N_("Report this candidate only."))
    ],
    again: Annotated[
        bool,
        flag(
            "--again",
            N_(
                "Send again what was rejected and corrected since, and nothing else; with --candidat, corrected or not."
            ),
        ),
    ] = False,
    due: Annotated[
        bool,
        flag(
            "--due",
            N_("Write nothing: say who is still to be reported, by when, who is late, who awaits an answer."),
        ),
    ] = False,
    day: Annotated[
        str | None,
        option(
            "--date", N_("DAY"), N_("What is due or late on that day: 2026-01-31 or 31/01/2026; else today.")
        ),
    ] = None,
    form: Annotated[str | None, options.form(DUE_FORMATS)] = None,
    as_json: options.Json = False,
    xsd: Annotated[
        Path | None,
        option("--xsd", options.FILE, N_("Hold what is written to this XSD, nothing being fetched.")),
    ] = None,
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
    reading = Reading((), encoding=encoding, correspondance=correspondance)
    if due:
        if again or suppression:
            exits.refuse(N_("--due writes nothing: leave --again and --suppression out"))
        form = format_of(form, DUE_FORMATS, as_json=as_json, file=output)
        folder = output.parent if output else Path()
        with registers.ledger_of(registre, ledger, folder, begun=True, beside=beside) as (known, base):
            of = _holders(base, given, candidat, reading)
            text = _due(of, known, base, inputs.day(day), form, output)
            deliver(text, output, force=force, private=True)
        return
    if day is not None or form is not None or as_json:
        exits.refuse(N_("--date, --format and --json are of --due: a flux is XML, of today"))
    if output is None:
        exits.refuse(N_("say where the flux goes: --output flux.xml"))
    announced(None, ("xml",), output)
    if schema_version not in VERSIONS:
        message = N_("--schema-version {version}: there are {known}")
        exits.refuse(message, version=schema_version, known=", ".join(VERSIONS))
    version = cast("SchemaVersion", schema_version)
    nature = _nature(version, candidat, suppression=suppression)
    emitter = _emitter(emetteur)
    schema = accrochage_files.schema(xsd)
    with registers.ledger_of(registre, ledger, output.parent, begun=True, beside=beside) as (known, base):
        who = registers.ledger_author(registre, ledger, auteur)
        of = _holders(base, given, [] if suppression else candidat, reading)
        if suppression:
            of = holders.removals(known, base, candidat, of)
        table = candidats or of.table or exits.refuse(N_("say who the candidates are: --candidats FILE"))
        request = _Request(emitter, table, version, nature, again, bool(candidat))
        _deliver(request, of, known, who, accrochage_files.Target(output, schema, force), base)


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
    with exits.Guard():
        found, wrong = emitters.load(files.protect(path), inputs.display(path))
    if found is None:
        inputs.leave(wrong)
    inputs.leave_on_errors(wrong)
    return found


def _holders(base: Base | None, given: Sequence[Path], only: Sequence[str], reading: Reading) -> Holders:
    if base is not None:
        return holders.of_register(base, given, only)
    if not given:
        exits.refuse(N_("say whose decisions: a SESSION that was deliberated, or --registre"))
    return holders.of_sessions(given, only, reading)


def _deliver(
    request: _Request,
    of: Holders,
    known: Ledger,
    who: str,
    target: accrochage_files.Target,
    base: Base | None,
) -> None:
    """Write the flux of those who are to be reported; nothing where nobody is."""
    with Spool() as spool:
        sent = _gathered(request, of, known, spool, base)
        if not len(spool):
            notices.warn(N_("there is nobody to report: nothing is written"))
            return
        model, now = request.emetteur.model, registers.instant().replace("Z", "+00:00")
        certifier = model.certificateur
        entete = Entete("", now, model.emetteur, certifier.id_client, certifier.id_contrat, request.nature)
        flux = accrochage_files.Flux(spool, sent, entete, request.version)
        accrochage_files.deliver(flux, target, known, who, request.table, request.emetteur.document.file)


def _gathered(
    request: _Request, of: Holders, known: Ledger, spool: Spool, base: Base | None
) -> accrochage_files.Sent:
    """The passages, in the spool; status 1 where something is wrong with one, all of it told."""
    due = holders.due(known, of.obtained, request.nature, again=request.again)
    left: Counter[Refusal] = Counter()

    def sends(envoi: Envoi) -> bool:
        """Whether it is sent: of what was rejected, only what is not what it was then."""
        if not request.again or request.unchanged:
            return True
        refusal = known.refusal(envoi.titulaire, request.nature, again=True, controle=envoi.controle)
        if refusal is not None:
            left[refusal] += 1
        return refusal is None

    findings = Findings()
    name = inputs.display(request.table)
    titres = numbered(request.emetteur, of.numbers, findings)
    rows = Rows(request.emetteur, request.version, inputs.today(), findings)
    with exits.Guard():
        sent = gather(
            lambda: tables.opened(files.protect(request.table), name),
            name,
            due,
            rows=rows,
            titres=titres,
            nature=request.nature,
            spool=spool,
            findings=findings,
            sends=sends,
            identites=partial(personnes.known_as, base) if base is not None else None,
        )
    holders.tell_left(left)
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
