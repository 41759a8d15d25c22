import { createHash } from "node:crypto";
import type { TemplateResource } from "../../../../cloudformation";
import { FUNCTION_BEGINNING } from "./functionCode";
import { attribute, ref } from "./templateIntrinsics";
import { RETAINED, typedResource } from "./typedResource";

/**
 * The path of the roles of the library's functions. Their names are CloudFormation's choice, so that a block may be in several regions, and
 * a guardrail spares them by the path: `arn:*:iam::*:role/aws-organization/*`.
 */
export const FUNCTION_ROLE_PATH = "/aws-organization/";

/** How long CloudFormation and Lambda wait for a function. Without the first, a function that does not answer holds a stack up for an hour. */
const TIMEOUT_SECONDS = 300;
const ANSWER_SECONDS = 420;

/** A statement of a function's role. */
export interface FunctionStatement {
    readonly Sid: string;
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: unknown;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface SettingFunction {
    /** What it does, for whoever finds it in the account: up to 256 characters. */
    readonly description: string;
    /** The Python that follows FUNCTION_BEGINNING. */
    readonly code: string;
    /** What it may do besides writing its log. */
    readonly statements: readonly FunctionStatement[];
    /** What it is called with: CloudFormation makes texts of all values. */
    readonly properties: Readonly<Record<string, unknown>>;
    /** The logical ids of resources that must exist before it is called. */
    readonly dependsOn?: readonly string[];
}

/** What CloudFormation's role does to make and remove a function with its role, log and call. */
export const FUNCTION_STACK_ACTIONS: readonly string[] = [
    "iam:CreateRole",
    "iam:DeleteRole",
    "iam:DeleteRolePolicy",
    "iam:GetRole",
    "iam:PassRole",
    "iam:PutRolePolicy",
    "lambda:CreateFunction",
    "lambda:DeleteFunction",
    "lambda:GetFunction",
    "lambda:InvokeFunction",
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
    "logs:CreateLogGroup",
];

/**
 * What CloudFormation has no type for: a resource named `Setting`, of which a function makes what it says. Nothing has a name of its own, so
 * that what stays in an account is never in the way of a new stack.
 */
export function settingFunction({
    code,
    properties,
    dependsOn,
    ...rest
}: SettingFunction): Record<string, TemplateResource> {
    const text = `${FUNCTION_BEGINNING}\n\n${code.trimStart()}`;
    return {
        ...functionResources({ ...rest, code: text }),
        Setting: {
            Type: "Custom::AccountSetting",
            ...(dependsOn && { DependsOn: dependsOn }),
            Properties: {
                ServiceToken: attribute("Function", "Arn"),
                ServiceTimeout: String(ANSWER_SECONDS),
                ...properties,
                // CloudFormation calls the function again only if a property changes: so a new version of the code is applied too.
                CodeVersion: createHash("sha256").update(text).digest("hex").slice(0, 12),
            },
        },
    };
}

/** A function with its role and log group: `Function`, `FunctionRole`, `FunctionLog`. */
export function functionResources({
    description,
    code,
    statements,
    timeoutSeconds = TIMEOUT_SECONDS,
    environment,
}: Pick<SettingFunction, "description" | "code" | "statements"> & {
    readonly timeoutSeconds?: number;
    readonly environment?: Readonly<Record<string, unknown>>;
}): Record<string, TemplateResource> {
    return {
        // It stays when the stack goes, and has no retention: a guardrail such as protect-logs lets nobody set one, nor delete a log group.
        FunctionLog: typedResource("AWS::Logs::LogGroup", {}, RETAINED),
        FunctionRole: typedResource("AWS::IAM::Role", {
            Path: FUNCTION_ROLE_PATH,
            Description: description,
            AssumeRolePolicyDocument: {
                Version: "2012-10-17",
                Statement: [
                    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
                ],
            },
            Policies: [
                {
                    PolicyName: "setting",
                    PolicyDocument: { Version: "2012-10-17", Statement: [...statements, LOGS] },
                },
            ],
        }),
        Function: typedResource("AWS::Lambda::Function", {
            Description: description,
            Runtime: "python3.13",
            Handler: "index.handler",
            Timeout: timeoutSeconds,
            Role: attribute("FunctionRole", "Arn"),
            LoggingConfig: { LogGroup: ref("FunctionLog") },
            ...(environment && { Environment: { Variables: environment as Record<string, string> } }),
            Code: { ZipFile: code },
        }),
    };
}

const LOGS: FunctionStatement = {
    Sid: "OwnLog",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: attribute("FunctionLog", "Arn"),
};
