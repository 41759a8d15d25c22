import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import fc from "fast-check";
import { adoptDefinition, type AdoptedDefinition } from "../../../../../operations/commands/adopt/adoptedDefinition";
import { AdoptedFeatures } from "../../../../../operations/commands/adopt/feature";
import type {
    Inventory,
    InventoryAccount,
    InventoryPolicy,
    InventoryUnit,
} from "../../../../../operations/commands/adopt/inventory";
import { LIBRARY, QUARANTINE } from "../../../../../guardrails";
import { FEATURES } from "../../../../../features";

export const ROOT = "r-ab12";

const DENY = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
});
const ALLOW = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/** An empty organisation, to which a test adds what it needs. */
export function inventory(more: Partial<Inventory> = {}): Inventory {
    return {
        organization: {
            id: "o-abcdefghij",
            managementAccountId: "123456789012",
            featureSet: "ALL",
            rootId: ROOT,
            policyTypes: ["SERVICE_CONTROL_POLICY"],
            serviceAccess: [],
        },
        root: { id: ROOT, tags: {}, policies: [], fullAccess: true },
        units: [],
        accounts: [],
        policies: [],
        ...more,
    };
}

export function unit(number: number, name: string, more: Partial<InventoryUnit> = {}): InventoryUnit {
    return { id: unitId(number), name, parent: ROOT, tags: {}, policies: [], fullAccess: true, ...more };
}

export function account(number: number, name: string, more: Partial<InventoryAccount> = {}): InventoryAccount {
    return {
        id: String(100_000_000_000 + number),
        name,
        email: `account-${number}@example.com`,
        state: "ACTIVE",
        parent: ROOT,
        tags: {},
        policies: [],
        fullAccess: true,
        ...more,
    };
}

export function policy(number: number, name: string, more: Partial<InventoryPolicy> = {}): InventoryPolicy {
    return {
        id: `p-${String(number).padStart(8, "0")}`,
        type: "SERVICE_CONTROL_POLICY",
        name,
        description: "",
        content: DENY,
        tags: {},
        ...more,
    };
}

/** The policy `quarantine` as `up` and `org quarantine` make it. */
export function quarantinePolicy(
    number: number,
    { roleName, ...more }: { readonly roleName: string } & Partial<InventoryPolicy>,
): InventoryPolicy {
    const guardrail = LIBRARY.get(QUARANTINE);
    const content = JSON.stringify(guardrail?.document({ roleName }), undefined, 1);
    return policy(number, QUARANTINE, { content, description: guardrail?.description ?? "", ...more });
}

/** A document that allows everything, as FullAWSAccess does. */
export const allowing = { content: ALLOW } as const;

export function unitId(number: number): string {
    return `ou-ab12-${String(number).padStart(8, "0")}`;
}

/** An adoption in which the features take over nothing. */
export const WITHOUT_FEATURES = new AdoptedFeatures(FEATURES, []);

/** Drafts in a temporary folder. */
export function drafted<T>(of: Inventory, use: (draft: AdoptedDefinition) => T, adopted = WITHOUT_FEATURES): T {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "adopt-"));
    try {
        return use(adoptDefinition(of, adopted, { folder: path.join(folder, "definition") }));
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

/** The text of a file of the definition, without comments. */
export function text(of: Inventory, file = "organization.yaml", adopted = WITHOUT_FEATURES): string {
    return drafted(
        of,
        ({ files }) => (files.get(file) ?? `no ${file} but ${[...files.keys()].join(", ")}`).replace(/^#.*\n/gm, ""),
        adopted,
    );
}

const oddName = fc.oneof(
    fc.constantFrom(
        "shop",
        "Shop",
        "shop prod",
        "a/b",
        "a@b",
        "- x",
        "true",
        "123",
        "null",
        "#1",
        "{account}",
        "~",
        "constructor",
    ),
    fc.string({ minLength: 1, maxLength: 12, unit: "grapheme-ascii" }).filter((name) => !/[<>\r\n]/.test(name)),
);
const unitName = fc.oneof(
    oddName,
    fc
        .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
        .filter((name) => !/[\r\n]/.test(name) && name.length <= 128),
);
const tagsOf = fc.dictionary(
    fc.constantFrom("Team", "Environment", "Cost Center", "1", "Owner", "Expires", "a:b", "=x"),
    fc.constantFrom("", "prod", "dev", "1", "a b", "true", "2027-01-31", "x=y"),
    { noNullPrototype: true },
);
/** Any unit may have the sandbox tag. */
const unitTagsOf = fc
    .record({ tags: tagsOf, isSandbox: fc.boolean() })
    .map(({ tags, isSandbox }) => ({ ...tags, ...(isSandbox && { "aws-organization:kind": "sandbox" }) }));
const documents = fc.constantFrom(
    DENY,
    ` ${DENY.replaceAll(",", ", ")}\n`,
    ALLOW,
    JSON.stringify({
        Version: "2012-10-17",
        Statement: Array.from({ length: 4 }, (_, index) => ({
            Sid: `S${index}`,
            Effect: "Deny",
            NotAction: ["iam:*", "sts:*"],
            Resource: ["*"],
            Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1"] } },
        })),
    }),
);

/** Organisations as AWS allows them, with nested units, odd names, and tags and policies anywhere. */
export const organizations: fc.Arbitrary<Inventory> = fc
    .record({
        policies: fc.uniqueArray(
            fc.record({
                name: unitName,
                content: documents,
                description: fc.constantFrom("", "What it: does #1", "Two\nlines", " \r\nends in\ta break\n"),
                tags: tagsOf,
            }),
            {
                selector: ({ name }) => name,
                maxLength: 5,
            },
        ),
        units: fc.array(
            fc.record({
                name: unitName,
                parent: fc.nat(),
                tags: unitTagsOf,
                attached: fc.array(fc.nat(), { maxLength: 3 }),
                full: fc.boolean(),
            }),
            {
                maxLength: 10,
            },
        ),
        accounts: fc.array(
            fc.record({
                name: oddName,
                parent: fc.nat(),
                tags: tagsOf,
                attached: fc.array(fc.nat(), { maxLength: 3 }),
                full: fc.boolean(),
                email: fc.constantFrom("aws+", "a.", "x-"),
                state: fc.constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED"),
            }),
            { maxLength: 14 },
        ),
        root: fc.record({ attached: fc.array(fc.nat(), { maxLength: 3 }), full: fc.boolean() }),
        quarantined: fc.option(
            fc.record({ roleName: fc.constantFrom("OrganizationAccountAccessRole", "BreakGlass"), tags: tagsOf }),
        ),
        serviceAccess: fc.subarray(["account.amazonaws.com", "cloudtrail.amazonaws.com", "sso.amazonaws.com"]),
    })
    .map(({ policies, units, accounts, root, serviceAccess, quarantined }) => {
        const held = policies.map(({ name, ...more }, index) => policy(index, name, more));
        if (quarantined !== null) held.push(quarantinePolicy(held.length, quarantined));
        const governed = ({
            attached,
            full,
        }: {
            attached: readonly number[];
            full: boolean;
        }): Pick<InventoryUnit, "policies" | "fullAccess"> => {
            const ids = held.length === 0 ? [] : attached.map((index) => held[index % held.length]?.id ?? "");
            // AWS never detaches the last policy of a node.
            return { policies: [...new Set(ids)].sort(), fullAccess: full || ids.length === 0 };
        };
        const nested: InventoryUnit[] = [];
        const depths = new Map([[ROOT, 0]]);
        for (const [index, { name, parent, tags, ...more }] of units.entries()) {
            const places = [ROOT, ...nested.map(({ id }) => id)].filter((id) => (depths.get(id) ?? 0) < 5);
            const one = unit(index, name, { parent: places[parent % places.length] ?? ROOT, tags, ...governed(more) });
            // The names of siblings must differ in more than case.
            if (nested.some((other) => other.parent === one.parent && other.name.toLowerCase() === name.toLowerCase()))
                continue;
            nested.push(one);
            depths.set(one.id, (depths.get(one.parent) ?? 0) + 1);
        }
        const places = [ROOT, ...nested.map(({ id }) => id)];
        return inventory({
            organization: { ...inventory().organization, serviceAccess },
            root: { ...inventory().root, ...governed(root) },
            policies: held,
            units: nested,
            accounts: accounts.map(({ name, parent, tags, email, state, ...more }, index) =>
                account(index, name, {
                    parent: places[parent % places.length] ?? ROOT,
                    tags,
                    state,
                    email: `${email}${/^[a-z0-9-]+$/.test(name) ? name : "n"}${index % 2 === 0 ? "" : index}${/^[a-z0-9-]+$/.test(name) ? "" : `-${index}`}@e${index}.example.com`,
                    ...governed(more),
                }),
            ),
        });
    });
