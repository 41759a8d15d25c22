import assert from "node:assert/strict";
import { creationActions, type CloudFormationTemplate } from "../../../cloudformation";

type Properties = Readonly<Record<string, unknown>>;
const of = (Type: string, Properties?: Properties): CloudFormationTemplate => ({
    Resources: { It: { Type, ...(Properties && { Properties }) } },
});
const LOGS = "AWS::Logs::LogGroup";
const ROLE = "AWS::IAM::Role";

describe("actions that a template's resources need", () => {
    it("are those of their types, and those of their properties", () => {
        const cases: readonly [string, Properties, readonly string[]][] = [
            [LOGS, {}, ["logs:CreateLogGroup"]],
            [LOGS, { RetentionInDays: 30 }, ["logs:CreateLogGroup", "logs:PutRetentionPolicy"]],
            [LOGS, { RetentionInDays: { Ref: "Days" } }, ["logs:CreateLogGroup", "logs:PutRetentionPolicy"]],
            [
                "AWS::S3::Bucket",
                { LifecycleConfiguration: { Rules: [] }, VersioningConfiguration: { Status: "Enabled" } },
                ["s3:CreateBucket", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration"],
            ],
            [ROLE, { ManagedPolicyArns: [{ Ref: "Policy" }] }, ["iam:AttachRolePolicy", "iam:CreateRole"]],
            ["AWS::KMS::Key", { EnableKeyRotation: true }, ["kms:CreateKey", "kms:EnableKeyRotation"]],
            [
                "AWS::DynamoDB::Table",
                { TimeToLiveSpecification: { Enabled: "true" } },
                ["dynamodb:CreateTable", "dynamodb:UpdateTimeToLive"],
            ],
        ];
        for (const [type, properties, actions] of cases) {
            assert.deepEqual(creationActions(of(type, properties)), actions, JSON.stringify(properties));
        }
    });

    it("leave out what may be empty or switched off", () => {
        const cases: readonly [string, Properties, string][] = [
            [LOGS, { RetentionInDays: { Ref: "AWS::NoValue" } }, "logs:CreateLogGroup"],
            [LOGS, { RetentionInDays: { "Fn::If": ["Keep", 30, { Ref: "AWS::NoValue" }] } }, "logs:CreateLogGroup"],
            [ROLE, { ManagedPolicyArns: [], Policies: { Ref: "Policies" } }, "iam:CreateRole"],
            [ROLE, { ManagedPolicyArns: [{ "Fn::If": ["Read", "a", { Ref: "AWS::NoValue" }] }] }, "iam:CreateRole"],
            ["AWS::KMS::Key", { EnableKeyRotation: { Ref: "Rotated" } }, "kms:CreateKey"],
            ["AWS::KMS::Key", { EnableKeyRotation: false }, "kms:CreateKey"],
            ["AWS::DynamoDB::Table", { TimeToLiveSpecification: { Enabled: false } }, "dynamodb:CreateTable"],
        ];
        for (const [type, properties, action] of cases) {
            assert.deepEqual(creationActions(of(type, properties)), [action], JSON.stringify(properties));
        }
    });

    it("are only those of what is new in a stack that exists", () => {
        const days = (count: number): CloudFormationTemplate => of(LOGS, { RetentionInDays: count });
        assert.deepEqual(creationActions(days(30), of(LOGS)), ["logs:PutRetentionPolicy"]);
        assert.deepEqual(creationActions(days(30), days(7)), ["logs:PutRetentionPolicy"]);
        assert.deepEqual(creationActions(days(30), days(30)), []);
        assert.deepEqual(creationActions(days(30), of(ROLE)), ["logs:CreateLogGroup", "logs:PutRetentionPolicy"]);
        const policies = (...names: string[]): CloudFormationTemplate => of(ROLE, { ManagedPolicyArns: names });
        assert.deepEqual(creationActions(policies("a"), policies("a", "b")), []);
        assert.deepEqual(creationActions(policies("a"), policies()), ["iam:AttachRolePolicy"]);
    });
});
