import assert from "node:assert/strict";

import {
    AttachPolicyCommand,
    DeletePolicyCommand,
    DescribeEffectivePolicyCommand,
    DescribePolicyCommand,
    DetachPolicyCommand,
    DisablePolicyTypeCommand,
    EnablePolicyTypeCommand,
    PutResourcePolicyCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdatePolicyCommand,
    type PolicyType,
} from "@aws-sdk/client-organizations";

import { policyDocument } from "../fixture";
import {
    type Rule,
    check,
    statement,
    CONSTRAINT,
    INPUT,
    MALFORMED,
    ABSENT_ACCOUNT,
    organizationUnderTest,
} from "./shared";

describe("rules of AWS Organizations: policies", () => {
    const on = organizationUnderTest();

    const attach = (PolicyId: string, TargetId: string): Promise<unknown> =>
        on.client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
    const detach = (PolicyId: string, TargetId: string): Promise<unknown> =>
        on.client.send(new DetachPolicyCommand({ PolicyId, TargetId }));
    check([
        [
            "a name twice",
            () => on.createPolicy("TAG_POLICY", policyDocument("TAG_POLICY"), "costs"),
            "DuplicatePolicyException",
        ],
        ["an unknown type", () => on.createPolicy("NO_POLICY" as PolicyType, "{}"), INPUT, "INVALID_ENUM_POLICY_TYPE"],
        ["no JSON", () => on.createPolicy("SERVICE_CONTROL_POLICY", "{"), MALFORMED],
        ["no statement", () => on.createPolicy("SERVICE_CONTROL_POLICY", `{"Version":"2012-10-17"}`), MALFORMED],
        [
            "no version",
            () =>
                on.createPolicy(
                    "SERVICE_CONTROL_POLICY",
                    `{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}`,
                ),
            MALFORMED,
        ],
        ["no effect", () => on.createPolicy("SERVICE_CONTROL_POLICY", statement({ Effect: "deny" })), MALFORMED],
        ["no resource", () => on.createPolicy("SERVICE_CONTROL_POLICY", statement({ Resource: undefined })), MALFORMED],
        ["no action", () => on.createPolicy("SERVICE_CONTROL_POLICY", statement({ Action: "s3" })), MALFORMED],
        [
            "both Action and NotAction",
            () => on.createPolicy("SERVICE_CONTROL_POLICY", statement({ NotAction: "s3:*" })),
            MALFORMED,
        ],
        [
            "a Principal in an SCP",
            () => on.createPolicy("SERVICE_CONTROL_POLICY", statement({ Principal: "*" })),
            MALFORMED,
        ],
        [
            "an unknown element",
            () => on.createPolicy("SERVICE_CONTROL_POLICY", statement({ Efect: "Deny" })),
            MALFORMED,
        ],
        [
            "a key twice",
            () =>
                on.createPolicy(
                    "SERVICE_CONTROL_POLICY",
                    `{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}`,
                ),
            MALFORMED,
        ],
        [
            "an RCP that allows",
            () => on.createPolicy("RESOURCE_CONTROL_POLICY", statement({ Effect: "Allow", Principal: "*" })),
            MALFORMED,
        ],
        ["an RCP without Principal", () => on.createPolicy("RESOURCE_CONTROL_POLICY", statement({})), MALFORMED],
        [
            "an RCP for all actions",
            () => on.createPolicy("RESOURCE_CONTROL_POLICY", statement({ Principal: "*", Action: "*" })),
            MALFORMED,
        ],
        ...["s*:Get*", "*:*", "lambda:*"].map((Action): Rule => [
            `an RCP for ${Action}`,
            () => on.createPolicy("RESOURCE_CONTROL_POLICY", statement({ Principal: "*", Action })),
            MALFORMED,
        ]),
        [
            "a wildcard for the service of a resource",
            () => on.createPolicy("SERVICE_CONTROL_POLICY", statement({ Resource: "arn:aws:s*:::x" })),
            MALFORMED,
        ],
        ["a tag policy of another type", () => on.createPolicy("TAG_POLICY", `{"plans":{}}`), MALFORMED],
        [
            "an unknown operator",
            () => on.createPolicy("TAG_POLICY", `{"tags":{"a":{"tag_key":{"@@asign":"A"}}}}`),
            MALFORMED,
        ],
        [
            "an SCP of 10,241 characters",
            () => on.createPolicy("SERVICE_CONTROL_POLICY", policyDocument("SERVICE_CONTROL_POLICY").padEnd(10_241)),
            CONSTRAINT,
            "POLICY_CONTENT_LIMIT_EXCEEDED",
        ],
        [
            "an RCP of 5,121 characters",
            () => on.createPolicy("RESOURCE_CONTROL_POLICY", policyDocument("RESOURCE_CONTROL_POLICY").padEnd(5_121)),
            CONSTRAINT,
            "POLICY_CONTENT_LIMIT_EXCEEDED",
        ],
        [
            "an opt-out policy of 2,501 characters",
            () =>
                on.createPolicy("AISERVICES_OPT_OUT_POLICY", policyDocument("AISERVICES_OPT_OUT_POLICY").padEnd(2_501)),
            CONSTRAINT,
            "POLICY_CONTENT_LIMIT_EXCEEDED",
        ],
        [
            "AWS's policy is not changed",
            () => on.client.send(new UpdatePolicyCommand({ PolicyId: "p-FullAWSAccess", Name: "x" })),
            INPUT,
            "IMMUTABLE_POLICY",
        ],
        [
            "AWS's policy is not deleted",
            () => on.client.send(new DeletePolicyCommand({ PolicyId: "p-FullAWSAccess" })),
            INPUT,
            "IMMUTABLE_POLICY",
        ],
        [
            "a policy in use is not deleted",
            () => on.client.send(new DeletePolicyCommand({ PolicyId: on.tagPolicy })),
            "PolicyInUseException",
        ],
        [
            "an unknown policy",
            () => on.client.send(new DescribePolicyCommand({ PolicyId: "p-00000000" })),
            "PolicyNotFoundException",
        ],
        [
            "a policy's id",
            () => on.client.send(new DescribePolicyCommand({ PolicyId: "nonsense" })),
            INPUT,
            "INVALID_SYNTAX_POLICY_ID",
        ],
        ["attached twice", () => attach(on.tagPolicy, on.account), "DuplicatePolicyAttachmentException"],
        ["attached to nothing", () => attach(on.tagPolicy, ABSENT_ACCOUNT), "TargetNotFoundException"],
        ["a target's id", () => attach(on.tagPolicy, "nonsense"), INPUT, "INVALID_PATTERN_TARGET_ID"],
        ["detached where it is not", () => detach(on.tagPolicy, on.root), "PolicyNotAttachedException"],
        [
            "the last SCP stays",
            () => detach("p-FullAWSAccess", on.account),
            CONSTRAINT,
            "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
        ],
        ["AWS's RCP stays", () => detach("p-RCPFullAWSAccess", on.account), INPUT, "NON_DETACHABLE_POLICY"],
        [
            "a type that is enabled",
            () => on.client.send(new EnablePolicyTypeCommand({ RootId: on.root, PolicyType: "TAG_POLICY" })),
            "PolicyTypeAlreadyEnabledException",
        ],
        [
            "a type that is not enabled",
            () => on.client.send(new DisablePolicyTypeCommand({ RootId: on.root, PolicyType: "BACKUP_POLICY" })),
            "PolicyTypeNotEnabledException",
        ],
        [
            "an unknown root",
            () => on.client.send(new EnablePolicyTypeCommand({ RootId: "r-zzzz", PolicyType: "BACKUP_POLICY" })),
            "RootNotFoundException",
        ],
        [
            "a type that needs service access",
            () => on.client.send(new EnablePolicyTypeCommand({ RootId: on.root, PolicyType: "SECURITYHUB_POLICY" })),
            CONSTRAINT,
            "SERVICE_ACCESS_NOT_ENABLED",
        ],
        [
            "no effective policy",
            () =>
                on.client.send(
                    new DescribeEffectivePolicyCommand({ PolicyType: "BACKUP_POLICY", TargetId: on.account }),
                ),
            "EffectivePolicyNotFoundException",
        ],
        [
            "a resource policy is JSON",
            () => on.client.send(new PutResourcePolicyCommand({ Content: "x" })),
            INPUT,
            "INVALID_RESOURCE_POLICY_JSON",
        ],
        [
            "tags of AWS's policy",
            () => on.client.send(new TagResourceCommand({ ResourceId: "p-FullAWSAccess", Tags: [] })),
            INPUT,
            "TARGET_NOT_SUPPORTED",
        ],
        [
            "tags of nothing",
            () => on.client.send(new TagResourceCommand({ ResourceId: ABSENT_ACCOUNT, Tags: [] })),
            "TargetNotFoundException",
        ],
        [
            "AWS's tags are not removed",
            () => on.client.send(new UntagResourceCommand({ ResourceId: on.account, TagKeys: ["aws:x"] })),
            INPUT,
            "INVALID_SYSTEM_TAGS_PARAMETER",
        ],
    ]);

    it("a type must be enabled before a policy of it is attached, but not before it is created", async () => {
        const policy = await on.to.createPolicy("BACKUP_POLICY", "backups");
        await assert.rejects(attach(policy, on.unit), { name: "PolicyTypeNotEnabledException" });
    });

    for (const [type, limit] of [
        ["SERVICE_CONTROL_POLICY", 10],
        ["RESOURCE_CONTROL_POLICY", 5],
    ] as const) {
        it(`${type}: ${limit} on a node, AWS's own included`, async () => {
            for (let index = 1; index < limit; index++) {
                await attach(await on.to.createPolicy(type, `limit ${index}`), on.unit);
            }
            await assert.rejects(attach(await on.to.createPolicy(type, "one more"), on.unit), {
                name: CONSTRAINT,
                Reason: "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            });
        });
    }
});
