"""`certeval lock`."""

from itertools import chain
from pathlib import Path

from certeval.checks import check_referentiel
from certeval.checks.catalogue import locked_versions_keep_their_meaning
from certeval.cli import exits, files, inputs, notices, offers, options, output
from certeval.cli.catalogues import lock_of
from certeval.cli.folders import alone
from certeval.cli.options import argument, flag
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.messages import N_, _
from certeval.referentiel import catalogue
from certeval.referentiel.catalogue import LOCK, Version
from certeval.referentiel.load import Compilation, Referentiel
from certeval.render.json_text import json_document
from certeval.render.words import visible
from certeval.text.nearest import fold
from certeval.versions import lock as locks
from certeval.versions.lock import Lock, LockEntry

FORMATS = ("text", "json")
STATES = {
    "verrouillee": N_("{version} locked"),
    "deja": N_("{version} already locked"),
    "mise_en_page": N_("{version} locked again: it means the same"),
    "changee": N_("{version} locked again: it has changed"),
}


def lock(
    names: list[str] | None = argument(
        "[REFERENTIEL…]",
        "The versions to lock: CODE or CODE@VERSION; else every published one.",
        autocompletion=offers.referentiels,
        default=None,
    ),
    *,
    force: bool = flag("--force", "Replace what is locked of versions that have changed since."),
    form: str | None = options.form(FORMATS),
    as_json: options.Json,
) -> None:
    """Record published versions in `referentiels/verrou.json`: from then on `certeval check` refuses their changes.

    A version 0.y.z is a draft, and is not locked; nor is one that `certeval check` finds errors in.
    """
    form = output.format_of(form, FORMATS, as_json=as_json)
    folder = inputs.own_folder()
    versions = _versions(folder, names or [])
    folder_lock = _current_lock(folder)
    read = {version.name: inputs.read(version.path) for version in versions}
    able = _able_versions(read)
    states = {name: _state(referentiel, folder_lock.versions.get(name)) for name, referentiel in able.items()}
    changes = [] if force else [name for name, state in states.items() if state == "changee"]
    refusals = (
        locked_versions_keep_their_meaning(able[name], name, folder_lock.versions[name]) for name in changes
    )
    _stop(list(chain.from_iterable(refusals)))
    entries = {name: locks.lock_entry(able[name]) for name, state in states.items() if state != "deja"}
    diagnostics = [each for name in entries for each in check_referentiel(read[name], inputs.today())]
    _stop([each for each in diagnostics if each.is_error])  # its own cases among it: it is not published so
    if entries:
        with alone(folder / LOCK):
            others = _current_lock(folder).versions  # another command may have locked some meanwhile
            files.rewrite(folder / LOCK, locks.text_of({**others, **entries}).encode())
        notices.tell_places([inputs.display(folder / LOCK)])
    output.deliver(_text(states, form))
    exits.leave(exits.OK)


def _current_lock(folder: Path) -> Lock:
    """What is locked now; status 1 where it can't be told."""
    folder_lock = lock_of(folder) or Lock(inputs.display(folder / LOCK))
    _stop(list(folder_lock.diagnostics))
    return folder_lock


def _versions(folder: Path, names: list[str]) -> list[Version]:
    """The versions named, all those of a code alone; status 2 where a name is none, or is a draft's."""
    every = list(catalogue.versions(folder))
    releases = [each for each in every if each.version[0]]
    if not names:
        if not releases:
            exits.refuse("no published version in {folder}: a version 0.y.z is a draft", folder=folder)
        return releases
    by_name: dict[str, Version] = {}
    for name in names:
        matches = [each for each in releases if fold(name) in {fold(each.code), fold(each.name)}]
        if not matches:
            if any(fold(name) in {fold(each.code), fold(each.name)} for each in every):
                exits.refuse("{name}: a version 0.y.z is a draft: publish it as 1.0.0", name=name)
            choices = ", ".join(each.name for each in releases)
            exits.refuse("no version « {wanted} »: there are {known}", wanted=name, known=choices)
        by_name |= {each.name: each for each in matches}
    return list(by_name.values())


def _able_versions(read: dict[str, Compilation]) -> dict[str, Referentiel]:
    """The versions, each able to decide and named as it says; status 3 where one is not."""
    by_name: dict[str, Referentiel] = {}
    wrong: list[Diagnostic] = []
    for name, compilation in read.items():
        if compilation.referentiel is None:
            wrong += compilation.diagnostics
            continue
        by_name[name] = compilation.referentiel
        own_name = f"{compilation.referentiel.code}@{compilation.referentiel.version}"
        if own_name != name:
            exits.refuse(
                "{file}: by its name this is {named}, and it declares {declared}",
                file=compilation.document.file,
                named=name,
                declared=own_name,
            )
    _stop(wrong, exits.INVALID)
    return by_name


def _state(referentiel: Referentiel, entry: LockEntry | None) -> str:
    if entry is None:
        return "verrouillee"
    if entry.empreinte == referentiel.digest:
        return "deja"
    return "mise_en_page" if locks.same_meaning(entry, referentiel) else "changee"


def _stop(diagnostics: list[Diagnostic], status: int = exits.FINDINGS) -> None:
    """Show what is wrong and end, where something is: then nothing is written."""
    if diagnostics:
        inputs.leave(in_order(diagnostics), status if has_errors(diagnostics) else exits.FINDINGS)


def _text(states: dict[str, str], form: str) -> str:
    if form == "json":
        return json_document("certeval/verrou/1", versions=states)
    return "".join(_(STATES[state], version=visible(name)) + "\n" for name, state in states.items())
