"use strict";
// Says whether a stack has settings, and which stacks there are where it has none: node program/settings.cjs STACK
const path = require("node:path");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
const { missingSettings } = require(
    bundle(path.join(root, "program", "openStack", "settingsFiles.ts"), path.join(root, ".build", "settings.js")),
);
const missing = missingSettings(process.argv[2] ?? "dev", root);
if (missing !== undefined) {
    console.error(`make: ${missing}`);
    process.exitCode = 2;
}
