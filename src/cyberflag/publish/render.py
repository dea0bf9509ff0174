"""Pages into HTML."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from cyberflag.publish.model import Edition, Page

MENU: tuple[tuple[str, str], ...] = (
    ("index.html", "Figures"),
    ("quality.html", "Quality"),
    ("method.html", "Method"),
    ("sources/index.html", "Sources"),
    ("data.html", "Data"),
)
"""Address and name of the pages every page leads to."""

_TEMPLATES = Environment(
    loader=PackageLoader("cyberflag.publish"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def html(page: Page, edition: Edition) -> str:
    """One page, whole."""
    return _TEMPLATES.get_template(page.template).render(page=page, edition=edition, menu=MENU)


def html_alone(page: Page, style: str) -> str:
    """A page that belongs to no site and holds its own style."""
    return _TEMPLATES.get_template(page.template).render(page=page, style=style)
