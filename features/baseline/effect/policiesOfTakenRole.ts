import type { TemplateResource } from "../../../cloudformation";
import { asList, isJsonMap, statementsOf, type RawStatement } from "../../../evaluator/policyDocument";

/** What decides what a role of a template may do. */
export interface RolePolicies {
    /** Names of managed policies, with their path. */
    readonly managed: readonly string[];
    /** The statements of its inline policies, and of managed policies in the same template. */
    readonly statements: readonly RawStatement[];
    /** Policies and statements of which only AWS knows the content, such as those under a condition of the template. */
    readonly unknown: readonly unknown[];
    /** The most that it may do: a policy by its name. Its document, if the template has it. */
    readonly boundary?: { readonly name: string; readonly document?: unknown };
}

type Resources = Readonly<Record<string, TemplateResource>>;

/** Stands for the account and the partition in which a template is deployed. */
const HERE: Readonly<Record<string, string>> = { "AWS::AccountId": "000000000000", "AWS::Partition": "aws" };

/** The policies of a role: its own, and those of the template that name it. */
export function policiesOfTakenRole(
    id: string,
    properties: Readonly<Record<string, unknown>>,
    resources: Resources,
): RolePolicies {
    const attached = asList(properties["ManagedPolicyArns"]);
    const ofTemplate = attached.flatMap((one) => managedPolicy(one, resources) ?? []);
    const managed = attached
        .filter((one) => !managedPolicy(one, resources))
        .map((value) => ({ value, name: policyName(value) }));
    const inline = asList(properties["Policies"]).map((one) => (isJsonMap(one) ? one["PolicyDocument"] : undefined));
    const documents = [
        ...inline,
        ...ofTemplate.map(({ Properties = {} }) => Properties["PolicyDocument"]),
        ...Object.values(resources)
            .filter((one) => isPolicyOf(one, id, properties["RoleName"]))
            .map(({ Properties = {} }) => Properties["PolicyDocument"]),
    ].map(plain);
    const boundary = properties["PermissionsBoundary"];
    const statements = documents.flatMap((one) => statementsOf(one));
    return {
        managed: managed.flatMap(({ name }) => name ?? []),
        statements: statements.filter(isKnown),
        unknown: [
            ...managed.flatMap(({ name, value }) => (name === undefined ? [value] : [])),
            ...documents.filter((one) => statementsOf(one).length === 0),
            ...statements.filter((one) => !isKnown(one)),
        ],
        ...(boundary !== undefined && { boundary: boundaryOf(boundary, resources) }),
    };
}

function isKnown({ Effect }: RawStatement): boolean {
    return Effect === "Allow" || Effect === "Deny";
}

function boundaryOf(value: unknown, resources: Resources): NonNullable<RolePolicies["boundary"]> {
    const own = managedPolicy(value, resources);
    if (!own) return { name: policyName(value) ?? "that the template computes" };
    const name = plain(own.Properties?.["ManagedPolicyName"]);
    return {
        name: typeof name === "string" ? name : "of the same stack",
        document: plain(own.Properties?.["PolicyDocument"]),
    };
}

function managedPolicy(value: unknown, resources: Resources): TemplateResource | undefined {
    const id = isJsonMap(value) ? value["Ref"] : undefined;
    const found = typeof id === "string" && Object.hasOwn(resources, id) ? resources[id] : undefined;
    return found?.Type === "AWS::IAM::ManagedPolicy" ? found : undefined;
}

/** Whether a policy of its own in the template is attached to a role. */
function isPolicyOf({ Type, Properties = {} }: TemplateResource, id: string, name: unknown): boolean {
    const roles =
        Type === "AWS::IAM::Policy" || Type === "AWS::IAM::ManagedPolicy"
            ? asList(Properties["Roles"])
            : Type === "AWS::IAM::RolePolicy"
              ? [Properties["RoleName"]]
              : [];
    return roles.some((one) => (isJsonMap(one) ? one["Ref"] === id : one !== undefined && one === name));
}

/** `ReadOnlyAccess`, `job-function/Billing`; undefined if the template computes it. */
function policyName(value: unknown): string | undefined {
    const arn = plain(value);
    if (typeof arn !== "string") return undefined;
    const at = arn.indexOf(":policy/");
    return at < 0 ? arn : arn.slice(at + ":policy/".length);
}

/** A value with what a template fills in replaced by what it is like in an account. */
function plain(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(plain);
    if (!isJsonMap(value)) return value;
    const text = value["Fn::Sub"];
    if (typeof text === "string") {
        return text.replace(/\$\{([^!}]+)\}/g, (all, name: string) =>
            Object.hasOwn(HERE, name) ? (HERE[name] ?? all) : all,
        );
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
