import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import {
    DefinitionError,
    effectiveGuardrails,
    lintPolicies,
    policyWarnings,
    promoted,
    NO_IDS,
    type DefinitionModel,
} from "../../../definition";
import { Files, inFolder, load, loadDefinition } from "./definitionFixtures";

/** Words of JavaScript, Node.js and its parser that appear in a message only by mistake. */
const RAW = /\bundefined\b|\[object |=> |\bfunction \w*\(|\bNaN\b|\bE[A-Z]{3,}\b: |Maximum call|at Object\.|\bzod\b/;

/** Loads any definition, and returns the number of characters of its mistakes. */
function survives(folder: string): number {
    try {
        loadDefinition(folder);
        return 0;
    } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        assert.ok(error.problems.length > 0);
        assert.doesNotMatch(error.message.replaceAll(folder, ""), RAW);
        assert.ok(error.message.length < 100_000, `${error.message.length} characters`);
        return error.message.length;
    }
}

/** Does what a preview does with a definition that has no mistakes. */
async function used(model: DefinitionModel): Promise<void> {
    for (const account of model.accounts) effectiveGuardrails(account, model);
    policyWarnings(promoted(model));
    policyWarnings(model);
    await lintPolicies(model, model.features.documents());
    try {
        await model.features.test(model, NO_IDS);
    } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
    }
}

describe("definition: hostile input", function () {
    this.timeout(120_000);

    const dev = "organizations/dev";
    const files = Object.fromEntries(
        fs
            .readdirSync(dev, { recursive: true, encoding: "utf8" })
            .filter((name) => /\.(yaml|json)$/.test(name))
            .map((name) => [name, fs.readFileSync(path.join(dev, name), "utf8")]),
    );
    const words = [
        ..."*&!|>%@`{}[],:?-#'\"~\\\n\t".split(""),
        ...[
            "<<: ",
            "*a",
            "&a ",
            "- ",
            ": ",
            "? ",
            "--- ",
            "null",
            "true",
            "0",
            "007",
            "1e999",
            "constructor",
            "__proto__",
        ],
        ...["toString: ", "{}", "[]", "{ a: b }", "\u0000", "\u001b", "\ufeff", "é", "x".repeat(2_000), "\ud800"],
    ];
    const mutation = fc.record({
        file: fc.constantFrom(...Object.keys(files)),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        lost: fc.oneof(fc.constant(0), fc.nat({ max: 40 })),
        put: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 5 }), fc.constant("copy"), fc.constant("")),
    });

    it("loads every mutation of the example with a model or with mistakes", () => {
        fc.assert(
            fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
                const changed: Record<string, string> = { ...files };
                for (const { file, at, lost, put } of mutations) {
                    const text = changed[file] ?? "";
                    const offset = Math.floor(at * text.length);
                    const inserted = put === "copy" ? text.slice(offset, offset + 200) : put;
                    changed[file] = text.slice(0, offset) + inserted + text.slice(offset + lost);
                }
                inFolder(new Files(changed), survives);
            }),
            // Every run uses the same mutations. For a longer run, set these two numbers.
            { numRuns: Number(process.env.FUZZ_RUNS ?? 250), seed: Number(process.env.FUZZ_SEED ?? 9) },
        );
    });

    const NAMES = [
        "constructor",
        "toString",
        "hasOwnProperty",
        "valueOf",
        "isPrototypeOf",
        "__defineGetter__",
        "__lookupSetter__",
    ];

    it("treats names that every object of JavaScript has like any other", async () => {
        const [a = "", b = ""] = NAMES;
        const statement = {
            Effect: "Deny",
            Action: "s3:*",
            Resource: "*",
            Condition: { StringEquals: { "aws:RequestTag/constructor": a } },
        };
        for (const name of NAMES) {
            const tagPolicy = {
                tags: { [name]: { tag_key: { "@@assign": name }, tag_value: { "@@assign": [name] } } },
            };
            const policies = {
                [name]: { type: "SERVICE_CONTROL_POLICY", document: { Version: "2012-10-17", Statement: [statement] } },
                [`${name}-tags`]: { type: "TAG_POLICY", document: tagPolicy },
                both: { merge: [name, "deny-root-user"], acknowledge: { lockOut: [name] } },
            };
            const model = load({
                defaults: { email: "{account}@example.com", tags: { [name]: name }, lockedTags: [name] },
                policies,
                guardrails: [name, `${name}-tags`],
                organization: { breakGlassRole: name },
                units: {
                    [name]: {
                        tags: { [name]: name },
                        guardrails: ["both"],
                        units: { [name]: { guardrails: [`${name}-tags`] } },
                        accounts: { [name]: { owner: name, tags: { [name]: name } } },
                    },
                },
                assertions: {
                    [name]: {
                        cannot: ["s3:GetObject"],
                        in: [`unit ${name}`],
                        who: [name],
                        context: { "aws:RequestTag/constructor": a },
                    },
                },
            });
            await used(model);
            assert.equal(model.accounts[0]?.key, name);
            assert.equal(model.accounts[0].tags[name], name);
        }
        assert.equal((Object as unknown as Record<string, unknown>)["@@assign"], undefined, b);
    });

    it("reports such names as unknown like any other", () => {
        const name = fc.constantFrom(...NAMES, "__proto__");
        const places: ((one: string) => string)[] = [
            (one) => `policies: { p: { merge: [${one}, deny-root-user] } }`,
            (one) => `policies: { p: { guardrail: ${one} } }`,
            (one) => `policies: { p: { type: ${one}, document: {} } }`,
            (one) => `policies: { p: { guardrail: region-deny, parameters: { ${one}: x } } }`,
            (one) =>
                `policies: { p: { type: SERVICE_CONTROL_POLICY, document: { ${one}: x, Statement: { ${one}: x } } } }`,
            (one) => `policies: { p: { type: TAG_POLICY, document: { ${one}: { ${one}: x } } } }`,
            (one) => `guardrails: [${one}]`,
            (one) => `compliance: [${one}]`,
            (one) => `regions: [${one}]`,
            (one) => `${one}: x`,
            (one) => `organization: { ${one}: x, stagingUnit: ${one}, policyTypes: [${one}], serviceAccess: [${one}] }`,
            (one) => `units: { A: { kind: ${one}, without: [${one}], ${one}: x } }`,
            (one) =>
                `accounts: { a: { unit: ${one}, state: ${one}, contacts: { ${one}: x }, acknowledge: { ${one}: x } } }`,
            (one) => `assertions: { a: { can: [${one}], in: [${one}], who: ["${one}!"], context: { ${one}: [[]] } } }`,
            (one) => `units: { A: { accounts: { a: { email: a@example.com, invite: { ${one}: x } } } } }`,
        ];
        fc.assert(
            fc.property(fc.constantFrom(...places), name, (place, one) => {
                assert.ok(inFolder(place(one), survives) > 0, place(one));
            }),
            { numRuns: 200 },
        );
    });
});
