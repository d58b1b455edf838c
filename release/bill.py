"""The bill of materials (CycloneDX 1.6): each package of the locks with its licence, what brings it, what it brings.

The same locks give the same bytes: it bears no hour, and its number is made of what it lists.
"""

import json
import re
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Mapping
from pathlib import Path

from locked import CORE, PROJECT, Locked, closure, declared, extras_of, folded, locked

from certeval import __version__

FILE = "sbom.cdx.json"
SHORT = 60
"""Characters of a licence's name; beyond, metadata hold its whole text."""
CLASSIFIER = "License :: OSI Approved :: "
UNSAID = {"axe-playwright-python": "MIT AND MPL-2.0"}
"""What metadata don't say, as the file LICENSE of the package and the head of the axe.min.js that it holds have it."""
SPDX = {
    "BSD": "BSD License",
    "MIT License": "MIT",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Names that metadata give to licences that have an identifier. « BSD License » is several: it stays a name."""
IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+")

Asked = Mapping[tuple[str, str], str]
"""The licence of each package at a version."""


def asked() -> Asked:
    """What the package index says, by pip, which downloads nothing but metadata."""
    one_each = {each.name: each for each in reversed(locked("dev.lock.txt"))}
    rest = [each for each in locked("dev.lock.txt") if each != one_each[each.name]]
    later = ["--python-version", "3.13", "--only-binary", ":all:", "--target", "unused"]
    return {**_report(list(one_each.values()), []), **_report(rest, later)}


def _report(packages: list[Locked], options: list[str]) -> Asked:
    pins = [f"{each.name}=={each.version}" for each in packages]
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--dry-run",
            "--ignore-installed",
            "--no-deps",
            "--quiet",
        ]
        command += [*options, "--report", "report.json", *pins]
        subprocess.run(command, cwd=folder, check=True)
        said = json.loads(Path(folder, "report.json").read_text(encoding="utf-8"))["install"]
    return {(folded(m["name"]), m["version"]): licence(m) for m in (each["metadata"] for each in said)}


def licence(metadata: Mapping[str, object]) -> str:
    """The licence that a package's metadata say: an expression, else a name, else nothing."""
    if expression := metadata.get("license_expression"):
        return str(expression)
    name = str(metadata.get("license") or "").strip()
    classifiers = [str(each) for each in metadata.get("classifier") or ()]  # type: ignore[attr-defined]
    approved = [each.removeprefix(CLASSIFIER) for each in classifiers if each.startswith(CLASSIFIER)]
    short = name if 0 < len(name) <= SHORT and "\n" not in name and name != "UNKNOWN" else ""
    if len(approved) == 1 and not IDENTIFIER.fullmatch(short):
        short = approved[0]
    return SPDX.get(short, short) or UNSAID.get(folded(str(metadata["name"])), "")


def text(licences: Asked) -> str:
    """The bill, as JSON."""
    packages = sorted(locked("dev.lock.txt"), key=lambda each: each[:2])
    components = [component(each, licences[each.name, each.version]) for each in packages]
    own = {
        "type": "application",
        "bom-ref": reference(CORE, __version__),
        "name": CORE,
        "version": __version__,
        "purl": reference(CORE, __version__),
        "licenses": [{"license": {"id": PROJECT["license"]}}],
    }
    listed = {
        "metadata": {"component": own},
        "components": components,
        "dependencies": dependencies(packages),
    }
    number = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(listed, sort_keys=True))
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
    }
    return json.dumps({**head, **listed}, indent=1, ensure_ascii=False) + "\n"


def component(package: Locked, said: str) -> dict[str, object]:
    """A package: `required` with certeval, `optional` with an extra, `excluded` where only its developers have it."""
    extras = extras_of(package.name)
    scope = "required" if extras == (CORE,) else "optional" if package.name in closure("all") else "excluded"
    if IDENTIFIER.fullmatch(said):
        licences: list[dict[str, object]] = [{"license": {"id": said}}]
    elif " AND " in said or " OR " in said:
        licences = [{"expression": said}]
    else:
        licences = [{"license": {"name": said}}]
    purl = reference(package.name, package.version)
    return {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "scope": scope,
        "licenses": licences,
        "purl": purl,
        "properties": [{"name": "certeval:extra", "value": each} for each in extras],
    }


def dependencies(packages: list[Locked]) -> list[dict[str, object]]:
    """What each package asks for, as the lock says who asked."""
    named = frozenset().union(*(declared(each) for each in (CORE, *PROJECT["optional-dependencies"])))
    asks = {reference(CORE, __version__): [each for each in packages if each.name in named]}
    for package in packages:
        asks[reference(*package[:2])] = [each for each in packages if package.name in each.by]
    return [{"ref": ref, "dependsOn": [reference(*each[:2]) for each in of]} for ref, of in asks.items()]


def reference(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"
