"""Where people work: the pre-commit hooks, the GitHub action, the GitLab job of the docs."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "integration.md").read_text(encoding="utf-8")
ACTION = YAML(typ="safe", pure=True).load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
VALID = (ROOT / "referentiels" / "developpement-commercial" / "1.0.0.yaml").read_text(encoding="utf-8")
WRONG = VALID.replace("plus_de: 50 %", "plus_de: ", 1)
PLACE = Path("referentiels", "developpement-commercial", "1.0.0.yaml")


def snippet(name: str) -> str:
    """The YAML of the guide after `<!-- name -->`."""
    found = re.search(rf"<!-- {name} -->\n```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found[1]


def valid(schema: str, file: Path) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_action_is_one_that_github_accepts(tmp_path: Path) -> None:
    assert valid("github-actions", ROOT / "action.yml")
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    (tmp_path / "action.yml").write_text(text.replace("    shell: bash\n", "", 1), encoding="utf-8")
    assert not valid("github-actions", tmp_path / "action.yml")


def test_no_script_of_the_action_is_made_of_what_a_user_gives() -> None:
    runs = [step for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(runs) == 2
    assert [step["shell"] for step in runs] == ["bash", "bash"]
    assert [step["run"] for step in runs if "${{" in step["run"]] == []


def test_sarif_is_uploaded_only_if_asked() -> None:
    upload = ACTION["runs"]["steps"][-1]
    assert upload["uses"].startswith("github/codeql-action/upload-sarif@")
    assert "inputs.upload-sarif == 'true'" in upload["if"]
    assert ACTION["inputs"]["upload-sarif"]["default"] == "false"


RECORDER = """#!/bin/sh
for each in "$@"; do printf '<%s>' "$each" >> calls; done
echo >> calls
case "$*" in *sarif*) exit "${SARIF_STATUS:-0}";; esac
exit "${SARIF_STATUS:-0}"
"""


def run_check(folder: Path, program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The script of the action's step `Check`, as GitHub runs it, with a `certeval` that is given."""
    (folder / "bin").mkdir()
    (folder / "bin" / "certeval").write_text(program, encoding="utf-8")
    (folder / "bin" / "certeval").chmod(0o755)
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    given = dict.fromkeys(("CERTEVAL_PATHS", "CERTEVAL_ARGS"), "") | {
        "CERTEVAL_STRICT": "false",
        "CERTEVAL_SARIF": str(folder / "certeval.sarif"),
        "CERTEVAL_LANG": "en",
        "GITHUB_OUTPUT": str(folder / "output"),
        "PATH": f"{folder / 'bin'}:/usr/bin:/bin",
    }
    script = folder / "script.sh"
    script.write_text(step["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(
        command, cwd=folder, env=given | environment, capture_output=True, text=True, check=False
    )


def test_whatever_is_given_to_the_action_stays_an_argument(tmp_path: Path) -> None:
    hostile = "mes référentiels/a b.yaml\n$(touch pris)\n`touch pris`\n'; touch pris; '\n\n--fix\n"
    done = run_check(
        tmp_path,
        RECORDER,
        CERTEVAL_PATHS=hostile,
        CERTEVAL_ARGS="--ignore=L101,L102\n",
        CERTEVAL_STRICT="true",
    )
    paths = "<--><mes référentiels/a b.yaml><$(touch pris)><`touch pris`><'; touch pris; '><--fix>"
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "calls").read_text(encoding="utf-8").splitlines() == [
        f"<check><--format><sarif><--output><{tmp_path}/certeval.sarif><--force><--strict><--ignore=L101,L102>{paths}",
        f"<check><--format><github><--strict><--ignore=L101,L102>{paths}",
    ]
    assert not (tmp_path / "pris").exists()


@pytest.mark.parametrize(("status", "calls"), [(0, 2), (1, 2), (2, 1), (3, 1)])
def test_the_action_ends_as_the_check_does(status: int, calls: int, tmp_path: Path) -> None:
    """Findings are annotated and still leave their file; a check that could not run leaves none."""
    done = run_check(tmp_path, RECORDER, SARIF_STATUS=str(status))
    assert done.returncode == status
    assert len((tmp_path / "calls").read_text(encoding="utf-8").splitlines()) == calls
    assert (tmp_path / "output").exists() == (calls == 2)


@pytest.mark.parametrize(("text", "status"), [(VALID, 0), (WRONG, 1)])
def test_the_action_checks_and_annotates(text: str, status: int, tmp_path: Path) -> None:
    file = tmp_path / "mes documents" / PLACE
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    program = f'#!/bin/sh\nexec {sys.executable} -m certeval "$@"\n'
    done = run_check(tmp_path, program, CERTEVAL_PATHS="mes documents")
    assert done.returncode == status, done.stderr
    assert (f"::error file=mes documents/{PLACE}," in done.stdout) == bool(status)
    assert '"version": "2.1.0"' in (tmp_path / "certeval.sarif").read_text(encoding="utf-8")


def test_the_workflow_of_the_guide_is_one_that_github_accepts(tmp_path: Path) -> None:
    file = tmp_path / "certeval.yml"
    file.write_text(snippet("github"), encoding="utf-8")
    assert valid("github-workflows", file)
    job = YAML(typ="safe", pure=True).load(snippet("github"))["jobs"]["check"]
    assert set(job["steps"][-1]["with"]) <= set(ACTION["inputs"])


def test_the_workflow_of_the_tests_runs_each_python_that_certeval_is_for() -> None:
    file = ROOT / ".github" / "workflows" / "tests.yml"
    assert valid("github-workflows", file)
    jobs = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))["jobs"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tried = [
        f"Programming Language :: Python :: {each}" for each in jobs["tests"]["strategy"]["matrix"]["python"]
    ]
    assert [each for each in project["classifiers"] if ":: Python :: 3." in each] == tried


def test_the_guide_names_every_input_of_the_action() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.MULTILINE) == list(ACTION["inputs"])


def test_the_job_of_the_guide_is_one_that_gitlab_accepts(tmp_path: Path) -> None:
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(snippet("gitlab"), encoding="utf-8")
    assert valid("gitlab-ci", file)


def test_the_hooks_of_the_guide_are_those_there_are() -> None:
    used = YAML(typ="safe", pure=True).load(snippet("pre-commit"))["repos"][0]["hooks"]
    assert [hook["id"] for hook in used] == ["certeval-check", "certeval-test"]
    assert [hook["id"] for hook in HOOKS] == ["certeval-check", "certeval-fix", "certeval-test"]
    for hook in HOOKS:
        assert hook["language"] == "python"
        assert hook["types_or"] == ["yaml"]
        assert hook["require_serial"] is True


@pytest.mark.parametrize(
    ("path", "checked"),
    [
        ("referentiels/essai/1.0.0.yaml", True),
        ("certifications/referentiels/essai/1.0.0.yml", True),
        ("referentiels/referentiel.schema.json", False),
        ("mes-referentiels/essai/1.0.0.yaml", False),
        ("notes.yaml", False),
    ],
)
def test_the_hooks_see_the_files_of_referentiels(path: str, checked: bool) -> None:
    assert [bool(re.search(hook["files"], path)) for hook in HOOKS] == [checked] * len(HOOKS)


OUT_OF_REACH = (
    "No matching distribution",
    "HTTP error",
    "ConnectionPool(",
    "Connection broken",
    "ReadTimeout",
)
"""What pip says where an index does not answer, or stops in the middle of a file."""


@pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("pre-commit", path=str(Path(sys.executable).parent))),
    reason="pre-commit or git is not installed",
)
def test_pre_commit_refuses_a_wrong_referentiel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """certeval as it is here, committed in a repository of its own, tried on another."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    hooks, user = tmp_path / "certeval", tmp_path / "user"
    for part in ("src", "referentiels", "docs/diagnostics"):
        shutil.copytree(ROOT / part, hooks / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / part, hooks)
    file = user / PLACE
    file.parent.mkdir(parents=True)
    file.write_text(WRONG, encoding="utf-8")
    (user / "notes.yaml").write_text("not: [a référentiel]\n", encoding="utf-8")
    revision = commit(hooks)
    used = [{"id": hook["id"]} for hook in HOOKS]
    config = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": used}]}
    (user / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    commit(user)
    refused = run_hooks(user)
    if any(each in refused.stdout for each in OUT_OF_REACH):
        pytest.skip("the packages that certeval needs can't be installed from here")
    assert refused.returncode == 1
    assert re.search(rf"error\[R103\].*\n +--> {PLACE}:", refused.stdout)
    assert "notes.yaml" not in refused.stdout
    file.write_text(VALID, encoding="utf-8")
    git(user, "add", ".")
    accepted = run_hooks(user)
    assert accepted.returncode == 0, accepted.stdout


def commit(repository: Path) -> str:
    """The revision of a new repository that holds all that is in a folder."""
    git(repository, "init", "--quiet")
    git(repository, "add", ".")
    author = ("-c", "user.name=c", "-c", "user.email=c@localhost")
    git(repository, *author, "commit", "--quiet", "--message", "c")
    return git(repository, "rev-parse", "HEAD").strip()


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def run_hooks(user: Path) -> subprocess.CompletedProcess[str]:
    """Every hook of certeval on every file, in the environment that pre-commit made the first time."""
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    return subprocess.run(command, cwd=user, capture_output=True, text=True, check=False)
