import { gunzipSync, gzipSync } from "node:zlib";

/*
 * How the state keeps a block of the baseline. Pulumi prints every property of a resource of our own when one of them changes: without this,
 * hundreds of lines of a template, and eight lines for each account, in the preview of one new account.
 */

/** An account that has a block, without its name. */
export interface PackableAccount {
    readonly id: string;
    /** The id of the target, a unit or the root, through which it gets the block. */
    readonly target: string;
    /** The ring in which it gets a change. */
    readonly ring: string;
    /** Sorted. */
    readonly regions: readonly string[];
    /** Values of parameters that differ from those of the StackSet. */
    readonly parameters: Readonly<Record<string, string>>;
    /** Its stacks are neither made, changed nor deleted: it is quarantined or closed. */
    readonly isLeftAlone: boolean;
}

const PACKED = "gzip:";

/** A template in one line. The same template gives the same text. */
export function packedTemplate(template: string): string {
    return `${PACKED}${gzipSync(template, { level: 9 }).toString("base64")}`;
}

/** The template of a block in the state. `{}` if there is none. */
export function unpackedTemplate(packed: unknown): string {
    if (typeof packed !== "string" || !packed.startsWith(PACKED)) return "{}";
    return gunzipSync(Buffer.from(packed.slice(PACKED.length), "base64")).toString();
}

const LEFT_ALONE = "left-alone";

/** `111122223333 r-a1b2 eu-central-1,eu-west-1 Sandbox Days=30`: no part has a space. */
export function packedAccount({ id, target, ring, regions, parameters, isLeftAlone }: PackableAccount): string {
    const values = Object.entries(parameters)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const parts = [
        id,
        encodeURIComponent(target),
        [...regions].sort().join(","),
        encodeURIComponent(ring).replaceAll("%2F", "/"),
        ...values,
    ];
    return [...parts, ...(isLeftAlone ? [LEFT_ALONE] : [])].join(" ");
}

/** What is not known in a preview has no target. */
function unpackedAccount(packed: unknown): PackableAccount {
    const [id = "", target = "", regions = "", ring = "", ...rest] = String(packed).split(" ");
    const values = rest.filter((part) => part.includes("=")).map((part) => part.split("=") as [string, string]);
    return {
        id,
        target: decodeURIComponent(target),
        ring: decodeURIComponent(ring),
        regions: regions === "" ? [] : regions.split(","),
        parameters: Object.fromEntries(values.map(([name, value]) => [name, decodeURIComponent(value)])),
        isLeftAlone: rest.includes(LEFT_ALONE),
    };
}

/** The accounts of a block, by their names, as the state keeps them. */
export function packedAccounts(
    accounts: readonly (PackableAccount & { readonly name: string })[],
): Record<string, string> {
    return Object.fromEntries(accounts.map((account) => [account.name, packedAccount(account)]));
}

/** The accounts of a block in the state, sorted by id. */
export function unpackedAccounts(packed: unknown): (PackableAccount & { readonly name: string })[] {
    if (typeof packed !== "object" || packed === null) return [];
    return Object.entries(packed)
        .map(([name, account]) => ({ name, ...unpackedAccount(account) }))
        .sort((one, other) => (one.id < other.id ? -1 : 1));
}
