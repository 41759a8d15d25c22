import { refused } from "../../../definition/definitionFixtures";
import { ORGANIZATION, PEOPLE } from "./peopleFixture";

/** One wrong part and its messages. `▶` marks the places. */
type Case = readonly [what: string, text: string, ...messages: readonly (string | RegExp)[]];

const IN_ACCESS: readonly Case[] = [
    ["an unknown person", "{ ▶who: developer, permissionSet: read-only, where: [play] }", 'Did you mean "developers"?'],
    ["an unknown set", "{ who: developers, ▶permissionSet: readonly, where: [play] }", 'Did you mean "read-only"?'],
    ["an unknown account", "{ who: developers, permissionSet: read-only, where: [▶shop-prd] }", '"shop-prod"'],
    [
        "an unknown unit",
        "{ who: developers, permissionSet: read-only, where: { units: [▶Workload] } }",
        'Did you mean "Workloads"?',
    ],
    [
        "an account as a unit",
        "{ who: developers, permissionSet: read-only, where: { units: [▶play] } }",
        "write it in `accounts`",
    ],
    [
        "a tag that nothing has",
        "{ who: developers, permissionSet: read-only, where: { tags: { ▶Taem: shop } } }",
        'Did you mean "Team"?',
    ],
    [
        "the management account beside others in one map",
        "{ who: developers, permissionSet: read-only, ▶where: { managementAccount: true, units: [Sandbox], tags: { Team: shop } } }",
        "has managementAccount beside units and tags. All parts of a map must hold, and the management account is in no unit: write a list of two maps, [{ managementAccount: true }, { units: ..., tags: ... }]",
    ],
    [
        "the management account as a name",
        "{ who: developers, permissionSet: read-only, where: [▶managementAccount] }",
        "where: { managementAccount: true }",
    ],
    ["a kind that is none", "{ who: developers, permissionSet: read-only, where: { kinds: [▶sandbx] } }", "sandbox"],
    [
        "everything excepted",
        "{ who: developers, permissionSet: read-only, where: everywhere, except: [▶everywhere] }",
        "remove the whole line",
    ],
    [
        "a day that is none",
        "{ who: developers, permissionSet: read-only, where: [play], ▶until: 2026-02-30 }",
        "is not a date",
    ],
    ["an empty selector", "{ who: developers, permissionSet: read-only, ▶where: {} }", "is empty: write everywhere"],
    [
        "a day that is a number",
        "{ who: developers, permissionSet: read-only, where: [play], ▶until: 2026 }",
        "is the number 2026, and must be a day such as 2026-12-31",
    ],
    [
        "a number for a name",
        "{ ▶who: 123, permissionSet: read-only, where: [▶007] }",
        'is the number 123, and must be one name, or a list of names. If a text is meant, put it in quotes, "123"',
        '"007"',
    ],
    ["nobody", "{ ▶who: [], permissionSet: read-only, where: [play] }", "is an empty list"],
];

const IN_SETS: readonly Case[] = [
    ["everything", "▶Own: { managedPolicies: [AdministratorAccess] }", "breakGlass: true"],
    [
        "everything in two parts",
        "▶Own: { managedPolicies: [IAMFullAccess, PowerUserAccess] }",
        "allows everything, which only a way in for emergencies may do",
    ],
    [
        "everything inline",
        '▶Own: { inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } }',
        "allows everything",
    ],
    [
        "everything but an action",
        '▶Own: { inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow, NotAction: "s3:Foo", Resource: "*" }] } }',
        "allows everything",
    ],
    ["nothing", "▶Own: {}", "allows nothing"],
    ["a short session", "Own: { managedPolicies: [ReadOnlyAccess], ▶session: 30m }", "too short"],
    ["a session without a unit", 'Own: { managedPolicies: [ReadOnlyAccess], ▶session: "4" }', "not a length of time"],
    [
        "a session that is a number",
        "Own: { managedPolicies: [ReadOnlyAccess], ▶session: 240 }",
        "is the number 240, and must be a length of time such as 4h, 90m or 1h30m",
    ],
    ["a set of the library that is none", "Own: { ▶library: admn }", 'Did you mean "admin"?'],
    ["a key of the library", "▶admin: { managedPolicies: [ReadOnlyAccess] }", "is a permission set of the library"],
    [
        "policies besides the library's",
        "Own: { library: admin, ▶managedPolicies: [ReadOnlyAccess] }",
        "admin of the library has its own",
    ],
    [
        "a boundary besides the library's",
        "Own: { library: developer, ▶boundary: { managed: ReadOnlyAccess } }",
        "developer of the library has its own",
    ],
    [
        "a denial that is no action",
        "Own: { library: read-only, parameters: { alsoDenied: [s3:GetObject, ▶GetObject] } }",
        'permission set Own: "GetObject" is no action',
    ],
    ["no denials", "Own: { library: read-only, parameters: { ▶alsoDenied: [] } }", "is an empty list"],
    [
        "parameters without a library",
        "Own: { managedPolicies: [ReadOnlyAccess], ▶parameters: { alsoDenied: [s3:GetObject] } }",
        "write `library`, or deny it in `inlinePolicy`",
    ],
    ["a long name", `▶${"x".repeat(33)}: { managedPolicies: [ReadOnlyAccess] }`, "33 characters"],
    [
        "an ARN",
        "Own: { managedPolicies: [▶arn:aws:iam::aws:policy/job-function/Billing] }",
        "write the name alone, job-function/Billing",
    ],
    [
        "too many policies",
        `Own: { ▶managedPolicies: [${Array.from({ length: 26 }, (_, index) => `Policy${index}`).join(", ")}] }`,
        "AWS allows 25",
    ],
];

const IN_USERS: readonly Case[] = [
    ["no name", "▶ada@example.com: {}", "has no name"],
    ["one name", "ada@example.com: { ▶name: Ada }", "has no family name"],
    ["no e-mail", "▶ada: { name: Ada Lovelace }", "has no e-mail address"],
    ["an e-mail of a wrong form", "▶ada@example: { name: Ada Lovelace }", "has a form that AWS refuses"],
    ["an unknown group", "ada@example.com: { name: Ada Lovelace, groups: [▶developer] }", 'mean "developers"?'],
    ["a key like a group's", "▶developers: { name: Ada Lovelace, email: ada@example.com }", "both a user and a group"],
    ["names of an external user", "ada@example.com: { external: true, ▶name: Ada Lovelace }", "leave it out"],
    ["members of an external group", "ada@example.com: { name: Ada Lovelace, ▶groups: [auditors] }", "there"],
];

describe("mistakes of people", () => {
    for (const [what, line, ...messages] of IN_ACCESS) {
        it(`in access: ${what}`, () => {
            refused(`${ORGANIZATION}${PEOPLE}access:\n    - ${line}\n`, ...messages);
        });
    }
    for (const [what, line, ...messages] of IN_SETS) {
        it(`in a permission set: ${what}`, () => {
            refused(`${ORGANIZATION}${PEOPLE}    permissionSets:\n        ${line}\n`, ...messages);
        });
    }
    for (const [what, line, ...messages] of IN_USERS) {
        it(`in a user: ${what}`, () => {
            const groups = "people:\n    groups: { developers: {}, auditors: { external: true } }\n    users:\n";
            refused(`${ORGANIZATION}${groups}        ${line}\n`, ...messages);
        });
    }

    it("of one e-mail address, and of user names that AWS does not tell apart", () => {
        refused(
            `${ORGANIZATION}people:\n    users:\n        Ada: { name: Ada L, email: a@example.com }\n        ▶ada: { name: Ada L, email: b@example.com }\n        bob: { name: Bob S, ▶email: A@example.com }\n`,
            "differ in capital letters only",
            "have the same e-mail address",
        );
    });

    it("of groups that AWS may not tell apart, unless AWS has both", () => {
        const groups = (written: string): string => `${ORGANIZATION}people:\n    groups: { ${written} }\n`;
        refused(groups("Data: {}, ▶data: {}"), "groups Data and data differ in capital letters only");
        refused(groups("Data: { external: true }, ▶data: {}"), "differ in capital letters only");
        refused(groups("a: { name: Shop }, b: { ▶name: Shop }"), 'have the same name "Shop" in AWS');
        refused(groups("a: { ▶name: Administrator }"), "AWS keeps Administrator");
        const id = (digit: string): string => `id: 906${digit}67c05a-12345678-1111-2222-3333-123456789012`;
        refused(groups(`Data: { ${id("6")} }, data: { ${id("7")} }, Ops: { external: true }, ops: { external: true }`));
    });

    it("of an acknowledgement", () => {
        const acknowledge = (entry: string): string =>
            `${ORGANIZATION}${PEOPLE}    acknowledge: { withoutAdministrator: [play, ${entry}] }\n`;
        refused(acknowledge("▶shop-prd"), 'there is no account shop-prd. Did you mean "shop-prod"? Write the key');
        refused(
            acknowledge("▶all"),
            "there is no account all. Write the key of an account, or managementAccount; or, for every account, who may lose what",
        );
        refused(acknowledge("{ permissionSet: Gone, who: gone, ▶until: 2026-02-30 }"), "is not a date");
        refused(acknowledge("▶{ permissionSet: Gone, who: gone }"), "is missing, and must be a day such as 2026-12-31");
        refused(acknowledge("▶5"), "must be the key of an account, or a map such as");
    });

    it("are found all at once", () => {
        refused(
            `${ORGANIZATION}${PEOPLE}    permissionSets:\n        Own: { managedPolicies: [ReadOnlyAccess], ▶session: 13h }\naccess:\n    - { who: [▶devs, ▶eve], ▶permissionSet: Owne, where: [▶nowhere] }\n`,
            "too long",
            '"devs"',
            '"eve"',
            'Did you mean "Own"?',
            '"nowhere"',
        );
    });

    it("name the service access that is missing", () => {
        const without = ORGANIZATION.replace("organization: { serviceAccess: [sso.amazonaws.com] }\n", "");
        refused(without + PEOPLE.replace("people:", "▶people:"), "serviceAccess: [");
    });

    it("say that consolidated billing has no IAM Identity Center", () => {
        const billing = ORGANIZATION.replace(
            "serviceAccess: [sso.amazonaws.com]",
            "featureSet: CONSOLIDATED_BILLING",
        ).replaceAll(/kind: \w+, /g, "");
        refused(billing + PEOPLE.replace("people:", "▶people:"), "all features");
    });

    it("name two pairs of a person and a permission set, or of a group, that would have the same name", () => {
        const people = `
people:
    groups: { shop: {}, x@shop: {} }
    users: { ada: { name: Ada Low, email: a@example.com, groups: [▶GROUP] }, ada@x: { name: Ada Lee, email: b@example.com, groups: [shop] } }
    permissionSets: { Dev: { managedPolicies: [ReadOnlyAccess] }, Dev@x: { managedPolicies: [ReadOnlyAccess] } }
`;
        const sets = people.replace("▶GROUP", "shop");
        refused(
            `${ORGANIZATION}${sets}access:
    - { who: x@shop, permissionSet: Dev, where: [play] }
    - ▶{ who: shop, permissionSet: Dev@x, where: [play] }
`,
            '"Dev@x" of "shop" and "Dev" of "x@shop" are both "Dev@x@shop" to this program',
        );
        const members = people.replace("▶GROUP", "x@shop").replace("x@shop: {}", "▶x@shop: {}");
        refused(ORGANIZATION + members, '"ada" of "x@shop" and "ada@x" of "shop" are both "ada@x@shop"');
    });
});
