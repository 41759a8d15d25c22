"use strict";
// Writes definition/definition.schema.json, or with --check says whether it is up to date.
const fs = require("node:fs");
const path = require("node:path");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
const file = path.join(root, "definition", "definition.schema.json");
const { jsonSchema } = require(
    bundle(path.join(root, "features", "jsonSchema.ts"), path.join(root, ".build", "schema.js")),
);
const text = `${JSON.stringify(jsonSchema(), undefined, 4)}\n`;
if (!process.argv.includes("--check")) {
    fs.writeFileSync(file, text);
} else if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) {
    console.error("definition/definition.schema.json does not fit definition/schema/ and features/: run `make schema`");
    process.exitCode = 1;
}
