import { parseUrn, type Urn } from "./urn";

/** A resource as the engine has it in the state. */
export interface ResourceOfEngine {
    readonly type: string;
    readonly outputs: ResourceOutputs;
    /** Why the last run did not finish its change. Only an exported state says it. */
    readonly errors?: readonly string[];
}

export type ResourceOutputs = Readonly<Record<string, unknown>>;

/** The resources of a state, found by what their URNs say. */
export class StateResources {
    readonly all: readonly (Urn & Omit<ResourceOfEngine, "type"> & { readonly urn: string })[];

    /** @param resources by URN. */
    constructor(resources: Readonly<Record<string, ResourceOfEngine>>) {
        this.all = Object.entries(resources).map(([urn, { outputs, errors }]) => ({
            urn,
            ...parseUrn(urn),
            outputs,
            ...(errors && { errors }),
        }));
    }

    /** The names and outputs of the resources of a type. */
    ofType(type: string): [string, ResourceOutputs][] {
        return this.all.flatMap((resource) => (resource.type === type ? [[resource.name, resource.outputs]] : []));
    }

    /**
     * The keys of resources with names such as `key@node`, by the node. A unit and an account may have the same key, so only the type of
     * the parent says which of them a resource belongs to.
     */
    keysByNode(type: string, parentType: string): Map<string, string[]> {
        const found = new Map<string, string[]>();
        for (const { type: own, parentType: parent, name } of this.all) {
            if (own !== type || parent !== parentType) continue;
            const separator = name.indexOf("@");
            const node = name.slice(separator + 1);
            found.set(node, [...(found.get(node) ?? []), name.slice(0, separator)]);
        }
        return found;
    }
}

/** A text of a resource's outputs. Empty if the value is not a text. */
export function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}

/** A property with a text, or nothing if there is none. */
export function optional<Key extends string>(key: Key, value: unknown): { readonly [Property in Key]?: string } {
    return text(value) === "" ? {} : ({ [key]: text(value) } as { readonly [Property in Key]: string });
}
