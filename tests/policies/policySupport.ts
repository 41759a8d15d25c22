import assert from "node:assert/strict";
import {
    unknownCheckingProxy as untypedProxy,
    type Policies,
    type PolicyResource,
    type ResourceValidationArgs,
    type ResourceValidationPolicy,
    type StackValidationPolicy,
} from "@pulumi/policy";
import Ajv from "ajv";
import { ACCOUNT, UNIT } from "../../policies/check/checkedResources";
import { parseUrn } from "../../program/state/urn";

/** Pulumi's placeholder for a string that is unknown during a preview (@pulumi/policy/proxy.js, unknownStringValue). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** @pulumi/policy exports it without a type declaration. */
const unknownCheckingProxy = untypedProxy as <T extends object>(props: T) => T;

/** A resource as a test gives it. Missing parts have Pulumi's default. */
export interface GivenResource {
    type?: string;
    name?: string;
    props?: Record<string, unknown>;
    opts?: Partial<PolicyResource["opts"]>;
    defaultTags?: Record<string, string>;
}

type Config = Record<string, unknown>;
type Policy = Policies[number];

/** Pulumi's errors about the configuration of a policy; empty if it is right. */
export function configErrors(policy: Policy, config: Config): string[] {
    const ajv = new Ajv({ allErrors: true });
    const isValid = ajv.validate({ type: "object", ...policy.configSchema }, config);
    return isValid ? [] : (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The configuration as a policy receives it from Pulumi: checked, and with defaults. */
function reconciled(policy: Policy, config: Config): Config {
    const defaults = Object.entries(policy.configSchema?.properties ?? {})
        .filter(([, schema]) => schema.default !== undefined)
        .map(([key, schema]) => [key, schema.default] as const);
    const result = { ...Object.fromEntries(defaults), ...config };
    assert.deepEqual(configErrors(policy, result), []);
    return result;
}

class NotApplicable extends Error {}

function common({ type = ACCOUNT, name = "shop-prod", props = {}, opts = {}, defaultTags }: GivenResource) {
    const provider = { type: "pulumi:providers:aws", urn: "urn:provider", name: "default" };
    return {
        type,
        name,
        urn: `urn:pulumi:dev::test::${type}::${name}`,
        props: unknownCheckingProxy(props),
        opts: {
            protect: false,
            ignoreChanges: [],
            aliases: [],
            customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
            additionalSecretOutputs: [],
            ...opts,
        },
        isType: () => false,
        asType: () => undefined,
        ...(defaultTags && {
            provider: { ...provider, props: { defaultTags: JSON.stringify({ tags: defaultTags }) } },
        }),
    };
}

const pulumi = {
    stackTags: new Map<string, string>(),
    notApplicable(reason?: string): never {
        throw new NotApplicable(reason);
    },
};

/**
 * The violations that a policy reports for one resource.
 *
 * Properties are wrapped as in the engine's host: reading an unknown one throws. A policy that does not catch this fails the test.
 */
export async function check(
    policy: ResourceValidationPolicy,
    resource: GivenResource,
    config: Config = {},
): Promise<string[]> {
    const violations: string[] = [];
    const args: ResourceValidationArgs = {
        ...common(resource),
        ...pulumi,
        getConfig: <T extends object>() => reconciled(policy, config) as T,
    };
    assert(typeof policy.validateResource === "function");
    try {
        await policy.validateResource(args, (message) => violations.push(message));
    } catch (error) {
        if (!(error instanceof NotApplicable)) throw error;
    }
    return violations;
}

/** A resource of a stack; `from` names the resources that its `parentId` was computed from. */
export interface GivenStackResource extends GivenResource {
    from?: string[];
}

/** The violations that a policy reports for a stack, each with the name of its resource in front. */
export async function checkStack(
    policy: StackValidationPolicy,
    resources: GivenStackResource[],
    config: Config = {},
): Promise<string[]> {
    const stack = resources.map((given): PolicyResource => ({
        ...common(given),
        dependencies: [],
        propertyDependencies: {},
    }));
    resources.forEach(({ from }, index) => {
        const origins = stack.filter(({ name }) => from?.includes(name));
        const resource = stack[index] as PolicyResource;
        if (origins.length > 0) resource.propertyDependencies = { parentId: origins };
    });
    const violations: string[] = [];
    await policy.validateStack(
        { resources: stack, ...pulumi, getConfig: <T extends object>() => reconciled(policy, config) as T },
        (message, urn) => violations.push(`${urn === undefined ? "" : parseUrn(urn).name}: ${message}`),
    );
    return violations;
}

/** A row of a table: a resource, and the exact violations that must be reported. */
export interface Case extends GivenResource {
    readonly it: string;
    readonly config?: Config;
    readonly violations: readonly string[];
}

/** Makes a test of each row of a table. */
export function table(policy: ResourceValidationPolicy, cases: readonly Case[]): void {
    for (const { it: title, config, violations, ...resource } of cases) {
        it(title, async () => assert.deepEqual(await check(policy, resource, config), violations));
    }
}

/** Makes tests of configurations that are refused before any resource is checked, each with a part of the error. */
export function refusedConfigs(policy: Policy, cases: readonly { it: string; config: Config; error: string }[]): void {
    for (const { it: title, config, error } of cases) {
        it(`refuses ${title}`, () => assert.match(configErrors(policy, config).join("\n"), new RegExp(error)));
    }
}

/** A unit of a stack. */
export function unit(
    name: string,
    parentId: string,
    more: Partial<GivenStackResource> & { id?: string } = {},
): GivenStackResource {
    const { id = UNKNOWN, ...resource } = more;
    return { type: UNIT, name, props: { name, parentId, id }, ...resource };
}
