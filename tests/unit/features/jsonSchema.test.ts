import assert from "node:assert/strict";
import * as fs from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { jsonSchema } from "../../../features/jsonSchema";

const written: unknown = JSON.parse(fs.readFileSync("definition/definition.schema.json", "utf8"));

describe("the JSON Schema for editors", () => {
    it("is up to date: `make schema` writes it", () => {
        assert.deepEqual(written, JSON.parse(JSON.stringify(jsonSchema())));
    });

    const validate = new Ajv2020({ strict: false }).compile(written as object);
    const cases: [string, string, boolean][] = [
        ["the minimal organisation", fs.readFileSync("organizations/minimal/organization.yaml", "utf8"), true],
        ["the example organisation", fs.readFileSync("organizations/dev/organization.yaml", "utf8"), true],
        ["the example's policies", fs.readFileSync("organizations/dev/policies.yaml", "utf8"), true],
        ["the accounts of one team", fs.readFileSync("organizations/dev/accounts/shop.yaml", "utf8"), true],
        ["an unknown key", "units: { A: { knid: sandbox } }", false],
        ["an unknown kind", "units: { A: { kind: sandbx } }", false],
        ["an account without its unit", "accounts: { a: {} }", false],
        ["an unknown key deep below", "units: { A: { units: { B: { accounts: { c: { emial: x } } } } } }", false],
    ];
    for (const [name, yaml, valid] of cases) {
        it(`${valid ? "accepts" : "refuses"} ${name}`, () => {
            assert.equal(validate(parse(yaml)), valid, JSON.stringify(validate.errors));
        });
    }
});
