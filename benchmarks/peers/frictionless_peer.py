"""frictionless on a wide sheet: every cell one of those accepted, no candidate twice. It decides nothing.

    python frictionless_peer.py FOLDER

Prints the number of cells refused.
"""

import json
import sys
from pathlib import Path

from frictionless import Checklist, Dialect, Resource, Schema, formats, system
from frictionless.fields import StringField

ACCEPTED = ["0", "1", "NE", "ABS", "ABJ", "DISP", "EQ", "NEUT"]


def main() -> None:
    folder = Path(sys.argv[1])
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    codes = [code for bloc in plan.values() for codes in bloc.values() for code in codes]
    fields = [StringField(name="candidat", constraints={"required": True, "unique": True})]
    fields += [StringField(name=code, constraints={"enum": ACCEPTED}) for code in codes]
    dialect = Dialect(controls=[formats.CsvControl(delimiter=";")])
    with system.use_context(trusted=True):
        resource = Resource(path=str(folder / "notes.csv"), dialect=dialect, schema=Schema(fields=fields))
        report = resource.validate(Checklist(), limit_errors=1_000_000)
    print(sum(len(task.errors) for task in report.tasks))


if __name__ == "__main__":
    main()
