"use strict";
// Shows what a stack has provisioned: node program/tree.cjs STACK
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
const { drawTree } = require(
    bundle(path.join(root, "program", "outputs", "drawTree.ts"), path.join(root, ".build", "tree.js")),
);
const stack = process.argv[2] ?? "dev";
let json;
try {
    json = execFileSync("pulumi", ["stack", "output", "--json", "--stack", stack], { cwd: root, encoding: "utf8" });
} catch (error) {
    // Pulumi has said why, above.
    console.error(
        error.code === "ENOENT"
            ? 'pulumi is not on the PATH: eval "$(toolchain/env)"'
            : `The stack ${stack} cannot be shown. If it does not exist yet, \`make up\` creates it.`,
    );
    process.exit(1);
}
const outputs = JSON.parse(json);
console.log(
    outputs.organization ? `\n${drawTree(outputs)}` : "The stack is empty: `make up` provisions the organisation.",
);
