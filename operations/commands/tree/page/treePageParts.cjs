"use strict";
// The script and the styles of the page that `org tree --html` writes. operations/commands/tree/page/treePage.ts loads it at run time.
const path = require("node:path");
const { bundledPart } = require("../../../../pages/frame/bundledPart.cjs");

/** @returns {{ script: string, styles: string }} */
function treePageParts() {
    return {
        script: bundledPart(path.join(__dirname, "browser", "startTreePage.ts"), "treePage.js"),
        styles: bundledPart(path.join(__dirname, "styles", "treePage.css"), "treePage.css"),
    };
}

exports.treePageParts = treePageParts;
