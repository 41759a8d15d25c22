import assert from "node:assert/strict";
import {
    describeSource,
    evaluate,
    RequestError,
    type Hierarchy,
    type AccessRequest,
} from "../../../../evaluator/evaluation";
import { ACCOUNT, arn, DENIED, DENY, MANAGEMENT, OTHER, OUTSIDER, ROLE, scp, tableOf, underRoot } from "./support";

const denied = underRoot([scp(DENY)]);

// Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
describe("evaluator: the principals that service control policies bind", () => {
    const action = "ec2:RunInstances";
    const management: Hierarchy = { ...denied, account: MANAGEMENT, management: true };
    tableOf([
        ["a role", denied, { action, principal: ROLE }, DENIED],
        ["a role's session", denied, { action, principal: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/ann` }, DENIED],
        ["a user", denied, { action, principal: arn("user/ann") }, DENIED],
        ["the root user", denied, { action, principal: arn("root") }, DENIED],
        ["a federated user", denied, { action, principal: `arn:aws:sts::${ACCOUNT}:federated-user/ann` }, DENIED],
        ["somebody", denied, { action }, DENIED],
        [
            "a role of IAM Identity Center",
            denied,
            { action, principal: arn("role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef") },
            DENIED,
        ],
        ["a service role", denied, { action, principal: arn("role/service-role/lambda-role") }, DENIED],
        [
            "a service-linked role",
            denied,
            { action, principal: arn("role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig") },
            "exempt",
        ],
        ["a service-linked role, said", denied, { action, principal: { type: "service-linked role" } }, "exempt"],
        ["a role in a path like theirs", denied, { action, principal: arn("role/aws-services/x") }, DENIED],
        ["a role named like one", denied, { action, principal: arn("role/AWSServiceRoleForConfig") }, DENIED],
        ["an AWS service", denied, { action, principal: "cloudtrail.amazonaws.com" }, "exempt"],
        ["the management account", management, { action }, "exempt"],
        ["its root user", management, { action, principal: `arn:aws:iam::${MANAGEMENT}:root` }, "exempt"],
        ["a principal from outside", { principal: "outside", resource: denied }, { action }, "exempt"],
        [
            "a member on a resource outside",
            { principal: denied, resource: "outside" },
            { action, principal: ROLE, resource: `arn:aws:ec2:eu-west-1:${OTHER}:subnet/s` },
            DENIED,
        ],
    ]);

    it("says why it does not bind a principal", () => {
        const { exemptions } = evaluate(management, { action: "s3:GetObject" });
        assert.match(exemptions.SERVICE_CONTROL_POLICY ?? "", /do not bind the management account/);
        assert.match(exemptions.RESOURCE_CONTROL_POLICY ?? "", /management account/);
    });

    it("describes a statement in one line", () => {
        const [denial] = evaluate(denied, { action }).denials;
        assert.ok(denial);
        assert.match(describeSource(denial), /^statement DenyAll of service control policy p\d+ at the root$/);
    });
});

describe("evaluator: invalid requests", () => {
    const wrong: readonly [AccessRequest, RegExp][] = [
        [{ action: "s3:Get*" }, /"s3:Get\*" is not an action: use a service and an action such as s3:PutObject/],
        [{ action: "GetObject" }, /is not an action/],
        [{ action: "s3:GetObject", resource: "bucket" }, /the resource "bucket" is not an ARN: use one such as/],
        [{ action: "s3:GetObject", principal: "Admin" }, /the principal "Admin" has an unknown form: use an ARN/],
        [{ action: "s3:GetObject", principal: arn("group/x") }, /is not a role, a user or the root user/],
        [
            { action: "s3:GetObject", principal: OUTSIDER },
            /the principal is in account 444455556666, but the policies given are those of 111122223333/,
        ],
    ];
    for (const [request, message] of wrong) {
        it(JSON.stringify(request), () => {
            assert.throws(
                () => evaluate(denied, request),
                (error: Error) =>
                    (error instanceof RequestError || error instanceof RangeError) && message.test(error.message),
            );
        });
    }
});
