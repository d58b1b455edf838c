"""`certeval show`."""

import sys
from datetime import date as day
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from certeval.cli import elements, exits, inputs, offers, options, output
from certeval.cli.options import argument
from certeval.messages import N_
from certeval.referentiel import catalogue
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.elements import element_page
from certeval.render.referentiel.page import Page, PageScreen, plain
from certeval.text.nearest import fold

if TYPE_CHECKING:
    from certeval.jury.checks import SessionSubject
    from certeval.rules.derivation import State

FORMATS = ("table", "json")
ASKED = N_("[ELEMENT]")
WHAT = N_(
    "What to show: bloc 2, C1.1, epreuve E1…, metiers, versions, session CODE, correspondance NAME; else the "
    "certification."
)


def show(
    words: Annotated[list[str] | None, argument(ASKED, WHAT, autocompletion=offers.shown)] = None,
    *,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Show the certification, or one of its elements: `certeval show bloc 2`, `certeval show CR1.1.1`.

    Without ELEMENT: the certification, its legal basis, its blocs, its rules, its épreuves.
    """
    if words and fold(words[0]).rstrip("s") == "correspondance":
        from certeval.cli import correspondances

        correspondances.show(" ".join(words[1:]), form, file, as_json=as_json, force=force)
        return
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    if words and fold(words[0]) == "session":
        _of_session(" ".join(words[1:]), form, file, force=force)
    kind, typed = elements.kind_and_rest(words or [])
    if kind in elements.LISTS and typed:
        exits.refuse(N_("{kind} « {typed} »: nothing is expected after {kind}"), kind=kind, typed=typed)
    when = inputs.day(date)
    if kind == "versions":
        text = _versions(referentiel, when, form, file)
    else:
        text = _shown(inputs.referentiel(referentiel, when), kind, typed, form, file)
    output.deliver(text, file, force=force)


def _shown(referentiel: Referentiel, kind: str, typed: str, form: str, file: Path | None) -> str:
    """The certification, its métiers or one element, in the form asked; only what it takes is imported."""
    whole = not kind and (not typed or fold(typed) == fold(referentiel.code))
    code = "" if whole or kind == "metiers" else elements.element(referentiel, kind, typed)
    if form == "json":
        from certeval.render.referentiel import json as machine

        if code:
            return machine.element_json(referentiel, code)
        return machine.certification_json(referentiel) if whole else machine.metiers_json(referentiel)
    if code:
        return _laid_out(element_page(referentiel, code), file)
    from certeval.render.referentiel.certification import certification_page, metiers_page

    return _laid_out(certification_page(referentiel) if whole else metiers_page(referentiel), file)


def _versions(wanted: str | None, when: day, form: str, file: Path | None) -> str:
    """The versions of the certification meant, the one selected among them."""
    from certeval.cli.catalogues import locked_state
    from certeval.render.referentiel.certification import ListedVersion, versions_page
    from certeval.render.referentiel.json import versions_json

    code, selected = _selected(wanted, when)
    paths = {v.path: v.path.stem for v in catalogue.versions(inputs.folder()) if fold(v.code) == fold(code)}
    if selected and selected.resolve() not in {path.resolve() for path in paths}:
        paths[selected] = selected.stem
    versions: list[ListedVersion] = []
    referentiel = None
    for path, name in paths.items():
        loaded = inputs.read(path)
        declared = loaded.model.certification if loaded.model else None
        meant = selected is not None and path.resolve() == selected.resolve()
        referentiel = loaded.referentiel if meant else referentiel
        version = declared.version if declared else name
        period = declared.en_vigueur if declared else None
        etat = catalogue.state(loaded, when) if declared else None
        verrou = locked_state(path, loaded)
        shown = inputs.display(path)
        versions.append(ListedVersion(version, period, shown, declared is not None, meant, etat, verrou))
    if form == "json":
        return versions_json(referentiel, code, versions)
    return _laid_out(versions_page(code, versions), file)


def _selected(wanted: str | None, when: day) -> tuple[str, Path | None]:
    """The code of the certification meant, and the file selected: none unless one version is in force."""
    if wanted is None or not inputs.names_file(wanted):
        try:
            found = inputs.select(wanted, when)
        except catalogue.NotFoundError as error:
            known = error.arguments.get("known")
            if error.message in {"gap", "overlap", "undated"} and isinstance(known, tuple):
                return str(known[0]).partition("@")[0], None
        else:
            return found.code, found.path
    path = inputs.path_of(wanted, when)
    model = inputs.read(path).model
    return (model.certification.code if model else path.stem), path


def _laid_out(page: Page, file: Path | None) -> str:
    """Wrapped at a terminal; elsewhere plain, and rich isn't even imported."""
    return output.as_text(PageScreen(page)) if file is None and sys.stdout.isatty() else plain(page)


def _of_session(typed: str, form: str, file: Path | None, *, force: bool) -> NoReturn:
    """What is done, due and late in a session; status 2 where none is meant, 1 where its file has errors."""
    from certeval.cli import session
    from certeval.cli.sheets import ReadingOptions
    from certeval.diagnostics import has_errors
    from certeval.jury.deadlines import deadlines
    from certeval.render import deadlines as rendered

    if not typed:
        exits.refuse(N_("say which session: its file, or its code"))
    read = session.read(ReadingOptions((), session=Path(typed), marks=None))
    assert read.seated is not None  # noqa: S101 -- a session was read
    subject = read.seated.subject
    pending = [each.code for each in read.candidates if _waits(read.state(each.code), each.code, subject)]
    found = deadlines(subject, pending)
    code = read.of_session.session.code
    inputs.report(read.diagnostics)
    if form == "json":
        text = rendered.as_json(code, found)
    else:
        text = output.as_text(*rendered.as_table(read.referentiel, code, found), file=file)
    output.deliver(text, file, force=force)
    exits.leave(exits.FINDINGS if has_errors(read.diagnostics) else exits.DONE)


def _waits(state: "State", candidate: str, subject: "SessionSubject") -> bool:
    """Whether a candidate's certification is pending, on something that this candidate seeks here."""
    from certeval.engine.missing import missing
    from certeval.engine.verdicts import EN_ATTENTE, verdict
    from certeval.jury.seated import seeks
    from certeval.rules.program import CERTIFICATION

    judged = state.verdicts.get(CERTIFICATION)
    if judged is None or verdict(judged.outcome) != EN_ATTENTE:
        return False
    codes = missing(judged, state)
    return not codes or any(seeks(candidate, code, subject) for code in codes)
