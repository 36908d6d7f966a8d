"""The head, the opening and the policy of a page."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from lxml import html

from ot_notebook.sphinx_ext import page, policy


def script(filename, **attributes):
    return SimpleNamespace(filename=filename, attributes=attributes)


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"section": "2", "minutes": "14", "needs": "measures"}, "2 · 14 minutes · needs: measures"),
        ({"minutes": "3"}, "3 minutes"),
        ({"section": "0"}, "0"),
        ({}, ""),
    ],
)
def test_eyebrow(meta, expected):
    assert page.eyebrow(meta) == expected


def test_title_without_markup():
    title = nodes.title(
        "", "The ", nodes.math("", r"W_p(\mu)"), nodes.Text(" & "), nodes.emphasis("", "more")
    )
    assert page.title_text(title) == "The W_p(μ) & more"


def test_head_has_policy_first_escaped_description_and_one_viewport():
    tags = page.head_tags(
        '\n<meta name="viewport" content="x" />\n<meta name="author" content="A" />', 'a "b" <c>'
    )
    policy_tag, description, author = html.fragments_fromstring(tags)
    assert policy_tag.get("http-equiv") == "Content-Security-Policy"
    assert description.get("content") == 'a "b" <c>'
    assert author.get("name") == "author"


def test_scripts_of_the_theme_are_left_out_and_others_kept_once():
    scripts = [
        script("_static/doctools.js"),
        script(None, body="let toggleHintShow = 'Click to show';"),
        script("ot/book.js"),
        script("ot/page.js"),
        script("ot/page.js"),
    ]
    assert [kept.filename for kept in page.own_scripts(scripts, "book/x")] == ["ot/book.js", "ot/page.js"]


@pytest.mark.parametrize("bad", [script("https://example.org/x.js"), script(None, body="alert(1)")])
def test_scripts_that_the_policy_forbids_are_told(bad, monkeypatch):
    told = []
    monkeypatch.setattr(page.LOGGER, "warning", lambda *args, **kwargs: told.append((args, kwargs)))
    assert page.own_scripts([bad], "book/x") == []
    assert told[0][1]["location"] == "book/x"


def test_policy_allows_scripts_of_the_site_only():
    parts = dict(part.split(" ", 1) for part in policy.POLICY.split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == "'self'"
    assert parts["worker-src"] == "'self' blob:"
    assert "http" not in policy.POLICY and "*" not in policy.POLICY


def test_redirect_is_a_whole_page():
    tree = html.fromstring(policy.redirect("book/index.html", "Transport & costs"))
    assert tree.get("lang") == "en"
    assert tree.findtext("head/title") == "Transport & costs"
    assert tree.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=book/index.html"]
    assert tree.xpath("//main//a/@href") == ["book/index.html"]


def test_roles_and_names_that_hold():
    body = (
        '<div class="citation" role="doc-biblioentry"></div><summary aria-label="Toggle hidden content">Code'
    )
    assert page.accessible(body) == '<div class="citation" role="listitem"></div><summary>Code'


def test_inline_scripts_in_a_page_are_told_and_those_of_thebe_removed(monkeypatch):
    told = []
    monkeypatch.setattr(page.LOGGER, "warning", lambda *args, **kwargs: told.append(kwargs["location"]))
    bad = nodes.raw("", "<p><script>alert(1)</script>", format="html")
    data = nodes.raw("", '<script type="application/json">{}</script>', format="html")
    thebe = nodes.raw("", "<script>kernelName = 'python3'</script>", format="html")
    holder = nodes.container("", bad, data, thebe)
    page.check_scripts(None, holder, "book/x")
    assert told == [bad]
    assert list(holder) == [bad, data]
