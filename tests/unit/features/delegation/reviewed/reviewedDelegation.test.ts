import assert from "node:assert/strict";
import { delegation } from "../../../../../features/delegation/definition";
import type { ResourceChange } from "../../../../../definition/feature";
import { changedDefinition, reviewedBetween } from "../../changedDefinitions";

function definition(written: string, accounts = "audit: {}"): string {
    return `
organization: { serviceAccess: [iam.amazonaws.com, sso.amazonaws.com, config.amazonaws.com, macie.amazonaws.com] }
defaults: { email: "{account}@example.com" }
units: { U: { accounts: { ${accounts} } } }
${written}
`;
}

const administrators = (...services: readonly string[]): string =>
    `delegatedAdministrators: { ${services.map((service) => `${service}.amazonaws.com: audit`).join(", ")} }`;
const policy = (...names: readonly string[]): string =>
    `resourcePolicy: ${JSON.stringify({
        Version: "2012-10-17",
        Statement: names.map((Sid) => ({
            Sid,
            Effect: Sid === "Deny" ? "Deny" : "Allow",
            Principal: { AWS: "111122223333" },
            Action: `organizations:${Sid === "Attach" ? "AttachPolicy" : "ListAccounts"}`,
            Resource: "*",
        })),
    })}`;
const LOST =
    "What it has set up there for other accounts can then only be changed from the management account, and some services stop or delete it.";
const statement = (name: string): string =>
    `the statement "${name}": "Allow" "organizations:ListAccounts" for {"AWS":"111122223333"}.`;

const CASES: readonly (readonly [about: string, before: string, after: string, expected: readonly string[]])[] = [
    [
        "an account that begins to administer services",
        "",
        administrators("sso", "config"),
        [
            "danger: Account audit begins to administer config.amazonaws.com and sso.amazonaws.com for the organisation. [let audit administer sso.amazonaws.com]",
        ],
    ],
    [
        "an account that ends",
        administrators("sso", "config"),
        administrators("config"),
        [
            "danger: Account audit no longer administers sso.amazonaws.com for the organisation. [deregister audit as administrator of sso.amazonaws.com]",
            LOST,
        ],
    ],
    [
        "central root access that comes",
        "",
        "centralRootAccess: true",
        ["attention: Central root access gets root-credentials and root-sessions."],
    ],
    [
        "a part of central root access that ends",
        "centralRootAccess: true",
        "centralRootAccess: [root-sessions]",
        ["danger: Central root access loses root-credentials. [weaken central root access]"],
    ],
    [
        "a resource policy that comes",
        "",
        policy("One"),
        ["attention: The organisation's resource policy is created.", `It gets ${statement("One")}`],
    ],
    [
        "other statements of it",
        policy("One", "Two"),
        policy("Two", "Three"),
        [
            "attention: The organisation's resource policy gets 1 statement and loses 1 statement.",
            `It gets ${statement("Three")}`,
            `It loses ${statement("One")}`,
        ],
    ],
    [
        "a resource policy that lets an account attach policies",
        policy("One"),
        policy("One", "Attach"),
        [
            "danger: The organisation's resource policy gets 1 statement. [loosen the organisation's resource policy]",
            'It gets the statement "Attach": "Allow" "organizations:AttachPolicy" for {"AWS":"111122223333"}.',
        ],
    ],
    [
        "a resource policy that no longer denies",
        policy("One", "Deny"),
        policy("One"),
        [
            "danger: The organisation's resource policy loses 1 statement. [loosen the organisation's resource policy]",
            'It loses the statement "Deny": "Deny" "organizations:ListAccounts" for {"AWS":"111122223333"}.',
        ],
    ],
    [
        "a resource policy that goes",
        policy("One"),
        "",
        ["attention: The organisation's resource policy is deleted.", `It loses ${statement("One")}`],
    ],
];

describe("the words on delegation in a review", () => {
    for (const [about, before, after, expected] of CASES) {
        it(`name ${about}`, async () => {
            const changes = await reviewedBetween(delegation, definition(before), definition(after));
            assert.deepEqual(
                changes.flatMap(({ text, risk, details, acknowledge }) => [
                    `${risk}: ${text}${acknowledge === undefined ? "" : ` [${acknowledge}]`}`,
                    ...details,
                ]),
                expected,
            );
        });
    }

    it("ask once where a service is turned off that the account administers", async () => {
        const { changes, state, model } = await changedDefinition(
            definition(administrators("macie", "config")),
            definition(""),
        );
        const ended: ResourceChange = {
            ...{
                operation: "delete",
                urn: "urn:pulumi:golden::aws-organization::aws:macie2/account:Account::eu-west-1",
            },
            ...{ type: "aws:macie2/account:Account", name: "eu-west-1", properties: [] },
        };
        const [of] =
            delegation.reviewedChanges?.(model.features.get(delegation), [...changes, ended], state, model) ?? [];
        assert.equal(of?.acknowledge, "deregister audit as administrator of config.amazonaws.com");
    });

    it("ask by the same text in whatever order the state has them", async () => {
        const before = definition(administrators("sso", "config"));
        const { changes, state, model } = await changedDefinition(before, definition(""));
        const asked = [changes, changes.toReversed()].map(
            (some) => delegation.reviewedChanges?.(model.features.get(delegation), some, state, model)[0]?.acknowledge,
        );
        const text = "deregister audit as administrator of config.amazonaws.com and sso.amazonaws.com";
        assert.deepEqual(asked, [text, text]);
    });

    it("say that an administrator is new", async () => {
        const after = definition(administrators("sso"), "audit: {}, more: {}");
        const [begun] = await reviewedBetween(delegation, definition("", "more: {}"), after);
        assert.deepEqual(begun?.details, ["The account is new."]);
    });
});
