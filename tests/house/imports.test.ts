import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import type { ICruiseResult } from "dependency-cruiser";
import { firstLines } from "../../limits/messageText";
import { CHECKOUT, readImports, violationText } from "./imports";

const config = createRequire(__filename)("../../.dependency-cruiser.cjs") as {
    forbidden: readonly { name: string; comment: string }[];
};

/** How many violations one message shows. */
const SHOWN = 20;

describe("imports", function () {
    this.timeout(60_000);
    let house: ICruiseResult;
    before(() => {
        house = readImports(CHECKOUT);
    });

    it("are read from every folder of the program", () => {
        const folders = new Set(house.modules.map(({ source }) => source.split("/")[0]));
        const programs = fs
            .readdirSync(CHECKOUT)
            .filter((name) => fs.existsSync(path.join(CHECKOUT, name, "index.ts")) && name !== "tests");
        assert.deepEqual(
            programs.filter((name) => !folders.has(name)),
            [],
        );
        assert.ok((house.summary.totalDependenciesCruised ?? 0) > 1000);
    });

    for (const { name, comment } of config.forbidden) {
        it(`${name}: ${comment}`, function () {
            const violations = house.summary.violations.filter(({ rule }) => rule.name === name).map(violationText);
            const isLayerBroken = house.summary.violations.some(({ rule }) => rule.name.startsWith("layer-"));
            // One import that goes up closes a hundred circles. Its own message says what to mend.
            if (name.endsWith("-circle") && isLayerBroken) this.skip();
            if (violations.length === 0) return;
            assert.fail([comment, ...firstLines(violations, SHOWN, (more) => `and ${more} more`)].join("\n    "));
        });
    }
});

describe("the rules of imports", function () {
    this.timeout(60_000);
    /** What is said of a house that consists of these files. */
    function violations(files: Readonly<Record<string, string>>): string[] {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "house-"));
        try {
            for (const [name, text] of Object.entries({ "tsconfig.json": "{}", ...files })) {
                fs.mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
                fs.writeFileSync(path.join(folder, name), text);
            }
            return readImports(folder)
                .summary.violations.filter(({ rule }) => rule.name !== "used")
                .map(violationText);
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    }

    const MODEL = "export interface Model { key: string }\n";
    const USE = (from: string, type = ""): string =>
        `import ${type}{ Model } from "${from}";\nexport type A = Model;\n`;

    it("let an import go down", () => {
        assert.deepEqual(
            violations({ "program/a.ts": USE("../definition/model", "type "), "definition/model.ts": MODEL }),
            [],
        );
    });

    it("refuse one that goes up, also for a type alone", () => {
        assert.deepEqual(
            violations({ "evaluator/a.ts": USE("../definition/model", "type "), "definition/model.ts": MODEL }),
            ["evaluator/a.ts imports definition/model.ts"],
        );
    });

    it("let the composition roots alone know the features", () => {
        const files = { "features/costs/definition.ts": MODEL };
        assert.deepEqual(violations({ "operations/main.ts": USE("../features/costs/definition"), ...files }), []);
        assert.match(
            violations({ "operations/context.ts": USE("../features/costs/definition"), ...files }).join(),
            /^operations\/context\.ts imports features\/costs\/definition\.ts/,
        );
    });

    it("let a feature's command and adoption alone know org, by its front doors", () => {
        const org = { "operations/cli/index.ts": MODEL, "operations/commands/adopt/feature/index.ts": MODEL };
        assert.deepEqual(
            violations({
                ...org,
                "features/costs/command.ts": USE("../../operations/cli"),
                "features/costs/adopt.ts": USE("../../operations/commands/adopt/feature"),
                "features/commands.ts": USE("./costs/command"),
                "features/adoptions.ts": USE("./costs/adopt"),
                "operations/main.ts": `${USE("../features/commands")}export * from "../features/adoptions";\n`,
            }),
            [],
        );
        assert.match(
            violations({ ...org, "features/costs/definition.ts": USE("../../operations/cli", "type ") }).join(),
            /^features\/costs\/definition\.ts imports operations\/cli\/index\.ts/,
        );
        assert.match(
            violations({
                "operations/cli/table.ts": MODEL,
                "features/costs/command.ts": USE("../../operations/cli/table"),
            }).join(),
            /^features\/costs\/command\.ts imports operations\/cli\/table\.ts/,
        );
    });

    it("refuse circles of files and of folders", () => {
        assert.match(
            violations({ "limits/a.ts": USE("./b"), "limits/b.ts": `${MODEL}export * from "./a";\n` }).join(),
            /^limits\/[ab]\.ts → limits\/[ab]\.ts → limits\/[ab]\.ts$/,
        );
        assert.match(
            violations({
                "limits/one/a.ts": USE("../two/b"),
                "limits/two/b.ts": MODEL,
                "limits/two/c.ts": USE("../one/d"),
                "limits/one/d.ts": MODEL,
            }).join(),
            /limits\/(one|two) → limits\/(one|two) → limits\/(one|two)(,|$)/,
        );
    });

    it("refuse a folder that has no layer, and a feature that imports another", () => {
        assert.match(
            violations({ "helpers/a.ts": USE("../limits/b"), "limits/b.ts": MODEL }).join(),
            /^helpers\/a\.ts/,
        );
        assert.match(
            violations({
                "features/a/definition.ts": USE("../b/definition"),
                "features/b/definition.ts": MODEL,
            }).join(),
            /^features\/a\/definition\.ts imports features\/b\/definition\.ts/,
        );
    });
});
