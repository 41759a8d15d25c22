import assert from "node:assert/strict";
import { baseline } from "../../../../../features/baseline/definition";
import { changedDefinition, reviewedBetween } from "../../changedDefinitions";

/** A definition with a baseline, of which a test writes what differs. */
function definition(blocks: string, accounts = "shop: {}, data: {}", sandbox = ""): string {
    return `
organization: { serviceAccess: [member.org.stacksets.cloudformation.amazonaws.com] }
regions: [eu-central-1, eu-west-1]
defaults: { email: "{account}@example.com" }
baseline: { ${blocks} }
units:
    Workloads: { accounts: { ${accounts} } }
    Sandbox: { ${sandbox} accounts: { play: {} } }
`;
}

interface Case {
    readonly about: string;
    readonly before: string;
    readonly after: string;
    /** The risk and sentence of each change, and then its details. */
    readonly expected: readonly string[];
    readonly acknowledge?: string;
}

const LOGS = "log-retention: { days: 365 }";
const roles = (trust: string, policy: string): string =>
    `ways: { roles: { way: { trust: ${trust}, managedPolicies: [${policy}] } } }`;
const pipeline = (repository: string): string =>
    `deploy-role: { repository: ${repository}, environment: prod, permissions: ["ec2:*"] }`;
const DEPLOYS = (repository: string): string =>
    `In 3 accounts: role deploy-shop lets in oidc-provider/token.actions.githubusercontent.com as repo:${repository}:environment:prod, and allows ec2:*, within the boundary deploy-shop-boundary.`;
const MANAGEMENT = "password-policy: { managementAccount: true }, ebs-encryption: { managementAccount: true }";

const CASES: readonly Case[] = [
    {
        about: "a block that comes",
        before: definition(""),
        after: definition(LOGS),
        expected: ["routine: Baseline block log-retention (Retention of logs) is new in data, play and shop."],
    },
    {
        about: "a block that ends",
        before: definition(LOGS),
        after: definition(""),
        expected: ["danger: Baseline block log-retention (Retention of logs) ends in data, play and shop."],
        acknowledge: "end block log-retention",
    },
    {
        about: "a block with other parameters in many accounts",
        before: definition(LOGS, "a: {}, b: {}, c: {}, d: {}, e: {}"),
        after: definition("log-retention: { days: 30 }", "a: {}, b: {}, c: {}, d: {}, e: {}"),
        expected: [
            "danger: Baseline block log-retention (Retention of logs) changes its parameters in 6 accounts and asks for less (Days).",
            "It changes its parameters in a, b, c, d, e and play.",
        ],
        acknowledge: "weaken block log-retention",
    },
    {
        about: "a block of which one account has other parameters",
        before: definition(LOGS),
        after: definition(LOGS, "shop: { baseline: { log-retention: { days: 731 } } }, data: {}"),
        expected: ["attention: Baseline block log-retention (Retention of logs) changes its parameters in shop."],
    },
    {
        about: "a unit without the block",
        before: definition(LOGS),
        after: definition(LOGS, undefined, "baseline: { log-retention: false },"),
        expected: ["danger: Baseline block log-retention (Retention of logs) leaves play."],
        acknowledge: "end block log-retention in 1 account",
    },
    {
        about: "an account that comes and one that goes",
        before: definition(LOGS),
        after: definition(LOGS, "shop: {}, new: {}"),
        expected: [
            "routine: Baseline block log-retention (Retention of logs) comes into 1 new account (new) and ends in data, which leaves the definition.",
        ],
    },
    {
        about: "other regions",
        before: definition("ebs-encryption: { regions: [eu-central-1] }"),
        after: definition("ebs-encryption: { regions: [eu-west-1] }"),
        expected: [
            "danger: Baseline block ebs-encryption (EBS encryption by default) comes into eu-west-1 of data, play and shop and ends in eu-central-1 of data, play and shop.",
        ],
        acknowledge: "end block ebs-encryption in eu-central-1",
    },
    {
        about: "other rings",
        before: definition(LOGS),
        after: `${definition(LOGS)}rollOut: { rings: [[Sandbox], [others]], concurrency: "50%" }`,
        expected: ["routine: Baseline block log-retention (Retention of logs) changes its pace and order of accounts."],
    },
    {
        about: "settings of the management account that come",
        before: definition("password-policy: {}, ebs-encryption: {}"),
        after: definition(MANAGEMENT),
        expected: [
            "routine: EBS encryption by default of the management account is turned on in eu-central-1, eu-west-1.",
            "routine: The password policy of IAM users of the management account is turned on.",
        ],
    },
    {
        about: "settings of the management account that go",
        before: definition(MANAGEMENT),
        after: definition("password-policy: {}, ebs-encryption: {}"),
        expected: [
            "danger: EBS encryption by default of the management account is turned off in eu-central-1, eu-west-1.",
            "danger: The password policy of IAM users of the management account is turned off.",
        ],
        acknowledge:
            "weaken ebs-encryption of the management account, weaken password-policy of the management account",
    },
    {
        about: "a password policy that asks for less",
        before: definition("password-policy: { managementAccount: true }"),
        after: definition("password-policy: { managementAccount: true, minimumLength: 8 }"),
        expected: [
            "danger: Baseline block password-policy (Password policy of IAM users) changes its parameters in data, play and shop and asks for less (MinimumLength).",
            "danger: The password policy of IAM users of the management account becomes weaker.",
            "minimumPasswordLength becomes 8 instead of 14.",
        ],
        acknowledge: "weaken block password-policy, weaken password-policy of the management account",
    },
    {
        about: "a password policy that asks for more, and one of which users may no longer change their own",
        before: definition("password-policy: {}"),
        after: definition("password-policy: { minimumLength: 20, changeOwn: false, maximumAge: 90 }"),
        expected: [
            "attention: Baseline block password-policy (Password policy of IAM users) changes its parameters in data, play and shop.",
        ],
    },
    {
        about: "a role that administers, with which a new block opens accounts",
        before: definition(""),
        after: definition(roles('{ roles: "arn:aws:iam::000000000000:role/deployer" }', "AdministratorAccess")),
        expected: [
            "danger: Baseline block ways (1 role: way) is new in data, play and shop and opens 3 accounts.",
            "In 3 accounts: role way lets in role/deployer of 000000000000, and allows everything (AdministratorAccess).",
        ],
        acknowledge: "open 3 accounts with block ways",
    },
    {
        about: "a role that somebody outside may take from now on",
        before: definition(roles('{ roles: "arn:aws:iam::000000000000:role/deployer" }', "ReadOnlyAccess")),
        after: definition(roles('{ accounts: "666677778888" }', "ReadOnlyAccess")),
        expected: [
            "danger: Baseline block ways (1 role: way) changes its template in data, play and shop and opens 3 accounts.",
            "In 3 accounts: role way lets in account 666677778888, and allows ReadOnlyAccess.",
        ],
        acknowledge: "open 3 accounts with block ways",
    },
    {
        about: "a role that may only read, and that nobody outside may take",
        before: definition(""),
        after: definition(roles('{ roles: "arn:aws:iam::000000000000:role/deployer" }', "ReadOnlyAccess")),
        expected: ["routine: Baseline block ways (1 role: way) is new in data, play and shop."],
    },
    {
        about: "a pipeline that deploys to a few accounts from now on",
        before: definition(""),
        after: definition(pipeline("acme/shop")),
        expected: [
            "attention: Baseline block deploy-role (Role with which a pipeline deploys) is new in data, play and shop and opens 3 accounts.",
            DEPLOYS("acme/shop"),
        ],
    },
    {
        about: "another pipeline that deploys from now on",
        before: definition(pipeline("acme/shop")),
        after: definition(pipeline("other/shop")),
        expected: [
            "danger: Baseline block deploy-role (Role with which a pipeline deploys) changes its parameters in data, play and shop and opens 3 accounts.",
            DEPLOYS("other/shop"),
        ],
        acknowledge: "open 3 accounts with block deploy-role",
    },
    {
        about: "a block that loses a role",
        before: definition(
            "ways: { roles: { one: { trust: { accounts: '000000000000' }, managedPolicies: [ReadOnlyAccess] }, two: { trust: { accounts: '000000000000' }, managedPolicies: [ReadOnlyAccess] } } }",
        ),
        after: definition(
            "ways: { roles: { one: { trust: { accounts: '000000000000' }, managedPolicies: [ReadOnlyAccess] } } }",
        ),
        expected: [
            "danger: Baseline block ways (1 role: one) changes its template in data, play and shop and no longer has 1 resource (RoleTwo).",
        ],
        acknowledge: "weaken block ways",
    },
];

describe("the words on the baseline in a review", () => {
    for (const { about, before, after, expected, acknowledge = "" } of CASES) {
        it(`name ${about}`, async () => {
            const changes = await reviewedBetween(baseline, before, after);
            assert.deepEqual(
                changes.flatMap(({ text, risk, details }) => [`${risk}: ${text}`, ...details]),
                expected,
            );
            assert.equal(changes.flatMap((one) => one.acknowledge ?? []).join(", "), acknowledge);
        });
    }

    it("name a StackSet that is made anew, and one that stays", async () => {
        const { changes, state, model } = await changedDefinition(definition(LOGS), definition(""));
        const texts = (["replace", "forget"] as const).map((operation) => {
            const all = changes.map((change) => ({ ...change, operation }));
            return baseline.reviewedChanges?.(model.features.get(baseline), all, state, model).map(({ text }) => text);
        });
        assert.deepEqual(texts, [
            ["Baseline block log-retention (Retention of logs) is taken away and set up anew in data, play and shop."],
            ["Baseline block log-retention (Retention of logs) leaves the stack, and stays in data, play and shop."],
        ]);
    });

    it("name an account that was closed by hand, and that the stack has forgotten", async () => {
        const { changes, state, model } = await changedDefinition(definition(LOGS), definition(LOGS, "shop: {}"));
        const accounts = new Map([...state.accounts].filter(([key]) => key !== "data"));
        const reviewed = baseline.reviewedChanges?.(
            model.features.get(baseline),
            changes,
            { ...state, accounts },
            model,
        );
        assert.deepEqual(
            reviewed?.map(({ text, risk }) => `${risk}: ${text}`),
            [
                "routine: Baseline block log-retention (Retention of logs) leaves data, which the Pulumi stack no longer has: what it has set up stays if AWS has closed it.",
            ],
        );
    });
});
