"""The official référentiel in the form asked: what must be there before any work, what it holds, what it leaves out."""

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from certeval import messages
from certeval.cli import exits, files, inputs, notices
from certeval.cli.referentiels import compared
from certeval.messages import N_, _, ngettext
from certeval.referentiel import catalogue
from certeval.referentiel.load import Referentiel
from certeval.render.json_text import json_text
from certeval.render.words import joined

if TYPE_CHECKING:
    from certeval.documents.typst import Unprinted


FORMS = ("pdf", "docx", "html", "markdown")
NO_TEXT = ("docx", "pdf")
ADDRESSED = ("case",)
"""The forms whose things have an address."""
FRAMEWORKS = (*ADDRESSED, "moodle")
"""Those that other systems read."""


def ready(form: str, file: Path | None) -> None:
    """End with status 2 where no file is named for what is no text, or what writes the form is not installed."""
    if file is None and form in NO_TEXT:
        exits.refuse(N_("--format {form} is no text: name a file with --output"), form=form)
    with exits.Trying():
        if form == "html":
            import jinja2  # noqa: F401 -- asked for before any work is done
        elif form == "pdf":
            import typst  # noqa: F401 -- as above


def content(referentiel: Referentiel, form: str, *, with_rules: bool) -> str | bytes:
    """The document of a version in its own language; status 1 where a PDF can't show one of its signs."""
    from certeval.documents.official.build import publication

    with messages.speaking(referentiel.langue):
        made = publication(referentiel, with_rules=with_rules)
        if form == "docx":
            from certeval.documents.official.word import docx

            return docx(made)
        if form == "html":
            from certeval.documents.official.html import html

            return html(made).decode()
        if form == "markdown":
            from certeval.documents.official.markdown import markdown

            return markdown(made)
        from certeval.documents.official import pdf

        printed = pdf.pdf(made)
    return printed if isinstance(printed, bytes) else _unprinted(referentiel, printed)


def _unprinted(referentiel: Referentiel, why: "Unprinted") -> NoReturn:
    from certeval.documents.official.pdf import finding

    if not why.characters:
        raise AssertionError(why.reason)  # the template is ours
    inputs.leave([finding(referentiel, why.characters)])


def deliver_site(folder: Path, *, with_rules: bool, force: bool) -> None:
    """The pages of all versions of the catalogue, all of them or none; status 3 where one is invalid."""
    ready("html", folder)
    read = [inputs.read(version.path) for version in catalogue.versions(inputs.folder())]
    if not read:
        exits.refuse(N_("no référentiel in {folder}"), folder=inputs.folder())
    versions = compared.able(*read)
    from certeval.documents.official.site import site

    pages = {folder / name: data for name, data in site(versions, with_rules=with_rules).items()}
    with files.putting(pages, force=force, folder=folder):
        pass
    notices.tell(
        N_("{pages} pages written to {folder}: open {index}"),
        pages=len(pages),
        folder=folder,
        index=folder / "index.html",
    )


def say_left_out(referentiel: Referentiel, *, with_rules: bool) -> None:
    """Say what is declared and no part of the document, so that nobody looks for it there."""
    file = referentiel.model
    ecarts, cases, doubts = len(file.ecarts), len(file.cas), len(file.a_relire)
    added = [_("the rules"), ngettext("{n} écart", "{n} écarts", ecarts).format(n=ecarts) if ecarts else ""]
    never = [
        ngettext("{n} case", "{n} cases", cases).format(n=cases) if cases else "",
        ngettext("{n} point to review", "{n} points to review", doubts).format(n=doubts) if doubts else "",
    ]
    for listed, message in (
        ([] if with_rules else added, N_("left out: {listed}; --with-rules adds them")),
        (never, N_("left out, as no part of the official document: {listed}")),
    ):
        if any(listed):
            notices.tell(message, listed=joined(list(filter(None, listed)), every=True))


def framework(referentiel: Referentiel, form: str, adresse: str | None) -> str:
    """A framework in the language of the référentiel; status 1 with what it must bear and nothing says."""
    return _moodle(referentiel) if form == "moodle" else _case(referentiel, adresse)


def _moodle(referentiel: Referentiel) -> str:
    from certeval.exchange import moodle

    with messages.speaking(referentiel.langue):
        text = moodle.framework(referentiel)
    inputs.report(moodle.findings(referentiel))
    notices.tell(
        N_("left out, as Moodle has no place for it: the rules, activités, épreuves, the jury, the cases")
    )
    return text


def _case(referentiel: Referentiel, adresse: str | None) -> str:
    from certeval.exchange.case.package import lacking, package

    if lack := lacking(referentiel):
        inputs.leave(lack)
    with messages.speaking(referentiel.langue):
        text = json_text(package(referentiel, adresse or ""))
    notices.tell(N_("left out, as CASE has no place for it: the rules, what is entered, the jury, the cases"))
    return text
