#!/bin/sh
# Remake the two fonts of PDF and PNG in assessments/reporting/fonts from Adobe's Source Sans 3:
# two weights of the variable font, with the scripts and signs that we use. Its licence reserves the
# name "Source" for the unchanged font, so the cut one has a name of its own.
set -eu
cd "$(dirname "$0")/.."

package=fontpkg-source-sans-3==3.52
fonttools=fonttools==4.68.0
target=assessments/reporting/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$(scripts/python.sh)" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "$package" "$fonttools"
from=$(ls -d "$work"/venv/lib/python*/site-packages/fontpkg_source_sans_3)
cp "$from/LICENSE" "$target/LICENSE"
"$work/venv/bin/python" scripts/vendor/cut_fonts.py "$from/files/SourceSans3[wght].ttf" "$target"
{
    echo "name: Source Sans 3, cut, as Survey Sans"
    echo "version: 3.52"
    for weight in Regular SemiBold; do
        echo "sha256 $weight: $(sha256sum "$target/SurveySans-$weight.ttf" | cut -d' ' -f1)"
    done
} >"$target/VERSION"
