import {
    didYouMean,
    formatCount,
    list,
    LOGICAL_ID,
    quoted,
    TEMPLATE_BYTES,
    TEMPLATE_ENTRIES,
    visible,
} from "../limits";
import { statefulResources } from "./statefulResources";
import type { CloudFormationTemplate } from "./template";
import type { TemplateProblem } from "./templateProblem";
import { unknownReferences } from "./templateReferences";

/** What was found in a value that should be a template. */
export interface CheckedTemplate {
    /** Undefined if its form is so wrong that nothing else could be checked. */
    readonly template?: CloudFormationTemplate;
    readonly problems: readonly TemplateProblem[];
}

const SECTIONS = [
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Resources",
    "Outputs",
];

const RESOURCE_KEYS = [
    "Type",
    "Condition",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "Metadata",
    "Properties",
    "UpdatePolicy",
    "UpdateReplacePolicy",
];

/** A type of AWS or of somebody else, and of a custom resource. */
const TYPE = /^([A-Za-z0-9]+(::[A-Za-z0-9]+){2}(::MODULE)?|Custom::[A-Za-z0-9_@-]+)$/;

/**
 * Checks what a StackSet would refuse in every account, and that what holds data is kept.
 *
 * With the role that AWS makes for service-managed permissions, StackSets deploy no nested stacks, no transforms and no macros, not even AWS's
 * own: "Configure a custom execution role template for StackSets" and "Understand CloudFormation quotas" (stored copies, read 2026-11-27).
 */
export function checkTemplate(value: unknown): CheckedTemplate {
    if (!isMap(value)) return { problems: [{ path: [], message: "is no template: it must be a map with Resources" }] };
    const problems = sectionProblems(value);
    const resources = value["Resources"];
    if (!isMap(resources) || Object.keys(resources).length === 0) {
        return {
            problems: [...problems, { path: ["Resources"], message: "lacks Resources: a template has at least one" }],
        };
    }
    const parameters = value["Parameters"];
    const ofResources = [
        ...Object.entries(isMap(parameters) ? parameters : {}).flatMap(([name, one]) => parameterProblems(name, one)),
        ...Object.entries(resources).flatMap(([name, one]) => resourceProblems(name, one)),
    ];
    if (ofResources.length > 0 || problems.length > 0) return { problems: [...problems, ...ofResources] };
    const template = value as unknown as CloudFormationTemplate;
    return {
        template,
        problems: [...sizeProblems(template), ...keptProblems(template), ...unknownReferences(template)],
    };
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sectionProblems(value: Readonly<Record<string, unknown>>): TemplateProblem[] {
    return Object.entries(value).flatMap(([key, section]): TemplateProblem[] => {
        if (key === "Transform") {
            return [
                {
                    path: [key],
                    message:
                        "has a Transform, but AWS deploys no template with macros to accounts of an organisation, not even AWS::Serverless. Write out what it makes",
                },
            ];
        }
        if (!SECTIONS.includes(key)) {
            return [
                {
                    path: [key],
                    message: `has the section ${quoted(key)}, which templates do not have.${didYouMean(key, SECTIONS)} They have ${list(SECTIONS)}`,
                },
            ];
        }
        const isText = key === "AWSTemplateFormatVersion" || key === "Description";
        if (isText === (typeof section === "string")) {
            if (isText || isMap(section)) return [];
        }
        return [{ path: [key], message: `must have a ${isText ? "text" : "map"} as ${key}` }];
    });
}

function parameterProblems(name: string, parameter: unknown): TemplateProblem[] {
    if (isMap(parameter) && typeof parameter["Type"] === "string" && nameError(name) === undefined) {
        const { AllowedValues: allowed, NoEcho: isSecret } = parameter;
        if (isSecret === true || String(isSecret).toLowerCase() === "true") return [secretProblem(name)];
        if (allowed === undefined || Array.isArray(allowed)) return [];
    }
    const message = nameError(name) ?? "must be a map with a Type such as String, and AllowedValues a list";
    return [{ path: ["Parameters", name], message: `has parameter ${quoted(name)}, which ${message}` }];
}

/**
 * A value that nobody should read stands in the definition, in the preview and in Pulumi's state. And AWS shows `****` for it, so nobody could say
 * whether it has changed.
 */
function secretProblem(name: string): TemplateProblem {
    return {
        path: ["Parameters", name, "NoEcho"],
        message: `has parameter ${quoted(name)} with NoEcho, but its value would stand in the definition and in Pulumi's state as plain text. Take the parameter out, and let CloudFormation read the secret in each account where it is used: \`{{resolve:secretsmanager:NAME:SecretString:KEY}}\` or \`{{resolve:ssm-secure:NAME}}\``,
    };
}

function nameError(name: string): string | undefined {
    if (LOGICAL_ID.pattern.test(name) && name.length <= LOGICAL_ID.max) return undefined;
    return `has a name that AWS refuses: use ${LOGICAL_ID.allowed}, at most ${LOGICAL_ID.max}`;
}

function resourceProblems(name: string, resource: unknown): TemplateProblem[] {
    const path = ["Resources", name];
    const wrongName = nameError(name);
    if (wrongName !== undefined) return [{ path, message: `has resource ${quoted(name)}, which ${wrongName}` }];
    if (!isMap(resource)) return [{ path, message: `must have a map as resource ${name}` }];
    const { Type: type } = resource;
    if (typeof type !== "string" || !TYPE.test(type)) {
        return [{ path, message: `has resource ${name} without a Type such as AWS::IAM::Role` }];
    }
    const { DependsOn: before = [], Properties: properties = {} } = resource;
    if (typeof before !== "string" && !(Array.isArray(before) && before.every((one) => typeof one === "string"))) {
        return [
            {
                path: [...path, "DependsOn"],
                message: `has a DependsOn in resource ${name} that is neither a name nor a list of names`,
            },
        ];
    }
    if (!isMap(properties))
        return [{ path: [...path, "Properties"], message: `must have a map as Properties of resource ${name}` }];
    const unknown = Object.keys(resource).filter((key) => !RESOURCE_KEYS.includes(key));
    const problems = unknown.map((key) => ({
        path: [...path, key],
        message: `has ${quoted(key)} in resource ${name}, which resources do not have.${didYouMean(key, RESOURCE_KEYS)} Properties go below Properties`,
    }));
    if (type === "AWS::CloudFormation::Stack" || type.endsWith("::MODULE") || type === "AWS::CloudFormation::Macro") {
        problems.push({
            path,
            message: `has the ${type} ${name}, which AWS does not deploy with a StackSet of an organisation. Write its resources into this template`,
        });
    }
    return problems;
}

/** Limits that AWS tells only after the call. */
function sizeProblems(template: CloudFormationTemplate): TemplateProblem[] {
    const problems: TemplateProblem[] = [];
    const bytes = Buffer.byteLength(JSON.stringify(template));
    if (bytes > TEMPLATE_BYTES.max) {
        problems.push({
            path: [],
            message: `has ${formatCount(bytes)} bytes as JSON without spaces: AWS allows ${formatCount(TEMPLATE_BYTES.max)}. Make two blocks of it`,
        });
    }
    for (const section of ["Resources", "Parameters", "Outputs", "Mappings"] as const) {
        const found = Object.keys(template[section] ?? {}).length;
        const most = TEMPLATE_ENTRIES[section];
        if (found > most) {
            problems.push({
                path: [section],
                message: `has ${formatCount(found)} ${section}: AWS allows ${formatCount(most)}. Make two blocks of it`,
            });
        }
    }
    return problems;
}

/** A resource that holds data must say that it stays: a move of an account, or a removed line, would delete it. */
function keptProblems(template: CloudFormationTemplate): TemplateProblem[] {
    return statefulResources(template).flatMap(({ logicalId, type, holds, ...kept }) => {
        const lacks = [
            ...(kept.survivesDeletion ? [] : ["DeletionPolicy: RetainExceptOnCreate"]),
            ...(kept.survivesReplacement ? [] : ["UpdateReplacePolicy: Retain"]),
        ];
        if (lacks.length === 0) return [];
        return [
            {
                path: ["Resources", logicalId],
                message: `would lose what ${visible(type)} ${logicalId} holds (${holds}) when an account moves, the block ends or the resource changes. Write below ${logicalId}:\n${lacks.join("\n")}`,
            },
        ];
    });
}
