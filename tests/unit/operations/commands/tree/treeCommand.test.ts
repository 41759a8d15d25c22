import assert from "node:assert/strict";
import { EXIT } from "../../../../../operations/cli/commandError";
import {
    guardrailsDownTo,
    nodesByRef,
    type TreeDocument,
    type TreeDocumentNode,
} from "../../../../../pages/data/treeDocument";
import { inStack, org, type OrgRun } from "../../orgRuns";

const DEFINITION = {
    "organization.yaml": `organization: { serviceAccess: [account.amazonaws.com, sso.amazonaws.com] }
defaults:
    email: aws+{account}@example.com
    tags: { Organization: acme, Team: platform }
guardrails: [deny-leaving-organization, spelling]
policies:
    spelling:
        type: TAG_POLICY
        document: { tags: { Team: { tag_key: { "@@assign": Team }, tag_value: { "@@assign": [shop] } } } }
    more:
        type: TAG_POLICY
        document: { tags: { Team: { tag_value: { "@@append": [data] } } } }
units:
    W:
        kind: workloads
        without: [deny-leaving-organization]
        tags: { Environment: prod }
        units: { P: { guardrails: [deny-root-user, more] } }
    S: { name: Sandbox, kind: sandbox, accounts: { play: { state: closing } } }
accounts:
    shop: { unit: W/P, name: Shop, owner: ada@example.com, tags: { Team: shop } }
    data: { unit: W/P, state: quarantined }
    old: { unit: /, id: "111122223333", invite: true }
people:
    groups: { developers: { description: Developers } }
    users: { ada@example.com: { name: Ada Lovelace, groups: [developers] } }
access:
    - { who: developers, permissionSet: read-only, where: [W], because: on call }
`,
};

const tree = (folder: string, ...args: string[]): Promise<OrgRun> =>
    org(folder, ["tree", "--no-ids", "--stack", "test", ...args]);

async function documentOf(folder: string, ...args: string[]): Promise<TreeDocument> {
    const { code, out, error } = await tree(folder, "--json", ...args);
    assert.equal(code, EXIT.done, error);
    return JSON.parse(out) as TreeDocument;
}

const keysOf = ({ nodes }: TreeDocument): string[] => nodes.map(({ key }) => key);

describe("org tree", () => {
    it("shows units and accounts, what is special about them, and how many guardrails bind them", () =>
        inStack(DEFINITION, async (folder) => {
            const { code, out, error } = await tree(folder);
            assert.equal(code, EXIT.done, error);
            assert.deepEqual(out.split("\n"), [
                "Stack test: 3 units, 4 accounts",
                "",
                "                         ID            E-MAIL                STATE        GUARDRAILS",
                "the root                                                                  2",
                "├── old                  111122223333  aws+old@example.com   invited      2 inherited",
                "├── W/                                                                    2 + 2 inherited",
                "│   └── P/                                                                2 + 4 inherited",
                "│       ├── data                       aws+data@example.com  quarantined  1 + 6 inherited",
                '│       └── shop "Shop"                aws+shop@example.com               6 inherited',
                '└── S/ "Sandbox"                                                          2 + 2 inherited',
                "    └── play                           aws+play@example.com  closing      4 inherited",
                "",
                "AWS's ids are not shown, because the stack's state was not read.",
            ]);
            const named = await tree(folder, "--guardrails", "--unit", "W/P");
            assert.match(named.out, / P\/ +deny-root-user, more \+ 4 inherited\n/);
        }));

    it("says why the state cannot be read, and shows what the definition knows", () =>
        inStack(DEFINITION, async (folder) => {
            const { code, out } = await org(folder, ["tree", "--stack", "test"]);
            assert.equal(code, EXIT.done);
            assert.match(out, /├── old +111122223333 /);
            assert.match(
                out,
                /\nAWS's ids are unknown, because the state of stack test cannot be read: the local AWS is not running /,
            );
        }));

    const choices: readonly (readonly [args: readonly string[], nodes: readonly string[]])[] = [
        [
            ["--unit", "W"],
            ["root", "W", "W/P", "data", "shop"],
        ],
        [
            ["--unit", "/"],
            ["root", "old"],
        ],
        [
            ["--tag", "Team=shop"],
            ["root", "W", "W/P", "shop"],
        ],
        [
            ["--tag", "Environment", "--state", "quarantined"],
            ["root", "W", "W/P", "data"],
        ],
        [
            ["--state", "closing", "--state", "closing"],
            ["root", "S", "play"],
        ],
        [["--unit", "W", "--state", "closing"], ["root"]],
    ];
    for (const [args, nodes] of choices) {
        it(`${args.join(" ")} shows ${nodes.join(", ")}`, () =>
            inStack(DEFINITION, async (folder) => {
                assert.deepEqual(keysOf(await documentOf(folder, ...args)), nodes);
                const { out } = await tree(folder, ...args);
                assert.equal(out.includes("Nothing matches."), nodes.length === 1, out);
                for (const key of ["data", "shop", "play", "old"]) {
                    assert.equal(new RegExp(`── ${key} `).test(out), nodes.includes(key), out);
                }
            }));
    }

    it("prints as JSON what applies to a node, and where each part is written", () =>
        inStack(DEFINITION, async (folder) => {
            const document = await documentOf(folder);
            const at = (line: number, column: number): string =>
                `organizations/test/organization.yaml:${line}:${column}`;
            const [root, shop] = ["root", "account:shop"].map(
                (ref) => document.nodes.find((one) => one.ref === ref) ?? assert.fail(ref),
            ) as [TreeDocumentNode, TreeDocumentNode];
            assert.equal(document.commit, undefined);
            assert.deepEqual(root.guardrails, [
                { policy: "deny-leaving-organization", from: at(5, 14) },
                { policy: "spelling", from: at(5, 41) },
            ]);
            assert.deepEqual(shop.tags, [
                { name: "Organization", value: "acme", from: at(4, 13) },
                { name: "Team", value: "shop", from: at(21, 68) },
                { name: "Environment", value: "prod", from: at(17, 17) },
                { name: "Owner", value: "ada@example.com", from: at(21, 36) },
            ]);
            assert.deepEqual(document.effective[shop.effective[0] ?? -1], {
                type: "TAG_POLICY",
                settings: [
                    { path: "tags.Team.tag_key", value: "Team", sources: ["spelling at the root"] },
                    {
                        path: "tags.Team.tag_value",
                        value: "shop, data",
                        sources: ["spelling at the root", "more at unit W/P"],
                    },
                ],
                problems: [],
            });
            assert.deepEqual(document.access[shop.access ?? -1], [
                { holder: "group", who: "developers", permissionSet: "read-only", because: "on call", from: at(28, 7) },
            ]);
            assert.deepEqual(document.groups, [{ key: "developers", members: ["ada@example.com"], isExternal: false }]);
            assert.ok(shop.sections.some((index) => document.sections[index]?.key === "access"));
            assert.equal(root.access, undefined);
            const bound = guardrailsDownTo(shop, nodesByRef(document)).map(({ policy, at: { key } }) => [policy, key]);
            assert.deepEqual(bound.slice(0, 3), [
                ["deny-leaving-organization", "root"],
                ["spelling", "root"],
                ["deny-closing-account", "W"],
            ]);
            for (const [policy] of bound)
                assert.ok(
                    document.policies.some(({ key }) => key === policy),
                    policy,
                );
        }));

    it("prints a Mermaid diagram, whose ids are no keys", () =>
        inStack(DEFINITION, async (folder) => {
            const { out } = await tree(folder, "--mermaid", "--unit", "W");
            assert.deepEqual(out.split("\n"), [
                "flowchart LR",
                '    n0["the root"]',
                '    n1["W"]',
                '    n2["P"]',
                '    n3["data<br/>quarantined"]',
                '    n4["shop"]',
                "    n0 --> n1",
                "    n1 --> n2",
                "    n2 --> n3",
                "    n2 --> n4",
                "    classDef special fill:#f6f8fa,stroke:#cf222e,color:#24292f",
                "    class n3 special",
            ]);
            const both = await tree(folder, "--mermaid", "--json");
            assert.equal(both.code, EXIT.usage);
            assert.match(both.error, /--mermaid prints the source of a diagram, and --json JSON: give one of them/);
        }));
});

describe("org tree of many accounts", () => {
    const accounts = (count: number): string =>
        Array.from({ length: count }, (_, one) => `a${one}: {${one === 7 ? " state: closing " : ""}}`).join(", ");
    const definition = (count: number): Record<string, string> => ({
        "organization.yaml": `defaults: { email: "aws+{account}@example.com" }
units:
    Many: { kind: sandbox, accounts: { ${accounts(count)} } }
    Few: { accounts: { one: {} } }
`,
    });

    it("counts them, and lists those that are special, unless --all is given", () =>
        inStack(definition(600), async (folder) => {
            const { out } = await tree(folder);
            assert.deepEqual(
                out
                    .split("\n")
                    .slice(2, 8)
                    .map((line) => line.trimEnd()),
                [
                    "                           E-MAIL               STATE    GUARDRAILS",
                    "the root",
                    "├── Many/                                                2",
                    "│   ├── a7                 aws+a7@example.com   closing  2 inherited",
                    "│   └── 599 more accounts",
                    "└── Few/",
                ],
            );
            assert.equal((await tree(folder, "--all")).out.split("\n").length, 604 + 5);
            const drawn = await tree(folder, "--mermaid");
            assert.match(drawn.out, /n1\["Many<br\/>599 more accounts"\]/);
            const all = await tree(folder, "--mermaid", "--all");
            assert.equal(all.code, EXIT.usage);
            assert.match(
                all.error,
                /Mermaid draws at most 500 lines between boxes, and this tree has 603\. Show a part of it with --unit, --tag or --state, or leave out --all/,
            );
        }));

    it("keeps to 110 columns, and names what many have in common once in JSON", () =>
        inStack(definition(1000), async (folder) => {
            const lines = (await tree(folder, "--all")).out.split("\n");
            assert.deepEqual(
                lines.filter((line) => line.length > 110),
                [],
            );
            const document = await documentOf(folder);
            assert.equal(document.nodes.length, 1004);
            assert.ok(document.sections.length < 10, String(document.sections.length));
            assert.equal(document.effective.length, 0);
        }));
});
