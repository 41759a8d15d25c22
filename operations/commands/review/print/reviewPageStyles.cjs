"use strict";
// The styles of the page that `org review --html` writes. reviewPage.ts loads them at run time.
const path = require("node:path");
const { bundledPart } = require("../../../../pages/frame/bundledPart.cjs");

/** @returns {string} */
function reviewPageStyles() {
    return bundledPart(path.join(__dirname, "reviewPage.css"), "reviewPage.css");
}

exports.reviewPageStyles = reviewPageStyles;
