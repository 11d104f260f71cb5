#!/usr/bin/env bash
# Builds static/vendor/plotly/ from the versions locked in scripts/vendor/package-lock.json:
# plotly.js with the traces our charts use, minified. Needs npm, and a network for the install.
# `make vendor` calls it; the result is committed, so nobody needs npm to run the product.
set -euo pipefail

root="$(cd "$(dirname "$0")/.." && pwd)"
target="$root/static/vendor/plotly"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

command -v npm >/dev/null || { echo "vendor-plotly: npm is missing; install Node.js 20 or newer" >&2; exit 1; }

cp "$root"/scripts/vendor/{package.json,package-lock.json,plotly-entry.js,licences.js} "$work"
cd "$work"
# No install scripts: neither package needs one to be bundled.
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

# The core imports a map library's stylesheet although no map is bundled: leave it out.
build=(esbuild plotly-entry.js --bundle --minify --format=iife --global-name=Plotly
  --define:global=window --target=es2020 --loader:.css=empty --legal-comments=none)
node_modules/.bin/"${build[0]}" "${build[@]:1}" --metafile=meta.json --outfile=plotly.min.js --log-level=warning

mkdir -p "$target"
cp plotly.min.js "$target/plotly.min.js"
node licences.js meta.json >"$target/LICENSE"
{
  echo "name: plotly.js"
  echo "version: $(node -p 'require("plotly.js/package.json").version')"
  echo "traces: scatter (core), bar, heatmap"
  echo "build: ${build[*]} (esbuild $(node -p 'require("esbuild/package.json").version'))"
  echo "sha256: $(node -p 'require("node:crypto").createHash("sha256").update(require("node:fs").readFileSync("plotly.min.js")).digest("hex")')"
} >"$target/VERSION"
echo "vendor-plotly: wrote $target"
