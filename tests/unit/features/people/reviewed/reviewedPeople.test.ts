import assert from "node:assert/strict";
import { people } from "../../../../../features/people/definition";
import { changedDefinition, nameOf, reviewedBetween } from "../../changedDefinitions";
import {
    ADMIN,
    GRANTS,
    itNames,
    peopleDefinition,
    READER,
    USERS,
    type PeopleCase,
    type WrittenPeople,
} from "./peopleCases";

const MORE_ACCOUNTS: WrittenPeople = { accounts: "shop-prod: {}, shop-dev: {}, shop-test: {}" };

const CASES: readonly PeopleCase[] = [
    {
        about: "a group that gets administrators' access until a day",
        after: GRANTS(READER, ADMIN),
        expected: ["attention: Group platform (1 person) gets Admin (administrator) in shop-prod until 2027-01-31."],
        details: ["In group platform: Ada Lovelace (ada@example.com)."],
    },
    {
        about: "a group that loses it",
        before: GRANTS(READER, ADMIN),
        expected: ["attention: Group platform (1 person) loses Admin in shop-prod."],
        details: ["In group platform: Ada Lovelace (ada@example.com)."],
    },
    {
        about: "access that ends on different days",
        after: GRANTS(READER, ADMIN, ADMIN.replace("shop-prod", "play").replace("01-31", "02-28")),
        expected: [
            "attention: Group platform (1 person) gets Admin (administrator) in play and shop-prod, in some of them until a day.",
        ],
        details: [
            "In group platform: Ada Lovelace (ada@example.com).",
            "The last day of Admin in play is 2027-02-28.",
            "The last day of Admin in shop-prod is 2027-01-31.",
        ],
    },
    {
        about: "a grant whose last day has passed",
        before: GRANTS(READER, ADMIN.replace(", until: 2027-01-31", "")),
        after: GRANTS(READER, ADMIN.replace("2027-01-31", "2026-11-26")),
        expected: ["attention: Group platform (1 person) loses Admin in shop-prod."],
    },
    {
        about: "somebody in the management account, and where a group of another directory is",
        before: { groups: "platform: {}, developers: {}, auditors: { external: true }" },
        after: {
            groups: "platform: {}, developers: {}, auditors: { external: true }",
            ...GRANTS(
                READER,
                "- { who: bob@example.com, permissionSet: Reader, where: { managementAccount: true } }",
                "- { who: auditors, permissionSet: Reader, where: [Workloads] }",
            ),
        },
        expected: [
            "routine: Group auditors (members are not known here) gets Reader in Workloads (2 accounts).",
            "attention: Bob Bell (bob@example.com) gets Reader in the management account.",
        ],
    },
    {
        about: "an account that comes, for all who get access to it",
        before: GRANTS(READER, READER.replace("platform", "developers")),
        after: { ...MORE_ACCOUNTS, ...GRANTS(READER, READER.replace("platform", "developers")) },
        expected: [
            "routine: Group developers (Reader) and group platform (Reader) get access to shop-test, which is new.",
        ],
        details: [
            "Group developers (1 person) gets Reader in shop-test.",
            "Group platform (1 person) gets Reader in shop-test.",
        ],
    },
    {
        about: "an account that goes",
        before: MORE_ACCOUNTS,
        expected: ["routine: Group platform (Reader) loses access to shop-test, which the definition does not have."],
    },
    {
        about: "somebody who joins a group, and what that gives",
        before: GRANTS(READER, ADMIN),
        after: { users: USERS("platform", "developers, platform"), ...GRANTS(READER, ADMIN) },
        expected: [
            "attention: Bob Bell (bob@example.com) joins group platform, gets Reader in every account (3) through group platform and gets Admin (administrator) in shop-prod through group platform until 2027-01-31.",
        ],
    },
    {
        about: "somebody who leaves a group, and another who is deleted",
        before: { users: USERS("platform, developers", "developers") },
        after: { users: "ada@example.com: { name: Ada Lovelace, groups: [developers] }" },
        expected: [
            "attention: Bob Bell (bob@example.com) is deleted in Identity Center.",
            "routine: Ada Lovelace (ada@example.com) leaves group platform and loses Reader in every account (3).",
        ],
    },
    {
        about: "somebody who gets another name, and a group that is deleted",
        after: { groups: "platform: {}", users: "ada@example.com: { name: Ada King, groups: [platform] }" },
        expected: [
            "routine: Ada King (ada@example.com) gets another display name and given or family name in Identity Center.",
            "attention: Group developers (1 person) is deleted in Identity Center.",
            "attention: Bob Bell (bob@example.com) is deleted in Identity Center.",
        ],
    },
    {
        about: "a group that is created with its people and its access",
        after: {
            groups: "platform: {}, developers: {}, data: {}",
            users: USERS("platform, data", "developers, data"),
            ...GRANTS(READER, "- { who: data, permissionSet: Reader, where: [play] }"),
        },
        expected: ["routine: Group data (2 people) is created in Identity Center and gets Reader in play."],
        details: ["In group data: Ada Lovelace (ada@example.com) and Bob Bell (bob@example.com)."],
    },
    {
        about: "permission sets that come and go, and a boundary",
        before: {
            sets: "Reader: { managedPolicies: [ReadOnlyAccess], boundary: { managed: ReadOnlyAccess } }, Old: { managedPolicies: [job-function/Billing] }",
        },
        after: {
            sets: 'Reader: { managedPolicies: [ReadOnlyAccess] }, New: { managedPolicies: [ReadOnlyAccess], customerManagedPolicies: [{ name: queues, path: /teams/ }], inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:GetObject", Resource: "*" }] } }',
        },
        expected: [
            "routine: Permission set New is created with ReadOnlyAccess, /teams/queues and an inline policy.",
            "danger: Permission set Reader (1 person, in 3 accounts) loses its boundary ReadOnlyAccess.",
            "routine: Permission set Old is deleted (nobody has it until now).",
        ],
        acknowledge: ["take the boundary from permission set Reader"],
    },
];

describe("the words on people in a review", () => {
    itNames(CASES);

    it("lead to the grant, and to nothing that the definition no longer has", async () => {
        const given = await reviewedBetween(people, peopleDefinition(), peopleDefinition(GRANTS(READER, ADMIN)));
        assert.deepEqual(given[0]?.path, ["access", 1]);
        const users = USERS("platform", "developers").replace(/, bob.*/, "");
        const [deleted] = await reviewedBetween(people, peopleDefinition(), peopleDefinition({ users }));
        assert.deepEqual([deleted?.path, deleted?.isIrreversible], [undefined, true]);
    });

    it("take a permission set that is replaced and everybody's access to it as one danger", async () => {
        const { changes, state, model } = await changedDefinition(
            peopleDefinition(),
            peopleDefinition({
                sets: "Reader: { managedPolicies: [ReadOnlyAccess], name: Viewer }, Admin: { library: break-glass }",
            }),
        );
        const replaced = changes.map((change) => ({ ...change, operation: "replace" as const }));
        assert.deepEqual(
            people
                .reviewedChanges?.(model.features.get(people), replaced, state, model)
                .map(({ text, risk, resources }) => [risk, text, resources.map(nameOf)]),
            [
                [
                    "danger",
                    'Permission set Reader is replaced by one with the name "Viewer": everybody who has it (1 person, in 3 accounts) is signed out, and its roles in the accounts get other names.',
                    ["Reader", "Reader@platform"],
                ],
            ],
        );
    });
});
