import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { readStackConfig } from "../../policies/check/stackPackConfig";
import { policies } from "../../policies/rules";

describe("the configuration of a stack, beside the pack", () => {
    let pack: string;
    before(() => {
        pack = fs.mkdtempSync(path.join(tmpdir(), "pack-"));
        fs.mkdirSync(path.join(pack, "config"));
    });
    after(() => fs.rmSync(pack, { recursive: true }));
    const write = (text: string): void => fs.writeFileSync(path.join(pack, "config", "prod.json"), text);

    it("is found by the stack's name", () => {
        write('{ "account-name": { "pattern": "[a-z]+" }, "required-tags": "disabled" }');
        const config = {
            "account-name": { pattern: "[a-z]+", enforcementLevel: "mandatory" },
            "required-tags": "disabled",
        };
        assert.deepEqual(readStackConfig(pack, "prod", policies), config);
        assert.deepEqual(readStackConfig(pack, "acme/prod", policies), config);
        assert.deepEqual(readStackConfig(pack, "test", policies), {});
    });

    it("is refused if a key occurs twice at any level, or if it is not UTF-8", () => {
        write('{\n  "account-name": { "pattern": "a" },\n  "account-name": { "pattern": "b" } }');
        assert.throws(
            () => readStackConfig(pack, "prod", policies),
            /config\/prod\.json:3:3 gives a key a second time/,
        );
        write('{ "account-name": { "pattern": "a", "pattern": "b" } }');
        assert.throws(() => readStackConfig(pack, "prod", policies), /prod\.json:1:37 gives a key a second time/);
        fs.writeFileSync(path.join(pack, "config", "prod.json"), Buffer.from('{ "all": "\xe9" }', "latin1"));
        assert.throws(() => readStackConfig(pack, "prod", policies), /prod\.json cannot be read/);
        write("\uFEFF{}");
        assert.deepEqual(readStackConfig(pack, "prod", policies), {});
    });

    it("keeps the level of a policy, unless it sets another", () => {
        const levels = (text: string): unknown => {
            write(text);
            return Object.fromEntries(
                Object.entries(readStackConfig(pack, "prod", policies)).map(([name, given]) => [
                    name,
                    typeof given === "string" ? given : given.enforcementLevel,
                ]),
            );
        };
        const all = Object.fromEntries(policies.map(({ name }) => [name, {}]));
        assert.deepEqual(
            levels(JSON.stringify(all)),
            Object.fromEntries(policies.map(({ name, enforcementLevel }) => [name, enforcementLevel ?? "advisory"])),
        );
        assert.deepEqual(levels('{ "all": "disabled", "account-name": {}, "unit-name": "mandatory" }'), {
            all: "disabled",
            "account-name": "disabled",
            "unit-name": "mandatory",
        });
    });

    it("is valid in this repository", () => {
        const folder = path.join(__dirname, "../../policies");
        for (const file of fs.readdirSync(path.join(folder, "config"))) {
            assert.notDeepEqual(readStackConfig(folder, path.basename(file, ".json"), policies), {});
        }
    });

    for (const [text, message] of [
        ["{", /config\/prod\.json is not JSON: /],
        ["[]", /config\/prod\.json must be an object/],
        ["null", /config\/prod\.json must be an object/],
        ['{ "acount-name": {} }', /"acount-name" is not a policy of the pack\. Its policies: .*account-name/],
    ] as const) {
        it(`is refused: ${text}`, () => {
            write(text);
            assert.throws(() => readStackConfig(pack, "prod", policies), message);
        });
    }

    it("is refused where it cannot be read", () => {
        fs.rmSync(path.join(pack, "config", "prod.json"));
        fs.mkdirSync(path.join(pack, "config", "prod.json"));
        assert.throws(() => readStackConfig(pack, "prod", policies), /config\/prod\.json cannot be read: /);
    });
});
