"use strict";
// Writes the pages that are made from data (guardrails/pages), or with --check says whether they are up to date.
const fs = require("node:fs");
const path = require("node:path");
const prettier = require("prettier");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
const { PAGES } = require(
    bundle(path.join(root, "guardrails", "pages", "index.ts"), path.join(root, ".build", "docs.js")),
);

async function main() {
    for (const [name, page] of Object.entries(PAGES)) {
        const file = path.join(root, name);
        const config = await prettier.resolveConfig(file);
        const text = await prettier.format(page(), { ...config, filepath: file });
        if (!process.argv.includes("--check")) {
            fs.writeFileSync(file, text);
        } else if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) {
            console.error(`${name} does not fit guardrails/: run \`make docs\``);
            process.exitCode = 1;
        }
    }
}

void main();
