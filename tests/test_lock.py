"""Versions that are locked: what `certeval check` says of a change, and how `certeval lock` records them."""

import json
from pathlib import Path

import pytest

from certeval.diagnostics import Diagnostic
from certeval.referentiel import catalogue
from certeval.referentiel.load import load
from certeval.referentiel.meaning import empreinte_sens
from certeval.versions import lock
from checking import SOUND
from conftest import Certeval, Done

HERE = Path(__file__).parent
ROOT = HERE.parent
FOLDERS = sorted((HERE / "cas" / "invalides" / "catalogues").iterdir())

SECOND = """\
  - code: C2
    libelle: Conduire un entretien de vente afin d'obtenir un accord
    criteres:
    - {code: CR3, libelle: Le plan est suivi}
    - {code: CR4, libelle: Les objections sont traitées}
"""
PUBLISHED = f"{SOUND}{SECOND}"
ANNOUNCED = "  condition: {texte: Validation des 3 compétences., effectif: {competences: 3}}\n"
FILE = Path("referentiels", "essai", "1.0.0.yaml")
LOCK = Path("referentiels", "verrou.json")
CR1 = "    - {code: CR1, libelle: Le plan est écrit}\n"
CR2 = "    - {code: CR2, libelle: Les objections sont prévues}\n"


def publish(text: str = PUBLISHED, version: str = "1.0.0") -> None:
    file = FILE.with_name(f"{version}.yaml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace("1.0.0", version), encoding="utf-8")


def change(old: str, new: str) -> str:
    assert PUBLISHED.count(old) == 1
    return PUBLISHED.replace(old, new)


def findings(done: Done) -> list[tuple[str, str, str]]:
    """Code, place and message of each finding of `check --json`."""
    return [
        (each["code"], f"{each['ligne']}:{each['colonne']}", each["message"])
        for each in json.loads(done.out)["diagnostics"]
    ]


def test_published_versions_are_recorded_with_both_digests_and_their_meaning(certeval: Certeval) -> None:
    publish()
    publish(version="1.1.0")
    assert certeval("lock", "-q") == Done(0, "essai@1.0.0 locked\nessai@1.1.0 locked\n", "")
    referentiel = load(FILE).referentiel
    assert referentiel is not None
    held = json.loads(LOCK.read_text(encoding="utf-8"))
    assert list(held) == ["format", "versions"]
    assert list(held["versions"]) == ["essai@1.0.0", "essai@1.1.0"]
    entry = held["versions"]["essai@1.0.0"]
    assert entry["empreinte"] == referentiel.digest
    assert entry["empreinte_sens"] == empreinte_sens(referentiel.model)
    assert entry["sens"]["blocs"][0]["competences"][0]["criteres"][0] == {
        "code": "CR1",
        "libelle": "Le plan est écrit",
    }
    assert not lock.read(LOCK.read_bytes(), str(LOCK)).diagnostics


def test_locking_twice_writes_the_same_bytes(certeval: Certeval) -> None:
    publish()
    certeval("lock")
    before = LOCK.read_bytes()
    assert certeval("lock", "essai").out == "essai@1.0.0 already locked\n"
    assert LOCK.read_bytes() == before


def test_versions_are_listed_by_number_whatever_the_order_in_which_they_were_locked(
    certeval: Certeval,
) -> None:
    for version in ("1.10.0", "1.9.0", "1.0.0"):
        publish(version=version)
        assert certeval("lock", f"essai@{version}").status == 0
    held = json.loads(LOCK.read_text(encoding="utf-8"))["versions"]
    assert list(held) == ["essai@1.0.0", "essai@1.9.0", "essai@1.10.0"]


def test_a_draft_is_left_out_and_refused_by_name(certeval: Certeval) -> None:
    publish(version="0.9.0")
    assert certeval("lock").status == 2
    publish()
    assert certeval("lock").out == "essai@1.0.0 locked\n"
    done = certeval("lock", "essai@0.9.0")
    assert (done.status, done.out) == (2, "")
    assert "publish it as 1.0.0" in done.err


def test_a_version_that_is_not_there_is_refused(certeval: Certeval) -> None:
    publish()
    done = certeval("lock", "essai@2.0.0")
    assert (done.status, done.err) == (2, "certeval: no version « essai@2.0.0 »: there are essai@1.0.0\n")
    assert not LOCK.exists()


def test_an_invalid_version_is_not_locked_nor_any_other_with_it(certeval: Certeval) -> None:
    publish()
    publish(change("{tous: competences}", "{tous: competance}"), "1.1.0")
    done = certeval("lock")
    assert (done.status, done.out) == (3, "")
    assert "error[V102]" in done.err
    assert not LOCK.exists()


def test_a_file_that_declares_another_version_than_its_name_is_not_locked(certeval: Certeval) -> None:
    publish()
    FILE.rename(FILE.with_name("1.2.0.yaml"))
    done = certeval("lock")
    assert done.status == 2
    assert "essai@1.2.0, and it declares essai@1.0.0" in done.err


def test_a_version_that_has_changed_is_locked_again_by_force_only(certeval: Certeval) -> None:
    publish()
    certeval("lock")
    before = LOCK.read_bytes()
    publish(change("plus_de: 50 %", "plus_de: 51 %"))
    publish(version="1.1.0")
    done = certeval("lock")
    assert (done.status, done.out) == (1, "")
    assert "error[H211]" in done.err
    assert "publish the change as 1.1.0 at least" in done.err
    assert LOCK.read_bytes() == before
    assert certeval("lock", "--force").out == "essai@1.0.0 locked again: it has changed\nessai@1.1.0 locked\n"
    assert certeval("check", "--select", "H1,H2").out == "2 référentiels checked: nothing to report\n"


def test_of_a_locked_version_that_no_longer_reads_its_errors_alone_are_told(certeval: Certeval) -> None:
    publish()
    certeval("lock")
    publish(change("{tous: competences}", "{tous: competance}"))
    done = certeval("check", "--json", "--ignore", "L")
    assert (done.status, done.err, [code for code, _, _ in findings(done)]) == (1, "", ["V102"])


def test_another_layout_is_recorded_without_force(certeval: Certeval) -> None:
    publish()
    certeval("lock")
    publish("# relu\n" + PUBLISHED)
    assert certeval("lock", "--json").out == (
        '{\n  "schema": "certeval/verrou/1",\n  "versions": {\n    "essai@1.0.0": "mise_en_page"\n  }\n}\n'
    )


def test_nothing_is_locked_in_a_lock_that_does_not_read(certeval: Certeval) -> None:
    publish()
    LOCK.write_text("{", encoding="utf-8")
    done = certeval("lock", "--force")
    assert (done.status, LOCK.read_text(encoding="utf-8")) == (1, "{")
    assert "error[H201]" in done.err


CASES = """\
cas:
- nom: deux critères sur deux
  cellules: {CR1: 1, CR2: 1}
  attendu: {C1: %s}
"""


@pytest.mark.parametrize("options", [[], ["--force"], ["essai"], ["essai@1.0.0", "--force"]])
def test_a_version_whose_own_cases_fail_is_not_locked(certeval: Certeval, options: list[str]) -> None:
    publish(PUBLISHED + CASES % "non_valide")
    done = certeval("lock", *options)
    assert (done.status, done.out, LOCK.exists()) == (1, "", False)
    assert "error[V301]: the case « deux critères sur deux » does not hold" in done.err
    publish(PUBLISHED + CASES % "valide")
    assert certeval("lock", *options).status == 0


def test_a_version_that_check_refuses_is_not_locked_and_the_others_are_not_either(certeval: Certeval) -> None:
    publish()
    publish(
        change("  intitule: Négocier et vendre\n", "  intitule: Négocier et vendre\n" + ANNOUNCED), "1.1.0"
    )
    done = certeval("lock")
    assert (done.status, done.out, LOCK.exists()) == (1, "", False)
    assert "error[R301]" in done.err
    assert certeval("lock", "essai@1.0.0").status == 0


def test_what_another_command_locks_meanwhile_stays_locked(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two offices that locked at once, the first one's versions were lost: their changes were refused no more."""
    publish()
    publish(version="1.1.0")

    others = iter(["essai@1.1.0"])

    def checked(*_: object) -> list[Diagnostic]:
        for other in others:
            certeval("lock", other)
        return []

    monkeypatch.setattr("certeval.cli.referentiels.lock.check_referentiel", checked)
    certeval("lock", "essai@1.0.0")
    assert list(json.loads(LOCK.read_text(encoding="utf-8"))["versions"]) == ["essai@1.0.0", "essai@1.1.0"]


def test_what_is_locked_already_is_not_checked_again(certeval: Certeval) -> None:
    publish()
    certeval("lock")
    publish(PUBLISHED + CASES % "non_valide")
    assert certeval("lock").status == 1
    publish()
    assert certeval("lock") == Done(0, "essai@1.0.0 already locked\n", "")


LAYOUT = {
    "the same bytes": PUBLISHED,
    "a comment": "# relu\n" + PUBLISHED,
    "quotes": change("libelle: Le plan est écrit", 'libelle: "Le plan est écrit"'),
    "keys in another order": change(CR1, "    - {libelle: Le plan est écrit, code: CR1}\n"),
    "a share as a fraction": change("plus_de: 50 %", "plus_de: 1/2"),
    "a period that is closed": change("version: 1.0.0", "version: 1.0.0, en_vigueur: {au: 2026-08-31}"),
    "a case": PUBLISHED
    + "cas:\n- {nom: Tout acquis, cellules: {CR1: 1}, attendu: {certification: en_attente}}\n",
    "an écart": PUBLISHED + "ecarts:\n- {cible: BC1, constat: Un constat., decision: Une décision.}\n",
    "a doubt": PUBLISHED + "a_relire:\n- {cible: BC1, constat: Est-ce bien son nom ?}\n",
}


@pytest.mark.parametrize("name", LAYOUT)
def test_a_locked_version_may_be_written_otherwise(certeval: Certeval, name: str) -> None:
    publish()
    certeval("lock")
    publish(LAYOUT[name])
    assert findings(certeval("check", "--json", "--select", "H")) == []
    assert certeval("lock").status == 0


@pytest.mark.parametrize("name", LAYOUT)
def test_what_may_be_written_otherwise_is_no_change_beside_one(certeval: Certeval, name: str) -> None:
    publish()
    certeval("lock")
    publish(LAYOUT[name].replace("Négocier et vendre", "Vendre et négocier"))
    assert [code for code, _, _ in findings(certeval("check", "--json", "--select", "H"))] == ["H211"]


CHANGES = {
    "one character of a wording": (
        change("Le plan est écrit}", "Le plan est écrits}"),
        [("14:28", "critère CR1 libelle: Le plan est [-écrit-]{+écrits+}", "1.0.1")],
    ),
    "one bound": (
        change("plus_de: 50 %", "plus_de: 51 %"),
        [("4:42", "validation.competence: {parmi: criteres, plus_de: [-50-]{+51+} %}", "1.1.0")],
    ),
    "a tie": (
        change("plus_de: 50 %", "au_moins: 50 %"),
        [("4:16", "validation.competence: {parmi: criteres, [-plus_de-]{+au_moins+}: 50 %}", "1.1.0")],
    ),
    "the order of critères": (
        change(CR1 + CR2, CR2 + CR1),
        [("14:14", "critères of C1 put in another order: [[-CR1-]{+CR2+}, [-CR2-]{+CR1+}]", "1.0.1")],
    ),
    "a critère more": (
        change(CR2, CR2 + "    - {code: CR9, libelle: Le prix est justifié}\n"),
        [("16:14", "critère CR9 added: {+Le prix est justifié+}", "1.1.0")],
    ),
    "a critère less": (
        change(CR2, ""),
        [("13:5", "critère CR2 removed: [-Les objections sont prévues-]", "2.0.0")],
    ),
    "another code": (
        change("code: CR4", "code: CR5"),
        [("20:14", "critère CR4 → CR5 renamed (proposed: same wording)", "2.0.0")],
    ),
    "a rule of one element": (
        change("    libelle: Conduire", "    validation: {tous: criteres}\n    libelle: Conduire"),
        [("17:18", "compétence C2 validation: {+{tous: criteres}+}", "1.1.0")],
    ),
    "a status": (
        PUBLISHED + "statuts: {RET: exclu}\n",
        [("21:11", "certification statuts: {+{RET: exclu}+}", "1.1.0")],
    ),
    "two changes at once": (
        change("Le plan est suivi", "Le plan est tenu").replace("intitule: Négocier", "intitule: Discuter"),
        [
            ("9:13", "bloc BC1 intitule: [-Négocier-]{+Discuter+} et vendre", "1.0.1"),
            ("19:28", "critère CR3 libelle: Le plan est [-suivi-]{+tenu+}", "1.0.1"),
        ],
    ),
    "two changes, of which one takes more": (
        change("Le plan est suivi", "Le plan est tenu").replace("code: CR4", "code: CR5"),
        [
            ("19:28", "critère CR3 libelle: Le plan est [-suivi-]{+tenu+}", "2.0.0"),
            ("20:14", "critère CR4 → CR5 renamed (proposed: same wording)", "2.0.0"),
        ],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_of_a_locked_version_is_named_where_it_stands_with_the_version_it_takes(
    certeval: Certeval, name: str
) -> None:
    text, expected = CHANGES[name]
    publish()
    certeval("lock")
    publish(text)
    done = certeval("check", "--json", "--select", "H")
    assert done.status == 1
    said = "essai@1.0.0 is locked, and has changed: "
    assert findings(done) == [("H211", place, said + words) for place, words, _ in expected]
    helps = [each["aide"] for each in json.loads(done.out)["diagnostics"]]
    way_out = "take this version back as it was locked, and publish the change as {} at least"
    assert helps == [way_out.format(version) for _, _, version in expected]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_of_referentiels_has_exactly_the_findings_it_says(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.chdir(folder)
    expected = (folder / "attendu").read_text(encoding="utf-8").splitlines()
    diagnostics = json.loads(certeval("check", "--json", ".").out)["diagnostics"]
    assert [f"{d['code']} {d['fichier']}:{d['ligne']}:{d['colonne']}" for d in diagnostics] == expected
    assert {line.split()[0] for line in expected} == {folder.name.split("-")[0]}


HOSTILE = {
    "nothing": "",
    "no object": "[]",
    "not JSON": "verrou",
    "a deep list": "[" * 100_000,
    "a number too long": '{"format": ' + "9" * 5000 + "}",
    "no format": '{"versions": {}}',
    "no versions": '{"format": 1}',
    "versions that are a list": '{"format": 1, "versions": []}',
    "a name that is none": '{"format": 1, "versions": {"essai": {}}}',
    "an entry that is a text": '{"format": 1, "versions": {"essai@1.0.0": "x"}}',
    "an unknown key": '{"format": 1, "versions": {"essai@1.0.0": {"x": 1}}}',
    "a key twice": '{"format": 1, "format": 1, "versions": {}}',
    "a digest that is none": '{"format": 1, "versions": {"essai@1.0.0": {"empreinte": "sha256:0"}}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_lock_that_is_not_one_is_an_error_at_its_place(certeval: Certeval, name: str) -> None:
    publish()
    LOCK.write_text(HOSTILE[name], encoding="utf-8")
    done = certeval("check", "--json")
    diagnostics = json.loads(done.out)["diagnostics"]
    assert done.status == 1
    assert diagnostics[0]["code"] in {"H201", "H202"}
    assert all(each["fichier"] == "referentiels/verrou.json" and each["ligne"] == 1 for each in diagnostics)


@pytest.mark.parametrize("value", ["1.5", "true", '"é\\ud800"', "null"])
def test_what_is_locked_holds_texts_that_are_what_their_digest_says(certeval: Certeval, value: str) -> None:
    publish()
    certeval("lock")
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(text.replace('"Le plan est suivi"', value), encoding="utf-8")
    assert [code for code, _, _ in findings(certeval("check", "--json"))] == ["H203"]


def test_bytes_that_are_no_text_are_no_lock(certeval: Certeval) -> None:
    publish()
    LOCK.write_bytes(b'{"format": 1, "versions": {"\xff": {}}}')
    assert [code for code, _, _ in findings(certeval("check", "--json"))] == ["H201"]


def test_one_file_is_checked_against_the_lock_of_its_folder(certeval: Certeval) -> None:
    publish()
    publish(version="1.1.0")
    certeval("lock")
    publish(change("plus_de: 50 %", "plus_de: 51 %"))
    assert [code for code, _, _ in findings(certeval("check", "--json", "--select", "H2", FILE))] == ["H211"]
    assert certeval("check", "--select", "H2", FILE.with_name("1.1.0.yaml")).status == 0


def test_a_file_outside_a_catalogue_is_under_no_lock(certeval: Certeval) -> None:
    publish()
    certeval("lock")
    Path("copie.yaml").write_text(change("plus_de: 50 %", "plus_de: 51 %"), encoding="utf-8")
    assert certeval("check", "copie.yaml").status == 0


def test_a_locked_version_is_not_mended(certeval: Certeval) -> None:
    text = change("Le plan est écrit", "Le plan  est écrit")
    publish(text)
    certeval("lock")
    done = certeval("check", "--fix")
    assert FILE.read_text(encoding="utf-8") == text
    assert "is locked, and is not mended" in done.err
    assert certeval("check", "--diff").out == ""


def test_the_shipped_version_is_locked_as_it_is() -> None:
    held = lock.read((ROOT / "referentiels" / catalogue.LOCK).read_bytes(), catalogue.LOCK)
    assert not held.diagnostics
    assert list(held.versions) == ["developpement-commercial@1.0.0"]
    referentiel = load(ROOT / "referentiels" / "developpement-commercial" / "1.0.0.yaml").referentiel
    assert referentiel is not None
    assert lock.same_meaning(held.versions["developpement-commercial@1.0.0"], referentiel)
