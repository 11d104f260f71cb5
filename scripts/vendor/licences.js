// Prints the licence of plotly.js and of every package that ended up in the bundle.
// Usage: node licences.js META_FILE   (esbuild's metafile)
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const [bundle] = Object.values(JSON.parse(fs.readFileSync(process.argv[2], "utf8")).outputs);
// Stylesheets are left out of the bundle, see vendor-plotly.sh.
const inputs = Object.keys(bundle.inputs).filter((input) => !input.endsWith(".css"));
const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

function licenceOf(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = fs.readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? fs.readFileSync(path.join(folder, file), "utf8").trim() : "(no licence file in the package)";
  return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
}

const folders = new Set(inputs.map((input) => (input.match(PACKAGE) || [null])[0]).filter(Boolean));
const plotly = "node_modules/plotly.js";
const others = [...folders].filter((folder) => folder !== plotly).sort();
const rule = `\n${"-".repeat(78)}\n\n`;
process.stdout.write([plotly, ...others].map(licenceOf).join(rule).replace(/[ \t\r]+$/gm, ""));
