"""Which référentiel is meant: where they are found, by code, by version, by the day they are in force."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from certeval.referentiel.catalogue import NotFoundError, folder, package_folder, select, versions
from conftest import Certeval

ROOT = Path(__file__).parents[1]
DAY = date(2026, 6, 15)

CONTENT = """\
format: 1
certification: {{code: {code}, version: {version}, en_vigueur: {{{period}}}}}
validation: {{certification: {{tous: blocs}}, bloc: {{au_moins: 10}}}}
saisie: {{bloc: {{echelle: {{note: {{sur: 20}}}}}}}}
blocs: [{{code: BC1, intitule: Vendre}}]
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    found = tmp_path / "referentiels"
    found.mkdir()
    return found


def publish(catalogue: Path, *names: str, **periods: str) -> None:
    """Référentiels CODE@VERSION, without a period; or, by keyword, versions of `vente` with theirs."""
    dated = {f"vente@{version.strip('v').replace('_', '.')}": period for version, period in periods.items()}
    for name, period in (dict.fromkeys(names, "") | dated).items():
        code, _, version = name.partition("@")
        file = catalogue / code / f"{version}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(CONTENT.format(code=code, version=version, period=period), encoding="utf-8")


def refusal(catalogue: Path, wanted: str | None, day: date = DAY) -> tuple[str, dict[str, object]]:
    with pytest.raises(NotFoundError) as error:
        select(catalogue, wanted, day)
    return error.value.message, error.value.arguments


def test_the_folder_is_the_nearest_at_or_above_the_working_directory(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0")
    below = catalogue.parent / "sessions" / "juin"
    below.mkdir(parents=True)
    assert folder(catalogue.parent, None) == catalogue
    assert folder(below, None) == catalogue
    assert folder(catalogue / "vente", None) == catalogue


def test_a_nearer_folder_wins_over_one_above(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0")
    nearer = catalogue.parent / "sessions" / "referentiels"
    nearer.mkdir(parents=True)
    publish(nearer, "accueil@1.0.0")
    assert folder(nearer.parent, None) == nearer


def test_a_folder_of_that_name_that_holds_no_referentiel_is_never_passed_over(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0")
    empty = catalogue.parent / "sessions" / "referentiels"
    (empty / "vente").mkdir(parents=True)
    (empty / "vente" / "brouillon.yaml").touch()
    assert folder(empty.parent, None) == empty


def test_the_environment_has_the_last_word_even_where_it_leads_nowhere(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0")
    elsewhere = str(catalogue.parent / "ailleurs")
    assert folder(catalogue.parent, elsewhere) == Path(elsewhere)
    assert folder(catalogue.parent, "") == catalogue


def test_without_any_the_one_shipped_is_taken(tmp_path: Path) -> None:
    assert folder(tmp_path, None) == package_folder()
    assert [version.name for version in versions(package_folder())] == ["developpement-commercial@1.0.0"]


def test_in_a_wheel_the_one_shipped_is_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "certeval"
    (package / "referentiel").mkdir(parents=True)
    monkeypatch.setattr(
        "certeval.referentiel.catalogue.__file__", str(package / "referentiel" / "catalogue.py")
    )
    assert package_folder() == tmp_path.parent / "referentiels"
    (package / "_referentiels").mkdir()
    assert package_folder() == package / "_referentiels"


def test_versions_come_by_code_then_by_number_and_not_by_text(catalogue: Path) -> None:
    publish(catalogue, "vente@1.10.0", "vente@1.9.0", "vente@1.2.10", "accueil@2.0.0")
    listed = [version.name for version in versions(catalogue)]
    assert listed == ["accueil@2.0.0", "vente@1.2.10", "vente@1.9.0", "vente@1.10.0"]


@pytest.mark.parametrize(
    "name", ["1.0.yaml", "1.0.0.yml", "v1.0.0.yaml", "1.0.0-beta.yaml", "1.0.².yaml", "1..0.yaml"]
)
def test_a_file_that_is_not_named_after_a_version_is_no_version(catalogue: Path, name: str) -> None:
    (catalogue / "vente").mkdir()
    (catalogue / "vente" / name).touch()
    assert list(versions(catalogue)) == []


def test_a_folder_that_goes_away_as_others_are_read_hides_none_of_them(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside a file that is checked may stand what other programs make and remove: the whole of /tmp, say."""
    publish(catalogue, "vente@1.0.0", "accueil@1.0.0")
    before = list(versions(catalogue))
    gone, read = catalogue / "provisoire", Path.iterdir
    gone.mkdir()

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder == gone:
            gone.rmdir()
        return read(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert list(versions(catalogue)) == before
    assert len(before) == 2
    assert not gone.exists()


def test_a_file_at_another_depth_is_no_version(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0")
    (catalogue / "2.0.0.yaml").touch()
    (catalogue / "vente" / "archives").mkdir()
    (catalogue / "vente" / "archives" / "0.9.0.yaml").touch()
    assert [version.name for version in versions(catalogue)] == ["vente@1.0.0"]


def test_the_only_certification_need_not_be_named(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0")
    assert select(catalogue, None, DAY).name == "vente@1.0.0"


@pytest.mark.parametrize("wanted", ["vente-conseil", "VENTE-CONSEIL", "Vénte-Conseil", " vente-conseil "])
def test_a_code_is_matched_without_regard_to_case_accents_and_spaces(catalogue: Path, wanted: str) -> None:
    publish(catalogue, "vente-conseil@1.0.0", "accueil@1.0.0")
    assert select(catalogue, wanted, DAY).name == "vente-conseil@1.0.0"


def test_a_version_is_chosen_by_its_number_even_when_not_in_force(catalogue: Path) -> None:
    publish(catalogue, v1_0_0="au: 2025-12-31", v1_1_0="du: 2026-01-01")
    assert select(catalogue, "vente@1.0.0", DAY).name == "vente@1.0.0"
    assert select(catalogue, "VENTE@1.1.0", DAY).name == "vente@1.1.0"


def test_a_code_that_is_not_there_is_refused_with_the_nearest(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0", "accueil@1.0.0")
    asked = {"wanted": "ventes", "known": ("accueil", "vente"), "suggestion": "vente"}
    assert refusal(catalogue, "ventes") == ("code", asked)
    assert refusal(catalogue, "xyz")[1]["suggestion"] is None


@pytest.mark.parametrize("number", ["2.0.0", "1.0", "01.0.0.0", "x", "1.0.0 "])
def test_a_version_that_is_not_there_is_refused_with_those_there_are(catalogue: Path, number: str) -> None:
    publish(catalogue, "vente@1.0.0", "vente@1.1.0", "accueil@2.0.0")
    known = ("vente@1.0.0", "vente@1.1.0")
    assert refusal(catalogue, f"vente@{number}") == ("version", {"wanted": f"vente@{number}", "known": known})


def test_of_several_certifications_one_must_be_named(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0", "accueil@1.0.0")
    assert refusal(catalogue, None) == ("several", {"codes": ("accueil", "vente"), "folder": str(catalogue)})


def test_a_link_to_itself_in_a_catalogue_is_no_folder_and_hides_nothing(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0")
    (catalogue / "boucle").symlink_to("boucle")
    assert [each.name for each in versions(catalogue)] == ["vente@1.0.0"]


def test_an_empty_or_absent_folder_holds_none(catalogue: Path) -> None:
    assert refusal(catalogue, None) == ("none", {"folder": str(catalogue)})
    assert refusal(catalogue / "absent", "vente")[0] == "none"


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2024, 1, 1), "1.0.0"),
        (date(2025, 12, 31), "1.0.0"),
        (date(2026, 1, 1), "1.1.0"),
        (date(2026, 12, 31), "1.1.0"),
        (date(2027, 1, 1), "2.0.0"),
        (date(9999, 12, 31), "2.0.0"),
    ],
)
def test_of_several_versions_the_one_in_force_on_the_day_is_taken_both_ends_included(
    catalogue: Path, day: date, version: str
) -> None:
    publish(
        catalogue, v1_0_0="au: 2025-12-31", v1_1_0="du: 2026-01-01, au: 2026-12-31", v2_0_0="du: 2027-01-01"
    )
    assert select(catalogue, "vente", day).name == f"vente@{version}"


def test_a_day_that_no_version_covers_is_refused_with_all_of_them(catalogue: Path) -> None:
    publish(catalogue, v1_0_0="au: 2025-12-31", v1_1_0="du: 2026-01-02")
    known = ("vente@1.0.0", "vente@1.1.0")
    assert refusal(catalogue, None, date(2026, 1, 1)) == ("gap", {"day": "2026-01-01", "known": known})


def test_a_day_that_two_versions_cover_is_refused_with_these_two(catalogue: Path) -> None:
    publish(catalogue, v1_0_0="au: 2026-01-01", v1_1_0="du: 2026-01-01", v2_0_0="du: 2030-01-01")
    known = ("vente@1.0.0", "vente@1.1.0")
    assert refusal(catalogue, None, date(2026, 1, 1)) == ("overlap", {"day": "2026-01-01", "known": known})


@pytest.mark.parametrize("day", [date(2020, 1, 1), DAY, date(2040, 1, 1)])
def test_of_versions_without_a_period_none_is_taken_whatever_the_day(catalogue: Path, day: date) -> None:
    publish(catalogue, "vente@1.9.0", "vente@1.10.0")
    known = ("vente@1.9.0", "vente@1.10.0")
    assert refusal(catalogue, None, day) == ("undated", {"day": day.isoformat(), "known": known})
    assert refusal(catalogue, "vente", day)[0] == "undated"
    assert select(catalogue, "vente@1.9.0", day).name == "vente@1.9.0"


def test_of_several_versions_without_a_period_none_fills_what_a_dated_one_leaves(catalogue: Path) -> None:
    publish(catalogue, "vente@1.0.0", "vente@1.1.0", v2_0_0="du: 2026-01-01")
    assert select(catalogue, None, DAY).name == "vente@2.0.0"
    known = ("vente@1.0.0", "vente@1.1.0")
    assert refusal(catalogue, None, date(2025, 1, 1)) == ("undated", {"day": "2025-01-01", "known": known})


def test_a_day_before_all_versions_is_refused(catalogue: Path) -> None:
    publish(catalogue, v1_0_0="du: 2025-01-01, au: 2025-12-31", v1_1_0="du: 2026-01-01")
    assert refusal(catalogue, None, date(2020, 1, 1))[0] == "gap"


def test_a_version_in_force_wins_over_one_that_gives_no_period(catalogue: Path) -> None:
    publish(catalogue, "vente@9.0.0", v1_0_0="du: 2026-01-01")
    assert select(catalogue, None, DAY).name == "vente@1.0.0"
    assert select(catalogue, None, date(2025, 1, 1)).name == "vente@9.0.0"


def test_the_only_version_is_taken_whatever_its_period(catalogue: Path) -> None:
    publish(catalogue, v1_0_0="au: 2020-12-31")
    assert select(catalogue, None, DAY).name == "vente@1.0.0"


def test_a_version_that_does_not_read_gives_no_period(catalogue: Path) -> None:
    publish(catalogue, v1_0_0="du: 2026-01-01")
    (catalogue / "vente" / "1.1.0.yaml").write_text("a: [", encoding="utf-8")
    assert select(catalogue, None, DAY).name == "vente@1.0.0"


def test_show_finds_the_version_in_force_from_a_folder_below(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from certeval.cli.app import run

    publish(catalogue, v1_0_0="au: 2025-12-31", v1_1_0="du: 2026-01-01")
    (catalogue.parent / "juin").mkdir()
    monkeypatch.chdir(catalogue.parent / "juin")
    monkeypatch.setenv("CERTEVAL_LANG", "en")
    monkeypatch.delenv("CERTEVAL_REFERENTIELS", raising=False)
    assert run(["check", "--json"]) == 0
    capfd.readouterr()
    monkeypatch.setenv("CERTEVAL_REFERENTIELS", os.devnull + "/absent")
    assert run(["check"]) == 2
    assert capfd.readouterr().out == ""


def catalogue_codes(certeval: Certeval, *paths: object) -> list[tuple[str, str, str]]:
    """Code, file and message of each finding of family H3."""
    diagnostics = json.loads(certeval("check", "--json", "--select", "H3", *paths).out)["diagnostics"]
    return [(each["code"], Path(each["fichier"]).stem, each["message"]) for each in diagnostics]


APART = "no version is in force from {} to {}, between vente@1.0.0 and vente@1.1.0"
BOTH = "vente@1.1.0 and vente@1.0.0 are both in force on {}"


@pytest.mark.parametrize(
    ("first", "second", "told_of"),
    [
        ("au: 2025-12-30", "du: 2026-01-02", ["H302", APART.format("2025-12-31", "2026-01-01")]),
        ("au: 2025-12-31", "du: 2026-01-02", ["H302", APART.format("2026-01-01", "2026-01-01")]),
        ("au: 2025-12-31", "du: 2026-01-01", []),
        ("au: 2025-12-31", "du: 2025-12-31", ["H301", BOTH.format("2025-12-31")]),
        ("du: 2025-01-01", "du: 2026-01-01", ["H301", BOTH.format("2026-01-01")]),
        ("au: 2025-12-31", "au: 2026-12-31", ["H301", BOTH.format("2025-12-31")]),
        ("du: 2025-01-01, au: 9999-12-31", "du: 2026-01-01", ["H301", BOTH.format("2026-01-01")]),
        ("du: 2026-01-01, au: 2026-01-01", "du: 2026-01-01", ["H301", BOTH.format("2026-01-01")]),
        ("du: 2026-01-01, au: 2026-01-01", "du: 2026-01-02", []),
    ],
)
def test_periods_that_leave_a_day_out_or_share_one_are_told(
    catalogue: Path, certeval: Certeval, first: str, second: str, told_of: list[str]
) -> None:
    publish(catalogue, v1_0_0=first, v1_1_0=second)
    assert [each for code, _, message in catalogue_codes(certeval) for each in (code, message)] == told_of


def test_a_later_version_may_come_before_an_earlier_one(catalogue: Path, certeval: Certeval) -> None:
    publish(catalogue, v1_0_0="du: 2026-01-01", v1_1_0="au: 2025-12-31")
    assert catalogue_codes(certeval) == []


def test_a_long_version_is_not_forgotten_for_a_short_one_within_it(
    catalogue: Path, certeval: Certeval
) -> None:
    publish(
        catalogue,
        v1_0_0="du: 2025-01-01, au: 2026-12-31",
        v1_1_0="du: 2025-06-01, au: 2025-06-30",
        v2_0_0="du: 2027-01-01",
    )
    assert catalogue_codes(certeval) == [("H301", "1.1.0", BOTH.format("2025-06-01"))]


def test_a_version_without_a_period_among_dated_ones_is_told_and_fills_what_they_leave(
    catalogue: Path, certeval: Certeval
) -> None:
    publish(catalogue, "vente@0.9.0", v1_0_0="au: 2025-12-31", v1_1_0="du: 2026-02-01")
    said = "vente@0.9.0 says no period, and vente@1.0.0 does: it applies on every day that no other covers"
    assert catalogue_codes(certeval) == [("H303", "0.9.0", said)]


def test_of_several_versions_that_say_no_period_all_but_the_first_are_errors(
    catalogue: Path, certeval: Certeval
) -> None:
    publish(catalogue, "vente@1.0.0", "vente@1.1.0", "accueil@1.0.0")
    said = "neither vente@{} nor vente@{} says when it is in force: nothing chooses between them"
    assert catalogue_codes(certeval) == [("H305", "1.1.0", said.format("1.1.0", "1.0.0"))]
    assert certeval("check").status == 1


def test_a_new_file_never_changes_what_was_decided_under_the_others(
    catalogue: Path, certeval: Certeval
) -> None:
    Path("notes.csv").write_text("candidat;BC1\nC1;12\n", encoding="utf-8")
    publish(catalogue, "vente@1.0.0")
    before = certeval("validate", "notes.csv", "--json")
    publish(catalogue, "vente@1.1.0")
    for command in (
        ["validate", "notes.csv"],
        ["show"],
        ["stats", "notes.csv"],
        ["grille", "--format", "csv"],
    ):
        done = certeval(*command, "--date", "2020-01-01")
        assert (done.status, done.out) == (2, "")
        assert "vente@1.0.0, vente@1.1.0; give each its own" in done.err
    named = certeval("validate", "notes.csv", "--json", "--referentiel", "vente@1.0.0")
    assert (named.status, named.out) == (0, before.out)
    sheet = "format: 1\nreferentiel: vente@1.0.0\ncandidats: [{candidat: C1, notes: {BC1: 12}}]\n"
    Path("notes.yaml").write_text(sheet, encoding="utf-8")
    assert certeval("validate", "notes.yaml").status == 0


def test_a_period_that_ends_before_it_begins_is_no_period(catalogue: Path, certeval: Certeval) -> None:
    publish(catalogue, v1_0_0="du: 2026-01-01, au: 2025-01-01", v1_1_0="du: 2025-01-01")
    assert catalogue_codes(certeval) == []


def test_a_version_checked_alone_is_seen_among_the_others(catalogue: Path, certeval: Certeval) -> None:
    publish(
        catalogue, v1_0_0="au: 2025-12-31", v1_1_0="du: 2026-01-01, au: 2026-12-31", v2_0_0="du: 2026-12-31"
    )
    vente = catalogue / "vente"
    assert catalogue_codes(certeval, vente / "1.0.0.yaml", vente / "2.0.0.yaml") == [
        ("H301", "2.0.0", "vente@2.0.0 and vente@1.1.0 are both in force on 2026-12-31")
    ]
    assert catalogue_codes(certeval, vente / "1.0.0.yaml") == []


def test_what_an_element_replaces_was_in_the_version_before_or_was_said_there(
    catalogue: Path, certeval: Certeval
) -> None:
    publish(
        catalogue, v1_0_0="au: 2024-12-31", v1_1_0="du: 2025-01-01, au: 2025-12-31", v1_2_0="du: 2026-01-01"
    )
    for version, said in (("1.1.0", "BC1"), ("1.2.0", "BC1")):
        file = catalogue / "vente" / f"{version}.yaml"
        text = file.read_text(encoding="utf-8").replace("{code: BC1,", f"{{code: BC2, remplace: {said},")
        file.write_text(text, encoding="utf-8")
    assert catalogue_codes(certeval) == []
    file.write_text(text.replace("remplace: BC1", "remplace: [BC2, BC22]"), encoding="utf-8")
    said = "BC2 replaces BC22, which vente@1.1.0, the version before, does not have"
    assert catalogue_codes(certeval) == [("H304", "1.2.0", said)]
    found = json.loads(certeval("check", "--json", "--select", "H304").out)["diagnostics"]
    assert (found[0]["colonne"], found[0]["aide"]) == (37, "did you mean « BC2 »?")


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2025-12-31", ["en_vigueur", "a_venir", "a_venir", "sans_periode"]),
        ("2026-01-01", ["close", "en_vigueur", "a_venir", "sans_periode"]),
        ("2026-12-31", ["close", "en_vigueur", "a_venir", "sans_periode"]),
        ("2027-01-01", ["close", "close", "en_vigueur", "sans_periode"]),
    ],
)
def test_versions_are_listed_with_what_their_period_makes_of_them_that_day(
    catalogue: Path, certeval: Certeval, day: str, states: list[str]
) -> None:
    periods = {
        "v1_0_0": "au: 2025-12-31",
        "v1_1_0": "du: 2026-01-01, au: 2026-12-31",
        "v2_0_0": "du: 2027-01-01",
    }
    publish(catalogue, "vente@3.0.0", **periods)
    listed = json.loads(certeval("show", "versions", "--json", "--date", day).out)["versions"]
    assert [each["etat"] for each in listed] == states


def test_versions_are_listed_with_what_the_lock_says_of_them(catalogue: Path, certeval: Certeval) -> None:
    publish(
        catalogue, v1_0_0="au: 2025-12-31", v1_1_0="du: 2026-01-01, au: 2026-12-31", v2_0_0="du: 2027-01-01"
    )
    assert certeval("lock", "vente@1.0.0", "vente@1.1.0").status == 0
    file = catalogue / "vente" / "1.1.0.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Vendre", "Négocier"), encoding="utf-8")
    assert certeval("show", "versions", "--date", "2026-06-15").out == (
        "vente\n"
        "  1.0.0\n    closed, until 2025-12-31, locked\n    referentiels/vente/1.0.0.yaml\n"
        "  1.1.0  selected\n"
        "    in force, from 2026-01-01 to 2026-12-31, locked, and changed since: see certeval check\n"
        "    referentiels/vente/1.1.0.yaml\n"
        "  2.0.0\n    to come, since 2027-01-01\n    referentiels/vente/2.0.0.yaml\n"
    )
    listed = json.loads(certeval("show", "versions", "--json", "--date", "2026-06-15").out)["versions"]
    assert [each["verrou"] for each in listed] == ["verrouillee", "modifiee", None]
