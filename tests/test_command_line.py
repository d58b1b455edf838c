"""What the command line says of itself: its options, its mistakes, what it did."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import typer.main

from certeval.cli import app, exits, notices
from certeval.cli.app import COMMANDS
from certeval.cli.manual import EXAMPLES
from certeval.cli.misuse import refuse_repetition
from conftest import Certeval

ROOT = Path(__file__).parents[1]
SCORES = ROOT / "examples" / "scores.csv"
OWN = {
    ("accrochage", "--candidat"),  # whom to report, not to show
    ("accrochage", "--candidats"),  # identities, where a grid takes a list
    ("accrochage", "--date"),  # the day on which one is late
    ("accuse", "--candidats"),  # the table whose rows are to be corrected
    ("deliberer", "--confirm"),  # of warnings
    ("deliberer", "--report"),  # the name that --report-a had
    ("accrochage", "--candidats"),  # what their table says, not who is assessed
    ("lock", "--force"),  # what it replaces is in the lock
    ("grille", "--bloc"),  # a sheet each
    ("grille", "--output"),  # a file or a folder
    ("documents", "--output"),  # a folder
    ("new", "--jures"),  # how many are due, where a grid has a file for each
    ("new", "--validation"),  # a rule to write, not to try
    ("verify", "--referentiel"),  # rather than the version that the results name
    ("verify", "--seal"),  # read there, written by validate
    *(
        ("deliberer", option) for option in ("--motif", "--fondement")
    ),  # due in some cases, where it corrects in all
    ("registre acquis", "--date"),  # the day on which it is held
    ("registre acquis", "--format"),
    ("oraux", "--date"),  # the day that calendars are made on
    *((command, "--format") for command in COMMANDS),  # each has its forms
}
"""Where an option has words of its own, and why."""


def parameters() -> dict[str, dict[str, object]]:
    """Each command's options, by each of their names."""
    group = app.application()
    context = typer.Context(group)
    commands = {name: group.get_command(context, name) for name in COMMANDS}
    own = commands.pop("registre")
    commands |= {f"registre {name}": own.get_command(context, name) for name in own.list_commands(context)}
    return {
        name: {
            written: each
            for each in command.params
            if each.param_type_name == "option"
            for written in each.opts
        }
        for name, command in commands.items()
    }


def test_an_option_is_spelled_and_explained_the_same_wherever_it_is() -> None:
    said = defaultdict(set)
    for command, known in parameters().items():
        for name, option in known.items():
            if not {(command, each) for each in option.opts} & OWN:
                said[name].add((tuple(option.opts), option.metavar, option.help, option.rich_help_panel))
    assert {name: each for name, each in said.items() if len(each) > 1} == {}


def test_commands_of_a_kind_have_the_options_of_their_kind() -> None:
    reading = ("validate", "explain", "rattrapages", "agreement", "stats")
    known = parameters()
    for command in reading:
        assert {
            "--referentiel", "--date", "--encoding", "--correspondance", "--force-version", "--report",
        } <= known[command].keys()  # fmt: skip
    assert {"--date", "--encoding", "--correspondance", "--report"} <= known["impact"].keys()
    assert {"--encoding", "--correspondance", "--referentiel"} <= known["verify"].keys()
    for command in set(COMMANDS) - {"completion", "help", "lock", "new", "registre"} | {"registre acquis"}:
        assert {"--output", "-o", "--force", "--quiet", "-q"} <= known[command].keys()
    printed = {"completion", "documents", "help", "schema", "new", "registre"}
    for command in set(COMMANDS) - printed:
        assert {"--format", "-f"} <= known[command].keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_never_names_a_type_of_python(certeval: Certeval, command: str) -> None:
    done = certeval(command, "--help")
    assert done.status == 0
    assert done.out.startswith(f"Usage: certeval {command}")
    assert [line for line in done.out.splitlines() if "<" in line or "list[" in line] == []
    assert done.out == certeval("help", command).out


def test_the_help_of_a_command_below_another_is_asked_for_in_two_ways(certeval: Certeval) -> None:
    asked = certeval("help", "registre", "acquis")
    assert asked.out.startswith("Usage: certeval registre acquis [CANDIDAT] [OPTIONS]")
    assert asked == certeval("registre", "acquis", "--help")


def test_many_files_written_at_once_are_told_by_their_folder(capfd: pytest.CaptureFixture[str]) -> None:
    notices.tell_places(Path("agendas") / f"C{number}.ics" for number in range(5))
    notices.tell_places(f"C{number}.ics" for number in range(4))
    assert capfd.readouterr().err.splitlines() == [
        "certeval: 5 files written to agendas",
        "certeval: written to C0.ics, C1.ics, C2.ics, C3.ics",
    ]
    notices.tell_places([*(Path("agendas") / f"C{number}.ics" for number in range(5)), "/porte/p.html"])
    assert capfd.readouterr().err == "certeval: 6 files written to agendas, /porte/p.html\n"


def test_the_help_groups_commands_by_what_one_does_and_ends_with_examples(certeval: Certeval) -> None:
    done = certeval("--help")
    headings = [line for line in done.out.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["A référentiel:", "A session:", "A jury:", "Tools:", "Options:", "Examples:"]
    assert done.out.splitlines()[-3:] == [f"  {example}" for example in EXAMPLES[""]]
    assert (certeval("help").out, certeval("-h").out) == (done.out, done.out)


MISTAKES = {
    ("valdate", "x.csv"): "no command is called « valdate »; did you mean validate?",
    ("Validate",): "no command is called « Validate »; did you mean validate?",
    ("releves", "x.csv"): "no command is called « releves »; did you mean documents?",
    ("Relevé", "x.csv"): "no command is called « Relevé »; did you mean documents?",
    ("init",): "no command is called « init »; did you mean new?",
    ("help", "grile"): "no command is called « grile »; did you mean grille?",
    ("help", "registre", "acquit"): "no command is called « acquit »; did you mean acquis?",
    ("help", "show", "bloc"): "nothing more is expected after that: « bloc »",
    ("validate",): "give score sheets, or --session SESSION",
    ("explain", "C001"): "give score sheets, or --session SESSION",
    (
        "validate",
        "x.csv",
        "--frmat",
        "csv",
    ): "certeval validate has no option --frmat; did you mean --format?",
    ("validate", "x.csv", "-z"): "certeval validate has no option -z; certeval validate -h lists them",
    **{
        (command, option, "x"): f"certeval {command} has no option {option}; "
        f"write what it names without it: certeval {command} {operand}"
        for command, option, operand in (
            ("publish", "--referentiel", "[REFERENTIEL]"),
            ("check", "-r", "[PATH…]"),
            ("diff", "-r", "OLD"),
            ("deliberer", "--session", "SESSION"),
            ("explain", "-c", "CANDIDAT"),
            ("stats", "--scores", "SHEET…|RESULTS"),
        )
    },
    ("--json", "validate"): "certeval has no option --json; options come after the command",
    ("validate", "x.csv", "--output"): "--output: its value is missing: --output FILE",
    ("validate", "x.csv", "--json=oui"): "--json takes no value",
    ("validate", "x.csv", "--jobs", "deux"): "--jobs deux: write a whole number, at least 1",
    ("validate", "x.csv", "--jobs", "0"): "--jobs 0: write a whole number, at least 1",
    ("validate", "x.csv", "--jobs", "1" * 5000): f"--jobs {'1' * 5000}: write a whole number, at least 1",
    ("grille", "--lignes", "10001"): "--lignes 10001: write a whole number from 1 to 10000",
    ("grille", "--jures", "-1"): "--jures -1: write a whole number from 1 to 50",
    (
        "validate",
        "x.csv",
        "-o",
        "a.csv",
        "--output=b.csv",
    ): "--output takes one value, and is given 2: « a.csv », « b.csv »",
    (
        "registre",
        "acquis",
        "--registre",
        "postgresql://jury:mot-de-passe@hote/r",
        "--registre",
        "r.sqlite",
    ): "--registre takes one value, and is given 2: « postgresql://jury@hote/r », « r.sqlite »",
    ("tirage", "S1", "--secret", "a", "--secret", "b"): "--secret takes one value, and is given 2",
    ("schema", "notes", "xml"): "nothing more is expected after that: « xml »",
}


@pytest.mark.parametrize("arguments", MISTAKES, ids=" ".join)
def test_a_command_line_that_cannot_be_read_is_told_in_one_sentence(
    certeval: Certeval, arguments: tuple[str, ...]
) -> None:
    done = certeval(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[-1] == f"certeval: {MISTAKES[arguments]}"


def test_a_file_whose_name_begins_as_an_option_is_told_how_to_be_written(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-notes.csv").write_text("candidat\n", encoding="utf-8")
    assert certeval("validate", "-notes.csv").err.splitlines()[-1] == (
        "certeval: certeval validate has no option -n; for the file of this name, write ./-notes.csv"
    )


def test_no_option_that_takes_one_value_takes_another_in_any_command(
    capfd: pytest.CaptureFixture[str],  # what is refused is told
) -> None:
    group: Any = app.application()
    commands = [group.get_command(typer.Context(group), name) for name in COMMANDS]
    below = [
        each.command_of(name) for each in commands if hasattr(each, "command_of") for name in each.summaries
    ]
    for command in commands + below:
        context = command.make_context(command.name, [], resilient_parsing=True)
        for option in (each for each in command.params if each.param_type_name == "option"):
            if not option.is_flag:
                refuse_repetition(context, [option.opts[0], "a"])
                refused = option.multiple or _refuses(context, [f"{option.opts[-1]}=a", option.opts[0], "b"])
                assert refused, (command.name, option.opts)


def _refuses(context: typer.Context, typed: list[str]) -> bool:
    try:
        refuse_repetition(context, typed)
    except typer.Exit as left:
        return left.exit_code == exits.USAGE
    return False


def test_options_that_take_several_values_and_flags_may_be_repeated(certeval: Certeval) -> None:
    done = certeval("validate", SCORES, "--bloc", "BC1", "-b", "BC2", "--detail", "--detail")
    assert done.status == 0
    assert {"BC1", "BC2"} <= set(done.out.splitlines()[1].split())


def test_an_unknown_command_that_is_like_none_is_answered_by_the_list(certeval: Certeval) -> None:
    assert certeval("zzz").err == f"certeval: no command is called « zzz »; there are {', '.join(COMMANDS)}\n"


@pytest.mark.parametrize("day", ["2026-01-31", "31/01/2026", " 31/1/2026 "])
def test_a_day_is_typed_as_in_sheets(certeval: Certeval, day: str) -> None:
    assert certeval("validate", SCORES, "--date", day).status == 0


@pytest.mark.parametrize(
    "day", ["29/02/2026", "2025-02-29", "31/04/2026", "01/31/2026", "2026-13-01", "00/01/2026"]
)
def test_a_day_that_the_calendar_has_not_is_told(certeval: Certeval, day: str) -> None:
    done = certeval("validate", SCORES, "--date", day)
    reason = "the calendar has no such day; write 2026-01-31 or 31/01/2026"
    assert (done.status, done.err) == (2, f"certeval: --date {day}: {reason}\n")


@pytest.mark.parametrize("day", ["31-01-2026", "demain", "20260131"])
def test_what_is_no_day_is_refused_with_both_forms(certeval: Certeval, day: str) -> None:
    done = certeval("validate", SCORES, "--date", day)
    assert (done.status, done.err) == (2, f"certeval: --date {day}: write 2026-01-31 or 31/01/2026\n")


WRITING = {
    "validate": [SCORES],
    "check": [],
    "test": [],
    "show": [],
    "explain": ["C001", "--scores", SCORES],
    "rattrapages": [SCORES],
    "agreement": [SCORES],
    "stats": [SCORES],
    "schema": ["notes"],
    "grille": ["-f", "csv"],
}


@pytest.mark.parametrize("command", WRITING)
def test_what_was_written_is_said_once_unless_quiet(certeval: Certeval, command: str) -> None:
    name = "fait.csv" if command == "grille" else "fait.txt"
    said = f"certeval: written to {name}\n"
    done = certeval(command, *WRITING[command], "-o", name)
    assert (done.status, done.out, done.err.count(said)) == (0, "", 1)
    again = certeval(command, *WRITING[command], "-o", name, "--force", "-q")
    assert (again.status, again.out, again.err.count(said)) == (0, "", 0)
    assert certeval(command, *WRITING[command], "--output", name, "--force").err.count(said) == 1


@pytest.mark.parametrize("command", ["explain", "rattrapages", "agreement", "stats", "validate"])
def test_findings_are_reported_to_a_file_by_every_command_that_reads_sheets(
    certeval: Certeval, tmp_path: Path, command: str
) -> None:
    (tmp_path / "faux.csv").write_text("candidat;CR1.1.1\nC001;peut-être\n", encoding="utf-8")
    arguments = ["C001", "--scores", "faux.csv"] if command == "explain" else ["faux.csv"]
    done = certeval(command, *arguments, "--report", "constats.json")
    assert (done.status, done.out) == (1, "")
    assert '"gravite": "erreur"' in (tmp_path / "constats.json").read_text(encoding="utf-8")
    twice = certeval(command, *arguments, "--report", "r.json", "--output", "r.json")
    assert (twice.status, twice.err) == (2, "certeval: --output and --report name the same file\n")


def test_shared_options_are_declared_once() -> None:
    """What `options` declares, no command declares again by its name."""
    shared = {
        "--date",
        "--encoding",
        "--correspondance",
        "--force-version",
        "--json",
        "--exit-code",
        "--quiet",
    }
    for file in Path(app.__file__).parent.rglob("*.py"):
        if file.parent.name != "options":
            declared = re.findall(r'typer\.Option\(\s*"(--[a-z-]+)"', file.read_text(encoding="utf-8"))
            assert shared & set(declared) == set(), file.name


@pytest.mark.parametrize(
    ("arguments", "way"),
    [
        (("explain", "C001", "notes.csv"), "notes.csv is a file: write --scores notes.csv"),
        (
            ("grille", "notes.csv"),
            "nothing more is expected after that: « notes.csv »; did you mean --candidats notes.csv?",
        ),
    ],
)
def test_a_file_without_its_option_is_given_it(
    certeval: Certeval, arguments: tuple[str, ...], way: str
) -> None:
    Path("notes.csv").write_text("candidat;CR1.1.1\nC001;oui\n", encoding="utf-8")
    done = certeval(*arguments)
    assert done.status == 2
    assert done.err.splitlines()[-1] == f"certeval: {way}"


def test_an_element_that_a_file_is_called_like_is_that_element_where_sheets_are_named(
    certeval: Certeval,
) -> None:
    Path("BC1").write_text("candidat;CR1.1.1\nC001;oui\n", encoding="utf-8")
    done = certeval("explain", "C001", "BC1", "--scores", SCORES)
    assert done.status == 0, done.err
    assert done.out.splitlines()[1].startswith("BC1 ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("deliberer", "S1", "C1", "BC1", "valide", "--motif"),
        ("tirage", "S1", "--partie", "E1", "--cas"),
        ("grille", "--jure"),
        ("new", "vente", "--validation"),
        ("explain",),
    ],
    ids=" ".join,
)
def test_a_text_in_another_encoding_than_that_of_the_terminal_is_refused(
    certeval: Certeval, arguments: tuple[str, ...]
) -> None:
    done = certeval(*arguments, "rattrap\udce9")
    assert (done.status, done.out) == (2, "")
    assert done.err == "certeval: « rattrap\\udce9 » is no text in utf-8, the encoding of this terminal\n"


def test_a_file_is_called_by_its_bytes_and_a_password_is_told_to_nobody(
    certeval: Certeval, tmp_path: Path
) -> None:
    file = tmp_path / "notes\udce9.yaml"
    file.write_bytes(next((ROOT / "referentiels" / "developpement-commercial").glob("*.yaml")).read_bytes())
    assert certeval("show", "versions", "--referentiel", file).status == 0
    done = certeval("registre", "acquis", "--registre", "postgresql://jury:secret\udce9@hote/r")
    assert done.err.startswith("certeval: « postgresql://jury@hote/r » is no text")


@pytest.mark.parametrize("option", ["--bloc", "--encoding", "--referentiel", "--candidat", "--format"])
def test_what_is_typed_gives_no_order_to_the_terminal_that_refuses_it(
    certeval: Certeval, option: str
) -> None:
    done = certeval("agreement", SCORES, option, "\x1b[31mrouge")
    assert done.status == 2
    assert "\\u001b[31mrouge" in done.err
    assert "\x1b" not in done.err
