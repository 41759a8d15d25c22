"use strict";
// The script and the styles of the page that `org access --html` writes. features/people/page/accessPage.ts loads it at run time.
const path = require("node:path");
const { bundledPart } = require("../../../pages/frame/bundledPart.cjs");

/** @returns {{ script: string, styles: string }} */
function accessPageParts() {
    return {
        script: bundledPart(path.join(__dirname, "browser", "startAccessPage.ts"), "accessPage.js"),
        styles: bundledPart(path.join(__dirname, "styles", "accessPage.css"), "accessPage.css"),
    };
}

exports.accessPageParts = accessPageParts;
