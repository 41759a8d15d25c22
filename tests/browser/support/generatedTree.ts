import type {
    TreeAccess,
    TreeDocument,
    TreeDocumentNode,
    TreeFact,
    TreePolicy,
    TreeSection,
} from "../../../pages/data/treeDocument";

/** A document of a made-up organisation. The same number of accounts gives the same document. */
export interface GeneratedTreeOptions {
    readonly accounts: number;
    /** How many accounts are in a unit. */
    readonly perUnit?: number;
    readonly hasSpend?: boolean;
}

const TEAMS = ["shop", "data", "platform", "search", "payments"];
const STAGES = ["Production", "NonProduction"];
const FILE = "organizations/acme/organization.yaml";

/** Units of `perUnit` accounts, each below Production or NonProduction of Workloads; and a unit Sandbox without accounts. */
export function generatedTree({ accounts, perUnit = 10, hasSpend = false }: GeneratedTreeOptions): TreeDocument {
    const nodes = [ROOT, madeUnit("Sandbox", ["sandbox-limits"]), madeUnit("Workloads", ["regions"])];
    let account = 0;
    for (const [place, stage] of STAGES.entries()) {
        const key = `Workloads/${stage}`;
        nodes.push(madeUnit(key, place === 0 ? ["require-encryption"] : []));
        const share = place === 0 ? Math.ceil(accounts / 2) : accounts - Math.ceil(accounts / 2);
        for (let unit = 0; unit * perUnit < share; unit++) {
            const below = `${key}/team-${String(unit + 1).padStart(3, "0")}`;
            nodes.push(madeUnit(below, []));
            for (let one = 0; one < Math.min(perUnit, share - unit * perUnit); one++) {
                nodes.push(madeAccount(account, `unit:${below}`, place === 0, hasSpend));
                account++;
            }
        }
    }
    return {
        stack: "acme",
        definition: "organizations/acme",
        commit: "0123456789ab",
        day: "2026-11-26",
        organizationId: "o-abcdefghij",
        managementAccountId: "123456789012",
        notes: [],
        nodes,
        policies: ["deny-leaving", "regions", "require-encryption", "sandbox-limits", "tag-values"].map(madePolicy),
        effective: [
            {
                type: "TAG_POLICY",
                settings: [{ path: "tags.team.tag_key", value: "Team", sources: ["tag-values at the root"] }],
                problems: [],
            },
        ],
        sections: TEAMS.map(madeSection),
        access: TEAMS.map(madeAccess),
        groups: [
            ...TEAMS.map((team) => ({
                key: team,
                members: [`ada.${team}@example.com`, `linus.${team}@example.com`],
                isExternal: false,
            })),
            { key: "auditors", members: [], isExternal: true },
        ],
    };
}

/** Twelve accounts, each with a budget. The last month is not over. */
export function treeWithBudgets(): TreeDocument {
    const tree = generatedTree({ accounts: 12, perUnit: 6, hasSpend: true });
    return {
        ...tree,
        spendTotal: {
            currency: "USD",
            months: [
                { month: "2026-09", amount: 2000 },
                { month: "2026-10", amount: 3000 },
            ],
            until: "2026-10-21",
            isPartial: true,
        },
        nodes: tree.nodes.map((node) => (node.kind === "account" ? { ...node, budget: 150 } : node)),
    };
}

const fact = (name: string, value: string, line: number): TreeFact => ({ name, value, from: `${FILE}:${line}:9` });

const ROOT: TreeDocumentNode = {
    ref: "root",
    kind: "root",
    key: "root",
    name: "Root",
    id: "r-ab12",
    state: "active",
    tags: [],
    settings: [],
    guardrails: [
        { policy: "deny-leaving", from: `${FILE}:3:5` },
        { policy: "tag-values", from: `${FILE}:4:5` },
    ],
    effective: [0],
    sections: [],
};

function madeUnit(key: string, guardrails: readonly string[]): TreeDocumentNode {
    const above = key.lastIndexOf("/");
    return {
        ref: `unit:${key}`,
        kind: "unit",
        key,
        name: key.slice(above + 1),
        parent: above < 0 ? "root" : `unit:${key.slice(0, above)}`,
        id: `ou-${key.length}abc-${String(key.length).padStart(8, "0")}`,
        state: "active",
        from: `${FILE}:${10 + key.length}:5`,
        unitKind: "plain",
        tags: [fact("Stage", key.includes("Non") ? "dev" : "prod", 11)],
        settings: [],
        guardrails: guardrails.map((policy) => ({ policy, from: `${FILE}:${20 + policy.length}:9` })),
        effective: [0],
        sections: [],
    };
}

function madeAccount(number: number, parent: string, isProduction: boolean, hasSpend: boolean): TreeDocumentNode {
    const place = number % TEAMS.length;
    const team = TEAMS[place] ?? "shop";
    const key = `${team}-${isProduction ? "prod" : "dev"}-${String(number + 1).padStart(4, "0")}`;
    const from = `organizations/acme/accounts/${team}.yaml:${number + 2}:5`;
    return {
        ref: `account:${key}`,
        kind: "account",
        key,
        name: key,
        parent,
        id: String(100_000_000_000 + number * 7_919),
        state: number % 97 === 41 ? "quarantined" : number % 89 === 13 ? "closing" : "active",
        from,
        unitKind: "plain",
        email: `aws+${key}@example.com`,
        ...(number % 4 === 1 && { owner: "ada" }),
        tags: [
            fact("Stage", isProduction ? "prod" : "dev", 11),
            ...(number % 10 === 9 ? [] : [{ name: "Team", value: team, from }]),
        ],
        settings: [
            fact("e-mail", `aws+${key}@example.com`, 15),
            { name: "access role", value: "OrganizationAccountAccessRole" },
        ],
        guardrails: number % 12 === 5 ? [{ policy: "require-encryption", from }] : [],
        effective: [0],
        sections: [place],
        access: place,
        ...(hasSpend && {
            spend: {
                currency: "USD",
                months: [
                    { month: "2026-09", amount: 100 + number },
                    { month: "2026-10", amount: 200 + number },
                ],
            },
        }),
    };
}

function madePolicy(key: string): TreePolicy {
    const isTags = key === "tag-values";
    const document = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"${key}:*","Resource":"*"}}`;
    return {
        key,
        type: isTags ? "TAG_POLICY" : "SERVICE_CONTROL_POLICY",
        description: `What ${key} is for.`,
        says: isTags ? [] : [`denies ${key}:*`],
        document,
        characters: document.length,
        from: `organizations/acme/policies.yaml:${key.length}:5`,
    };
}

function madeSection(team: string, place: number): TreeSection {
    return {
        key: "costBudgets",
        heading: "BUDGET",
        facts: [
            {
                name: `team ${team} monthly`,
                value: `${place + 1},000 USD`,
                from: `organizations/acme/spending.yaml:${place + 5}:7`,
            },
        ],
    };
}

function madeAccess(team: string, place: number): TreeAccess[] {
    const from = `organizations/acme/people.yaml:${place + 12}:7`;
    return [
        { holder: "group", who: team, permissionSet: "developer", from },
        { holder: "group", who: "auditors", permissionSet: "read-only", because: "the audit of 2026", from },
        { holder: "person", who: "grace@example.com", permissionSet: "admin", until: "2026-12-31", from },
    ];
}
