import assert from "node:assert/strict";
import { endpointRegion, evaluate, type AccessRequest } from "../../../../evaluator/evaluation";
import { ACCOUNT, arn, ORGANIZATION, OTHER, rcp, ROLE, scp, underRoot } from "./support";

/** A principal or another part of a request, and the value of a condition key that follows from it; undefined if it is not known. */
const KEYS: readonly (readonly [
    string,
    Omit<AccessRequest, "action">,
    Readonly<Record<string, string | null | undefined>>,
])[] = [
    [
        "a role",
        { principal: ROLE },
        {
            "aws:PrincipalArn": ROLE,
            "aws:PrincipalAccount": ACCOUNT,
            "aws:PrincipalType": "AssumedRole",
            "aws:username": null,
            "aws:PrincipalOrgID": ORGANIZATION.id,
            "aws:PrincipalOrgPaths": ORGANIZATION.path,
            "aws:PrincipalIsAWSService": "false",
            "aws:PrincipalServiceName": null,
            "aws:userid": undefined,
            "aws:SourceAccount": null,
            "aws:SourceArn": null,
            "aws:SourceOrgID": null,
        },
    ],
    ["a role with a path", { principal: arn("role/a/b/Dev") }, { "aws:PrincipalArn": arn("role/a/b/Dev") }],
    [
        "a session",
        { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/Dev/ann` },
        { "aws:PrincipalArn": arn("role/Dev"), "aws:PrincipalType": "AssumedRole" },
    ],
    [
        "a user",
        { principal: arn("user/team/ann") },
        {
            "aws:PrincipalArn": arn("user/team/ann"),
            "aws:username": "ann",
            "aws:PrincipalType": "User",
            "aws:userid": undefined,
        },
    ],
    [
        "the root user",
        { principal: arn("root") },
        {
            "aws:PrincipalArn": arn("root"),
            "aws:PrincipalType": "Account",
            "aws:userid": ACCOUNT,
            "aws:username": null,
        },
    ],
    [
        "the root user, said",
        { principal: { type: "root" } },
        { "aws:PrincipalArn": arn("root"), "aws:PrincipalType": "Account" },
    ],
    [
        "the root user in China",
        { principal: { type: "root" }, region: "cn-north-1" },
        { "aws:PrincipalArn": `arn:aws-cn:iam::${ACCOUNT}:root` },
    ],
    [
        "a federated user",
        { principal: `arn:aws:sts::${ACCOUNT}:federated-user/ann` },
        { "aws:PrincipalType": "FederatedUser", "aws:userid": `${ACCOUNT}:ann`, "aws:username": null },
    ],
    [
        "an AWS service",
        { principal: "s3.amazonaws.com" },
        {
            "aws:PrincipalIsAWSService": "true",
            "aws:PrincipalServiceName": "s3.amazonaws.com",
            "aws:PrincipalOrgID": null,
            "aws:PrincipalTag/x": null,
            "aws:PrincipalArn": undefined,
            "aws:SourceAccount": undefined,
        },
    ],
    [
        "an anonymous caller",
        { principal: "anonymous" },
        {
            "aws:PrincipalArn": null,
            "aws:PrincipalAccount": "anonymous",
            "aws:PrincipalType": "Anonymous",
            "aws:PrincipalOrgID": null,
        },
    ],
    [
        "nobody named",
        {},
        {
            "aws:PrincipalArn": undefined,
            "aws:PrincipalAccount": ACCOUNT,
            "aws:PrincipalOrgID": ORGANIZATION.id,
            "aws:PrincipalIsAWSService": "false",
            "aws:username": undefined,
            "aws:PrincipalTag/x": undefined,
        },
    ],
    [
        "tags",
        { principal: { arn: ROLE, tags: { Team: "shop" } } },
        { "aws:PrincipalTag/Team": "shop", "aws:principaltag/team": "shop", "aws:PrincipalTag/Other": null },
    ],
    ["no tags said", { principal: ROLE }, { "aws:PrincipalTag/Team": undefined }],
    ["a region", { region: "eu-central-1" }, { "aws:RequestedRegion": "eu-central-1" }],
    ["no region", {}, { "aws:RequestedRegion": undefined }],
    [
        "a time",
        { time: new Date("2026-11-24T08:00:00Z") },
        { "aws:CurrentTime": "2026-11-24T08:00:00.000Z", "aws:EpochTime": "1795507200" },
    ],
    ["no time", {}, { "aws:CurrentTime": undefined, "aws:EpochTime": undefined, "aws:SecureTransport": undefined }],
    [
        "a resource",
        { resource: "arn:aws:s3:::bucket" },
        {
            "aws:ResourceAccount": ACCOUNT,
            "aws:ResourceOrgID": ORGANIZATION.id,
            "aws:ResourceOrgPaths": ORGANIZATION.path,
        },
    ],
    [
        "a resource elsewhere",
        { resource: `arn:aws:sqs:eu-west-1:${OTHER}:q` },
        { "aws:ResourceAccount": OTHER, "aws:ResourceOrgID": undefined },
    ],
    [
        "context wins",
        {
            principal: ROLE,
            region: "eu-west-1",
            context: {
                "AWS:requestedREGION": "us-east-1",
                "aws:PrincipalArn": null,
                "aws:PrincipalIsAWSService": true,
            },
        },
        { "aws:RequestedRegion": "us-east-1", "aws:PrincipalArn": null, "aws:PrincipalIsAWSService": "true" },
    ],
];

// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
describe("evaluator: condition keys that follow from a request", () => {
    for (const [what, request, keys] of KEYS) {
        for (const [key, expected] of Object.entries(keys)) {
            it(`${what}: ${key} is ${expected === undefined ? "not known" : expected}`, () => {
                const decide = (Condition: object): string =>
                    evaluate(underRoot([scp({ Effect: "Allow", Action: "x:*" }), rcp({ Action: "s3:*", Condition })]), {
                        ...request,
                        action: "s3:GetObject",
                    }).decision;
                // A resource elsewhere is outside the reach of our resource control policies, so this asks service control policies.
                const ask = (Condition: object): string => {
                    const { principal } = request;
                    const bound = principal !== "anonymous" && principal !== "s3.amazonaws.com";
                    if (!bound) return decide(Condition);
                    const levels = underRoot([scp({ Effect: "Deny", Action: "*", Condition })]);
                    return evaluate(levels, { ...request, action: "s3:GetObject" }).decision;
                };
                const absent = ask({ Null: { [key]: "true" } });
                assert.equal(
                    absent,
                    expected === undefined ? "undetermined" : expected === null ? "explicitly denied" : "allowed",
                );
                if (typeof expected === "string") {
                    assert.equal(ask({ StringEquals: { [key]: expected } }), "explicitly denied");
                }
            });
        }
    }

    it("takes the region of a service's only endpoint, whatever region is requested", () => {
        const regions = underRoot([
            scp({
                Effect: "Deny",
                Action: "*",
                Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-central-1" } },
            }),
        ]);
        const ask = (action: string, region: string): string => evaluate(regions, { action, region }).decision;
        assert.equal(ask("ec2:RunInstances", "eu-central-1"), "allowed");
        assert.equal(ask("iam:CreateUser", "eu-central-1"), "explicitly denied");
        assert.match(
            evaluate(regions, { action: "iam:CreateUser", region: "eu-central-1" }).notes.join(),
            /iam has one global endpoint: aws:RequestedRegion is us-east-1/,
        );
        assert.deepEqual(evaluate(regions, { action: "iam:CreateUser", region: "us-east-1" }).notes, []);
        assert.equal(ask("iam:CreateUser", "cn-north-1"), "explicitly denied");
        assert.equal(endpointRegion("globalaccelerator"), "us-west-2");
        assert.equal(endpointRegion("devicefarm"), "us-west-2");
        assert.equal(endpointRegion("notifications-contacts"), "us-east-1");
        assert.equal(endpointRegion("health"), undefined);
        assert.equal(endpointRegion("constructor"), undefined);
    });
});
