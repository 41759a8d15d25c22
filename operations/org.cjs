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
            `org: Node.js ${process.versions.node} is too old: ${NODE_MINIMUM} or later is needed. \`npm ci\` installs one.`,
        );
        process.exit(1);
    }
    const { status } = spawnSync(brought, [__filename, ...process.argv.slice(2)], { stdio: "inherit" });
    process.exit(status ?? 1);
}
enterProject();
process.env.NODE_COMPILE_CACHE ??= path.join(root, ".build", "compile-cache");
require("node:module").enableCompileCache?.(process.env.NODE_COMPILE_CACHE);

require("../program/lazySdk.cjs"); // for the commands that run Pulumi
let main;
try {
    const { bundle } = require("../program/bundle.cjs");
    ({ main } = require(bundle(path.join(root, "operations", "main.ts"), path.join(root, ".build", "org.js"))));
} catch (error) {
    // A folder that may not be written, a full disk, a source that is being edited: the message says it all.
    console.error(`org: ${error.message}`);
    process.exit(1);
}
void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
});

/**
 * Goes to the folder with the stacks' settings, which all paths in them start from: the one that this was typed in or one above it,
 * else the checkout.
 */
function enterProject() {
    const isProject = (folder) => fs.readdirSync(folder).some((name) => /^Pulumi\.(.+\.)?yaml$/.test(name));
    let folder = process.cwd();
    try {
        while (!isProject(folder) && folder !== path.dirname(folder)) folder = path.dirname(folder);
        process.chdir(isProject(folder) ? folder : root);
    } catch {
        process.chdir(root); // a folder on the way that may not be read
    }
}
