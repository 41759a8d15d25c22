import assert from "node:assert/strict";
import { selfMadeAdministrators } from "../../../../../features/people/answers/selfMadeAdministrators";
import { people } from "../../../../../features/people/definition";
import { load } from "../../../definition/definitionFixtures";
import { accessLines, ORGANIZATION, PEOPLE } from "../language/peopleFixture";

const DAY = "2026-11-27";

/** The warnings for permission sets, without their places. */
function warnings(sets: string, lines: readonly string[] = []): readonly string[] {
    return placed(sets, lines).map((text) => text.replace(/^\S+organization\.yaml:\d+:\d+: /, ""));
}

function placed(sets: string, lines: readonly string[] = [], more = ""): readonly string[] {
    const model = load(
        `${ORGANIZATION}${PEOPLE}    permissionSets: { ${sets} }\n${accessLines(lines)}${more}`.replaceAll(
            "\n\n",
            "\n",
        ),
    );
    return selfMadeAdministrators(model.features.get(people), model, model.features, DAY);
}

const inline = (...statements: readonly string[]): string =>
    `inlinePolicy: { Version: "2012-10-17", Statement: [${statements.map((one) => `{ Effect: Allow, Resource: "*", ${one} }`).join(", ")}] }`;

describe("permission sets with which people can make themselves administrators", () => {
    it("are named with what they allow and what it does, at the statement", () => {
        const [text = "", ...others] = placed(
            `Own: { managedPolicies: [ReadOnlyAccess], ${inline("Action: s3:*", "Action: iam:*")} }`,
        );
        assert.deepEqual(others, []);
        assert.match(
            text,
            /organization\.yaml:17:\d+: with permission set Own people can make themselves administrators: it allows iam:AttachRolePolicy and iam:PutRolePolicy \(they can give a role any policy\), .* and 4 more, without a limit\. Name in `Resource` what they may change, or demand a boundary with a condition on iam:PermissionsBoundary\. If they are to administer accounts, take admin of the library$/,
        );
    });

    it("are those that allow one of the means on everything", () => {
        for (const action of [
            "iam:PutRolePolicy",
            "iam:CreatePolicyVersion",
            "iam:UpdateAssumeRolePolicy",
            "iam:CreateAccessKey",
            "[iam:PassRole, lambda:CreateFunction]",
            "[iam:PassRole, ecs:*]",
            "['iam:Pass*', 'ec2:Run*']",
        ]) {
            const found = warnings(`Own: { ${inline(`Action: ${action}`)} }`);
            assert.equal(found.length, 1, action);
            assert.match(found[0] ?? "", new RegExp(`it allows iam:${/iam:(\w+)/.exec(action)?.[1] ?? ""}`));
        }
        assert.match(
            warnings(`Own: { ${inline("Action: [iam:PassRole, lambda:CreateFunction]")} }`).join(),
            /iam:PassRole with lambda:CreateFunction \(they can run what they like as any role that the service may have\), without a limit/,
        );
        assert.equal(warnings("Own: { managedPolicies: [IAMFullAccess] }").length, 1);
    });

    it("are not those with a limit, the library's, those for emergencies, nor those that lack a part", () => {
        const condition = (key: string): string =>
            `Condition: { StringEquals: { "${key}": "arn:aws:iam::aws:policy/PowerUserAccess" } }`;
        for (const set of [
            inline(`Action: iam:*, ${condition("iam:PermissionsBoundary")}`),
            `${inline("Action: iam:*")}, boundary: { managed: PowerUserAccess }`,
            inline("Action: iam:PassRole", "Action: s3:*"),
            inline("Action: lambda:*", "Action: [iam:Get*, iam:List*]"),
            inline(
                "Action: lambda:*",
                'Action: iam:PassRole, Condition: { StringEquals: { "iam:PassedToService": ec2.amazonaws.com } }',
            ),
            "managedPolicies: [PowerUserAccess]",
            "managedPolicies: [job-function/SystemAdministrator]",
            "library: admin",
            "managedPolicies: [AdministratorAccess], breakGlass: true",
            "customerManagedPolicies: [{ name: Own }]",
        ]) {
            assert.deepEqual(warnings(`Own: { ${set} }`), [], set);
        }
        const some = inline("Action: iam:*").replace('Resource: "*"', 'Resource: "arn:aws:iam::*:role/shop-*"');
        assert.deepEqual(warnings(`Own: { ${some} }`), []);
    });

    it("pass a role also where a condition names the service that gets it", () => {
        const passing =
            'Action: iam:PassRole, Condition: { StringEquals: { "iam:PassedToService": ec2.amazonaws.com } }';
        assert.equal(warnings(`Own: { ${inline(passing, "Action: ec2:*")} }`).length, 1);
    });
});

describe("permission sets that lead out of the management account", () => {
    const line = (set: string, where = "{ managementAccount: true }"): string =>
        `{ who: platform, permissionSet: ${set}, where: ${where} }`;

    it("are those that may assume the access role of every account", () => {
        for (const set of ["power-user", "admin", "developer"]) {
            assert.deepEqual(warnings("Own: { library: read-only }", [line(set)]), [
                `whoever has ${set} in the management account can assume the role OrganizationAccountAccessRole of every other account, and administers it: it allows sts:AssumeRole. Use another permission set there, such as read-only or billing, or one that denies sts:AssumeRole`,
            ]);
            assert.deepEqual(warnings("Own: { library: read-only }", [line(set, "everywhere")]), []);
        }
        for (const set of ["read-only", "billing", "security-audit", "break-glass"]) {
            assert.deepEqual(warnings("Own: { library: read-only }", [line(set)]), [], set);
        }
    });

    it("are named at the line that gives them in the management account, not at the first that names the set", () => {
        const lineOf = (lines: readonly string[]): number =>
            Number(/organization\.yaml:(\d+):/.exec(placed("Own: { library: read-only }", lines)[0] ?? "")?.[1]);
        assert.equal(lineOf([line("admin", "everywhere"), line("admin")]), lineOf([line("admin")]) + 1);
    });

    it("are those that manage IAM Identity Center, also in the account that administers it", () => {
        const own = `Own: { ${inline("Action: sso:*")} }`;
        const there =
            /^whoever has Own in (.+) can give themselves any access to every account: it allows sso:CreateAccountAssignment, /;
        assert.match(warnings(own, [line("Own")]).join("\n"), /in the management account can give/);
        assert.match(warnings(own, [line("Own")]).join("\n"), there);
        assert.deepEqual(warnings(own, [line("Own", "everywhere")]), []);
        const delegated = placed(
            own,
            [line("Own", "[play]")],
            "delegatedAdministrators: { sso.amazonaws.com: play }\n",
        );
        assert.match(delegated.join("\n"), /whoever has Own in play can give themselves any access/);
    });
});
