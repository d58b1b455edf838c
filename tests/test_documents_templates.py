"""An office's own templates: what they may do, and that a hostile one does nothing."""

import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("typst", reason="pip install 'certeval[documents]'")
pytest.importorskip("pypdf", reason="pip install 'certeval[documents]'")

from certeval.cli import sandbox
from certeval.cli.jurys import typesetting
from certeval.documents.pdf_text import pypdf_text
from certeval.documents.templates import office_template, shipped_template
from certeval.sources.bounds import can_bound_memory
from conftest import Certeval, Done
from prompt import STOPPED

OFFICE = Path(__file__).parents[1] / "examples" / "documents"
SESSION = "sessions/S1-2026.yaml"
HEAD = '#import "@local/certeval:1.0.0": *\n#show: feuille.with(titre: donnees.document.titre, pied: pied)\n'
WHOLE = HEAD + "#entete-de-candidat()\n#resultats-detailles()\n#suites()\n#recours()\n#fait()\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The example's folder, without templates of its own."""
    shutil.copytree(OFFICE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("gabarits"))
    (tmp_path / "gabarits").mkdir()
    return tmp_path


def print_with(certeval: Certeval, *more: str) -> Done:
    """One relevé, by the templates that are there."""
    return certeval("documents", SESSION, "releves", "--candidat", "A01", "--output", "sortie", *more)


def refusals(done: Done, office: Path, code: str) -> None:
    """A clear message, no traceback, nothing written."""
    assert done.status == 1
    assert f"error[{code}]" in done.err
    assert "Traceback" not in done.err
    assert not (office / "sortie").exists()


def test_an_office_prints_with_its_own_template(certeval: Certeval, office: Path) -> None:
    (office / "gabarits" / "releve.typ").write_text(
        WHOLE + "\nBureau des examens, 3ᵉ étage\n", encoding="utf-8"
    )
    done = print_with(certeval)
    assert (done.status, "printed by gabarits/releve.typ" in done.err) == (0, True)
    text = pypdf_text((office / "sortie/releves/A01.pdf").read_bytes())
    assert "Bureau des examens, 3ᵉ étage" in text
    digest = office_template("releve", office / "gabarits", "gabarits").digest
    assert digest != shipped_template("releve").digest
    assert digest[:23] in text


def test_a_folder_that_is_named_and_has_no_template_of_what_is_printed_is_told(
    certeval: Certeval, office: Path
) -> None:
    (office / "autres").mkdir()
    (office / "autres" / "pv.typ").write_text("Procès-verbal\n", encoding="utf-8")
    done = print_with(certeval, "--gabarits", "autres")
    assert done.status == 0
    assert "autres: no template there is of what is printed: certeval’s own are taken\n" in done.err
    assert "gabarits" not in print_with(certeval, "--force").err


def test_templates_may_import_each_other_and_show_the_office_s_logo(certeval: Certeval, office: Path) -> None:
    folder = office / "gabarits"
    (folder / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>',
        encoding="utf-8",
    )
    (folder / "maison.typ").write_text(
        '#let logo = image("logo.svg", width: 1cm, alt: "École Exemple")\n', encoding="utf-8"
    )
    (folder / "releve.typ").write_text(
        WHOLE.replace("#entete", '#import "maison.typ": logo\n#logo\n#entete'), encoding="utf-8"
    )
    (folder / "lisez-moi.md").write_text("ce que personne n’imprime", encoding="utf-8")
    assert print_with(certeval).status == 0


def test_a_template_that_leaves_out_an_obligatory_mention_is_refused(
    certeval: Certeval, office: Path
) -> None:
    (office / "gabarits" / "releve.typ").write_text(WHOLE.replace("#recours()", ""), encoding="utf-8")
    done = print_with(certeval)
    refusals(done, office, "S123")
    assert "this template does not show the ways and delays of appeal, which a relevé must bear" in done.err
    assert 'write `#mention("recours")` where it is to stand' in done.err
    assert "gabarits/releve.typ:1:1\n" in done.err  # the first line, and no more of it is told


def test_a_mention_that_is_labelled_and_hidden_is_refused(certeval: Certeval, office: Path) -> None:
    hidden = WHOLE.replace("#recours()", '#mention("recours", [])')
    (office / "gabarits" / "releve.typ").write_text(hidden, encoding="utf-8")
    refusals(print_with(certeval), office, "S123")


@pytest.mark.parametrize("words", ["Titre professionnel", "Validé sous ré-serve du stage"])
def test_a_parchemin_may_not_say_what_is_forbidden_whatever_its_template(
    certeval: Certeval, office: Path, words: str
) -> None:
    own = shipped_template("parchemin").file
    for name in ("parchemin.typ", "officiel.typ"):
        shutil.copy(own.with_name(name), office / "gabarits" / name)
    with (office / "gabarits" / "parchemin.typ").open("a", encoding="utf-8") as stream:
        stream.write(f"\n#place(bottom)[{words}]\n".replace("ré-serve", "réserve"))
    done = certeval("documents", SESSION, "parchemins", "--candidat", "A01", "--output", "sortie")
    refusals(done, office, "S121")


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("#donnees.candidat.prenom\n", "gabarits/releve.typ:3:"),
        ("#let x = (\n", "gabarits/releve.typ:3"),
        ('#image("absente.png")\n', "gabarits/releve.typ:3"),
    ],
)
def test_a_mistake_of_a_template_is_told_at_its_line(
    certeval: Certeval, office: Path, line: str, where: str
) -> None:
    (office / "gabarits" / "releve.typ").write_text(HEAD + line, encoding="utf-8")
    done = print_with(certeval)
    refusals(done, office, "S124")
    assert where in done.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('#import "@preview/tablex:0.0.9": tablex\n', "@preview"),
        ('#let p = plugin("x.wasm")\n', "plugin"),
        ("#let p = plugin\n", "plugin"),
    ],
)
def test_what_reaches_out_of_the_folder_is_refused_at_its_line(
    certeval: Certeval, office: Path, line: str, words: str
) -> None:
    (office / "gabarits" / "releve.typ").write_text(HEAD + line, encoding="utf-8")
    done = print_with(certeval)
    refusals(done, office, "S125")
    assert f"« {words} »" in done.err
    assert "gabarits/releve.typ:3:" in done.err


def test_a_package_named_in_pieces_is_not_fetched(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is called, not even through a proxy of the environment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{server.getsockname()[1]}")
        (office / "gabarits" / "releve.typ").write_text(
            HEAD + '#import ("@pre" + "view/tablex:0.0.9"): tablex\n', encoding="utf-8"
        )
        refusals(print_with(certeval), office, "S124")
        server.setblocking(False)  # who called would wait in line, or have left a call there
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../../../../etc/passwd"])
def test_no_file_out_of_the_folder_is_read(certeval: Certeval, office: Path, path: str) -> None:
    (office / "gabarits" / "releve.typ").write_text(HEAD + f'#read("{path}")\n', encoding="utf-8")
    done = print_with(certeval)
    refusals(done, office, "S124")
    assert "root:" not in done.err


@pytest.mark.parametrize("linked", ["logo.svg", "autre"])
def test_a_link_is_not_followed(certeval: Certeval, office: Path, linked: str) -> None:
    target = Path("/etc/passwd") if "." in linked else Path("/etc")
    (office / "gabarits" / linked).symlink_to(target)
    (office / "gabarits" / "releve.typ").write_text(WHOLE, encoding="utf-8")
    done = print_with(certeval)
    refusals(done, office, "S126")
    assert f"gabarits/{linked}" in done.err


def test_a_pipe_among_templates_blocks_nobody(certeval: Certeval, office: Path) -> None:
    os.mkfifo(office / "gabarits" / "logo.png")
    (office / "gabarits" / "releve.typ").write_text(WHOLE, encoding="utf-8")
    refusals(print_with(certeval), office, "S126")


def test_templates_weigh_ten_mebibytes_together_and_not_a_byte_more(certeval: Certeval, office: Path) -> None:
    source = office / "gabarits" / "releve.typ"
    source.write_text(WHOLE, encoding="utf-8")
    left = (10 << 20) - source.stat().st_size
    (office / "gabarits" / "a.png").write_bytes(bytes(left))
    assert print_with(certeval).status == 0
    (office / "gabarits" / "a.png").write_bytes(bytes(left + 1))
    done = print_with(certeval, "--force")
    assert (done.status, "error[S126]" in done.err) == (1, True)


BOMBS = {
    "a list of a hundred million": "#range(100000000).map(each => str(each)).join()",
    "a text that doubles": '#{let text = "x" * 1024; for _ in range(40) { text = text + text }; text}',
    "a list that doubles": "#{let list = (1,); for _ in range(40) { list = list + list }; list.len()}",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_template_that_takes_all_the_memory_is_stopped(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch, bomb: str
) -> None:
    """Under less memory than a command gives, so that the machine of the tests feels nothing. Its time never ends."""
    monkeypatch.setattr(sandbox, "MEMORY", 1 << 30)
    monkeypatch.setattr(typesetting, "SECONDS", 1 << 30)
    (office / "gabarits" / "releve.typ").write_text(HEAD + bomb + "\n", encoding="utf-8")
    refusals(print_with(certeval), office, "S127")


def test_a_sheet_of_a_thousand_signatures_takes_little_memory(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name took a mebibyte: three thousand were refused, and a template of the office blamed that it had not."""
    session = (office / SESSION).read_text(encoding="utf-8")
    names = [f"B{i:03}" for i in range(500)]
    more = "".join(f"- {{candidat: {code}, voie: apprentissage}}\n" for code in names)
    text = session.replace("\nconvocations:", f"{more}\nconvocations:")
    (office / SESSION).write_text(text, encoding="utf-8")
    table = (office / "candidats.csv").read_text(encoding="utf-8")
    rows = "".join(f"{code};Exemple;;Awa;;1990;05;03;F;Lyon\n" for code in names)
    (office / "candidats.csv").write_text(table + rows, encoding="utf-8")
    print_emargement = ("documents", SESSION, "emargement", "--output", "sortie")
    monkeypatch.setattr(sandbox, "MEMORY", 1 << 30)
    assert certeval(*print_emargement).status == 0
    monkeypatch.setattr(sandbox, "run_parts", lambda *_: [])  # as where it takes more
    done = certeval(*print_emargement, "--force")
    assert done.status == 2
    assert done.err == (
        "certeval: emargement: one takes more than 1024 MiB of memory or 600 s, so nothing was printed: name the other "
        "kinds to have them; this one is of fewer candidates\n"
    )


@pytest.mark.parametrize("loop", ["#{while true {}}", "#{let f() = f(); f()}"])
def test_a_template_that_never_ends_is_stopped(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch, loop: str
) -> None:
    assert typesetting.SECONDS < 30
    monkeypatch.setattr(typesetting, "SECONDS", 1)
    (office / "gabarits" / "releve.typ").write_text(HEAD + loop + "\n", encoding="utf-8")
    done = print_with(certeval)
    assert (done.status, "Traceback" in done.err, (office / "sortie").exists()) == (1, False, False)
    assert "error[S127]" in done.err or "error[S124]" in done.err


def test_the_time_is_that_of_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many candidates there are: the clock begins again with each."""
    said: list[tuple[int, int]] = []
    showing = nullcontext(lambda done, of: said.append((done, of)))
    with monkeypatch.context() as each_takes_three_seconds:
        clock = SimpleNamespace(monotonic=lambda: 3 * len(said))
        each_takes_three_seconds.setattr(sandbox, "time", clock)
        assert sandbox.run_parts(lambda: iter(range(4)), 4, showing, 8 / sandbox.SHARE) == [0, 1, 2, 3]
    assert said == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def work() -> Iterator[int]:
        yield 0
        time.sleep(60)

    assert len(sandbox.run_parts(work, 4, showing, 0.01)) < 4


@pytest.mark.skipif(not can_bound_memory(), reason="this system bounds no process")
def test_the_time_is_that_of_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that does much else took an office's template for one that never ends."""
    monkeypatch.setattr(sandbox, "SHARE", STOPPED)
    showing = nullcontext(lambda _done, _of: None)

    def take(seconds: float) -> None:
        ends = time.process_time() + seconds
        while time.process_time() < ends:
            pass

    assert sandbox.run_parts(lambda: map(time.sleep, [2]), 1, showing, 1) == [None]
    assert sandbox.run_parts(lambda: map(take, [0.6] * 4), 4, showing, 1) == [None] * 4
    assert sandbox.run_parts(lambda: map(take, [0.6, 1 << 20]), 2, showing, 1) == [None]
