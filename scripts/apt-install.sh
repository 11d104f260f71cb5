#!/bin/sh
# apt-install.sh PACKAGE...: install Debian packages where that may be done unasked, that is as root.
set -eu
[ "$(id -u)" = 0 ] || exit 1
command -v apt-get >/dev/null || exit 1
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
apt-get install --quiet=2 --yes --no-install-recommends "$@" </dev/null
