"""What the flux of the Caisse des Dépôts costs, as ratios measured in one run.

    python benchmarks/accrochage.py [RUNS]

200 000 holders are reported. The bars: at most 3 times the processor time of a bare writer of the same XML, at most
200 MiB of memory. Two peers write the very same passages (which is verified) from the same table, read by `csv.reader`,
and check nothing: `xml.sax.saxutils.XMLGenerator`, the standard library's writer of XML, which is the one that the bar
is of; and an f-string a row, the barest there is, no writer of XML but for these columns, told beside.

Two things are measured against both. The flux: what certeval does once it knows who is due, each holder found in the
table, every cell read and checked, what is sent of each told by a digest, the files cut, hashed, written. The whole
command, as it is typed, Python's start included: before that, the register's 200 000 decisions read, verified and
folded; after it, 200 000 entries chained and written to the journal, in a transaction with the files; no peer does any
of this, and no bar is of it but that of memory.

Each in a process of its own; processor time is the process's own, without imports but for the whole command.
"""

import csv
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import chain, zip_longest
from pathlib import Path
from xml.sax.saxutils import XMLGenerator, escape

HOLDERS = 200_000
MOST = 3
MEMORY = 200
"""MiB."""
EMETTEUR = """\
format: 1
emetteur: EXEMPLE0
certificateur: {id_client: EXEMPLE0, id_contrat: MCFCER000000}
titres: {petit: RNCP99999}
"""
HEADINGS = (
    "candidat;Nom Naissance;Nom Usage;Prenom 1;Prenom 2;Annee Naissance;Mois Naissance;Jour Naissance;Sexe;"
    "Code Insee Commune Naissance;Libelle Commune Naissance;Libelle Pays Naissance;Mention Validee"
)
MENTIONS = ("", "SANS_MENTION", "MENTION_BIEN")


def rows(count: int) -> Iterator[str]:
    """The lines of a table: names that hardly repeat, births over fifty years and all communes."""
    for i in range(count):
        commune = f"{i % 95 + 1:02}{i % 31 + 1:03}"
        usage = "" if i % 3 else f"Usage-{i % 5000}"
        yield (
            f"C{i:06};Nom-{i};{usage};Prénom{i % 4000};;{1955 + i % 50};{i % 12 + 1};{i % 28 + 1};"
            f"{'MF'[i % 2]};{commune};Commune {i % 95}-{i % 31};France;{MENTIONS[i % 3]}\n"
        )


def made(folder: Path, count: int) -> None:
    """The table, and the emitter's file."""
    with (folder / "titulaires.csv").open("w", encoding="utf-8") as stream:
        stream.write(HEADINGS + "\n")
        stream.writelines(rows(count))
    (folder / "emetteur.yaml").write_text(EMETTEUR, encoding="utf-8")


def registered(folder: Path, count: int) -> None:
    """A register in which each holds the certification."""
    from certeval.registre.opening import open_register
    from certeval.registre.sessions import Seance, write
    from certeval.registre.verdict_records import RegisteredVerdict

    held = [RegisteredVerdict("certification", "certification", {"verdict": "valide", "origine": "calcul"})]
    codes = [f"C{i:06}" for i in range(count)]
    one = Seance(
        *("S1", "petit", "1.0.0", date(2026, 7, 2), "format: 1\n", "format: 1\n", "sha256:1"),
        *(dict.fromkeys(codes, held), {}, {code: {"candidat": code} for code in codes}),
    )
    with open_register(str(folder / "registre.db"), create=True) as base:
        write(base, one, "2026-07-02T12:00:00Z", "bureau")


BEFORE = (
    ("obtentionCertification", "PAR_ADMISSION"),
    ("donneeCertifiee", "true"),
    ("dateDebutValidite", "2026-07-02"),
    ("dateFinValidite", ""),
    ("presenceNiveauLangueEuro", "false"),
    ("presenceNiveauNumeriqueEuro", "false"),
    ("scoring", ""),
)


def generated(folder: Path) -> None:
    """The same passages, written by the standard library's own writer."""
    with (
        (folder / "titulaires.csv").open(encoding="utf-8", newline="") as read,
        (folder / "generated.xml").open("w", encoding="utf-8") as out,
    ):
        xml = XMLGenerator(out, "utf-8", short_empty_elements=True)

        def text(name: str, value: str) -> None:
            xml.startElement(f"cpf:{name}", {} if value else {"xsi:nil": "true"})
            if value:
                xml.characters(value)
            xml.endElement(f"cpf:{name}")

        def within(*names: str) -> None:
            for name in names:
                xml.startElement(f"cpf:{name}", {})

        def out_of(*names: str) -> None:
            for name in names:
                xml.endElement(f"cpf:{name}")

        table = csv.reader(read, delimiter=";")
        next(table)
        for row in table:
            code, name, usage, first, _, year, month, day, sex, insee, commune, country, mention = row
            within("passageCertification")
            text("idTechnique", f"{code}-0000-0000-0000-00000000000000")
            for told in BEFORE:
                text(*told)
            text("mentionValidee", mention)
            within("modalitesInscription")
            text("modaliteAcces", "")
            out_of("modalitesInscription")
            within("identificationTitulaire", "titulaire")
            for told in (
                *(("nomNaissance", name), ("nomUsage", usage), ("prenom1", first), ("anneeNaissance", year)),
                *(("moisNaissance", month), ("jourNaissance", day), ("sexe", sex)),
            ):
                text(*told)
            within("codeCommuneNaissance", "codeInseeNaissance")
            text("codeInsee", insee)
            out_of("codeInseeNaissance", "codeCommuneNaissance")
            text("libelleCommuneNaissance", commune)
            text("libellePaysNaissance", country)
            out_of("titulaire", "identificationTitulaire", "passageCertification")
            xml.characters("\n")


def barest(folder: Path) -> None:
    """The same passages, written by one f-string a row."""
    from certeval.exchange.accrochage import xml_text
    from certeval.exchange.accrochage.passage import FluxEntete, Titre

    entete = FluxEntete("flux", "2026-07-02T12:00:00+00:00", "EXEMPLE0", "EXEMPLE0", "MCFCER000000")
    with (
        (folder / "titulaires.csv").open(encoding="utf-8", newline="") as read,
        (folder / "barest.xml").open("w", encoding="utf-8") as out,
    ):
        out.write(xml_text.heading(entete) + xml_text.titre_heading(Titre("RNCP", "RNCP99999")))
        table = csv.reader(read, delimiter=";")
        next(table)
        for row in table:
            code, name, usage, first, _, year, month, day, sex, insee, commune, country, mention = map(
                escape, row
            )
            nom_usage = f"<cpf:nomUsage>{usage}</cpf:nomUsage>" if usage else '<cpf:nomUsage xsi:nil="true"/>'
            validee = (
                f"<cpf:mentionValidee>{mention}</cpf:mentionValidee>"
                if mention
                else '<cpf:mentionValidee xsi:nil="true"/>'
            )
            out.write(
                f"<cpf:passageCertification><cpf:idTechnique>{code}-0000-0000-0000-00000000000000</cpf:idTechnique>"
                "<cpf:obtentionCertification>PAR_ADMISSION</cpf:obtentionCertification>"
                "<cpf:donneeCertifiee>true</cpf:donneeCertifiee>"
                "<cpf:dateDebutValidite>2026-07-02</cpf:dateDebutValidite>"
                '<cpf:dateFinValidite xsi:nil="true"/>'
                "<cpf:presenceNiveauLangueEuro>false</cpf:presenceNiveauLangueEuro>"
                "<cpf:presenceNiveauNumeriqueEuro>false</cpf:presenceNiveauNumeriqueEuro>"
                f'<cpf:scoring xsi:nil="true"/>{validee}'
                '<cpf:modalitesInscription><cpf:modaliteAcces xsi:nil="true"/></cpf:modalitesInscription>'
                "<cpf:identificationTitulaire><cpf:titulaire>"
                f"<cpf:nomNaissance>{name}</cpf:nomNaissance>{nom_usage}<cpf:prenom1>{first}</cpf:prenom1>"
                f"<cpf:anneeNaissance>{year}</cpf:anneeNaissance><cpf:moisNaissance>{month}</cpf:moisNaissance>"
                f"<cpf:jourNaissance>{day}</cpf:jourNaissance><cpf:sexe>{sex}</cpf:sexe>"
                "<cpf:codeCommuneNaissance><cpf:codeInseeNaissance>"
                f"<cpf:codeInsee>{insee}</cpf:codeInsee></cpf:codeInseeNaissance></cpf:codeCommuneNaissance>"
                f"<cpf:libelleCommuneNaissance>{commune}</cpf:libelleCommuneNaissance>"
                f"<cpf:libellePaysNaissance>{country}</cpf:libellePaysNaissance></cpf:titulaire>"
                "</cpf:identificationTitulaire></cpf:passageCertification>\n"
            )
        out.write(xml_text.TITRE_ENDING + xml_text.ENDING)


def flux(folder: Path, count: int) -> float:
    """What certeval does of the table once it knows who is to be reported, down to the files; when it began."""
    from certeval.diagnostics.findings import Findings
    from certeval.exchange.accrochage.collection import Dispatch, gather, titres
    from certeval.exchange.accrochage.dues import Dues
    from certeval.exchange.accrochage.passage import FluxEntete
    from certeval.exchange.accrochage.rows import PassageReader
    from certeval.exchange.accrochage.spool import Spool
    from certeval.jury import candidats, emetteur
    from certeval.registre.holders import CertificationAward
    from certeval.sources import yaml
    from certeval.text.digests import sha256_of

    of, _ = emetteur.read(yaml.load(folder / "emetteur.yaml"))
    if of is None:
        sys.exit("no emitter")
    findings = Findings()
    day = date(2026, 7, 2)
    due = Dues()
    for i in range(count):
        due.add(CertificationAward(f"C{i:06}", "petit", "S1", day), f"C{i:06}-0000-0000-0000-00000000000000")
    entete = FluxEntete("flux", "2026-07-02T12:00:00+00:00", "EXEMPLE0", "EXEMPLE0", "MCFCER000000")
    began = time.process_time()
    by_title = titres(of, due.titles(), findings)
    with Spool() as spool:
        gather(
            lambda: candidats.open_table(folder / "titulaires.csv", "titulaires.csv"),
            "titulaires.csv",
            due,
            Dispatch(due, by_title, "CREATION", spool, lambda _: True),
            rows=PassageReader(of, "1.1.2", date(2026, 7, 10), findings),
            findings=findings,
        )
        if findings.errors:
            sys.exit(str(findings.in_order()[:3]))
        for number, sections in enumerate(spool.files(entete)):
            file = folder / f"flux-{number}.xml"
            with file.open("wb") as stream:
                spool.write(stream, sections, entete)
            sha256_of(file)
    return began


def passages(file: Path) -> Iterator[str]:
    """The lines of a file that are passages."""
    with file.open(encoding="utf-8") as stream:
        yield from (line for line in stream if line.startswith("<cpf:passageCertification>"))


def same(folder: Path) -> None:
    """Ends where all did not write the very same passages: ours may be cut into several files."""
    ours = chain.from_iterable(map(passages, sorted(folder.glob("flux-*.xml"))))
    theirs = (passages(folder / name) for name in ("generated.xml", "barest.xml"))
    if any(len(set(lines)) > 1 for lines in zip_longest(ours, *theirs)):
        sys.exit("not the same XML")


def whole(folder: Path) -> tuple[float, float]:
    """The whole command on a register in which nothing was reported yet: processor seconds, and memory in MiB."""
    shutil.copy(folder / "registre.db", folder / "copie.db")
    command = [
        *(sys.executable, "-m", "certeval", "accrochage", "--quiet"),
        *("--registre", str(folder / "copie.db"), "--auteur", "bureau", "--output", str(folder / "tout.xml")),
        *(
            "--candidats",
            str(folder / "titulaires.csv"),
            "--emetteur",
            str(folder / "emetteur.yaml"),
            "--force",
        ),
    ]
    _, status, usage = os.wait4(os.posix_spawn(sys.executable, command, os.environ), 0)
    if status:
        sys.exit("not reported")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measured(what: str, folder: Path, count: int) -> tuple[float, float]:
    """Processor seconds and the greatest memory in MiB of one of the above, in a process of its own."""
    command = [sys.executable, __file__, what, str(folder), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), float(memory)


PEERS = {"generated": "XMLGenerator", "barest": "f-string"}


def tell(what: str, ours: list[float], theirs: dict[str, list[float]], memory: float) -> None:
    """Print the medians of ratios, and memory, beside their bounds."""
    for peer, name in PEERS.items():
        ratios = sorted(mine / one for mine, one in zip(ours, theirs[peer], strict=False))
        middle = statistics.median(ratios)
        within = "within" if middle <= MOST else "beyond"
        said = f"({ratios[0]:.2f} – {ratios[-1]:.2f}), {within} {MOST} times"
        print(f"{what} / {name:<13} {middle:5.2f} {said}")
    within = "within" if memory <= MEMORY else "beyond"
    print(f"{what}: memory         {memory:5.0f} MiB, {within} {MEMORY} MiB")


def main(runs: int, count: int = HOLDERS) -> None:
    """Measure, and tell what holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made(folder, count)
        costs: dict[str, list[float]] = {"flux": [], **{peer: [] for peer in PEERS}}
        memory = 0.0
        for _run in range(runs):
            for what, seconds in costs.items():
                cost, held = measured(what, folder, count)
                seconds.append(cost)
                memory = max(memory, held) if what == "flux" else memory
        same(folder)
        tell("flux ", costs["flux"], costs, memory)
        measured("registered", folder, count)  # apart: a child's greatest memory is at least its parent's
        cost, memory = whole(folder)
        tell("whole", [cost], {peer: [statistics.median(costs[peer])] for peer in PEERS}, memory)


def apart(what: str, folder: Path, count: int) -> None:
    """Do one of the above in this process, and print what it cost."""
    start = time.process_time()
    if what == "flux":
        start = flux(folder, count)
    elif what == "registered":
        registered(folder, count)
    else:
        {"generated": generated, "barest": barest}[what](folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.process_time() - start, peak)


if __name__ == "__main__":
    if len(sys.argv) == len(("accrochage.py", "what", "folder", "count")):
        apart(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
