import assert from "node:assert/strict";
import type { CloudFormationTemplate } from "../../../../../cloudformation";
import { isJsonMap } from "../../../../../evaluator/policyDocument";
import { BASELINE_LIBRARY, type LibraryBlock } from "../../../../../features/baseline/library";

export const ACCOUNT = "222233334444";
const REGION = "eu-central-1";

export const blockNamed = (name: string): LibraryBlock =>
    BASELINE_LIBRARY.get(name) ?? assert.fail(`${name} is no block`);

/** The parameters of a block for a test: its example, or others. */
export function templateOf(name: string, parameters?: Readonly<Record<string, unknown>>): CloudFormationTemplate {
    const block = blockNamed(name);
    return block.template(block.parameters.parse(parameters ?? block.example ?? {}));
}

/** A block's template as CloudFormation sees it in an account: references, attributes and texts with placeholders have values. */
export function resolvedBlock(
    name: string,
    parameters?: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
    const block = blockNamed(name);
    const read = block.parameters.parse(parameters ?? block.example ?? {});
    const template = block.template(read);
    const given = block.cloudFormationParameters(read);
    const values: Record<string, unknown> = {
        "AWS::AccountId": ACCOUNT,
        "AWS::Region": REGION,
        "AWS::Partition": "aws",
        ...Object.fromEntries(
            Object.entries(given).map(([key, value]) => [
                key,
                template.Parameters?.[key]?.Type === "CommaDelimitedList" ? value.split(",") : value,
            ]),
        ),
    };
    const arnOf = (logicalId: string): string => {
        const { Type, Properties = {} } = template.Resources[logicalId] ?? assert.fail(logicalId);
        if (Type === "AWS::IAM::ManagedPolicy") {
            return `arn:aws:iam::${ACCOUNT}:policy/${String(resolved(Properties.ManagedPolicyName))}`;
        }
        if (Type === "AWS::IAM::Role") return `arn:aws:iam::${ACCOUNT}:role/${logicalId}`;
        if (Type === "AWS::S3::Bucket") return `arn:aws:s3:::${logicalId.toLowerCase()}`;
        if (Type === "AWS::Logs::LogGroup") return `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${logicalId}:*`;
        return logicalId;
    };
    const valueOf = (reference: string): unknown => {
        const [logicalId = "", attribute] = reference.split(".");
        return attribute === undefined ? (values[logicalId] ?? arnOf(logicalId)) : arnOf(logicalId);
    };
    const resolved = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(resolved);
        if (!isJsonMap(value)) return value;
        if (typeof value.Ref === "string") return valueOf(value.Ref);
        if (Array.isArray(value["Fn::GetAtt"])) return valueOf(value["Fn::GetAtt"].join("."));
        const text = value["Fn::Sub"];
        if (typeof text === "string") {
            return text
                .replace(/\$\{([\w:.]+)\}/g, (_, reference: string) => String(valueOf(reference)))
                .replace(/\$\{!/g, "${");
        }
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one)]));
    };
    return Object.fromEntries(
        Object.entries(template.Resources).map(([logicalId, { Properties }]) => [
            logicalId,
            resolved(Properties ?? {}) as Readonly<Record<string, unknown>>,
        ]),
    );
}
