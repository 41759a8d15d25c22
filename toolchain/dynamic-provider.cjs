#!/usr/bin/env node
// pulumi-resource-pulumi-nodejs: runs the dynamic providers of the program in the working directory. Pulumi's own script starts a shell
// and two more processes for it, and outlives an engine that was killed.
"use strict";
const { fstatSync } = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

// The engine holds the other end.
if (fstatSync(0).isFIFO()) process.stdin.on("end", () => process.exit()).resume();
process.argv[1] = createRequire(path.resolve("package.json")).resolve("@pulumi/pulumi/cmd/dynamic-provider");
require(process.argv[1]);
