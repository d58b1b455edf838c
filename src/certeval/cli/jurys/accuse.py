"""`certeval accuse`."""

import os
from collections.abc import Collection
from pathlib import Path

from certeval import messages
from certeval.cli import exits, files, inputs, ledgers, options, output, registers
from certeval.cli.bundles import written
from certeval.cli.options import argument, flag, option
from certeval.cli.output import Target
from certeval.diagnostics import Diagnostic
from certeval.exchange.accrochage import accuse as reports
from certeval.exchange.accrochage import rapport, words
from certeval.exchange.accrochage.accuse import JoinedReport
from certeval.exchange.accrochage.rapport import Rapport
from certeval.jury import candidats as tables
from certeval.messages import N_, ngettext
from certeval.registre import journal
from certeval.registre.accrochage import Ledger
from certeval.registre.base import Base
from certeval.render.words import visible

FORMATS = ("table", "csv", "json")
LANGUAGE = "fr"
"""What is to be corrected is said in the language of the Caisse des Dépôts, unless another is asked for."""


def accuse(
    rapports: list[Path] | None = argument(
        "[REPORT…]", "Reports (« accusés de traitement »), as the portal gives them.", default=None
    ),
    *,
    id_flux: str | None = option(
        "--rejected FLUX",
        "The identifier of a flux that was refused whole, or never deposited: it may be sent again.",
    ),
    replace: bool = flag("--replace", "Let a report hold where it contradicts an earlier one."),
    candidats: Path | None = option(
        "--candidats FILE",
        "The candidates’ table: its names are left in no message; a register knows those of its persons.",
    ),
    registre: options.Registre,
    ledger: options.Ledger,
    auteur: options.Auteur,
    to: Target = written(FORMATS),
) -> None:
    """Record what the Caisse des Dépôts answered of what was sent, and list what is to be corrected, why and how.

    The same report again changes nothing. `certeval accrochage --again` then sends what was corrected.
    """
    if to.form != "table":
        messages.speak(output.document_language(os.environ, LANGUAGE))
    paths = rapports or []
    if bool(paths) == bool(id_flux):
        exits.refuse("name the reports to record, or the flux that was refused whole with --rejected")
    if id_flux and (replace or candidats or to.file or to.form != "table"):
        exits.refuse("--rejected lists nothing: leave --replace, --candidats, --format and --output out")
    if to.file is not None:
        files.refuse_overwrite(to.file, force=to.force)
    read = [_read(each) for each in paths]
    names = _names(candidats)
    who = ledgers.author(registre, ledger, auteur)
    folder = paths[0].parent if paths else Path()
    with ledgers.open_ledger(registre, ledger, folder) as (current_ledger, base):
        if id_flux:
            _record_refusal(id_flux, current_ledger, base, who)
            return
        report_matches = _record(read, current_ledger, base, who, replace=replace, names=names)
    wrong = [each for one in report_matches for each in one.diagnostics]
    _deliver(report_matches, wrong, to)
    inputs.leave_on_errors(wrong, unseen=[each.file for each in read])


def _read(path: Path) -> Rapport:
    """A report; status 2 where the system does not let it be read."""
    if path == files.PIPE:
        data = files.stdin(N_("[REPORT…]"))
    else:
        with exits.guard(), files.protect(path).open("rb") as stream:
            data = stream.read(rapport.MAX_BYTES + 1)
    return rapport.read(data, inputs.display(path))


def _names(path: Path | None) -> Collection[str]:
    """The words of the names of a candidates' table; status 1 where it names nobody, 2 where it can't be read."""
    if path is None:
        return ()
    with exits.guard():
        candidats = tables.load(files.protect(path), inputs.display(path))
    if not candidats.persons:
        inputs.leave_on_errors(candidats.diagnostics, unseen=[inputs.display(path)])
    return candidats.names()


def _record(
    read: list[Rapport], ledger: Ledger, base: Base | None, who: str, *, replace: bool, names: Collection[str]
) -> list[JoinedReport]:
    """Write what reports say, each after the one before it."""
    report_matches: list[JoinedReport] = []
    with ledger.lock():
        for each in read:
            one = reports.join(each, ledger, replace=replace, names=names)
            ledger.record_answers(one.acts, registers.instant(), who)
            report_matches.append(one)
    if base is not None and any(each.acts for each in report_matches):
        registers.tell_entry(journal.head(base), who)
    return report_matches


def _record_refusal(id_flux: str, ledger: Ledger, base: Base | None, who: str) -> None:
    flux = ledger.passages.flux()
    if id_flux not in flux:
        exits.refuse(
            "--rejected {id_flux}: no such flux was sent; there are: {sent}",
            id_flux=id_flux,
            sent=", ".join(map(visible, flux[-reports.MOST_NAMES :])) or "–",
        )
    with ledger.lock():
        acts = reports.refusals(id_flux, ledger)
        ledger.record_answers(acts, registers.instant(), who)
    message = ngettext(
        "{n} passage of this flux may be sent again", "{n} passages of this flux may be sent again", len(acts)
    )
    output.say(message.format(n=len(acts)))
    if base is not None and acts:
        registers.tell_entry(journal.head(base), who)


def _deliver(report_matches: list[JoinedReport], wrong: list[Diagnostic], to: Target) -> None:
    if to.form == "json":
        text = words.as_json(report_matches, wrong)
    elif to.form == "csv":
        text = words.as_csv(report_matches, file=to.file is not None)
    else:
        lines = [f"{words.summary(each)}\n" for each in report_matches if each.rapport.is_whole]
        text = "".join(lines) + to.text(*words.as_table(report_matches))
    to.deliver(text, private=True)
