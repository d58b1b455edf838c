"""pandera on a wide sheet: every cell one of those accepted, no candidate twice. It decides nothing.

    python pandera_peer.py FOLDER

Prints the number of cells refused.
"""

import json
import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

ACCEPTED = ["", "0", "1", "NE", "ABS", "ABJ", "DISP", "EQ", "NEUT"]


def main() -> None:
    folder = Path(sys.argv[1])
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    codes = [code for bloc in plan.values() for codes in bloc.values() for code in codes]
    columns = {code: pa.Column(str, pa.Check.isin(ACCEPTED)) for code in codes}
    schema = pa.DataFrameSchema({"candidat": pa.Column(str, unique=True), **columns}, strict=True)
    frame = pd.read_csv(folder / "notes.csv", sep=";", dtype=str, keep_default_na=False)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        print(len(errors.failure_cases))
    else:
        print(0)


if __name__ == "__main__":
    main()
