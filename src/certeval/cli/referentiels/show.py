"""`certeval show`."""

import sys
from datetime import date as day
from pathlib import Path
from typing import NoReturn

from certeval.cli import elements, exits, inputs, offers, options, output
from certeval.cli.options import argument
from certeval.messages import N_
from certeval.referentiel import catalogue
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.elements import element_page
from certeval.render.referentiel.page import Page, PageScreen, plain
from certeval.text.nearest import fold

FORMATS = ("table", "json")
ELEMENT = N_("[ELEMENT]")
WHAT = N_(
    "What to show: bloc 2, C1.1, epreuve E1…, metiers, versions, session CODE, correspondance NAME; else the "
    "certification."
)


def show(
    words: list[str] | None = argument(ELEMENT, WHAT, autocompletion=offers.show_offers, default=None),
    *,
    referentiel: options.Referentiel,
    date: options.Day,
    form: str | None = options.form(FORMATS),
    as_json: options.Json,
    file: options.Output,
    force: options.Force,
) -> None:
    """Show the certification, or one of its elements: `certeval show bloc 2`, `certeval show CR1.1.1`.

    Without ELEMENT: the certification, its legal basis, its blocs, its rules, its épreuves.
    Before what is shown, CODE@VERSION is `--referentiel CODE@VERSION`.
    """
    if words and "@" in words[0] and not referentiel:
        referentiel, *words = words
    if words and fold(words[0]).rstrip("s") in {"correspondance", "session"}:
        exits.refuse_beside(words[0], {"--referentiel": referentiel, "--date": date})
    if words and fold(words[0]).rstrip("s") == "correspondance":
        from certeval.cli import correspondances

        correspondances.show(" ".join(words[1:]), form, file, as_json=as_json, force=force)
        return
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    if words and fold(words[0]) == "session":
        _show_session(" ".join(words[1:]), form, file, force=force)
    kind, rest = elements.kind_and_rest(words or [])
    if kind in elements.LISTS and rest:
        exits.refuse("{kind} « {typed} »: nothing is expected after {kind}", kind=kind, typed=rest)
    when = inputs.day(date)
    if kind == "versions":
        text = _versions(referentiel, when, form, file)
    else:
        text = _text(inputs.referentiel(referentiel, when), kind, rest, form, file)
    output.deliver(text, file, force=force)


def _text(referentiel: Referentiel, kind: str, rest: str, form: str, file: Path | None) -> str:
    """The certification, its métiers or one element, in the form asked; only what it takes is imported."""
    whole = not kind and (not rest or fold(rest) == fold(referentiel.code))
    code = "" if whole or kind == "metiers" else elements.element(referentiel, kind, rest)
    if form == "json":
        from certeval.render.referentiel import json as machine

        if code:
            return machine.element_json(referentiel, code)
        return machine.certification_json(referentiel) if whole else machine.metiers_json(referentiel)
    if code:
        return _layout(element_page(referentiel, code), file)
    from certeval.render.referentiel.certification import certification_page, metiers_page

    return _layout(certification_page(referentiel) if whole else metiers_page(referentiel), file)


def _versions(reference: str | None, when: day, form: str, file: Path | None) -> str:
    """The versions of the certification meant, the one selected among them."""
    from certeval.cli.catalogues import locked_state
    from certeval.render.referentiel.certification import ListedVersion, versions_page
    from certeval.render.referentiel.json import versions_json

    code, selection = _selection(reference, when)
    paths = {v.path: v.path.stem for v in catalogue.versions(inputs.folder()) if fold(v.code) == fold(code)}
    if selection and selection.resolve() not in {path.resolve() for path in paths}:
        paths[selection] = selection.stem
    versions: list[ListedVersion] = []
    referentiel = None
    for path, name in paths.items():
        compilation = inputs.read(path)
        certification = compilation.model.certification if compilation.model else None
        is_selected = selection is not None and path.resolve() == selection.resolve()
        referentiel = compilation.referentiel if is_selected else referentiel
        version = certification.version if certification else name
        period = certification.en_vigueur if certification else None
        etat = catalogue.period_state(compilation, when) if certification else None
        verrou = locked_state(path, compilation)
        display_name = inputs.display(path)
        versions.append(
            ListedVersion(version, period, display_name, certification is not None, is_selected, etat, verrou)
        )
    if form == "json":
        return versions_json(referentiel, code, versions)
    return _layout(versions_page(code, versions), file)


def _selection(reference: str | None, when: day) -> tuple[str, Path | None]:
    """The code of the certification meant, and the file selected: none unless one version is in force."""
    if reference is None or not inputs.names_file(reference):
        try:
            version = inputs.select(reference, when)
        except catalogue.NotFoundError as error:
            choices = error.arguments.get("known")
            if error.message in {"gap", "overlap", "undated"} and isinstance(choices, tuple):
                return str(choices[0]).partition("@")[0], None
        else:
            return version.code, version.path
    path = inputs.path_of(reference, when)
    model = inputs.read(path).model
    return (model.certification.code if model else path.stem), path


def _layout(page: Page, file: Path | None) -> str:
    """Wrapped at a terminal; elsewhere plain, and rich isn't even imported."""
    return output.as_text(PageScreen(page)) if file is None and sys.stdout.isatty() else plain(page)


def _show_session(operand: str, form: str, file: Path | None, *, force: bool) -> NoReturn:
    """What is done, due and late in a session; status 2 where none is meant, 1 where its file has errors."""
    from certeval.cli import session
    from certeval.cli.sheets import ReadingOptions
    from certeval.diagnostics import has_errors
    from certeval.jury.deadlines import deadlines
    from certeval.render import deadlines as rendering
    from certeval.render.waits import by_candidate, postponements

    if not operand:
        exits.refuse("say which session: its file, or its code")
    read = session.read(ReadingOptions((), session=Path(operand), marks=None))
    subject = read.of_assembly.subject
    people = {each.code: each for each in read.candidates}
    results = list(map(read.plain, people))
    waits = by_candidate(read.referentiel, people, results, subject.is_due)
    reports = {str(each["candidat"]): postponements(each) for each in results}
    entries = deadlines(subject, [code for code, text in waits.items() if not text or text != reports[code]])
    code = read.of_session.session.code
    inputs.report(read.diagnostics)
    if form == "json":
        text = rendering.as_json(code, entries)
    else:
        text = output.as_text(*rendering.as_table(read.referentiel, code, entries), file=file)
    output.deliver(text, file, force=force)
    exits.leave(exits.FINDINGS if has_errors(read.diagnostics) else exits.OK)
