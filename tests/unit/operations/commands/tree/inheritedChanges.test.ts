import assert from "node:assert/strict";
import { comparedTree } from "../../../../../operations/commands/tree/compare/comparedTrees";
import { valueOwners } from "../../../../../operations/commands/tree/document/valueOwners";
import { definitionTree } from "../../../../../operations/commands/tree/document/definitionTree";
import { inFolder, loadDefinition } from "../../../definition/definitionFixtures";

interface Written {
    readonly root?: string;
    readonly workloads?: string;
    readonly kind?: string;
    readonly shop?: string;
    readonly play?: string;
}

const written = ({ root = "", workloads = "", kind = "plain", shop = "", play = "" }: Written): string => `
defaults: { email: "{account}@example.com" }
costs: { notify: [finops@example.com] }
organization: { serviceAccess: [sso.amazonaws.com, member.org.stacksets.cloudformation.amazonaws.com] }
people:
    users: { ada@example.com: { givenName: Ada, familyName: L, groups: [platform] } }
    groups: { platform: }
    permissionSets: { Reader: { managedPolicies: [ReadOnlyAccess] } }
${root}
units:
    Workloads:
        kind: ${kind}
        ${workloads}
        accounts: { shop: { ${shop} }, data: {} }
    Sandbox: { accounts: { play: { ${play} } } }
`;

/** The values that differ at each node that is marked. */
function marked(before: Written, now: Written): Record<string, readonly string[]> {
    const [old, present] = [before, now].map((text) =>
        inFolder(written(text), (folder) => {
            const model = loadDefinition(folder);
            const document = definitionTree(model, { stack: "test", location: folder, day: "2026-11-27" });
            return { document, owners: valueOwners(model), folder };
        }),
    );
    assert.ok(old && present);
    const places = (of: typeof old): Map<string, string> =>
        new Map([...of.owners].map(([place, ref]) => [place.replaceAll(of.folder, "o"), ref]));
    const document = (of: typeof old): typeof of.document =>
        JSON.parse(JSON.stringify(of.document).replaceAll(of.folder, "o")) as typeof of.document;
    const owners = { before: places(old), now: places(present) };
    const { nodes } = comparedTree(document(present), document(old), { ref: "main", commit: "c" }, owners);
    return Object.fromEntries(
        nodes.flatMap(({ key, change }) =>
            change
                ? [
                      [
                          key,
                          change.values.map(
                              ({ name, from = "-", to = "-", accounts }) =>
                                  `${name}: ${from} > ${to}${accounts === undefined ? "" : ` (${accounts})`}`,
                          ),
                      ],
                  ]
                : [],
        ),
    );
}

describe("org tree --compare: what accounts inherit", () => {
    const CASES: readonly [what: string, before: Written, now: Written, marked: Record<string, readonly string[]>][] = [
        [
            "a budget of the whole organisation",
            {},
            { root: "budget: 900" },
            { root: ["budget organization monthly: - > 900 USD (3)"] },
        ],
        [
            "access in all accounts",
            {},
            { root: "access: [{ who: platform, permissionSet: Reader, where: everywhere }]" },
            { root: ["access platform: - > Reader (3)"] },
        ],
        [
            "a block at the root",
            {},
            { root: "baseline: { password-policy: }" },
            { root: ["baseline password-policy: - > Password policy of IAM users (3)"] },
        ],
        ["a tag of a unit", {}, { workloads: "tags: { Team: shop }" }, { Workloads: ["tag Team: - > shop (2)"] }],
        [
            "the kind of a unit",
            {},
            { kind: "sandbox" },
            {
                Workloads: [
                    "guardrail deny-leaving-organization: - > attached",
                    "guardrail deny-purchases: - > attached",
                    "kind: plain > sandbox (2)",
                ],
            },
        ],
        [
            "a policy at the root",
            {},
            { root: "guardrails: [deny-root-user]" },
            { root: ["guardrail deny-root-user: - > attached"] },
        ],
        [
            "a value of an account in place of an inherited one",
            { workloads: "tags: { Team: all }" },
            { workloads: "tags: { Team: all }", shop: "tags: { Team: shop }" },
            { shop: ["tag Team: all > shop"] },
        ],
        [
            "what an account has of its own",
            {},
            { play: "budget: 5" },
            { play: ["budget account play monthly: - > 5 USD"] },
        ],
    ];
    for (const [what, before, now, expected] of CASES) {
        it(`marks the node that has ${what}`, () => {
            assert.deepEqual(marked(before, now), expected);
        });
    }
});
