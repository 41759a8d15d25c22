#!/usr/bin/env node
// The command `org`: operations/main.ts and all it imports, compiled when a source has changed.
"use strict";
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const NODE_MINIMUM = 22;

if (!fs.existsSync(path.join(root, "node_modules"))) {
    console.error("org: the packages are not installed: run `npm ci` in the checkout");
    process.exit(1);
}
if (Number(process.versions.node.split(".")[0]) < NODE_MINIMUM) {
    // `npm ci` brings a Node.js that is new enough.
    const brought = path.join(root, "node_modules", "node", "bin", "node");
    if (!fs.existsSync(brought)) {
        console.error(
            `org: Node.js ${process.versions.node} is too old: ${NODE_MINIMUM} or later is needed, or run \`npm ci\`, which brings one.`,
        );
        process.exit(1);
    }
    const { status } = spawnSync(brought, [__filename, ...process.argv.slice(2)], { stdio: "inherit" });
    process.exit(status ?? 1);
}
process.env.NODE_COMPILE_CACHE ??= path.join(root, ".build", "compile-cache");
require("node:module").enableCompileCache?.(process.env.NODE_COMPILE_CACHE);

const { bundle } = require("../program/bundle.cjs");
const { main } = require(bundle(path.join(root, "operations", "main.ts"), path.join(root, ".build", "org.js")));
void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
});
