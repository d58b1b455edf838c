"""`certeval lock`."""

from itertools import chain
from pathlib import Path
from typing import Annotated

from certeval.checks import check_loaded
from certeval.checks.catalogue import locked_versions_are_unchanged
from certeval.cli import exits, files, inputs, notices, offers, options, output
from certeval.cli.catalogues import lock_of
from certeval.cli.options import argument, flag
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.messages import N_, _
from certeval.referentiel import catalogue
from certeval.referentiel.catalogue import LOCK, Version
from certeval.referentiel.load import Loaded, Referentiel
from certeval.render.json_text import json_text
from certeval.render.words import visible
from certeval.text.nearest import fold
from certeval.versions import lock as locks
from certeval.versions.lock import Lock, Locked

FORMATS = ("text", "json")
STATES = {
    "verrouillee": N_("{version} locked"),
    "deja": N_("{version} already locked"),
    "mise_en_page": N_("{version} locked again: it means the same"),
    "changee": N_("{version} locked again: it has changed"),
}


def lock(
    names: Annotated[
        list[str] | None,
        argument(
            N_("[REFERENTIEL…]"),
            N_("The versions to lock: CODE or CODE@VERSION; else every published one."),
            autocompletion=offers.referentiels,
        ),
    ] = None,
    *,
    force: Annotated[
        bool, flag("--force", N_("Replace what is locked of versions that have changed since."))
    ] = False,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    _quiet: options.Quiet = False,
) -> None:
    """Record published versions in `referentiels/verrou.json`: from then on `certeval check` refuses their changes.

    A version 0.y.z is a draft, and is not locked; nor is one that `certeval check` finds errors in.
    """
    form = output.format_of(form, FORMATS, as_json=as_json)
    folder = inputs.own_folder()
    versions = _meant(folder, names or [])
    held = _held(folder)
    read = {version.name: inputs.read(version.path) for version in versions}
    able = _able(read)
    states = {name: _state(referentiel, held.versions.get(name)) for name, referentiel in able.items()}
    changed = [] if force else [name for name, state in states.items() if state == "changee"]
    unchanged = (locked_versions_are_unchanged(able[name], name, held.versions[name]) for name in changed)
    _stop(list(chain.from_iterable(unchanged)))
    kept = {name: locks.locked(able[name]) for name, state in states.items() if state != "deja"}
    found = [each for name in kept for each in check_loaded(read[name], inputs.today())]
    _stop([each for each in found if each.is_error])  # its own cases among it: it is not published so
    if kept:
        others = _held(folder).versions  # another command may have locked some while these were checked
        files.rewrite(folder / LOCK, locks.written({**others, **kept}).encode())
        notices.tell_written([inputs.display(folder / LOCK)])
    output.deliver(_shown(states, form))
    exits.leave(exits.DONE)


def _held(folder: Path) -> Lock:
    """What is locked now; status 1 where it can't be told."""
    held = lock_of(folder) or Lock(inputs.display(folder / LOCK))
    _stop(list(held.diagnostics))
    return held


def _meant(folder: Path, names: list[str]) -> list[Version]:
    """The versions named, all those of a code alone; status 2 where a name is none, or is a draft's."""
    every = list(catalogue.versions(folder))
    published = [each for each in every if each.version[0]]
    if not names:
        if not published:
            exits.refuse(N_("no published version in {folder}: a version 0.y.z is a draft"), folder=folder)
        return published
    found: dict[str, Version] = {}
    for name in names:
        meant = [each for each in published if fold(name) in {fold(each.code), fold(each.name)}]
        if not meant:
            if any(fold(name) in {fold(each.code), fold(each.name)} for each in every):
                exits.refuse(N_("{name}: a version 0.y.z is a draft: publish it as 1.0.0"), name=name)
            known = ", ".join(each.name for each in published)
            exits.refuse(N_("no version « {wanted} »: there are {known}"), wanted=name, known=known)
        found |= {each.name: each for each in meant}
    return list(found.values())


def _able(read: dict[str, Loaded]) -> dict[str, Referentiel]:
    """The versions, each able to decide and named as it says; status 3 where one is not."""
    found: dict[str, Referentiel] = {}
    wrong: list[Diagnostic] = []
    for name, loaded in read.items():
        if loaded.referentiel is None:
            wrong += loaded.diagnostics
            continue
        found[name] = loaded.referentiel
        said = f"{loaded.referentiel.code}@{loaded.referentiel.version}"
        if said != name:
            exits.refuse(
                N_("{file}: by its name this is {named}, and it declares {declared}"),
                file=loaded.document.file,
                named=name,
                declared=said,
            )
    _stop(wrong, exits.INVALID)
    return found


def _state(referentiel: Referentiel, held: Locked | None) -> str:
    if held is None:
        return "verrouillee"
    if held.empreinte == referentiel.digest:
        return "deja"
    return "mise_en_page" if locks.same_meaning(held, referentiel) else "changee"


def _stop(found: list[Diagnostic], status: int = exits.FINDINGS) -> None:
    """Show what is wrong and end, where something is: then nothing is written."""
    if found:
        inputs.leave(in_order(found), status if has_errors(found) else exits.FINDINGS)


def _shown(states: dict[str, str], form: str) -> str:
    if form == "json":
        return json_text({"schema": "certeval/verrou/1", "versions": states})
    return "".join(_(STATES[state]).format(version=visible(name)) + "\n" for name, state in states.items())
