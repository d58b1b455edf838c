"""`certeval accrochage`."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple, cast, get_args

import typer

from certeval.cli import exits, files, inputs, ledgers, offers, options, registers
from certeval.cli.jurys import accrochage_files, holders
from certeval.cli.jurys.holders import Holders
from certeval.cli.sheets import Reading
from certeval.diagnostics import has_errors
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage.gathering import Due, gather, numbered
from certeval.exchange.accrochage.passage import Entete, Nature, SchemaVersion
from certeval.exchange.accrochage.rows import Obtained, Rows
from certeval.exchange.accrochage.spool import Spool
from certeval.jury import candidats as tables
from certeval.jury import emetteur as emitters
from certeval.jury.emetteur import Emetteur
from certeval.messages import N_, _, ngettext
from certeval.registre.accrochage import Ledger
from certeval.registre.base import Base
from certeval.registre.suivis import Refusal, Titulaire
from certeval.render.words import visible
from certeval.text.nearest import fold

VERSIONS: tuple[str, ...] = get_args(SchemaVersion)
WITH_ACTION = frozenset({"1.1.5"})
"""The versions in which a flux says whether its passages are created or removed."""
LEFT: Mapping[Refusal, Callable[[int], str]] = {
    "unanswered": lambda n: ngettext(
        "{n} holder left out: reported already, the report is awaited",
        "{n} holders left out: reported already, the report is awaited",
        n,
    ),
    "accepted": lambda n: ngettext(
        "{n} holder left out: reported and accepted", "{n} holders left out: reported and accepted", n
    ),
    "rejected": lambda n: ngettext(
        "{n} holder left out: rejected, to be corrected", "{n} holders left out: rejected, to be corrected", n
    ),
    "unchanged": lambda n: ngettext(
        "{n} holder left out: not corrected since it was rejected",
        "{n} holders left out: not corrected since they were rejected",
        n,
    ),
    "never": lambda n: ngettext(
        "{n} holder left out: never reported", "{n} holders left out: never reported", n
    ),
    "removed": lambda n: ngettext(
        "{n} holder left out: taken back already", "{n} holders left out: taken back already", n
    ),
}

Sessions = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=N_("[SESSION…]"),
        help=N_("Sessions that were deliberated, by their files or codes; else all of the register."),
    ),
]
Candidats = Annotated[
    Path | None,
    typer.Option(
        "--candidats",
        metavar=options.FILE,
        help=N_("The candidates’ table, CSV or a workbook; else the one that the session names."),
    ),
]
EmetteurFile = Annotated[
    Path | None,
    typer.Option(
        "--emetteur",
        metavar=options.FILE,
        help=N_("Who reports: the identifiers that the Caisse des Dépôts gave, a YAML file."),
    ),
]
Version = Annotated[
    str,
    typer.Option(
        "--schema-version",
        metavar=N_("VERSION"),
        help=N_("The version of the XSD: 1.1.2, or 1.1.5, which takes the NIR and removals."),
        autocompletion=offers.among(VERSIONS),
    ),
]
Suppression = Annotated[
    bool,
    typer.Option("--suppression", help=N_("Take back what was reported of the candidates of --candidat.")),
]
Candidat = Annotated[
    list[str],
    typer.Option(
        "--candidat",
        default_factory=list,
        metavar=N_("CANDIDAT"),
        help=N_("Report these candidates only; may be repeated."),
    ),
]
XsdFile = Annotated[
    Path | None,
    typer.Option(
        "--xsd", metavar=options.FILE, help=N_("Hold what is written to this XSD, nothing being fetched.")
    ),
]


class _Asked(NamedTuple):
    """What is to be reported, of whom, by whom."""

    emetteur: Emetteur
    table: Path
    version: SchemaVersion
    nature: Nature


def accrochage(
    sessions: Sessions = None,
    *,
    candidats: Candidats = None,
    emetteur: EmetteurFile = None,
    output: options.Output = None,
    registre: options.Registre = None,
    ledger: options.Ledger = None,
    auteur: options.Auteur = None,
    schema_version: Version = "1.1.2",
    suppression: Suppression = False,
    candidat: Candidat,
    xsd: XsdFile = None,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Write the XML by which a certifier reports its holders to the Caisse des Dépôts.

    Only certifications that are decided valid, each once: what is sent is written down in the register, or in a ledger.
    Where a cell of the candidates’ table would be refused, it is told, and nothing is written.
    """
    if output is None:
        exits.refuse(N_("say where the flux goes: --output flux.xml"))
    version, nature = _version(schema_version), _nature(schema_version, candidat, suppression=suppression)
    emitter = _emitter(emetteur)
    schema = accrochage_files.schema(xsd)
    given = sessions or []
    with ledgers.opened(registre, ledger, output.parent, begun=True) as (known, base):
        who = ledgers.author(registre, ledger, auteur)
        reading = Reading((), None, None, encoding, correspondance)
        of = _holders(base, given, [] if suppression else candidat, reading)
        if suppression:
            of = holders.reported(known, base, candidat, of)
        asked = _Asked(emitter, _table(candidats, of), version, nature)
        with Spool() as spool:
            sent = _gathered(asked, of, _due(known, of.obtained, nature), spool)
            if not len(spool):
                exits.tell(_("there is nobody to report: nothing is written"))
                return
            model = emitter.model
            entete = Entete(
                "",
                registers.instant().replace("Z", "+00:00"),
                model.emetteur,
                model.certificateur.id_client,
                model.certificateur.id_contrat,
                nature,
            )
            flux = accrochage_files.Flux(spool, sent, entete, version)
            target = accrochage_files.Target(output, schema, force)
            accrochage_files.deliver(flux, target, known, who, asked.table, emitter.document.file)


def _version(typed: str) -> SchemaVersion:
    if typed not in VERSIONS:
        exits.refuse(
            N_("--schema-version {version}: there are {known}"),
            version=visible(typed),
            known=", ".join(VERSIONS),
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
    try:
        found, told = emitters.load(files.reading(path), inputs.display(path))
    except OSError as error:
        exits.unreadable(error)
    inputs.report(told)
    if found is None or has_errors(told):
        exits.leave(exits.FINDINGS)
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


def _due(ledger: Ledger, obtained: Sequence[Obtained], nature: Nature) -> Due:
    """What is to be reported, each under its identifier; how many are not, and why, is told."""
    ledger.know({each.candidat for each in obtained})
    due: dict[str, list[tuple[Obtained, str]]] = {}
    left: Counter[Refusal] = Counter()
    for each in obtained:
        titulaire = Titulaire(each.candidat, each.certification, each.session)
        refused = ledger.refusal(titulaire, nature)
        if refused is None:
            due.setdefault(fold(each.candidat), []).append((each, ledger.id_technique(titulaire)))
        else:
            left[refused] += 1
    for refusal, count in left.items():
        exits.tell(LEFT[refusal](count).format(n=count))
    return due


def _gathered(asked: _Asked, of: Holders, due: Due, spool: Spool) -> accrochage_files.Sent:
    """The passages, in the spool; status 1 where something is wrong with one, all of it told."""
    findings = Findings()
    name = inputs.display(asked.table)
    titres = numbered(asked.emetteur, of.numbers, findings)
    rows = Rows(asked.emetteur, asked.version, inputs.today(), findings)
    try:
        sent = gather(
            lambda: tables.opened(files.reading(asked.table), name),
            name,
            due,
            rows=rows,
            titres=titres,
            nature=asked.nature,
            spool=spool,
            findings=findings,
        )
    except OSError as error:
        exits.unreadable(error)
    except ModuleNotFoundError as error:
        exits.lacking(error)
    told = findings.listed()
    inputs.report(told, unseen=[name])
    if has_errors(told):
        exits.leave(exits.FINDINGS)
    return sent
