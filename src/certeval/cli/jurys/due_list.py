"""What `accrochage --due` says: who is still to be reported, by when, who is late, who awaits an answer."""

from datetime import date
from pathlib import Path

from certeval.cli import output
from certeval.cli.jurys import holders
from certeval.cli.jurys.holders import HolderSource
from certeval.registre import echeances
from certeval.registre.suivis import Titulaire
from certeval.render import echeances as shown

FORMATS = ("table", "csv", "json")


def deliver(source: HolderSource, day: date, form: str, file: Path | None, *, force: bool) -> None:
    """Write the list of a day."""
    with source.opened(file.parent if file else Path()) as (ledger, base):
        obtained = source.holders(base).obtained
        found = echeances.echeances(
            ((Titulaire(each.candidat, each.certification, each.session), each.le) for each in obtained),
            ledger,
            echeances.delivered(base) if base is not None else {},
            day,
        )
        found += holders.lost(source, ledger, base, (each.titulaire for each in found))
        if form == "json":
            text = shown.as_json(found, day)
        elif form == "csv":
            text = shown.as_csv(found, file=file is not None)
        else:
            text = output.as_text(*shown.as_table(found, day), file=file)
        output.deliver(text, file, force=force, private=True)
