"use strict";
// The script and the styles of the page that `org access --html` writes. features/people/page/accessPage.ts loads it at run time, because
// the script is compiled for browsers, and only when a source of it has changed.
const path = require("node:path");
const { bundle, codeOf } = require("../../../program/bundle.cjs");

const root = path.resolve(__dirname, "..", "..", "..");

/** @returns {{ script: string, styles: string }} */
function accessPageParts() {
    const part = (entry, outfile) => codeOf(bundle(entry, path.join(root, ".build", outfile), "browser"));
    return {
        script: part(path.join(__dirname, "browser", "startAccessPage.ts"), "accessPage.js"),
        styles: part(path.join(__dirname, "styles", "accessPage.css"), "accessPage.css"),
    };
}

exports.accessPageParts = accessPageParts;
