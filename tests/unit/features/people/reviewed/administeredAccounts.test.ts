import { GRANTS, itNames, READER, USERS, type PeopleCase } from "./peopleCases";

const MAKER =
    'Maker: { inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "iam:PutRolePolicy", Resource: "*" }] } }';

const CASES: readonly PeopleCase[] = [
    {
        about: "a permission set that becomes an administrator",
        after: {
            sets: "Reader: { managedPolicies: [AdministratorAccess], session: 2h, breakGlass: true }, Admin: { library: break-glass }",
        },
        expected: [
            "danger: Permission set Reader (1 person, in 3 accounts) becomes an administrator, attaches AdministratorAccess, detaches ReadOnlyAccess, has sessions of 120 minutes instead of 60 and is a break-glass set from now on.",
        ],
        details: ["Whoever has it can make roles with any rights in the account."],
        acknowledge: ["turn permission set Reader into an administrator"],
    },
    {
        about: "a permission set with which people make themselves administrators",
        after: {
            sets: 'Reader: { managedPolicies: [ReadOnlyAccess], inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "iam:AttachRolePolicy", Resource: "*" }] } }, Admin: { library: break-glass }',
        },
        expected: [
            "danger: Permission set Reader (1 person, in 3 accounts) lets people make themselves administrators and gets an inline policy.",
        ],
        acknowledge: ["turn permission set Reader into an administrator"],
    },
    {
        about: "a permission set of the management account with which people reach all other accounts",
        before: GRANTS("- { who: platform, permissionSet: Reader, where: { managementAccount: true } }"),
        after: {
            ...GRANTS("- { who: platform, permissionSet: Reader, where: { managementAccount: true } }"),
            sets: 'Reader: { managedPolicies: [ReadOnlyAccess], inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "sso:*", Resource: "*" }] } }, Admin: { library: break-glass }',
        },
        expected: ["danger: Permission set Reader (1 person, in 1 account) gets an inline policy."],
        acknowledge: ["let permission set Reader administer other accounts"],
    },
    {
        about: "a permission set with which people make themselves administrators, in every account",
        before: { sets: `${MAKER}, Reader: { managedPolicies: [ReadOnlyAccess] }`, ...GRANTS(READER) },
        after: {
            sets: `${MAKER}, Reader: { managedPolicies: [ReadOnlyAccess] }`,
            ...GRANTS(READER, "- { who: developers, permissionSet: Maker, where: everywhere }"),
        },
        expected: ["danger: Group developers (1 person) gets Maker in every account (3)."],
        acknowledge: ["let group developers administer 3 accounts"],
    },
    {
        about: "a permission set with other rights",
        after: { sets: "Reader: { managedPolicies: [job-function/ViewOnlyAccess] }, Admin: { library: break-glass }" },
        expected: [
            "attention: Permission set Reader (1 person, in 3 accounts) attaches job-function/ViewOnlyAccess and detaches ReadOnlyAccess.",
        ],
    },
    {
        about: "the e-mail address of an administrator of every account",
        before: GRANTS("- { who: platform, permissionSet: Admin, where: everywhere }"),
        after: {
            ...GRANTS("- { who: platform, permissionSet: Admin, where: everywhere }"),
            users: USERS("platform", "developers").replace("name: Ada", "email: other@example.net, name: Ada"),
        },
        expected: ["danger: Ada Lovelace (ada@example.com) gets another e-mail address in Identity Center."],
        acknowledge: ["change the e-mail address of administrator ada@example.com"],
    },
    {
        about: "the e-mail address of somebody else",
        after: { users: USERS("platform", "developers").replace("name: Ada", "email: other@example.net, name: Ada") },
        expected: ["attention: Ada Lovelace (ada@example.com) gets another e-mail address in Identity Center."],
    },
    {
        about: "administrators of the management account",
        after: GRANTS(READER, "- { who: platform, permissionSet: Admin, where: { managementAccount: true } }"),
        expected: ["danger: Group platform (1 person) gets Admin (administrator) in the management account."],
        acknowledge: ["let group platform administer the management account"],
    },
    {
        about: "administrators of every account",
        after: GRANTS(READER, "- { who: platform, permissionSet: Admin, where: everywhere }"),
        expected: ["danger: Group platform (1 person) gets Admin (administrator) in every account (3)."],
        acknowledge: ["let group platform administer 3 accounts"],
    },
    {
        about: "a person who joins the administrators of every account",
        before: GRANTS(READER, "- { who: platform, permissionSet: Admin, where: everywhere }"),
        after: {
            ...GRANTS(READER, "- { who: platform, permissionSet: Admin, where: everywhere }"),
            users: USERS("platform", "developers, platform"),
        },
        expected: [
            "danger: Bob Bell (bob@example.com) joins group platform, gets Admin (administrator) in every account (3) through group platform and gets Reader in every account (3) through group platform.",
        ],
        acknowledge: ["let bob@example.com administer 3 accounts"],
    },
];

describe("the words on administrators in a review", () => {
    itNames(CASES);
});
