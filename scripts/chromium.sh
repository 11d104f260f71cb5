#!/bin/sh
# Print the path of a Chromium or Chrome: $CHROMIUM if set, else the first found.
# With --install, as root on Debian, one that is missing is installed first.
set -eu
cd "$(dirname "$0")/.."

find_chromium() {
    for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if [ -n "$candidate" ] && command -v "$candidate" 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

find_chromium && exit 0
if [ "${1:-}" = --install ] && scripts/apt-install.sh chromium >&2; then
    find_chromium && exit 0
fi
echo "The browser journeys need Chromium or Chrome, and none was found." >&2
echo "Debian: sudo apt-get install chromium    macOS: brew install --cask chromium" >&2
echo "Or name one: CHROMIUM=/path/to/chrome make test" >&2
exit 1
