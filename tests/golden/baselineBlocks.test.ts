import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { blockVariants } from "../unit/features/baseline/library/blockVariants";
import { templateOf } from "../unit/features/baseline/library/resolvedBlock";

/**
 * The template of every block. What differs here is changed in every account that has the block, with the next `up`: a release that means
 * to change something changes the file (`UPDATE_GOLDEN=1`), and its changelog says so.
 */
describe("golden: what blocks become", () => {
    for (const [name, parameters, about] of blockVariants()) {
        const isPlain = about === "as it is";
        it(`${name}, ${about}`, () => {
            const suffix = isPlain ? "" : `-${about.toLowerCase().replaceAll(" ", "-")}`;
            const file = path.join(__dirname, "baselineBlocks", `${name}${suffix}.json`);
            const template: unknown = JSON.parse(JSON.stringify(templateOf(name, parameters)));
            if (process.env["UPDATE_GOLDEN"]) fs.writeFileSync(file, `${JSON.stringify(template, undefined, 2)}\n`);
            assert.deepEqual(template, JSON.parse(fs.readFileSync(file, "utf8")));
        });
    }
});
