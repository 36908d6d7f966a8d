# Makes sure that the three browser engines of the tests are there.
set -eu

missing=
need() {
  command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
need chromium chromium
need firefox-esr firefox-esr
need WebKitWebDriver webkit2gtk-driver
need xvfb-run xvfb
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing
else
  echo "The browser tests need:$missing" >&2
  echo "Install them with: sudo apt-get install$missing" >&2
  exit 1
fi
