"use strict";
// The script, the styles and the licences of the page that `org costs --html` writes. features/costs/page/costPage.ts loads it at run
// time, because the script is compiled for browsers, and only when a source of it has changed.
const fs = require("node:fs");
const path = require("node:path");
const { bundle, codeOf } = require("../../../program/bundle.cjs");

const root = path.resolve(__dirname, "..", "..", "..");

/** ECharts' licence wants its notice and its licence to go with every copy; those of the parts that it contains too. */
const LICENCES = ["echarts/NOTICE", "echarts/LICENSE", "echarts/licenses/LICENSE-d3", "zrender/LICENSE"];

/** @returns {{ script: string, styles: string, licences: string }} */
function pageParts() {
    const part = (entry, outfile) => codeOf(bundle(entry, path.join(root, ".build", outfile), "browser"));
    return {
        script: part(path.join(__dirname, "browser", "startPage.ts"), "costPage.js"),
        styles: part(path.join(__dirname, "styles", "page.css"), "costPage.css"),
        licences: LICENCES.map((name) => fs.readFileSync(packageFile(name), "utf8").trim()).join("\n\n---\n\n"),
    };
}

function packageFile(name) {
    const [packageName, ...names] = name.split("/");
    return path.join(path.dirname(require.resolve(`${packageName}/package.json`)), ...names);
}

exports.pageParts = pageParts;
