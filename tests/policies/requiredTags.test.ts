import assert from "node:assert/strict";
import { ACCOUNT, AWS_PERMISSION_SET, PERMISSION_SET, POLICY, ROLE, UNIT } from "../../policies/check/checkedResources";
import { requiredTags } from "../../policies/rules/requiredTags";
import { check, refusedConfigs, table, UNKNOWN } from "./policySupport";

const environment = { tags: { Environment: { allowedValues: ["prod", "dev"] } } };
const team = { tags: { Team: { pattern: "[a-z-]+" } } };

describe("required-tags", () => {
    describe("which tags", () => {
        table(requiredTags, [
            { it: "accepts a resource with the tag", props: { tags: { Organization: "acme" } }, violations: [] },
            {
                it: "requires the tag Organization by default",
                props: { name: "Shop", tags: { Team: "shop" } },
                violations: [
                    'account "Shop": the tag Organization is missing. Add it to `tags` of the account, of a unit above it or of `defaults`.',
                ],
            },
            {
                it: "requires it of resources without any tags",
                type: "aws:s3/bucket:Bucket",
                name: "logs",
                violations: ['bucket "logs": the tag Organization is missing. Add it.'],
            },
            {
                it: "reports all that is wrong with a resource at once",
                props: { name: "Shop", tags: { Environment: "test" } },
                config: { tags: { ...environment.tags, Organization: {} } },
                violations: [
                    'account "Shop": the tag Environment has the value "test". Use one of prod, dev.\n' +
                        "the tag Organization is missing. Add it to `tags` of the account, of a unit above it or of `defaults`.",
                ],
            },
            {
                it: "distinguishes a key in another case from a missing one",
                props: { name: "Shop", tags: { organization: "acme" } },
                violations: [
                    'account "Shop": the tag Organization is written organization. Rename it: in AWS they are two different tags.',
                ],
            },
            {
                it: "says where a definition gives tags to a unit",
                type: UNIT,
                props: { name: "Sandbox" },
                violations: [
                    'unit "Sandbox": the tag Organization is missing. Add it to `tags` of the unit, of a unit above it or of `defaults`.',
                ],
            },
            {
                it: "asks for nothing of what AWS Budgets, Cost Explorer and Data Exports have",
                type: "aws:budgets/budget:Budget",
                violations: [],
            },
            { it: "asks for nothing by an empty configuration", config: { tags: {} }, violations: [] },
            { it: "counts tags of the provider", defaultTags: { Organization: "acme" }, violations: [] },
            {
                it: "counts tags that the provider has added",
                props: { tagsAll: { Organization: "a" } },
                violations: [],
            },
            { it: "leaves resources without tags alone", type: "aws:iam/rolePolicy:RolePolicy", violations: [] },
            { it: "leaves other providers' resources alone", type: "random:index/randomId:RandomId", violations: [] },
        ]);
    });

    describe("people", () => {
        const TAGGED = { name: "support", tags: { Organization: "acme" } };
        const missing = (kind: string, place: string): string =>
            `${kind} "support": the tag Organization is missing. Add it${place}.`;
        table(requiredTags, [
            { it: "accepts a permission set with the tag", type: PERMISSION_SET, props: TAGGED, violations: [] },
            {
                it: "refuses a permission set without it, and says where the definition gives it",
                type: PERMISSION_SET,
                props: { name: "support", tags: {} },
                violations: [missing("permission set", " to `tags` of the permission set or of `defaults`")],
            },
            {
                it: "knows that one that is taken over gets no tags of `defaults`",
                type: PERMISSION_SET,
                props: { name: "support", tags: {}, takenOver: "arn:aws:sso:::permissionSet/ssoins-1/ps-1" },
                violations: [missing("permission set", " to `tags` of the permission set")],
            },
            {
                it: "refuses a value that is not allowed",
                type: PERMISSION_SET,
                props: { name: "support", tags: { Environment: "test" } },
                config: environment,
                violations: [
                    'permission set "support": the tag Environment has the value "test". Use one of prod, dev.',
                ],
            },
            {
                it: "can be told to leave permission sets alone",
                type: PERMISSION_SET,
                props: { name: "support", tags: {} },
                config: { exceptTypes: { ".*:PermissionSet": ["*"] } },
                violations: [],
            },
            {
                it: "skips unknown tags of a permission set",
                type: PERMISSION_SET,
                props: { name: "support", tags: UNKNOWN },
                violations: [],
            },
            {
                it: "skips an unknown value of a permission set",
                type: PERMISSION_SET,
                props: { name: UNKNOWN, tags: { Environment: UNKNOWN } },
                config: environment,
                violations: [],
            },
            {
                it: "checks the permission sets of the AWS provider too",
                type: AWS_PERMISSION_SET,
                props: { name: "support" },
                violations: [missing("permission set", "")],
            },
            ...[
                "aws:identitystore/user:User",
                "aws:identitystore/group:Group",
                "aws:identitystore/groupMembership:GroupMembership",
                "pulumi-nodejs:dynamic/people:AccountAccess",
            ].map((type) => ({ it: `asks for nothing of ${type}, which cannot have tags`, type, violations: [] })),
        ]);
    });

    describe("the owner and the cost centre of accounts", () => {
        const accounts = { types: [ACCOUNT] };
        const paid = {
            tags: {
                Owner: { ...accounts, allowedValues: ["platform", "shop"] },
                CostCenter: { ...accounts, allowedValues: ["4100", "4200"] },
            },
        };
        table(requiredTags, [
            {
                it: "accepts an account that has both",
                props: { tags: { Owner: "shop", CostCenter: "4200" } },
                config: paid,
                violations: [],
            },
            {
                it: "refuses an account without them, and names the lists",
                props: { name: "Shop" },
                config: paid,
                violations: [
                    'account "Shop": the tag Owner is missing. Add it to `tags` of the account, of a unit above it or of `defaults`, its value one of platform, shop.\n' +
                        "the tag CostCenter is missing. Add it to `tags` of the account, of a unit above it or of `defaults`, its value one of 4100, 4200.",
                ],
            },
            {
                it: "refuses values that are in no list",
                props: { name: "Shop", tags: { Owner: "nobody", CostCenter: "9999" } },
                config: paid,
                violations: [
                    'account "Shop": the tag Owner has the value "nobody". Use one of platform, shop.\n' +
                        'the tag CostCenter has the value "9999". Use one of 4100, 4200.',
                ],
            },
            {
                it: "waits for a value that is not known yet",
                props: { tags: { Owner: UNKNOWN, CostCenter: "4100" } },
                config: paid,
                violations: [],
            },
            { it: "asks nothing of units", type: UNIT, props: { name: "Sandbox" }, config: paid, violations: [] },
        ]);
    });

    describe("which values", () => {
        table(requiredTags, [
            {
                it: "accepts an allowed value",
                props: { tags: { Environment: "dev" } },
                config: environment,
                violations: [],
            },
            {
                it: "gives the allowed values of a missing tag",
                props: { name: "Shop" },
                config: environment,
                violations: [
                    'account "Shop": the tag Environment is missing. Add it to `tags` of the account, of a unit above it or of `defaults`, its value one of prod, dev.',
                ],
            },
            {
                it: "refuses a value in another case",
                props: { name: "Shop", tags: { Environment: "Prod" } },
                config: environment,
                violations: ['account "Shop": the tag Environment has the value "Prod". Use one of prod, dev.'],
            },
            { it: "accepts a value that matches", props: { tags: { Team: "shop" } }, config: team, violations: [] },
            {
                it: "refuses a value that matches only in part",
                props: { name: "Shop", tags: { Team: "shop 2" } },
                config: team,
                violations: ['account "Shop": the tag Team has the value "shop 2". Use a value matching [a-z-]+.'],
            },
            {
                it: "prefers the resource's tag to the provider's",
                props: { name: "Shop", tags: { Environment: "x" } },
                defaultTags: { Environment: "prod" },
                config: environment,
                violations: ['account "Shop": the tag Environment has the value "x". Use one of prod, dev.'],
            },
            {
                it: "checks the value of a tag that may be missing",
                props: { name: "Shop", tags: { Team: "" } },
                config: { tags: { Team: { required: false, allowedValues: ["shop"] } } },
                violations: ['account "Shop": the tag Team has the value "". Use one of shop.'],
            },
            { it: "lets such a tag be missing", config: { tags: { Team: { required: false } } }, violations: [] },
        ]);
    });

    describe("which types", () => {
        const accounts = { tags: { Team: { types: ["aws:organizations/account:.*"] } } };
        table(requiredTags, [
            {
                it: "checks the types that are named",
                props: { name: "Shop" },
                config: accounts,
                violations: [
                    'account "Shop": the tag Team is missing. Add it to `tags` of the account, of a unit above it or of `defaults`.',
                ],
            },
            { it: "does not ask others", type: ROLE, config: accounts, violations: [] },
            {
                it: "exempts a type from one tag",
                type: POLICY,
                config: { exceptTypes: { [POLICY]: ["Organization"] } },
                violations: [],
            },
            {
                it: "exempts a type from all tags",
                type: ROLE,
                config: { ...team, exceptTypes: { "aws:iam/.*": ["*"] } },
                violations: [],
            },
            {
                it: "does not exempt another type",
                type: ACCOUNT,
                props: { name: "Shop" },
                config: { exceptTypes: { [POLICY]: ["*"] } },
                violations: [
                    'account "Shop": the tag Organization is missing. Add it to `tags` of the account, of a unit above it or of `defaults`.',
                ],
            },
        ]);
    });

    describe("what is unknown", () => {
        table(requiredTags, [
            { it: "skips unknown tags", props: { tags: UNKNOWN }, violations: [] },
            {
                it: "skips a missing tag while others are unknown",
                props: { tags: {}, tagsAll: UNKNOWN },
                violations: [],
            },
            {
                it: "skips an unknown value",
                props: { tags: { Environment: UNKNOWN } },
                config: environment,
                violations: [],
            },
            {
                it: "still reports the tags that are known to be missing",
                props: { name: UNKNOWN, tags: { Environment: UNKNOWN } },
                violations: [
                    'account "shop-prod": the tag Organization is missing. Add it to `tags` of the account, of a unit above it or of `defaults`.',
                ],
            },
        ]);
    });

    refusedConfigs(requiredTags, [
        {
            it: "a misspelt key of a tag",
            config: { tags: { A: { allowed: ["x"] } } },
            error: "tags/A must NOT have additional",
        },
        { it: "a list of tags", config: { tags: ["A"] }, error: "tags must be object" },
        { it: "no allowed value at all", config: { tags: { A: { allowedValues: [] } } }, error: "fewer than 1 items" },
        {
            it: "an exception that is not a list",
            config: { exceptTypes: { a: "*" } },
            error: "exceptTypes/a must be array",
        },
    ]);

    it("refuses a pattern that is not a regular expression", async () => {
        const config = { tags: { Team: { pattern: "(" } } };
        await assert.rejects(check(requiredTags, { props: { tags: { Team: "shop" } } }, config), {
            message: /^the configuration of required-tags is wrong: tags\.Team\.pattern is not a regular expression: /,
        });
    });
});
