"use strict";
// The script, the styles and the licences of the page that `org costs --html` writes. features/costs/page/costPage.ts loads it at run
// time.
const fs = require("node:fs");
const path = require("node:path");
const { bundledPart } = require("../../../pages/frame/bundledPart.cjs");

/** ECharts' licence wants its notice and its licence to go with every copy; those of the parts that it contains too. */
const LICENCES = ["echarts/NOTICE", "echarts/LICENSE", "echarts/licenses/LICENSE-d3", "zrender/LICENSE"];

/** @returns {{ script: string, styles: string, licences: string }} */
function pageParts() {
    return {
        script: bundledPart(path.join(__dirname, "browser", "startPage.ts"), "costPage.js"),
        styles: bundledPart(path.join(__dirname, "styles", "page.css"), "costPage.css"),
        licences: LICENCES.map((name) => fs.readFileSync(packageFile(name), "utf8").trim()).join("\n\n---\n\n"),
    };
}

function packageFile(name) {
    const [packageName, ...names] = name.split("/");
    return path.join(path.dirname(require.resolve(`${packageName}/package.json`)), ...names);
}

exports.pageParts = pageParts;
