"use strict";
// The parts of pages that are compiled for browsers: one script and one style sheet for each page. The launchers of the pages use it.
const path = require("node:path");
const { bundle, codeOf } = require("../../program/bundle.cjs");

const BUILT = path.resolve(__dirname, "..", "..", ".build");

/**
 * @param {string} entry the absolute path of the script's or the style sheet's first file
 * @param {string} name the name of the compiled file in `.build`
 * @returns {string} the code, compiled again only when a source of it has changed
 */
function bundledPart(entry, name) {
    return codeOf(bundle(entry, path.join(BUILT, name), "browser"));
}

exports.bundledPart = bundledPart;
