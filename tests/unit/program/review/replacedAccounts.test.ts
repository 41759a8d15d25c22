import assert from "node:assert/strict";
import { isReplaceable } from "../../../../program/review";
import { definition, existing, ID, type ReviewCases, SHOP, testCases } from "./reviewSupport";
import { load } from "../../definition/definitionFixtures";

const CASES: ReviewCases = [
    ["another name where the state has none", definition("name: Other"), existing()],
    [
        "another name without account management",
        definition("name: Other"),
        existing({ name: "shop" }),
        [
            "accounts.shop.name",
            /^renames account shop \(111122223333\) from "shop" to "Other", [^]*organization: \{ serviceAccess: \[account\.amazonaws\.com\] \}/,
        ],
    ],
    [
        "another name with account management",
        definition("name: Other", "W", "organization: { serviceAccess: [account.amazonaws.com] }"),
        existing({ name: "shop" }),
    ],
    [
        "another name of an account that is replaced",
        definition(`name: Other, acknowledge: { replacement: "${ID}" }`),
        existing({ name: "shop" }),
    ],
    [
        "another name with consolidated billing",
        load(
            "organization: { featureSet: CONSOLIDATED_BILLING }\nunits: { W: { accounts: { shop: { name: Other, email: shop@example.com } } } }",
        ),
        existing({ name: "shop" }, { featureSet: "CONSOLIDATED_BILLING" }),
        ["units.W.accounts.shop.name", /Rename it there, and run `pulumi refresh`/],
    ],
    ["other tags", definition("tags: { A: b }"), existing()],
    [
        "an acknowledged replacement with the e-mail of the replaced account",
        definition(`roleName: Other, acknowledge: { replacement: "${ID}" }`),
        existing(),
        [
            "accounts.shop.email",
            /^account shop is replaced by a new account.* both would have the e-mail shop@example\.com/,
        ],
    ],
    [
        "the replacement of an account whose closing is applied",
        definition(`acknowledge: { replacement: "${ID}" }`),
        existing({ email: "old@example.com", closing: true }),
        ["accounts.shop.acknowledge.replacement", /would be CLOSED when it is replaced, instead of leaving open/],
    ],
    [
        "another e-mail",
        definition(),
        existing({ email: "old@example.com" }),
        [
            "accounts.shop.email",
            /^changes the e-mail of account shop \(111122223333\) from old@example\.com to shop@example\.com, which would replace the account\. [^]*start-primary-email-update --account-id 111122223333 --primary-email shop@example\.com[^]*acknowledge: \{ replacement: "111122223333" \}/,
        ],
    ],
    [
        "another e-mail, acknowledged",
        definition(`acknowledge: { replacement: "${ID}" }`),
        existing({ email: "old@example.com" }),
    ],
    [
        "another e-mail, acknowledged for another account",
        definition('acknowledge: { replacement: "444455556666" }'),
        existing({ email: "old@example.com" }),
        ["accounts.shop.email", /changes the e-mail/],
    ],
    [
        "another role",
        definition("roleName: Admin"),
        existing(),
        [
            "accounts.shop.roleName",
            /^changes the access role of account shop \(111122223333\) from OrganizationAccountAccessRole to Admin, which would replace[^]*Keep roleName: OrganizationAccountAccessRole[^]*acknowledge: \{ replacement: "111122223333" \}/,
        ],
    ],
    [
        "another role, acknowledged, with an e-mail of its own",
        load(
            `units: { W: { accounts: { shop: { email: new@example.com, roleName: Admin, acknowledge: { replacement: "${ID}" } } } } }`,
        ),
        existing(),
    ],
    ["a role that AWS does not report", definition("roleName: Admin"), existing({ roleName: undefined })],
    ["another role of an adopted account", definition(`roleName: Admin, id: "${ID}"`), existing()],
];

describe("program: the review of accounts that would be replaced or renamed", () => {
    testCases(CASES);

    it("allows a replacement only by the account's id", () => {
        const [account] = definition(`acknowledge: { replacement: "${ID}" }`).accounts;
        assert.ok(account);
        assert.equal(isReplaceable(account, SHOP), true);
        assert.equal(isReplaceable(account, { ...SHOP, id: "444455556666" }), false);
        assert.equal(isReplaceable(account, undefined), false);
    });
});
