import assert from "node:assert/strict";
import { messageText } from "../../../../../evaluator/effect";
import fc from "fast-check";
import { parse } from "yaml";
import type { Findings } from "../../../../../definition/feature";
import { MANAGEMENT_ACCOUNT } from "../../../../../features/people/matrix";
import { reviewPeople } from "../../../../../features/people/review";
import { ACCOUNTS, awsDocuments, peopleModel, stateOf, type PeopleSketch } from "../peopleSketch";

function reviewed(before: PeopleSketch, after: PeopleSketch): Findings {
    return reviewPeople(peopleModel(after), stateOf(before), undefined, awsDocuments);
}

const refusals = ({ problems }: Findings): string[] => problems.map(({ message }) => message);

const PLATFORM = ["ada@example.com", "bob@example.com"];
const EVERYWHERE = [...ACCOUNTS, MANAGEMENT_ACCOUNT];
const BEFORE: PeopleSketch = {
    groups: { platform: PLATFORM },
    users: PLATFORM,
    access: [{ who: "platform", set: "Admin", in: EVERYWHERE }],
};
const ONE: PeopleSketch = {
    groups: { platform: PLATFORM },
    access: [
        { who: "platform", set: "Admin", in: ["shop-prod"] },
        { who: "ada@example.com", set: "Admin", in: ["play"] },
    ],
};

describe("the last administrators", () => {
    it("may be replaced by others, and may lose what somebody else keeps", () => {
        const other: PeopleSketch = {
            groups: { platform: PLATFORM, emergency: "external" },
            access: [{ who: "emergency", set: "Admin", in: EVERYWHERE }],
        };
        assert.deepEqual(refusals(reviewed(BEFORE, other)), []);
        assert.deepEqual(refusals(reviewed(BEFORE, BEFORE)), []);
        assert.deepEqual(refusals(reviewed({}, BEFORE)), []);
    });

    it("are not taken away everywhere: the grant is removed", () => {
        const [message = "", ...more] = refusals(reviewed(BEFORE, { ...BEFORE, access: [] }));
        assert.deepEqual(more, []);
        assert.match(
            message,
            /^after this change nobody administers any account of the organisation: group platform loses Admin\. Then only the access role /,
        );
        assert.match(
            message,
            /write\npeople: \{ acknowledge: \{ withoutAdministrator: \[managementAccount, \{ permissionSet: Admin, who: platform, until: 2026-12-11 \}\] \} \}\nIt holds until that day, for every account but the management account\.$/,
        );
    });

    it("are named in the acknowledgement as YAML reads them, also with a comma in a group's name", () => {
        const name = `Domain Admins, EU (${"operations ".repeat(20)})`;
        const before: PeopleSketch = {
            groups: { [name]: PLATFORM },
            users: PLATFORM,
            access: [{ who: name, set: "Admin", in: EVERYWHERE }],
        };
        const [message = ""] = refusals(reviewed(before, { ...before, access: [] }));
        const proposed = /^people: .*$/m.exec(message)?.[0] ?? "";
        assert.deepEqual(parse(proposed), {
            people: {
                acknowledge: {
                    withoutAdministrator: [
                        "managementAccount",
                        { permissionSet: "Admin", who: name, until: "2026-12-11" },
                    ],
                },
            },
        });
    });

    it("are not taken away in one account, by whatever way", () => {
        const ways: readonly (readonly [after: PeopleSketch, reason: RegExp, path: readonly (string | number)[]])[] = [
            [{ ...ONE, access: ONE.access?.slice(1) ?? [] }, /: group platform loses Admin\./, ["access"]],
            [
                { ...ONE, groups: { platform: [] }, users: PLATFORM },
                /: group platform keeps Admin, but nobody is in it any more\./,
                ["people", "users", "ada@example.com", "groups"],
            ],
            [
                { ...ONE, sets: { Admin: { managedPolicies: ["AmazonS3FullAccess"] } } },
                /any account of the organisation: group platform keeps Admin, which does not allow to administer an account any more/,
                ["people", "permissionSets", "Admin"],
            ],
            [
                { ...ONE, sets: { Admin: { boundary: { kind: "aws", policy: "AmazonS3FullAccess" } } } },
                /group platform keeps Admin, which does not allow/,
                ["people", "permissionSets", "Admin"],
            ],
            [
                {
                    ...ONE,
                    access: [
                        { who: "platform", set: "Admin", in: ["shop-prod"], until: "2026-11-26" },
                        { who: "ada@example.com", set: "Admin", in: ["play"] },
                    ],
                },
                /nobody administers shop-prod: group platform has Admin until 2026-11-26, which has passed: give a later day/,
                ["access", 0, "until"],
            ],
        ];
        for (const [after, reason, path] of ways) {
            const { problems } = reviewed(ONE, after);
            assert.match(problems[0]?.message ?? "", reason);
            assert.deepEqual(problems[0]?.path, path);
        }
        const [message = ""] = refusals(
            reviewed(ONE, { groups: { platform: ["bob@example.com"] }, access: ONE.access?.slice(0, 1) ?? [] }),
        );
        assert.match(message, /nobody administers play: user ada@example\.com has Admin, and is removed\./);
    });

    it("may go where that is acknowledged, and nowhere else", () => {
        const after = { ...ONE, access: [], acknowledge: { withoutAdministrator: ["play"], replaces: [] } };
        const messages = refusals(reviewed(ONE, after));
        assert.equal(messages.length, 1);
        assert.match(messages[0] ?? "", /withoutAdministrator: \[shop-prod\]/);
        const both = { ...after, acknowledge: { withoutAdministrator: ["play", "shop-prod"], replaces: [] } };
        assert.deepEqual(refusals(reviewed(ONE, both)), []);
    });

    const losing = (who: string, until = "2026-12-11", set = "Admin"): NonNullable<PeopleSketch["acknowledge"]> => ({
        withoutAdministrator: ["managementAccount"],
        losses: [{ permissionSet: set, who, until, path: ["people", "acknowledge", "withoutAdministrator", 0] }],
        replaces: [],
    });

    it("may go everywhere where it is acknowledged who loses what, until a day", () => {
        const gone = (acknowledge: PeopleSketch["acknowledge"], before = BEFORE): readonly string[] =>
            refusals(reviewed(before, { ...BEFORE, access: [], ...(acknowledge && { acknowledge }) }));
        assert.deepEqual(gone(losing("platform")), []);
        const [management = ""] = gone({ ...losing("platform"), withoutAdministrator: [] });
        assert.match(management, /nobody administers any account .*withoutAdministrator: \[managementAccount\]/s);
        assert.deepEqual(gone(losing("platform", "2026-11-27")), []);
        assert.equal(gone(losing("platform", "2026-11-26")).length, 1);
        assert.equal(gone(losing("ops")).length, 1);
        assert.equal(gone(losing("platform", "2026-12-11", "Other")).length, 1);
        // Another one administers the same account, and nobody has said that he may go too.
        const two = {
            ...BEFORE,
            access: [...(BEFORE.access ?? []), { who: "eve@example.com", set: "Admin", in: ["play"] }],
        };
        const [message = "", ...others] = gone(losing("platform"), two);
        assert.deepEqual(others, []);
        assert.match(message, /withoutAdministrator: \[play\]/);
    });

    it("are acknowledged for a month at most, and not for nothing", () => {
        const { problems } = reviewed(BEFORE, { ...BEFORE, access: [], acknowledge: losing("platform", "2026-12-29") });
        assert.deepEqual(
            problems.map(({ message }) => message),
            [
                "the day 2026-12-29 is more than 31 days away: an acknowledgement that stays would allow the next loss too. Write one until 2026-12-28, and remove it after the run",
            ],
        );
        const idle = (acknowledge: NonNullable<PeopleSketch["acknowledge"]>, before = BEFORE): string =>
            reviewed(before, { ...BEFORE, acknowledge })
                .warnings.map(messageText)
                .join("\n");
        assert.match(
            idle(losing("platform")),
            /^people\.acknowledge\.withoutAdministrator says that platform may lose Admin, and this change takes no account's last administrator by that: remove it, because it would allow the next loss too\.$/m,
        );
        assert.match(idle(losing("platform", "2026-11-26")), /until 2026-11-26, which has passed: remove it\.$/);
    });

    it("are refused at the line that has changed, where the definition still has it", () => {
        const path = (after: PeopleSketch, lines: Readonly<Record<string, readonly number[]>>): unknown => {
            const model = peopleModel(after);
            assert.deepEqual(
                Object.fromEntries(
                    [...model.accounts].flatMap(([key, { access }]) =>
                        access.length > 0 ? [[key, access.map(({ grant }) => grant)]] : [],
                    ),
                ),
                lines,
            );
            return reviewed(ONE, after).problems[0]?.path;
        };
        const [first, second] = [
            { who: "platform", set: "Admin", in: ["shop-prod"] },
            { who: "ada@example.com", set: "Admin", in: ["play"] },
        ];
        assert.deepEqual(
            path({ ...ONE, access: [second, { ...first, in: ["data-prod"] }] }, { play: [0], "data-prod": [1] }),
            ["access", 1, "where"],
        );
        assert.deepEqual(
            path({ ...ONE, access: [second, { ...first, set: "ReadOnly" }] }, { play: [0], "shop-prod": [1] }),
            ["access", 1, "permissionSet"],
        );
        const empty = { ...ONE, groups: { platform: PLATFORM, nobody: [] } };
        assert.deepEqual(
            path({ ...empty, access: [second, { ...first, who: "nobody" }] }, { play: [0], "shop-prod": [1] }),
            ["access", 1, "who"],
        );
        assert.deepEqual(path({ ...ONE, access: [second] }, { play: [0] }), ["access"]);
    });

    it("are no reason to keep an acknowledgement, which would allow the next loss too", () => {
        const acknowledge = { withoutAdministrator: ["play", "data-dev"], replaces: [] };
        const { problems, warnings } = reviewed(ONE, { ...ONE, acknowledge });
        assert.deepEqual(problems, []);
        assert.match(
            warnings.map(messageText).join("\n"),
            /withoutAdministrator names play, where somebody is administrator after this change/,
        );
    });

    it("are those who can give themselves the rest: neither S3 alone, nor an unknown policy, nor a condition", () => {
        const statement = (more: object): string =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "*", Resource: "*", ...more }],
            });
        const counted = (set: object): boolean => {
            const sketch = { ...ONE, sets: { Admin: { managedPolicies: [], ...set } } };
            return refusals(reviewed(sketch, { ...sketch, access: [] })).length > 0;
        };
        assert.ok(counted({ inlinePolicy: statement({}) }));
        assert.ok(counted({ inlinePolicy: statement({ Action: ["iam:*", "sts:*"] }) }));
        assert.ok(!counted({ inlinePolicy: statement({ Action: "s3:*" }) }));
        assert.ok(
            !counted({ inlinePolicy: statement({ Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }) }),
        );
        assert.ok(!counted({ managedPolicies: ["AWSServiceCatalogAdmin"] }));
        assert.ok(!counted({ customerManagedPolicies: [{ name: "All", path: "/" }] }));
        const emergency = { customerManagedPolicies: [{ name: "All", path: "/" }], isBreakGlass: true };
        assert.ok(counted(emergency));
        const denied = { Effect: "Deny", Action: "iam:CreateRole", Resource: "*" };
        assert.ok(!counted({ ...emergency, inlinePolicy: statement(denied) }));
    });

    it("are lost exactly where somebody was one and nobody is, whatever changes", () => {
        const sketch = fc
            .record({
                members: fc.subarray(PLATFORM),
                isAdmin: fc.boolean(),
                access: fc.array(
                    fc.record({
                        who: fc.constantFrom("platform", "emergency", ...PLATFORM),
                        set: fc.constantFrom("Admin", "ReadOnly"),
                        in: fc.subarray(EVERYWHERE, { minLength: 1 }),
                    }),
                    { maxLength: 5 },
                ),
            })
            .map(({ members, isAdmin, access }): PeopleSketch & { isAdmin: boolean } => ({
                groups: { platform: members, emergency: "external" },
                sets: { Admin: { managedPolicies: [isAdmin ? "AdministratorAccess" : "AmazonS3FullAccess"] } },
                access,
                isAdmin,
            }));
        const administered = ({ groups, access = [], isAdmin }: PeopleSketch & { isAdmin: boolean }): Set<string> =>
            new Set(
                access
                    .filter(({ who, set }) => isAdmin && set === "Admin" && groups?.[who]?.length !== 0)
                    .flatMap((one) => one.in),
            );
        fc.assert(
            fc.property(sketch, sketch, (before, after) => {
                const [had, has] = [administered(before), administered(after)];
                const lost = [...had].filter((account) => !has.has(account)).sort();
                const messages = refusals(reviewed(before, after));
                if (messages.some((message) => message.includes("It holds until that day"))) {
                    assert.equal(lost.length, EVERYWHERE.length);
                    return;
                }
                const refused = messages.flatMap(
                    (message) => /withoutAdministrator: \[(.*)\]/.exec(message)?.[1]?.split(", ") ?? [],
                );
                assert.deepEqual(
                    refused.map((key) => (key === "managementAccount" ? MANAGEMENT_ACCOUNT : key)).sort(),
                    lost,
                );
            }),
        );
    });

    it("whose day ends soon are said before a run has to be refused", () => {
        const until = (day: string): PeopleSketch => ({
            ...ONE,
            access: [{ who: "platform", set: "Admin", in: ["shop-prod"], until: day }],
        });
        const { problems, warnings } = reviewed(until("2026-12-05"), until("2026-12-05"));
        assert.deepEqual(problems, []);
        assert.match(
            warnings.map(messageText).join("\n"),
            /^the last administrator of shop-prod has access only until a day in the next 14 days\./,
        );
        assert.deepEqual(reviewed(until("2027-12-05"), until("2027-12-05")).warnings, []);
    });
});
