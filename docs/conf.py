"""Settings of the documentation: Sphinx, MyST, furo."""

from importlib.metadata import version as installed_version

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "mo_network"
author = "The mo_network contributors"
copyright = f"2026, {author}"  # noqa: A001 - the name is Sphinx's
release = version = installed_version("mo-network")

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True
highlight_language = "text"

html_theme = "furo"
html_title = f"mo_network {release}"
html_show_sourcelink = False


def setup(app: Sphinx) -> None:
    """Show Mermaid diagrams as the text they are: a picture would need scripts of a third party."""
    app.add_lexer("mermaid", TextLexer)
