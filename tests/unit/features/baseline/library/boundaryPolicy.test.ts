import assert from "node:assert/strict";
import { ACCOUNT, resolvedBlock } from "./resolvedBlock";
import { judged } from "./policyJudge";

const OWN = `arn:aws:iam::${ACCOUNT}:policy/workload-boundary`;
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

describe("the boundary of the account's roles", () => {
    const boundary = resolvedBlock("permissions-boundary", { alsoDenied: ["rds:Delete*"] }).Boundary?.PolicyDocument;
    const says = (action: string, resource: string, bound?: string): string =>
        judged(boundary, {
            action,
            resource,
            ...(bound !== undefined && { context: { "iam:PermissionsBoundary": bound } }),
        });

    it("allows everything else", () => {
        assert.equal(says("s3:DeleteBucket", "arn:aws:s3:::shop"), "allowed");
        assert.equal(says("iam:DeleteRole", role("shop-web")), "allowed");
        assert.equal(
            says("lambda:UpdateFunctionCode", `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:shop`),
            "allowed",
        );
        assert.equal(says("iam:PassRole", role("shop-web")), "allowed");
    });

    for (const action of [
        "iam:CreateRole",
        "iam:PutRolePolicy",
        "iam:AttachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        // Whoever changes who may assume an unbound role is out of the boundary.
        "iam:UpdateAssumeRolePolicy",
    ]) {
        it(`allows ${action} only with the boundary`, () => {
            assert.equal(says(action, role("shop-web"), OWN), "allowed");
            assert.equal(says(action, role("shop-web")), "explicitly denied");
            assert.equal(
                says(action, role("shop-web"), "arn:aws:iam::aws:policy/AdministratorAccess"),
                "explicitly denied",
            );
        });
    }

    it("cannot be taken off or changed", () => {
        for (const action of ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"]) {
            assert.equal(says(action, role("shop-web"), OWN), "explicitly denied", action);
        }
        for (const action of ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:SetDefaultPolicyVersion"]) {
            assert.equal(says(action, OWN), "explicitly denied", action);
            assert.equal(says(action, `arn:aws:iam::${ACCOUNT}:policy/shop`), "allowed", action);
        }
    });

    const unbound = [
        "OrganizationAccountAccessRole",
        "break-glass",
        "aws-organization/StackSet-ebs-FunctionRole-1",
        "stacksets-exec-1234",
        "StackSet-shop-Role-1",
        "aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_admin_0123456789abcdef",
    ];
    for (const name of unbound) {
        it(`gives no way into ${name}`, () => {
            for (const action of ["iam:PassRole", "iam:UpdateAssumeRolePolicy", "iam:DeleteRole"]) {
                assert.equal(says(action, role(name), OWN), "explicitly denied", action);
            }
        });
    }

    it("leaves the baseline's stacks and functions alone, and lets them be read", () => {
        const stack = `arn:aws:cloudformation:eu-central-1:${ACCOUNT}:stack/StackSet-ebs-1/2`;
        const of = `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:StackSet-ebs-1-Function-2`;
        for (const action of [
            "cloudformation:UpdateStack",
            "cloudformation:DeleteStack",
            "cloudformation:ExecuteChangeSet",
        ]) {
            assert.equal(says(action, stack), "explicitly denied", action);
        }
        for (const action of ["lambda:UpdateFunctionCode", "lambda:InvokeFunction", "lambda:AddPermission"]) {
            assert.equal(says(action, of), "explicitly denied", action);
        }
        assert.equal(says("cloudformation:DescribeStacks", stack), "allowed");
    });

    it("makes no keys of users, and changes no identity providers", () => {
        const user = `arn:aws:iam::${ACCOUNT}:user/admin`;
        for (const action of ["iam:CreateAccessKey", "iam:UpdateLoginProfile", "iam:UploadSSHPublicKey"]) {
            assert.equal(says(action, user, OWN), "explicitly denied", action);
        }
        assert.equal(says("iam:UpdateSAMLProvider", `arn:aws:iam::${ACCOUNT}:saml-provider/idp`), "explicitly denied");
    });

    it("denies what is said besides", () => {
        assert.equal(says("rds:DeleteDBInstance", "*"), "explicitly denied");
        assert.equal(says("rds:CreateDBInstance", "*"), "allowed");
    });

    it("binds a deploy role to its own name", () => {
        const { Boundary, Role } = resolvedBlock("deploy-role");
        const own = `arn:aws:iam::${ACCOUNT}:policy/deploy-shop-boundary`;
        assert.equal(Boundary?.ManagedPolicyName, "deploy-shop-boundary");
        assert.equal(Role?.PermissionsBoundary, own);
        const ask = (bound: string): string =>
            judged(Boundary.PolicyDocument, {
                action: "iam:CreateRole",
                resource: role("shop-web"),
                context: { "iam:PermissionsBoundary": bound },
            });
        assert.equal(ask(own), "allowed");
        assert.equal(ask(OWN), "explicitly denied");
    });

    it("can be another policy", () => {
        const of = (boundary: unknown): unknown =>
            resolvedBlock("deploy-role", { repository: "acme/shop", branch: "main", permissions: ["s3:*"], boundary })
                .Role?.PermissionsBoundary;
        assert.equal(of({ managed: "PowerUserAccess" }), "arn:aws:iam::aws:policy/PowerUserAccess");
        assert.equal(of({ customerManaged: { name: "workload-boundary" } }), OWN);
    });
});
