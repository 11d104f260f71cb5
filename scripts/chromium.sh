#!/bin/sh
# Print the path of a Chromium or Chrome: $CHROMIUM if set, else the first found.
# With --install, as root on Debian, what is missing is installed first.
set -eu
cd "$(dirname "$0")/.."

# ldconfig is not on every user's PATH
PATH=$PATH:/usr/sbin:/sbin

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

# Playwright's own program needs a library that a small Debian does not have.
libatomic_found() {
    ! command -v ldconfig >/dev/null || ldconfig -p | grep -q 'libatomic\.so\.1'
}

if [ "${1:-}" = --install ]; then
    find_chromium >/dev/null || scripts/apt-install.sh chromium >&2 || true
    libatomic_found || scripts/apt-install.sh libatomic1 >&2 || true
fi
if ! libatomic_found; then
    echo "The browser journeys need the library libatomic.so.1, and it was not found." >&2
    echo "Debian: sudo apt-get install libatomic1" >&2
    exit 1
fi
find_chromium && exit 0
echo "The browser journeys need Chromium or Chrome, and none was found." >&2
echo "Debian: sudo apt-get install chromium    macOS: brew install --cask chromium" >&2
echo "Or name one: CHROMIUM=/path/to/chrome make test" >&2
exit 1
