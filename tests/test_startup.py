"""What a command does not import: each module that is left out is time that every run is spared."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "certeval"
EXAMPLE = Path(__file__).parents[1] / "examples" / "scores.csv"
RICH = "rich"
OF_MISTAKES = {
    "certeval.declared.errors",
    "certeval.declared.habits",
    "certeval.declared.repair",
    "certeval.sources.mistakes",
}
"""What names the mistakes of an author: a référentiel without any needs none of it."""
UNUSED = (
    RICH,
    *OF_MISTAKES,
    "certeval.checks",
    "polars",
    "certeval.cli.evaluation.seal_files",
    "certeval.cli.session",
    "certeval.scores.grids",
    "certeval.scores.workbooks",
    "certeval.versions.lock",
)
"""What draws tables, checks référentiels, seals, makes grids, reads workbooks and compares versions: a sheet decided
into rows needs none of it.
"""


def imports_of(*arguments: str) -> set[str]:
    """The modules that a command has imported once it has ended."""
    code = "import sys\nfrom certeval.__main__ import main\nmain()\nprint(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, *arguments]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stderr.split())


def test_the_version_is_told_without_typer() -> None:
    assert {"typer", "pydantic", "yaml", "signal"}.isdisjoint(imports_of("--version"))


def test_help_needs_neither_pydantic_nor_a_command() -> None:
    unused = {"pydantic", "yaml", RICH, "certeval.cli.evaluation.validate", "hashlib", "tempfile"}
    assert unused.isdisjoint(imports_of("--help"))


def test_showing_needs_nothing_of_what_reports_mistakes() -> None:
    modules = imports_of("show", "bloc", "2")
    assert "certeval.cli.referentiels.show" in modules
    unused = {RICH, "certeval.render.diagnostics", *OF_MISTAKES}
    if sys.version_info < (3, 14):  # which reads what is installed by json
        unused.add("json")
    assert unused.isdisjoint(modules)


@pytest.mark.parametrize("form", ["csv", "ndjson", "json"])
def test_a_wide_sheet_is_decided_without_what_it_does_not_need(form: str) -> None:
    modules = imports_of("validate", str(EXAMPLE), "--format", form)
    assert "certeval.cli.evaluation.validate" in modules
    assert set(UNUSED).isdisjoint(modules)


def test_a_session_is_read_without_what_speaks_to_servers() -> None:
    """What writes one attribute of XML brought it in, with a tenth of the time that a command takes to start."""
    modules = imports_of("stats", "--session", str(EXAMPLE.parent / "sessions" / "S1-2026.yaml"))
    assert "certeval.sources.workbook.package" in modules
    assert {"ssl", "http.client", "urllib.request"}.isdisjoint(modules)


def test_the_page_of_sheets_needs_neither_sessions_nor_what_compares_versions(tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="pip install 'certeval[documents]'")
    modules = imports_of("report", str(EXAMPLE), "--output", str(tmp_path / "rapport.html"))
    assert "certeval.documents.report.page" in modules
    assert {"certeval.jury.file", "certeval.versions.difference"}.isdisjoint(modules)


def test_the_collector_stays_off_from_the_first_import_to_the_end() -> None:
    """One place owns it: where a command turned it on again, reading would be a fifth slower."""
    calls = [file.name for file in SOURCE.rglob("*.py") if "gc.disable(" in file.read_text(encoding="utf-8")]
    enabled = [file.name for file in SOURCE.rglob("*.py") if "gc.enable(" in file.read_text(encoding="utf-8")]
    assert (calls, enabled) == (["__main__.py"], [])


def test_a_command_that_is_stopped_while_it_starts_ends_with_130_and_no_traceback() -> None:
    stopped = (
        "import sys\n"
        "class Stopped:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stopped())\n"
        "from certeval.__main__ import main\n"
        "sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", stopped, "check"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_an_interrupt_that_a_library_wraps_ends_with_130(tmp_path: Path) -> None:
    """pydantic makes another error of an interrupt in what it calls while it builds a model."""
    code = """
import os, signal, sys
from certeval import __main__
from certeval.cli import app

def build(arguments):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt as error:
        raise TypeError("a schema") from error

app.run = build
sys.exit(__main__.main())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
