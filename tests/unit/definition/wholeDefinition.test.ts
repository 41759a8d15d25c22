import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { DefinitionError } from "../../../definition";
import { Files, inFolder, loadDefinition, refused, yaml } from "./definitionFixtures";

const ORGANIZATIONS = path.resolve(__dirname, "../../../organizations");

describe("definition: every mistake at once", () => {
    const TEN = {
        "a-organization.yaml": yaml`
            organization:
              serviceAccess: [config.amazonaws.com, ▶config]
            defaults:
              email: aws+{account}@example.com
              tags: { Organization: acme }
              lockedTags: [Organization]
            guardrails: [▶deny-rot-user]
            units:
              A: { tags: { ▶Organization: other } }
              ▶B: { name: a }
              C: { kind: sandbox, without: [▶protect-logs] }
        `,
        "b-accounts/one.yaml": yaml`
            accounts:
              one: { unit: A, ▶email: not an address }
              two: { unit: A, ▶name: "Two <2>" }
              three: { ▶unit: D }
        `,
        "c-policies.yaml": yaml`
            policies:
              ▶p: { type: TAG_POLICY }
              q: { guardrail: region-deny, parameters: { ▶regions: [] } }
        `,
    };
    const MESSAGES = [
        "service principal",
        "no policy or guardrail",
        "overrides the tag Organization",
        "unit B has the name",
        "does not bring",
        "e-mail",
        "account name",
        "there is no unit",
        "has no document",
        "regions",
    ].map((message) => (message === "regions" ? /region-deny/ : message));

    it("reports ten mistakes in three files, sorted by place", () => void refused(TEN, ...MESSAGES));

    it("shows them to a person, each with its place, its path and what to do", () => {
        const texts = Object.entries(TEN).map(([file, text]) => [file, text.replaceAll("▶", "")]);
        inFolder(new Files(Object.fromEntries(texts) as Record<string, string>), (folder) => {
            assert.throws(
                () => loadDefinition(folder),
                (error) => {
                    assert.ok(error instanceof DefinitionError);
                    assert.match(error.message, /^The definition has 10 mistakes\. Nothing was sent to AWS\.\n\n/);
                    assert.ok(
                        error.message.includes(
                            `  ${folder}/a-organization.yaml:7:14 guardrails.[0]\n      there is no policy or guardrail "deny-rot-user". Did you mean "deny-root-user"?`,
                        ) ||
                            error.message.includes(
                                `  ${folder}/a-organization.yaml:7:14 guardrails[0]\n      there is no policy or guardrail "deny-rot-user". Did you mean "deny-root-user"?`,
                            ),
                        error.message,
                    );
                    return true;
                },
            );
        });
    });

    it("reports mistakes of form and of AWS's rules in one run", () => {
        refused(
            yaml`
                organization: { ▶featureset: ALL }
                units:
                  A: { ▶knd: sandbox, accounts: { a: { ▶email: nonsense }, b: { ▶id: 12, email: b@example.com } } }
                  B: { tags: { ▶"aws:x": y } }
                accounts: { c: { ▶unit: C, email: c@example.com } }
                guardrails: [▶nothing]
            `,
            "featureset",
            "knd",
            "e-mail",
            "put it in quotes",
            "tag key",
            "there is no unit",
            "no policy or guardrail",
        );
    });

    const follows: readonly [string, string, string][] = [
        ["a misspelt e-mail", "units: { A: { accounts: { a: { ▶emial: a@example.com } } } }", "emial"],
        [
            "a misspelt pattern of e-mails",
            "defaults: { ▶emial: '{account}@example.com' }\nunits: { A: { accounts: { a: {}, b: {} }, units: { B: { accounts: { c: {} } } } } }",
            "emial",
        ],
        [
            "a pattern of e-mails that is no text",
            "units: { A: { ▶email: 5, units: { B: { accounts: { c: {} } } } } }",
            "put it in quotes",
        ],
        ["misspelt units", "▶unts: { A: {} }\naccounts: { a: { unit: A, email: a@example.com } }", "unts"],
        [
            "misspelt units in a unit",
            "units: { A: { ▶unts: { B: {} } } }\naccounts: { a: { unit: A/B, email: a@example.com } }",
            "unts",
        ],
        [
            "a unit that is no map",
            "units: { ▶A: 5 }\naccounts: { a: { unit: A/B, email: a@example.com } }",
            "map of keys",
        ],
        ["misspelt policies", "▶polices: { p: { guardrail: deny-root-user } }\nguardrails: [p]", "polices"],
        [
            "a policy of a wrong form",
            "policies: { p: { ▶guardrails: deny-root-user } }\nguardrails: [p]",
            'Did you mean "guardrail"?',
        ],
        ["an account without its unit", "accounts: { ▶a: { email: a@example.com } }", "is missing"],
    ];
    for (const [what, definition, message] of follows) {
        it(`reports ${what} once, and not its consequences`, () => void refused(definition, message));
    }

    it('says "1 mistake" for one', () => {
        assert.throws(
            () => inFolder("units: [A]", loadDefinition),
            /^DefinitionError: The definition has 1 mistake\. /,
        );
    });
});

describe("definition: the examples", () => {
    it("dev: the units that AWS recommends, and about fifteen accounts", () => {
        const model = loadDefinition(path.join(ORGANIZATIONS, "dev"));
        const units = model.units.map(({ key }) => key);
        for (const unit of [
            "Security",
            "Infrastructure",
            "Workloads/Production",
            "Workloads/NonProduction",
            "Sandbox",
            "PolicyStaging",
            "Suspended",
        ]) {
            assert.ok(units.includes(unit), unit);
        }
        assert.ok(model.accounts.length >= 12 && model.accounts.length <= 18, `${model.accounts.length} accounts`);
        assert.equal(model.policyTypes.length, 6, "one of each type that most companies use");
        assert.ok(model.policies.some(({ key }) => key === "regions-of-unit-Workloads/NonProduction"));
        for (const { key, tags } of model.accounts) {
            for (const tag of ["Organization", "ManagedBy", "Owner", "Environment", "Team"]) {
                assert.ok(tags[tag], `account ${key} has the tag ${tag}`);
            }
        }
    });

    it("minimal: two side projects and a sandbox in ten lines", () => {
        const folder = path.join(ORGANIZATIONS, "minimal");
        const model = loadDefinition(folder);
        assert.deepEqual(
            model.accounts.map(({ key, kind }) => [key, kind]),
            [
                ["blog", "workloads"],
                ["playground", "sandbox"],
                ["shop", "workloads"],
            ],
        );
        const lines = fs
            .readdirSync(folder)
            .flatMap((file) => fs.readFileSync(path.join(folder, file), "utf8").split("\n"))
            .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
        assert.ok(lines.length <= 10, `${lines.length} lines`);
    });
});
