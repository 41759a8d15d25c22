import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registered it. */
export interface RegisteredResource {
    readonly resource: pulumi.Resource;
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly options: pulumi.CustomResourceOptions;
    /** With the types of all its parents, which Pulumi's mocks leave out. */
    readonly urn: string;
}

export const AWS = {
    organization: "aws:organizations/organization:Organization",
    unit: "aws:organizations/organizationalUnit:OrganizationalUnit",
    account: "aws:organizations/account:Account",
    policy: "aws:organizations/policy:Policy",
    attachment: "aws:organizations/policyAttachment:PolicyAttachment",
    contact: "aws:account/alternativeContact:AlternativeContact",
    region: "aws:account/region:Region",
} as const;

/** What AWS would answer: ids that tell what they are of. */
function created(
    type: string,
    name: string,
    inputs: Record<string, unknown>,
): { id: string; state: Record<string, unknown> } {
    const id = type === AWS.organization ? "o-exampleorgid" : `${type.split(":").at(-1)?.toLowerCase()}:${name}`;
    return {
        id,
        state: {
            ...inputs,
            arn: `arn:aws-cn:organizations::000000000000:${id}`,
            ...(type === AWS.organization && { masterAccountId: "000000000000", roots: [{ id: "r-abcd" }] }),
        },
    };
}

/**
 * Runs a program in a stack of Pulumi's mocks, to the end of every registration.
 *
 * @param end of a program that registers more after it has returned.
 */
export async function provision<T>(
    program: () => T,
    end?: Promise<unknown>,
): Promise<{ readonly result: T; readonly registered: readonly RegisteredResource[] }> {
    const seen: Omit<RegisteredResource, "inputs" | "urn">[] = [];
    const inputsSeen: unknown[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => created(type, name, inputs as Record<string, unknown>),
            call: ({ inputs }) => inputs as Record<string, unknown>,
        },
        "aws-organization",
        "test",
    );
    let result: { value: T } | undefined;
    await pulumi.runtime.runInPulumiStack(() => {
        pulumi.runtime.registerStackTransformation(({ resource, type, name, props, opts }) => {
            seen.push({ resource, type, name, options: opts });
            inputsSeen.push(props);
            return undefined;
        });
        result = { value: program() };
        return (end ?? Promise.resolve()).then(() => ({}));
    });
    if (!result) throw new Error("the program did not run");
    const types = new Map(seen.map(({ resource, type, options }) => [resource, { type, parent: options.parent }]));
    const chain = (resource: pulumi.Resource | undefined): string[] => {
        const found = resource && types.get(resource);
        return found ? [...chain(found.parent), found.type] : [];
    };
    const registered = await Promise.all(
        seen.map(async (one, index) => {
            await value(one.resource.urn);
            return {
                ...one,
                inputs: await value(pulumi.output(inputsSeen[index])),
                urn: `urn:pulumi:test::aws-organization::${chain(one.resource).join("$")}::${one.name}`,
            };
        }),
    );
    return { result: result.value, registered };
}

/** What an output becomes; it is waited for, so that an assertion on it cannot be missed. */
export function value<T>(output: pulumi.Output<T>): Promise<pulumi.Unwrap<T>> {
    return new Promise((resolve) => {
        pulumi.output(output).apply((known) => {
            resolve(known);
        });
    });
}

export function one(registered: readonly RegisteredResource[], type: string, name: string): RegisteredResource {
    const found = registered.filter((each) => each.type === type && each.name === name);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources ${type} ${name}`);
    return found[0];
}

/** The names of the resources that one waits for. */
export function waitsFor(registered: readonly RegisteredResource[], { options }: RegisteredResource): string[] {
    const dependencies = [options.dependsOn ?? []].flat() as pulumi.Resource[];
    return dependencies.map((resource) => registered.find((each) => each.resource === resource)?.name ?? "unknown");
}
