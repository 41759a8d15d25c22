/**
 * What Pulumi starts (`main` of package.json): index.ts and all it imports, compiled.
 *
 * Compiled, because people run preview many times a day, and ts-node takes seconds of every run. The compiled program is
 * made anew whenever a source has changed, so nobody has to remember it and nothing stale ever runs. Types are checked
 * by `make test` and by the editor, not here.
 */
"use strict";
const path = require("node:path");

const [major] = process.versions.node.split(".").map(Number);
const { RunError } = require("@pulumi/pulumi");
if (major < 22) {
    throw new RunError(
        `Node.js ${process.versions.node} is too old: 22 or later is needed.\n` +
            'Type `eval "$(toolchain/env)"` in this checkout, which brings one, and try again.',
    );
}

// The SDK takes a stack trace for every promise it makes, to name those that never end. At 1,000 accounts that is most
// of the program's time. The promises are still told; errors keep their stack traces, for they are made elsewhere.
const debuggable = require("@pulumi/pulumi/runtime/debuggable");
const { debuggablePromise } = debuggable;
debuggable.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
        return debuggablePromise(promise, context);
    } finally {
        Error.stackTraceLimit = limit;
    }
};

const root = path.resolve(__dirname, "..");
const { bundle } = require("./bundle.cjs");
module.exports = require(bundle(path.join(root, "index.ts"), path.join(root, ".build", "program.js")));
