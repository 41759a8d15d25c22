/** What a URN says of a resource. */
export interface Urn {
    /** The resource's own type. */
    readonly type: string;
    /** The type of its parent; absent for a resource of the stack itself. */
    readonly parentType?: string;
    /** The resource's name. It may hold anything, `::` and `$` too. */
    readonly name: string;
}

/**
 * Reads `urn:pulumi:STACK::PROJECT::PARENTTYPE$TYPE::NAME`. All who look for a resource in a state compare the parts that
 * this returns: a URN that ends with `::shop` may be of `legacy::shop`.
 */
export function parseUrn(urn: string): Urn {
    const [, , types = "", ...name] = urn.split("::");
    const chain = types.split("$");
    const parentType = chain.at(-2);
    return { type: chain.at(-1) ?? "", ...(parentType !== undefined && { parentType }), name: name.join("::") };
}
