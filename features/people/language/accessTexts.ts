import { list, visible } from "../../../limits";
import type { AccessModel } from "../model";

/** The most people and groups that a sentence names. */
const NAMED = 6;

/** `ada@example.com as read-only until 2026-12-31`. */
export function accessText({ who, permissionSet, until }: AccessModel): string {
    return `${visible(who.key)} as ${visible(permissionSet)}${until === undefined ? "" : ` until ${until}`}`;
}

/** Who has access, each once and with what it is, as a part of a sentence. */
export function accessList(access: readonly AccessModel[]): string {
    return list([...new Set(access.map(accessText))], NAMED);
}
