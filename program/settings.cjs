"use strict";
// Fails if a stack has no settings, and lists the stacks that have: node program/settings.cjs STACK
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
