import * as pulumi from "@pulumi/pulumi";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { AWS } from "../unit/components/mockedPulumi";

/** What the engine is told of a resource, with URNs as the engine makes them. */
export interface RecordedResource {
    readonly urn: string;
    readonly inputs: unknown;
    /** All that the program says beside the inputs, without what says nothing. */
    readonly options: Readonly<Record<string, unknown>>;
}

interface Request {
    getType(): string;
    getName(): string;
    getParent(): string;
    toObject(): Record<string, unknown>;
    getObject(): { toJavaScript(): unknown } | undefined;
}

interface Monitor {
    registerResource(request: Request, callback: (error: unknown, response: { getUrn(): string }) => void): unknown;
}

/** What the SDK says of itself, or what `urn` and `inputs` say already. */
const OF_THE_SDK = new Set([
    "type",
    "name",
    "parent",
    "object",
    "custom",
    "acceptsecrets",
    "acceptresources",
    "supportspartialvalues",
    "supportsresultreporting",
    "version",
    "aliasspecs",
    "sourceposition",
    "stacktrace",
    "parentstacktracehandle",
    "packageref",
    "propertydependenciesMap",
    "plugindownloadurl",
]);

/** What the mocks make of a resource. */
export function created(type: string, name: string, inputs: Record<string, unknown>): { id: string; state: object } {
    const id = type === AWS.organization ? "o-exampleorgid" : `${type.split(":").at(-1)?.toLowerCase()}:${name}`;
    return {
        id,
        state: {
            ...inputs,
            arn: `arn:aws:organizations::000000000000:${id}`,
            ...(type === "aws:identitystore/group:Group" && { groupId: id }),
            ...(type === "aws:identitystore/user:User" && { userId: id }),
            ...(type === AWS.organization && { masterAccountId: "000000000000", roots: [{ id: "r-abcd" }] }),
        },
    };
}

/**
 * Runs a program against a monitor of Pulumi's mocks and keeps what it registers, as it goes over the wire: with everything that Pulumi's SDK
 * makes of options, such as the children that a component in `dependsOn` stands for.
 *
 * @returns the registrations, sorted by URN. Lists that have no order, such as dependencies, are sorted.
 */
export async function record(program: () => unknown): Promise<RecordedResource[]> {
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => created(type, name, inputs as Record<string, unknown>),
            call: ({ inputs }) => inputs as Record<string, unknown>,
        },
        "aws-organization",
        "golden",
    );
    const monitor = settings.getMonitor() as unknown as Monitor;
    const requests: { readonly request: Request; readonly urn: string }[] = [];
    const original = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) =>
        original(request, (error, response) => {
            if (!error) requests.push({ request, urn: response.getUrn() });
            callback(error, response);
        });
    await pulumi.runtime.runInPulumiStack(async () => {
        await program();
        return {};
    });
    // It is not among the SDK's declarations.
    await (settings as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
    // The mocks' URNs lack the types of the parents.
    const byUrn = new Map(requests.map((one) => [one.urn, one.request]));
    if (byUrn.size !== requests.length) throw new Error("two resources have one URN in the mocks");
    const types = (request: Request): string[] => {
        const parent = byUrn.get(request.getParent());
        const above = parent && parent.getType() !== "pulumi:pulumi:Stack" ? types(parent) : [];
        return [...above, request.getType()];
    };
    const full = new Map(
        requests.map(({ request, urn }) => [
            urn,
            `urn:pulumi:golden::aws-organization::${types(request).join("$")}::${request.getName()}`,
        ]),
    );
    const named = (value: unknown): unknown => {
        if (typeof value === "string") return full.get(value) ?? value;
        if (Array.isArray(value)) return value.map(named);
        if (typeof value !== "object" || value === null) return value;
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner)]));
    };
    return requests
        .filter(({ request }) => request.getType() !== "pulumi:pulumi:Stack")
        .map(({ request, urn }) => ({
            urn: full.get(urn) ?? urn,
            inputs: named(request.getObject()?.toJavaScript() ?? {}),
            options: Object.fromEntries(
                Object.entries(request.toObject())
                    .filter(([key, value]) => !OF_THE_SDK.has(key) && saysSomething(value))
                    .map(([key, value]) => [
                        key.replace(/(List|Map)$/, ""),
                        Array.isArray(value) ? (named(value) as unknown[]).sort() : named(value),
                    ]),
            ),
        }))
        .sort((one, two) => (one.urn < two.urn ? -1 : 1));
}

function saysSomething(value: unknown): boolean {
    if (Array.isArray(value)) return value.length > 0;
    if (typeof value === "object" && value !== null) return Object.values(value).some(saysSomething);
    return value !== undefined && value !== "" && value !== false && value !== 0;
}
