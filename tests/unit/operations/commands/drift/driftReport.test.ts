import assert from "node:assert/strict";
import type { FoundDifference } from "../../../../../operations/commands/drift/driftItem";
import { driftEntries, type DriftReport } from "../../../../../operations/commands/drift/report/driftReport";
import { driftMarkdown, MOST_CHARACTERS } from "../../../../../operations/commands/drift/report/driftMarkdown";
import { driftText } from "../../../../../operations/commands/drift/report/driftText";

const SHOP = { kind: "account", id: "111122223333", key: "shop", name: "shop" } as const;
const STRAY = { kind: "account", id: "444455556666", name: "stray" } as const;
const PRODUCTION = { kind: "unit", id: "ou-ab12-producti", key: "Workloads/Production", name: "Production" } as const;
const LABS = { kind: "unit", id: "ou-ab12-labslabs", key: "Labs", name: "Labs" } as const;
const ROOT = { kind: "root", id: "r-ab12", key: "root", name: "Root" } as const;
const REGIONS = { kind: "policy", id: "p-regions0", key: "regions", name: "regions" } as const;
const GROUP = { kind: "group", id: "g-1", key: "developers", name: "developers" } as const;
const SET = { kind: "permission-set", id: "arn:ps", key: "Admin", name: "Admin" } as const;
const SSO = "sso.amazonaws.com";
const service = { kind: "service", id: SSO, name: SSO } as const;
const type = { kind: "policy-type", id: "TAG_POLICY", name: "TAG_POLICY" } as const;
const facts = { definitionSays: "was", resources: [] } as const;
const document = (Action: string): string =>
    JSON.stringify({ Statement: [{ Sid: "Regions", Effect: "Deny", Action, Resource: "*" }] });

/** Each kind, in words. */
const SENTENCES: readonly (readonly [FoundDifference, string])[] = [
    [
        {
            kind: "account-moved",
            subject: SHOP,
            was: PRODUCTION,
            is: ROOT,
            loses: ["regions", "backup"],
            gains: [],
            ...facts,
        },
        "Account shop was moved from unit Workloads/Production to the root. It is no longer bound by regions, backup.",
    ],
    [
        { kind: "account-moved", subject: SHOP, was: LABS, is: PRODUCTION, loses: [], gains: ["regions"], ...facts },
        "Account shop was moved from unit Labs to unit Workloads/Production. Now it is bound by regions.",
    ],
    [
        {
            kind: "account-made",
            subject: STRAY,
            is: { name: "stray", email: "x@example.com", state: "ACTIVE", joinedMethod: "CREATED", parent: ROOT },
            ...facts,
        },
        "Account stray (444455556666) was created with the e-mail address x@example.com, and is in the root. The stack does not have it.",
    ],
    [
        { kind: "account-closed", subject: SHOP, was: "ACTIVE", is: "SUSPENDED", ...facts },
        "Account shop is no longer active: AWS says SUSPENDED.",
    ],
    [
        { kind: "account-removed", subject: SHOP, was: LABS, ...facts },
        "Account shop is no longer in the organisation: somebody removed it, or it has left.",
    ],
    [
        { kind: "account-renamed", subject: SHOP, was: "shop", is: "Shop", ...facts },
        "Account shop was renamed from shop to Shop.",
    ],
    [
        { kind: "account-email-changed", subject: SHOP, was: "a@example.com", is: "b@example.com", ...facts },
        "Account shop has another e-mail address: b@example.com instead of a@example.com. Who reads its mail can sign in as its root user.",
    ],
    [
        {
            kind: "unit-made",
            subject: { kind: "unit", id: "ou-1", name: "Shadow" },
            is: { name: "Shadow", parent: LABS },
            ...facts,
        },
        "Unit Shadow (ou-1) was made in unit Labs.",
    ],
    [
        { kind: "unit-renamed", subject: LABS, was: "Labs", is: "Lab", ...facts },
        "Unit Labs was renamed from Labs to Lab.",
    ],
    [{ kind: "unit-deleted", subject: LABS, was: { name: "Labs", parent: ROOT }, ...facts }, "Unit Labs was deleted."],
    [
        { kind: "policy-content-changed", subject: REGIONS, was: document("s3:*"), is: document("s3:Get*"), ...facts },
        "Policy regions was edited: its document means something else.\nStatement Regions was changed.",
    ],
    [
        { kind: "policy-renamed", subject: REGIONS, was: "regions", is: "x", ...facts },
        "Policy regions was renamed from regions to x.",
    ],
    [
        { kind: "policy-description-changed", subject: REGIONS, was: "a", is: "b", ...facts },
        "Policy regions has another description: b instead of a.",
    ],
    [
        {
            kind: "policy-made",
            subject: { kind: "policy", id: "p-1", name: "by-hand" },
            is: { name: "by-hand", type: "TAG_POLICY", description: "", content: "{}" },
            ...facts,
        },
        "Policy by-hand (p-1) of type TAG_POLICY was made.",
    ],
    [
        {
            kind: "policy-deleted",
            subject: REGIONS,
            was: { name: "regions", type: "SERVICE_CONTROL_POLICY", description: "", content: "{}" },
            ...facts,
        },
        "Policy regions was deleted, and binds nobody any more.",
    ],
    [
        {
            kind: "policy-attached",
            subject: REGIONS,
            target: SHOP,
            policyType: "SERVICE_CONTROL_POLICY",
            byAws: "when its monthly budget of 50 USD is used up",
            ...facts,
        },
        "Policy regions was attached to account shop. AWS does that by itself when its monthly budget of 50 USD is used up.",
    ],
    [
        { kind: "policy-detached", subject: REGIONS, target: LABS, policyType: "SERVICE_CONTROL_POLICY", ...facts },
        "Policy regions was detached from unit Labs.",
    ],
    [
        { kind: "full-access-attached", subject: SHOP, ...facts },
        "Account shop has FullAWSAccess again: what its allow list does not name is no longer denied.",
    ],
    [
        { kind: "full-access-detached", subject: ROOT, ...facts },
        "The root no longer has FullAWSAccess: what its other policies do not allow is denied.",
    ],
    [
        {
            kind: "tags-changed",
            subject: SHOP,
            was: { Owner: "a", Team: "shop", Empty: "x" },
            is: { Owner: "b", New: "1", Empty: "" },
            ...facts,
        },
        "Account shop has other tags: Empty is empty instead of x, New is new (1), Owner is b instead of a, Team is gone.",
    ],
    [
        { kind: "service-access-given", subject: service, ...facts },
        "Service sso.amazonaws.com was given access to the organisation.",
    ],
    [
        { kind: "service-access-taken", subject: service, ...facts },
        "Service sso.amazonaws.com no longer has access to the organisation.",
    ],
    [
        { kind: "administrator-registered", subject: SHOP, service: SSO, ...facts },
        "Account shop was registered as delegated administrator of sso.amazonaws.com.",
    ],
    [
        { kind: "administrator-deregistered", subject: SHOP, service: SSO, ...facts },
        "Account shop is no longer delegated administrator of sso.amazonaws.com.",
    ],
    [{ kind: "policy-type-enabled", subject: type, ...facts }, "The policy type TAG_POLICY was enabled."],
    [
        { kind: "policy-type-disabled", subject: type, ...facts },
        "The policy type TAG_POLICY was disabled: none of its policies binds anybody, and AWS has detached all of them.",
    ],
    [
        { kind: "access-given", subject: GROUP, permissionSet: SET, accounts: [SHOP, STRAY], ...facts },
        "Group developers was given permission set Admin in shop, stray.",
    ],
    [
        { kind: "access-taken", subject: GROUP, permissionSet: SET, accounts: [SHOP], ...facts },
        "Group developers no longer has permission set Admin in shop.",
    ],
    [
        { kind: "member-added", subject: { kind: "user", id: "u-1", name: "eve@example.com" }, group: GROUP, ...facts },
        "User eve@example.com was put into group developers.",
    ],
    [
        {
            kind: "member-removed",
            subject: { kind: "user", id: "u-1", name: "eve@example.com" },
            group: GROUP,
            ...facts,
        },
        "User eve@example.com is no longer in group developers.",
    ],
];

function report(found: readonly FoundDifference[], more: Partial<DriftReport> = {}): DriftReport {
    return {
        stack: "prod",
        entries: driftEntries(found),
        compared: ["12 accounts", "4 units", "9 policies"],
        unread: [],
        notes: [],
        calls: { "organizations.ListAccounts": 1, "organizations.ListRoots": 1 },
        ...more,
    };
}

describe("org drift: the report", () => {
    for (const [found, expected] of SENTENCES) {
        it(`says: ${expected}`, () => {
            const [first = "", ...others] = expected.split("\n");
            const text = driftText(report([found]));
            assert.equal(driftEntries([found])[0]?.item.text, first);
            for (const line of [first, ...others])
                assert.ok(
                    text.split("\n").some((one) => one.trim() === line),
                    text,
                );
        });
    }

    it("begins with what is most dangerous; a mark of a sandbox is, and a move that loses nothing is not", () => {
        const shown = driftEntries([
            { kind: "tags-changed", subject: SHOP, was: {}, is: { Team: "x" }, ...facts },
            {
                kind: "account-moved",
                subject: SHOP,
                was: LABS,
                is: PRODUCTION,
                loses: [],
                gains: ["regions"],
                ...facts,
            },
            { kind: "tags-changed", subject: LABS, was: {}, is: { "aws-organization:kind": "sandbox" }, ...facts },
            { kind: "policy-detached", subject: REGIONS, target: LABS, policyType: "SERVICE_CONTROL_POLICY", ...facts },
        ]).map(({ item }) => `${item.severity} ${item.kind}`);
        assert.deepEqual(shown, [
            "danger policy-detached",
            "danger tags-changed",
            "attention account-moved",
            "routine tags-changed",
        ]);
    });

    it("says what the definition says, where that is not what the state has", () => {
        const renamed = {
            kind: "account-renamed",
            subject: SHOP,
            was: "shop",
            is: "Shop",
            resources: ["urn"],
        } as const;
        const sentences = (found: FoundDifference): string => driftText(report([found]));
        assert.match(sentences({ ...renamed, definitionSays: "is" }), /The definition has it already\./);
        assert.match(
            sentences({ ...renamed, definitionSays: "other", defined: "SHOP" }),
            /The definition says neither: SHOP\./,
        );
        assert.match(
            sentences({ ...renamed, definitionSays: "nothing" }),
            /The definition does not have it any more\./,
        );
        assert.doesNotMatch(sentences({ ...renamed, definitionSays: "was" }), /definition/);
        const place = { file: "organizations/prod/accounts.yaml", line: 3, column: 5 };
        assert.match(
            sentences({ ...renamed, definitionSays: "was", place }),
            /organizations\/prod\/accounts\.yaml:3:5/,
        );
    });

    it("says that nothing was changed, what was compared and with how many calls", () => {
        const nothing =
            "Nothing was changed by hand in AWS since the last `up` of stack prod. 12 accounts, 4 units and 9 policies were compared, with 2 calls to AWS.";
        assert.equal(driftText(report([])), nothing);
        assert.equal(driftMarkdown(report([])).trim(), `**${nothing}**`);
    });

    it("does not call it nothing if AWS did not answer everything", () => {
        const unread = [{ what: "the units", reason: "AccessDeniedException: not allowed" }];
        const text = driftText(report([], { unread }));
        assert.match(text, /as far as AWS answered/);
        assert.match(
            text,
            /NOT COMPARED, because AWS did not answer:\n {2}the units: AccessDeniedException: not allowed/,
        );
        assert.match(
            driftMarkdown(report([], { unread })),
            /### Not compared[^]*- the units: `AccessDeniedException: not allowed`/,
        );
    });

    it("fits into an issue: changes that find no room are counted, and none is cut", () => {
        const found = Array.from({ length: 3_000 }, (_, index): FoundDifference => {
            const name = `account-${String(index).padStart(5, "0")}`;
            const subject = { kind: "account", id: String(100_000_000_000 + index), key: name, name } as const;
            return {
                kind: "account-moved",
                subject,
                was: PRODUCTION,
                is: ROOT,
                loses: ["regions"],
                gains: [],
                ...facts,
            };
        });
        const markdown = driftMarkdown(report(found));
        assert.ok(markdown.length < MOST_CHARACTERS, String(markdown.length));
        const shown = markdown.split("\n").filter((line) => line.startsWith("- Account"));
        for (const line of shown) assert.match(line, /`regions`\.$/);
        assert.ok(shown.length > 300, String(shown.length));
        assert.ok(
            markdown.includes(
                `**${(3_000 - shown.length).toLocaleString("en-US")} more changes found no room here** (3,000 in all)`,
            ),
        );
        assert.match(markdown, /were compared, with 2 calls to AWS/);
    });

    it("shows texts of AWS as code, in which nothing is a link, a mention or HTML", () => {
        const name = "<img src=x> | @everyone [a](http://b) ` \u202e";
        const markdown = driftMarkdown(
            report([{ kind: "account-renamed", subject: { ...SHOP, key: name }, was: name, is: name, ...facts }]),
        );
        assert.doesNotMatch(markdown, /<img|@everyone|\]\(|\u202e/);
    });
});
