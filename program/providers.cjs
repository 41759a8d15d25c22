/**
 * What Pulumi's process for dynamic providers loads: providers/index.ts and all it imports, compiled as the program is. The resources in a
 * state name this file and do not contain its text (components/ownResource.ts), so a fix of a provider takes effect at once.
 */
"use strict";
const path = require("node:path");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
module.exports = require(bundle(path.join(root, "providers", "index.ts"), path.join(root, ".build", "providers.js")));
