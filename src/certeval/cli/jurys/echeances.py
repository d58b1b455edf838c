"""What `certeval accrochage --due` says: who is still to be reported, by when, and who is late."""

from datetime import date
from pathlib import Path

from certeval.cli import output
from certeval.cli.jurys.holders import Holders
from certeval.registre import echeances
from certeval.registre.accrochage import Ledger
from certeval.registre.base import Base
from certeval.registre.suivis import Titulaire
from certeval.render import echeances as shown

FORMATS = ("table", "csv", "json")


def form_of(form: str | None, *, as_json: bool, file: Path | None) -> str:
    """The form asked for, or that the name of the file announces."""
    return output.format_of(form, FORMATS, as_json=as_json, file=file)


def deliver(
    of: Holders, ledger: Ledger, base: Base | None, day: date, form: str, file: Path | None, *, force: bool
) -> None:
    """Print it, or write it to a file."""
    holders = ((Titulaire(each.candidat, each.certification, each.session), each.le) for each in of.obtained)
    parchemins = echeances.delivered(base) if base is not None else {}
    found = echeances.echeances(holders, ledger, parchemins, day)
    if form == "json":
        text = shown.as_json(found, day)
    elif form == "csv":
        text = shown.as_csv(found, file=file is not None)
    else:
        text = output.as_text(*shown.as_table(found, day), file=file)
    output.deliver(text, file, force=force, private=True)
