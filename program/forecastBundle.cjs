/**
 * forecast.ts and all it imports, compiled so that resources register in a recorder (program/forecast/recordingSdk) and not with Pulumi.
 * `org review` answers with it at once, and `up` finds with it what has to be acknowledged.
 */
"use strict";
const path = require("node:path");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
module.exports = require(bundle(path.join(root, "forecast.ts"), path.join(root, ".build", "forecast.js"), "recording"));
