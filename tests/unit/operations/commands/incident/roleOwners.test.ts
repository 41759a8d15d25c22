import assert from "node:assert/strict";
import { judgeRole } from "../../../../../operations/commands/incident/judge/roleOwners";
import { ACCOUNT, KNOWN, MANAGEMENT, roleOf, STACK_SETS_ADMIN, STACK_SETS_ROLE_NAME, STRANGER } from "./incidentFacts";

const SSO = "AWSReservedSSO_Admin_0123456789abcdef";
const SSO_PATH = "/aws-reserved/sso.amazonaws.com/eu-central-1/";
const ssoProvider = (account: string): object => ({
    Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
});

describe("org incident: whose a role is", () => {
    it("is proven by its path and by its trust", () => {
        const owners = [
            [
                roleOf(
                    "AWSServiceRoleForConfig",
                    { Service: "config.amazonaws.com" },
                    { path: "/aws-service-role/config.amazonaws.com/" },
                ),
                "aws service",
                /service-linked role of config\.amazonaws\.com/,
            ],
            [roleOf(SSO, ssoProvider(ACCOUNT), { path: SSO_PATH }), "identity center", /permission set Admin$/],
            [roleOf(STACK_SETS_ROLE_NAME, { AWS: STACK_SETS_ADMIN }), "stack sets", /StackSets/],
            [
                roleOf("OrganizationAccountAccessRole", { AWS: `arn:aws:iam::${MANAGEMENT}:root` }),
                "access role",
                /access role/,
            ],
            [roleOf("OrganizationAccountAccessRole", { AWS: MANAGEMENT }), "access role", /access role/],
            [roleOf("BreakGlass", { AWS: "arn:aws:iam::333333333333:role/oncall" }), "break-glass role", /break-glass/],
        ] as const;
        for (const [role, kind, words] of owners) {
            const { owner } = judgeRole(role, KNOWN) as { owner?: { kind: string; words: string } };
            assert.equal(owner?.kind, kind, role.name);
            assert.match(owner.words, words);
        }
    });

    it("is not proven by a name: a role that only looks so stands out", () => {
        const stranger = { AWS: `arn:aws:iam::${STRANGER}:root` };
        const both = { AWS: [STACK_SETS_ADMIN, `arn:aws:iam::${STRANGER}:root`] };
        const pretenders = [
            roleOf("AWSServiceRoleForConfig", { Service: "config.amazonaws.com" }),
            roleOf("AWSServiceRoleForConfig", stranger, { path: "/aws-service-role/config.amazonaws.com/" }),
            roleOf(
                "AWSServiceRoleForConfig",
                { Service: "ec2.amazonaws.com" },
                { path: "/aws-service-role/config.amazonaws.com/" },
            ),
            roleOf(SSO, ssoProvider(ACCOUNT)),
            roleOf(SSO, ssoProvider(STRANGER), { path: SSO_PATH }),
            roleOf(SSO, { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/AWSSSO_evil` }, { path: SSO_PATH }),
            roleOf(STACK_SETS_ROLE_NAME, stranger),
            roleOf(STACK_SETS_ROLE_NAME, both),
            roleOf(STACK_SETS_ROLE_NAME, { AWS: `arn:aws:iam::${MANAGEMENT}:root` }),
            roleOf(STACK_SETS_ROLE_NAME, { AWS: STACK_SETS_ADMIN.replace(MANAGEMENT, STRANGER) }),
            roleOf(STACK_SETS_ROLE_NAME, { AWS: `${STACK_SETS_ADMIN}2` }),
            roleOf(STACK_SETS_ROLE_NAME, { AWS: STACK_SETS_ADMIN, Service: "ec2.amazonaws.com" }),
            roleOf(STACK_SETS_ROLE_NAME, "*"),
            roleOf(STACK_SETS_ROLE_NAME, {}),
            roleOf("OrganizationAccountAccessRole", { AWS: ["*", MANAGEMENT] }),
            roleOf("OrganizationAccountAccessRole", { AWS: `arn:aws:iam::${STRANGER}:user/${MANAGEMENT}` }),
            roleOf("BreakGlass", stranger),
        ];
        for (const role of pretenders) {
            const judgement = judgeRole(role, KNOWN);
            assert.ok("pretends" in judgement, JSON.stringify([role.name, role.trusts]));
        }
    });

    it("is nobody's for an ordinary role", () => {
        assert.deepEqual(judgeRole(roleOf("Deploy", { AWS: STRANGER }), KNOWN), {});
        assert.deepEqual(judgeRole(roleOf("constructor", "*"), KNOWN), {});
    });
});
