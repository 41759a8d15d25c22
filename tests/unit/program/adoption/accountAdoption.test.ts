import assert from "node:assert/strict";
import { formatPath } from "../../../../definition";
import { accountAdoptionProblems } from "../../../../program/adoption";
import { load } from "../../definition/definitionFixtures";

const ID = "111122223333";
const FOUND = [
    { id: ID, name: "shop", email: "shop@example.com", state: "ACTIVE" },
    ...["PENDING_CLOSURE", "SUSPENDED", "CLOSED"].map((state, index) => ({
        id: `77778888999${index}`,
        name: "shop",
        email: "shop@example.com",
        state,
    })),
];
const MANAGEMENT = "123456789012";
const ORGANIZATION = { managementAccount: { id: MANAGEMENT, email: "root@example.com" }, members: FOUND };

describe("program: the adoption of an existing account", () => {
    const cases: readonly [string, string, readonly string[], string?, RegExp?][] = [
        ["as AWS has it", `id: "${ID}"`, []],
        ["of another organisation", 'id: "444455556666"', [], "id", /has no account 444455556666: invite it first/],
        [
            "with another e-mail",
            `id: "${ID}", email: other@example.com`,
            [],
            "email",
            /has the e-mail shop@example\.com in AWS, but other@example\.com here\. [^]*email: shop@example\.com$/,
        ],
        [
            "with another name",
            `id: "${ID}", name: Other`,
            [],
            "name",
            /has the name "shop" in AWS, but "Other" here\. [^]*name: shop\nor add account\.amazonaws\.com/,
        ],
        ...FOUND.slice(1).map(({ id, state }): [string, string, readonly string[], string, RegExp] => [
            `that is ${state}`,
            `id: "${id}"`,
            [],
            "id",
            new RegExp(`^account shop \\(${id}\\) is closed in AWS \\(${state}\\), .*leave it out of the definition$`),
        ]),
        ["of the management itself", `id: "${MANAGEMENT}"`, [], "id", /has the id of the management account/],
        ["with another name where accounts may be renamed", `id: "${ID}", name: Other`, ["account.amazonaws.com"]],
    ];
    for (const [what, account, services, property, message] of cases) {
        it(`${message ? "refuses" : "accepts"} it ${what}`, () => {
            const { accounts } = load(
                `defaults: { email: "{account}@example.com" }\nunits: { U: { accounts: { shop: { ${account} } } } }`,
            );
            const found = accountAdoptionProblems(accounts, ORGANIZATION, services);
            assert.equal(found.length, message ? 1 : 0, JSON.stringify(found));
            // Without AWS, only the state's accounts can be compared.
            const ofState = { ...ORGANIZATION, isOfState: true } as const;
            const isUnknown = account.includes("444455556666");
            assert.equal(accountAdoptionProblems(accounts, ofState, services).length, message && !isUnknown ? 1 : 0);
            if (found[0] && message) {
                assert.equal(formatPath(found[0].path), `units.U.accounts.shop.${property}`);
                assert.match(found[0].message, message);
                assert.equal(found[0].place.line, 2);
            }
        });
    }
});
