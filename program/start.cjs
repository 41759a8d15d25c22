/**
 * What Pulumi starts (`main` of package.json): index.ts and all it imports, compiled.
 *
 * Compiled, because people run preview many times a day, and ts-node takes seconds of every run. The program is compiled again whenever a
 * source has changed, so nobody has to remember it and nothing stale ever runs. Types are checked by `make test` and by the editor, not
 * here.
 */
"use strict";
const path = require("node:path");

const [major] = process.versions.node.split(".").map(Number);
const { RunError } = require("@pulumi/pulumi");
if (major < 22) {
    throw new RunError(
        `Node.js ${process.versions.node} is too old: 22 or later is needed.\n` +
            'Type `eval "$(toolchain/env)"` in this checkout, which provides one, and try again.',
    );
}

require("./leanSdk.cjs");
const root = path.resolve(__dirname, "..");
const { bundle } = require("./bundle.cjs");
module.exports = require(bundle(path.join(root, "index.ts"), path.join(root, ".build", "program.js")));
