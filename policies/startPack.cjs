/**
 * What Pulumi starts (`main` of package.json): index.ts and all it imports, compiled when a source has changed.
 */
"use strict";
const { flushCompileCache } = require("node:module");
const path = require("node:path");

const { bundle } = require("../program/bundle.cjs");
require(bundle(path.join(__dirname, "index.ts"), path.join(__dirname, "..", ".build", "policies.js")));

// Pulumi ends the pack by a signal. Node.js writes its compile cache (NODE_COMPILE_CACHE, if that is set) when a process
// ends by itself, so it is written now: it halves the time of the next start.
setTimeout(() => flushCompileCache?.(), 1_000).unref();
