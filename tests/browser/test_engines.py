"""What the tests say where a browser is missing."""

import pytest

from tests.browser.engines import ENGINES, start


@pytest.mark.parametrize(
    "name, package", [("chromium", "chromium"), ("firefox", "firefox-esr"), ("webkit", "xvfb")]
)
def test_a_missing_engine_fails_the_test_and_says_what_to_install(name, package, monkeypatch, tmp_path):
    if name == "webkit":
        (tmp_path / "WebKitWebDriver").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match=f"apt-get install {package}"):
        start(name)


def test_each_engine_is_the_one_it_says(engine):
    agent = engine.evaluate("() => navigator.userAgent")
    assert {"chromium": "Chrome/", "firefox": "Firefox/", "webkit": "Version/"}[engine.name] in agent
    assert engine.name in ENGINES
