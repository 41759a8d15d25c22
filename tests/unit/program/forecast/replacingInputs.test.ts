import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { REPLACING_BY_SCHEMA, replacesWith } from "../../../../program/forecast/replacingInputs";

interface Schema {
    readonly resources: Readonly<
        Record<
            string,
            { readonly inputProperties: Readonly<Record<string, { readonly willReplaceOnChanges?: boolean }>> }
        >
    >;
}

/** The AWS provider's own schema: of the provider that the toolchain has compiled, or of a downloaded one. */
function providerSchema(): Schema {
    const compiled = path.resolve(process.env["PULUMI_HOME"] ?? "", "..", "share", "schema.json");
    const text = fs.existsSync(compiled)
        ? fs.readFileSync(compiled, "utf8")
        : execFileSync("pulumi", ["package", "get-schema", "aws"], { encoding: "utf8", maxBuffer: Infinity });
    return JSON.parse(text) as Schema;
}

describe("the inputs whose change replaces a resource", () => {
    it("are those that the schema of the AWS provider marks", () => {
        const { resources } = providerSchema();
        for (const [type, names] of Object.entries(REPLACING_BY_SCHEMA)) {
            const inputs = resources[type]?.inputProperties ?? {};
            const marked = Object.entries(inputs).filter(
                ([, { willReplaceOnChanges }]) => willReplaceOnChanges === true,
            );
            assert.deepEqual(marked.map(([name]) => name).sort(), [...names].sort(), type);
        }
    });

    it("of accounts are those that lose the account", () => {
        const type = "aws:organizations/account:Account";
        assert.equal(replacesWith(type, "email"), true);
        assert.equal(replacesWith(type, "roleName"), true);
        assert.equal(replacesWith(type, "parentId"), false);
        assert.equal(replacesWith(type, "name"), false);
    });
});
