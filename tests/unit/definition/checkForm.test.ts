import assert from "node:assert/strict";
import { jsonSchema } from "../../../features/jsonSchema";
import { list } from "../../../limits";
import { refused, yaml } from "./definitionFixtures";

/** Adds what else an account needs that names its unit, so that a text has one mistake only. */
function complete(text: string): string {
    return text.startsWith("accounts")
        ? `${text}\nunits: { A: {} }\ndefaults: { email: "{account}@example.com" }\n`
        : text;
}

/** A map of the JSON Schema that editors use. */
interface SchemaMap {
    readonly properties?: Readonly<Record<string, SchemaMap>>;
    readonly additionalProperties?: SchemaMap;
    readonly $ref?: string;
}

/** In a path, the key of any unit, account or policy. */
const ANY = Symbol("any key");

/** What a message says of the keys that are allowed at a path. The JSON Schema for editors lists them too, and is made in another way. */
function allowedHere(...path: readonly (string | typeof ANY)[]): string {
    const schema = jsonSchema() as unknown as SchemaMap & { readonly $defs: Readonly<Record<string, SchemaMap>> };
    const resolved = (map: SchemaMap | undefined): SchemaMap => {
        assert.ok(map, path.map(String).join("."));
        const { $ref } = map;
        return $ref === undefined ? map : resolved(schema.$defs[$ref.replace("#/$defs/", "")]);
    };
    const at = path.reduce<SchemaMap>(
        (map, key) => resolved(typeof key === "string" ? map.properties?.[key] : map.additionalProperties),
        schema,
    );
    const keys = Object.keys(at.properties ?? {});
    assert.ok(keys.length > 3, keys.join());
    return `Allowed here: ${list(keys.sort())}.`;
}

describe("definition: form", () => {
    const unknownKeys: readonly [string, string, string][] = [
        ["the top", "▶organisation: {}", `unknown key "organisation". Did you mean "organization"?\n${allowedHere()}`],
        [
            "the organisation",
            "organization:\n  ▶featureset: ALL",
            `unknown key "featureset". Did you mean "featureSet"?\n${allowedHere("organization")}`,
        ],
        [
            "defaults",
            "defaults:\n  ▶emial: a@example.com",
            `unknown key "emial". Did you mean "email"?\n${allowedHere("defaults")}`,
        ],
        [
            "a unit",
            "units:\n  A:\n    ▶knd: sandbox",
            `unknown key "knd". Did you mean "kind"?\n${allowedHere("units", ANY)}`,
        ],
        [
            "a unit in a unit in a unit",
            "units: { A: { units: { B: { units: { C: { ▶account: {} } } } } } }",
            'unknown key "account". Did you mean "accounts"?',
        ],
        [
            "an account in its unit",
            "units: { A: { accounts: { a: { ▶mail: a@example.com } } } }",
            `unknown key "mail". Did you mean "email"?\n${allowedHere("units", ANY, "accounts", ANY)}`,
        ],
        [
            "an account that names its unit",
            "accounts:\n  a:\n    unit: A\n    ▶role: x",
            `unknown key "role".\n${allowedHere("accounts", ANY)}`,
        ],
        [
            "acknowledge",
            "accounts: { a: { unit: A, acknowledge: { ▶replacment: x } } }",
            `unknown key "replacment". Did you mean "replacement"?\n${allowedHere("accounts", ANY, "acknowledge")}`,
        ],
        [
            "a policy",
            "policies:\n  p: { ▶documents: {} }",
            `unknown key "documents". Did you mean "document"?\n${allowedHere("policies", ANY)}`,
        ],
        ["a key like nothing", "▶completelyDifferent: 1", 'unknown key "completelyDifferent".\nAllowed here'],
        ["a key with capitals", "▶UNITS: {}", 'Did you mean "units"?'],
    ];
    for (const [where, text, message] of unknownKeys) {
        it(`reports an unknown key in ${where}`, () => void refused(complete(text), message));
    }

    const wrongKinds: readonly [string, string][] = [
        ["▶units: [A]", "is a list, and must be a map of keys"],
        ["▶units: A", 'is the text "A", and must be a map of keys'],
        ["▶defaults: 5", "is the number 5, and must be a map of keys"],
        ["▶guardrails: deny-root-user", 'is the text "deny-root-user", and must be a list such as [one, two]'],
        ["▶guardrails:", "is empty, and must be a list such as [one, two]"],
        ["guardrails:\n  - ▶[x]", "is a list, and must be a text"],
        ["units: { A: { ▶name: { x: y } } }", "is a map of keys, and must be a text"],
        ["units: { A: { ▶name: } }", "is empty, and must be a text"],
        ["defaults: { tags: { ▶Cost: 4711 } }", 'is the number 4711, and must be a text: put it in quotes, "4711"'],
        [
            "units: { A: { tags: { ▶Prod: true } } }",
            'is the boolean true, and must be a text: put it in quotes, "true"',
        ],
        [
            "delegatedAdministrators: { ▶sso.amazonaws.com: 5 }",
            'is the number 5, and must be a text, or a list such as [one, two]. If a text is meant, put it in quotes, "5"',
        ],
        [
            "accounts: { a: { unit: A, ▶id: 123456789012 } }",
            'is the number 123456789012, and must be a text: put it in quotes, "123456789012"',
        ],
        [
            "accounts: { ▶a: { email: a@example.com } }",
            "is missing: give the account's unit, as the path of keys to it. There is A.",
        ],
        [
            "units: { W: { accounts: { shop-prod: { email: p@example.com } } } }\naccounts: { ▶shop-prd: { email: a@example.com } }",
            'There is W. Or did you mean "shop-prod"? It is defined at ',
        ],
        [
            "units: { W: { units: { X: { accounts: { shop-prod: { email: p@example.com } } } } } }\naccounts: { ▶shop-prod: { email: a@example.com } }",
            "is missing: account shop-prod is defined at ",
        ],
        [
            "units: { A: { ▶kind: sandbx } }",
            '"sandbx" is not allowed. Did you mean "sandbox"? Allowed: plain, sandbox, workloads and security.',
        ],
        [
            "units: { A: { ▶kind: { toString: 1 } } }",
            "is not allowed. Allowed: plain, sandbox, workloads and security.",
        ],
        ["organization: { ▶featureSet: all }", 'Did you mean "ALL"? Allowed: ALL and CONSOLIDATED_BILLING.'],
        ["organization: { policyTypes: [▶SCP] }", '"SCP" is not allowed. Allowed: SERVICE_CONTROL_POLICY, '],
        [
            "accounts: { a: { unit: A, ▶state: closed } }",
            '"closed" is not allowed. Allowed: active, quarantined, closing and leaving.',
        ],
        ["policies: { p: { ▶document: text } }", 'is the text "text", and must be a map of keys'],
        ["▶[units]", "is a list, and must be a map of keys"],
        ["▶hello", 'is the text "hello", and must be a map of keys'],
    ];
    for (const [text, message] of wrongKinds) {
        it(`refuses ${text.replace("▶", "").replaceAll("\n", " ")}`, () => {
            refused(complete(text), message);
        });
    }

    it("reports every mistake of form at once, in every file, by file and line", () => {
        const found = refused(
            {
                "a.yaml": yaml`
                    organization:
                      ▶featureset: ALL
                    units:
                      A: { ▶knd: sandbox }
                      B: { ▶kind: sandbx, tags: { ▶Cost: 1 } }
                `,
                "b/b.yaml": "accounts:\n  a: { ▶unt: A }\n",
                "c.yaml": "▶guardrail: [x]\npolicies:\n  p: { ▶typ: TAG_POLICY, ▶document: x }\n",
            },
            "featureset",
            "knd",
            "sandbx",
            "put it in quotes",
            "unt",
            "guardrail",
            "typ",
            "map of keys",
        );
        assert.deepEqual(
            found.map(({ path }) => path),
            [
                "organization.featureset",
                "units.A.knd",
                "units.B.kind",
                "units.B.tags.Cost",
                "accounts.a.unt",
                "guardrail",
                "policies.p.typ",
                "policies.p.document",
            ],
        );
    });

    it("reads a key without a value as an empty map wherever a map is allowed", () => {
        refused("organization:\ndefaults:\npolicies:\naccounts:\nunits:\n  A:\n    tags:\n    units:\n    accounts:\n");
    });
});
