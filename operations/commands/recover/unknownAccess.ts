import { PEOPLE_TYPES } from "../../../components/typeTokens";
import { listSome } from "../../../limits/messageText";
import { parseUrn } from "../../../program/state/urn";

/**
 * What to say of access that a killed run was giving: AWS may have it in some accounts, and the stack forgets it.
 *
 * @param pending URNs of the resources that were being created.
 */
export function unknownAccess(pending: readonly string[]): string[] {
    const names = pending
        .filter((urn) => parseUrn(urn).type.endsWith(PEOPLE_TYPES.access))
        .map((urn) => parseUrn(urn).name);
    if (names.length === 0) return [];
    return [
        `AWS may have given ${listSome(names)} in some accounts already, and the stack does not know it. Leave ${names.length === 1 ? "its line" : "their lines"} of \`access\` in the definition until the next \`up\` has given it: only then a later \`up\` takes it away when the line is removed.`,
    ];
}
