"""The Content-Security-Policy of every page, and the redirect at the site's root that obeys it too."""

import html
from pathlib import Path

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # KaTeX places its symbols by style attributes
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    ]
)
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
REDIRECT = """<!DOCTYPE html>
<html lang="{language}">
  <head>
    <meta charset="utf-8" />
    {policy}
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="description" content="{title}" />
    <meta http-equiv="refresh" content="0; url={target}" />
    <link rel="icon" type="image/svg+xml" href="_static/ot/favicon.svg" />
    <link rel="canonical" href="{target}" />
    <title>{title}</title>
  </head>
  <body><main><h1><a href="{target}">{title}</a></h1></main></body>
</html>
"""


def redirect(target, title, language="en"):
    """A page that leads on to another."""
    return REDIRECT.format(
        language=language, policy=META, title=html.escape(title), target=html.escape(target)
    )


def write_redirect(app, exception):
    """Put a redirect at the root, unless a page of the book stands there."""
    if exception or app.builder.format != "html" or "index" in app.env.found_docs:
        return
    target = app.builder.get_target_uri(app.config.root_doc)
    page = redirect(target, app.config.html_title or app.config.project, app.config.language)
    Path(app.outdir, "index.html").write_text(page, encoding="utf-8")


def setup(app):
    app.connect("build-finished", write_redirect, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
