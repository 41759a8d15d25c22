import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { OrganizationModel } from "../../../definition";
import { effectOfChange, effectText } from "../../../evaluator/effect";
import { situationAfter } from "../../../program/effect";
import { org } from "../operations/orgRuns";
import { blocksOf, CHECKOUT, missing } from "./pages";
import { loadDefinition } from "../definition/definitionFixtures";

/** An edit of organizations/dev: the text that replaces another in a file. Edits of a file are made in its order. */
type Edit = readonly [file: string, from: string, to: string];

/** Gives a copy of organizations/dev with edits to a function, and deletes it afterwards. */
async function inExample<T>(edits: readonly Edit[], use: (folder: string) => Promise<T>): Promise<T> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "docs-"));
    const definition = path.join(folder, "organizations", "dev");
    try {
        fs.writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "config: {}\n");
        fs.cpSync(path.join(CHECKOUT, "organizations", "dev"), definition, { recursive: true });
        for (const [file, from, to] of edits) {
            const text = fs.readFileSync(path.join(definition, file), "utf8");
            assert.ok(text.includes(from), `${file} has no ${from}`);
            fs.writeFileSync(path.join(definition, file), text.replace(from, to));
        }
        return await use(folder);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

const model = (edits: readonly Edit[]): Promise<OrganizationModel> =>
    inExample(edits, (folder) => Promise.resolve(loadDefinition(path.join(folder, "organizations", "dev"))));

/** What a preview says of edits of organizations/dev, where the example without them is applied. */
async function effectOf(edits: readonly Edit[], before: readonly Edit[] = []): Promise<string> {
    const [old, now] = [await model(before), await model([...before, ...edits])];
    const ids = new Map(old.accounts.map(({ key }, index) => [key, { id: String(100_000_000_000 + index) }]));
    const existing = {
        organizationId: "o-abc123defg",
        accounts: ids,
        units: new Map(),
        policies: new Map(),
        attachments: { root: [], units: new Map(), accounts: new Map() },
    } as unknown as Parameters<typeof situationAfter>[1];
    const [from, to] = [situationAfter(old, existing), situationAfter(now, existing)];
    const roles = new Map(now.accounts.map(({ key, roleName }) => [key, [roleName]]));
    const effect = await effectOfChange(from, to, { region: "us-east-1", rolesOf: (key) => roles.get(key) ?? [] });
    const { looser, tighter, other } = effectText(effect, from, to);
    return [...looser, ...tighter, ...other].join("\n");
}

const OFF_SANDBOX: readonly Edit[] = [
    [
        "organization.yaml",
        "without: [deny-leaving-organization]\n        tags: { Environment: sandbox }",
        "without: [deny-leaving-organization, deny-purchases]\n        tags: { Environment: sandbox }",
    ],
    ["organization.yaml", "guardrails: [regions, deny-expensive-instances]", "guardrails: [deny-expensive-instances]"],
    // This assertion would fail without the regions.
    ["assertions.yaml", "sandbox-runs-no-gpus:", "sandbox-runs-no-gpus: # as before"],
];

describe("the effects of changes that the pages show", function () {
    this.timeout(60_000);
    const shown: readonly [page: string, begins: string, edits: readonly Edit[]][] = [
        [
            "docs/effect-of-a-change.md",
            "warning: LOOSER: Infrastructure",
            [["policies.yaml", "regions: [eu-central-1, eu-west-1]", "regions: [eu-central-1, us-east-1]"]],
        ],
        ["docs/effect-of-a-change.md", "LOOSER: Sandbox", OFF_SANDBOX],
        [
            "docs/effect-of-a-change.md",
            "Tighter: Sandbox",
            [
                [
                    "organization.yaml",
                    "guardrails: [regions, deny-expensive-instances]",
                    "guardrails: [regions, deny-expensive-instances, deny-iam-users]",
                ],
                ["policies.yaml", "deleteAfterDays: 35\n", "deleteAfterDays: 14\n"],
                [
                    "policies.yaml",
                    "Team: [shop, data, platform, security]",
                    "Team: [shop, data, platform, security, hr]",
                ],
            ],
        ],
    ];
    for (const [page, begins, edits] of shown) {
        it(`${page}: ${begins}`, async () => {
            const block = blocksOf(page).find(({ text }) => text.startsWith(begins)) ?? assert.fail(begins);
            const output = await effectOf(edits);
            assert.equal(missing(block.text.replaceAll(/^warning: /gm, ""), output), undefined, output);
        });
    }
});

describe("the mistakes that the pages show", () => {
    const shown: readonly [page: string, has: string, edits: readonly Edit[]][] = [
        [
            "README.md",
            "The definition has 3 mistakes",
            [
                ["accounts/shop.yaml", "unit: Workloads/Production", "unit: Workloads/Prodution"],
                ["accounts/shop.yaml", "NonProduction, tags:", "NonProduction, email: shop-dev@example, Tgas:"],
            ],
        ],
        [
            "docs/guardrails-proof.md",
            "assertions.shop-reaches-its-objects",
            [["assertions.yaml", "regions: [eu-central-1]", "regions: [us-east-1]"]],
        ],
    ];
    for (const [page, has, edits] of shown) {
        it(`${page}: ${has}`, () =>
            inExample(edits, async (folder) => {
                const { text } = blocksOf(page).find((block) => block.text.includes(has)) ?? assert.fail(has);
                const { error } = await org(folder, ["check", "--stack", "dev"]);
                assert.equal(missing(text.replace(/^error: /, "org: "), error), undefined, error);
            }));
    }
});
