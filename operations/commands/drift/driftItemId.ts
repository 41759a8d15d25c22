import { createHash } from "node:crypto";
import type { DriftDifference, DriftFacts } from "./driftItem";

/**
 * The id by which people name an item on the command line: 8 hexadecimal digits. It depends on what was changed and on what AWS has now, so it
 * stays the same from run to run, and is another one as soon as AWS has something else: nobody takes over what they have not read.
 */
export function driftItemId(item: DriftDifference & Pick<DriftFacts, "subject">): string {
    const { kind, subject } = item;
    const about = {
        kind,
        subject: subject.id,
        ...("target" in item && { target: item.target.id }),
        ...("service" in item && { service: item.service }),
        ...("permissionSet" in item && { permissionSet: item.permissionSet.id }),
        ...("accounts" in item && { accounts: item.accounts.map(({ id }) => id).sort() }),
        ...("group" in item && { group: item.group.id }),
        ...("is" in item && { is: valueOf(item.is) }),
    };
    return createHash("sha256").update(JSON.stringify(about)).digest("hex").slice(0, 8);
}

/** A node counts by its id: its name may change without it. Keys are sorted, because AWS lists tags in any order. */
function valueOf(is: unknown): unknown {
    if (typeof is !== "object" || is === null) return is;
    if ("id" in is) return is.id;
    return Object.entries(is)
        .sort(([one], [two]) => (one < two ? -1 : 1))
        .map(([key, value]) => [key, valueOf(value)]);
}
