"use strict";
// Writes the pages that are made from data (guardrails/pages, features/people/library, features/baseline/library), and the parts of
// docs/aws-roles.md that are (operations/commands/bootstrap), or with --check says whether they are up to date.
const fs = require("node:fs");
const path = require("node:path");
const prettier = require("prettier");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
const load = (source, name) => require(bundle(source, path.join(root, ".build", name)));
const { PAGES } = load(path.join(root, "guardrails", "pages", "index.ts"), "docs.js");
const { permissionSetsPage } = load(
    path.join(root, "features", "people", "library", "permissionSetsPage.ts"),
    "permissionSetDocs.js",
);
const { baselineBlocksPage } = load(
    path.join(root, "features", "baseline", "library", "baselineBlocksPage.ts"),
    "baselineBlockDocs.js",
);
const { roleBlocks } = load(path.join(root, "operations", "commands", "bootstrap", "rolesPage.ts"), "roleDocs.js");
const ROLES = "docs/aws-roles.md";
const pages = {
    ...PAGES,
    "docs/permission-sets.md": permissionSetsPage,
    "docs/baseline-blocks.md": baselineBlocksPage,
    [ROLES]: () => filled(fs.readFileSync(path.join(root, ROLES), "utf8"), roleBlocks()),
};

/** Puts each block between its two marks. */
function filled(text, blocks) {
    return Object.entries(blocks).reduce((page, [name, block]) => {
        const marks = new RegExp(`(<!-- made by make docs: ${name} -->\\n)[^]*?(<!-- end of ${name} -->)`);
        if (!marks.test(page)) throw new Error(`${ROLES} has no place for ${name}`);
        return page.replace(marks, (_, begin, end) => `${begin}\n${block}\n\n${end}`);
    }, text);
}

async function main() {
    for (const [name, page] of Object.entries(pages)) {
        const file = path.join(root, name);
        const config = await prettier.resolveConfig(file);
        const text = await prettier.format(page(), { ...config, filepath: file });
        if (!process.argv.includes("--check")) {
            fs.writeFileSync(file, text);
        } else if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) {
            console.error(`${name} does not fit the data that it is made from: run \`make docs\``);
            process.exitCode = 1;
        }
    }
}

void main();
