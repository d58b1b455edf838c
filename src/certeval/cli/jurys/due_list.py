"""What `accrochage --due` says: who is still to be reported, by when, who is late, who awaits an answer."""

from datetime import date
from pathlib import Path

from certeval.cli import output
from certeval.cli.jurys import holders
from certeval.cli.jurys.holders import HolderSource
from certeval.registre import echeances
from certeval.registre.suivis import Titulaire
from certeval.render import echeances as rendering

FORMATS = ("table", "csv", "json")


def deliver(source: HolderSource, day: date, form: str, file: Path | None, *, force: bool) -> None:
    """Write the list of a day."""
    with source.open_ledger(file.parent if file else Path()) as (ledger, base):
        awards = source.holders(base).awards
        rows = echeances.echeances(
            (
                (Titulaire(each.candidat, each.certification, each.session), each.le, each.variant)
                for each in awards
            ),
            ledger,
            echeances.delivery_days(base) if base is not None else {},
            day,
        )
        rows += holders.losses(source, ledger, base, (each.titulaire for each in rows))
        if form == "json":
            text = rendering.as_json(rows, day)
        elif form == "csv":
            text = rendering.as_csv(rows, file=file is not None)
        else:
            text = output.as_text(*rendering.as_table(rows, day), file=file)
        output.deliver(text, file, force=force, private=True)
