import assert from "node:assert/strict";
import { DefinitionError } from "../../../definition";
import { inFolder, loadDefinition } from "./definitionFixtures";

/**
 * The size of a definition in characters. Effort that grows with the square of the size, or faster, exceeds the limit by far at this size.
 */
const SIZE = 200_000;
/**
 * How many times as long as a plain definition of the same size another may take. If the effort grows too fast, it takes hundreds of times
 * as long.
 */
const TIMES = 10;

function repeated(make: (index: number) => string, size = SIZE): string {
    const parts: string[] = [];
    for (let index = 0, length = 0; length < size; index++) {
        const part = make(index);
        parts.push(part);
        length += part.length;
    }
    return parts.join("");
}

/** Reads a definition. Returns the processor time in milliseconds, and the message. */
function read(text: string): { readonly milliseconds: number; readonly message: string } {
    return inFolder(text, (folder) => {
        const before = process.cpuUsage();
        let message = "";
        try {
            loadDefinition(folder);
        } catch (error) {
            if (!(error instanceof DefinitionError)) throw error;
            ({ message } = error);
        }
        const { user, system } = process.cpuUsage(before);
        return { milliseconds: (user + system) / 1_000, message };
    });
}

const EMAIL = "defaults: { email: 'a+{account}@example.com' }\n";
const statement = (more: string): string =>
    `{ type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Resource: "*", ${more} }] } }`;
const stars = `s3:${"*a".repeat(20)}`;

const CASES: Readonly<Record<string, string>> = {
    "aliases of aliases": `a: &a0 { x: y }\n${Array.from({ length: 40 }, (_, i) => `b${i}: &a${i + 1} { p: *a${i}, q: *a${i} }\n`).join("")}units: *a40\n`,
    "aliases of a large map": `units: &u { A: &a { tags: { ${repeated((i) => `a${i}: b, `, 20_000)} } }${repeated((i) => `, A${i}: *a`)} }`,
    "wildcards in what is merged": `policies: { p: { merge: [a, b] }, a: ${statement(`Action: ["${stars}", "s3:${"a".repeat(60)}b"]`)}, b: ${statement(`Action: ["${stars}", "s3:${"a".repeat(60)}c"]`)} }`,
    "wildcards against the break-glass role": `organization: { breakGlassRole: ${"a".repeat(60)} }\npolicies: { p: ${statement(`Action: "*", Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:*:iam::*:role/${"*a".repeat(20)}b"] } }`)} }`,
    "braces in an e-mail": `defaults: { email: "${"{".repeat(SIZE)}" }\nunits: { A: { accounts: { a: } } }`,
    "keys of a flow map": `{ ${repeated((i) => `k${i}: v, `)} }`,
    "keys of a map that is wanted": `${EMAIL}units: { A: { accounts: { ${repeated((i) => `k${i}: { x: y }, `)} } } }`,
    "accounts in units that are misspelt": `${EMAIL}units: { ${repeated((i) => `Unit-${i}: , `, 20_000)} }\naccounts: { ${repeated((i) => `a${i}: { unit: Unt-${i} }, `)} }`,
    "a unit of slashes": `${EMAIL}units: { A: { x: y } }\naccounts: { a: { unit: "${"/".repeat(SIZE)}" } }`,
    "words that are alike and long": `${EMAIL}units: { ${"U".repeat(SIZE / 2)}: }\naccounts: { a: { unit: ${"U".repeat(SIZE / 2)}V } }`,
    guardrails: `guardrails: [${repeated(() => "a, ")}]`,
    "merged policies": `policies: { ${repeated((i) => `p${i}: { merge: [deny-root-user, deny-purchases] }, `)} }`,
    "a large document": `policies: { p: ${statement(`Action: [${repeated((i) => `"s3:a${i}*", `, 40_000)}], Condition: { ${repeated((i) => `Strng${i}: { a: b }, `)} }`)} }`,
    "lists in each other": `a: ${"[".repeat(SIZE)}`,
    commas: `a: [${",".repeat(SIZE)}]`,
    "a key again and again": `units: { ${repeated(() => "a: , ")} }`,
    "keys that are numbers": `units: { ${repeated((i) => `0${i}: , `, 30_000)} }`,
    "tags for all": `defaults: { email: a@b.cd, tags: { ${repeated((i) => `t${i}: v, `, SIZE / 2)} } }\nunits: { A: { accounts: { ${repeated((i) => `a${i}: , `, SIZE / 2)} } } }`,
    "one e-mail for all": `defaults: { email: a@example.com }\nunits: { A: { accounts: { ${repeated((i) => `a${i}: , `)} } } }`,
};

describe("definition: the effort that a definition can cause", function () {
    this.timeout(120_000);

    it("is near that of a plain definition of the same size, and messages are short", () => {
        const plain = `${EMAIL}units: { W: }\naccounts:\n${repeated((i) => `  account-${i}: { unit: W, tags: { Team: shop } }\n`)}`;
        // The first run includes the compilation.
        read(plain);
        const allowed = TIMES * Math.max(read(plain).milliseconds, read(plain).milliseconds);
        for (const [what, text] of Object.entries(CASES)) {
            assert.ok(text.length < 1_000_000, what);
            const { message, milliseconds: first } = read(text);
            // On a busy machine even processor time varies, so the least of three runs counts.
            const milliseconds =
                first < allowed ? first : Math.min(first, read(text).milliseconds, read(text).milliseconds);
            assert.ok(milliseconds < allowed, `${what}: ${milliseconds} ms of ${allowed} ms`);
            assert.ok(message.length < 100_000, `${what}: ${message.length} characters`);
        }
    });

    it("is limited to a number of mistakes, and the number of the others is given", () => {
        const { message } = read(
            `${EMAIL}units: { A: }\naccounts: { ${Array.from({ length: 500 }, (_, i) => `a${i}: { unit: B }`).join(", ")} }`,
        );
        assert.match(message, /^The definition has 500 mistakes\./);
        assert.equal(message.match(/there is no unit "B"/g)?.length, 100);
        assert.match(message, /and 400 more\. They are shown when these are fixed/);
    });
});
