import type { CloudFormationTemplate, TemplateProblem } from "../../../cloudformation";
import { awsPolicyError, unknownAwsPolicy } from "../../../evaluator/awsPolicies";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { visible } from "../../../limits";
import type { BaselineModel } from "../model";

/** The ARN of a policy of AWS, also with `${AWS::Partition}`. Wildcards are patterns, as in a condition. */
const ARN = /^arn:(?:aws[a-z-]*|\$\{AWS::Partition\}):iam::aws:policy\/([\w+=,.@/-]+)$/;

/** Properties of resources of IAM that name policies. */
const PROPERTIES = ["ManagedPolicyArns", "PermissionsBoundary"];

/** Policies of AWS that a template attaches and that do not exist, with the name that is meant. */
export function misspeltPolicies(template: CloudFormationTemplate): readonly TemplateProblem[] {
    return namedPolicies(template).flatMap(({ name, path }) => {
        const error = awsPolicyError(name, { holder: "role or user" });
        return error === undefined ? [] : [{ path, message: `names a policy that nobody can attach: ${error}` }];
    });
}

/** Warns of policies of AWS that blocks attach and that its data lack: AWS may have added them since. */
export function unknownPolicies({ blocks }: BaselineModel): string[] {
    return blocks.flatMap(({ key, template }) => {
        if (!template.includes(":iam::aws:policy/")) return [];
        const names = namedPolicies(JSON.parse(template) as CloudFormationTemplate).map(({ name }) => name);
        return [...new Set(names)].flatMap((name) => {
            const unknown = unknownAwsPolicy(name);
            return unknown === undefined
                ? []
                : [
                      `block ${visible(key)}: ${unknown}. If AWS does not have it now, the stack fails in every account; ` +
                          "what it allows is not known to the preview",
                  ];
        });
    });
}

interface NamedPolicy {
    readonly name: string;
    readonly path: TemplateProblem["path"];
}

function namedPolicies({ Resources }: CloudFormationTemplate): readonly NamedPolicy[] {
    return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) => {
        if (!Type.startsWith("AWS::IAM::")) return [];
        return PROPERTIES.flatMap((property) =>
            namesIn(Properties[property], ["Resources", id, "Properties", property]),
        );
    });
}

function namesIn(value: unknown, path: TemplateProblem["path"]): readonly NamedPolicy[] {
    if (Array.isArray(value)) return value.flatMap((item, index) => namesIn(item, [...path, index]));
    if (isJsonMap(value)) return Object.entries(value).flatMap(([key, one]) => namesIn(one, [...path, key]));
    const name = typeof value === "string" ? ARN.exec(value)?.[1] : undefined;
    return name === undefined ? [] : [{ name, path }];
}
