import type { OrganizationModel, Problem } from "../../definition";
import { list } from "../../limits/messageText";
import type { ExistingResources } from "../state";

/**
 * Refuses to stage a policy that is in force. A staged policy binds only the staging unit, so a line that looks careful would detach the
 * policy everywhere else.
 */
export function stagedPoliciesInForce({ policies }: OrganizationModel, { attachments }: ExistingResources): Problem[] {
    return policies.flatMap(({ key, staged, part, path, place }): Problem[] => {
        if (staged === undefined) return [];
        const naming = (kind: string, all: ReadonlyMap<string, readonly string[]>): string[] =>
            [...all].flatMap(([target, keys]) =>
                keys.includes(key) && !(kind === "unit" && target === staged.unit) ? [`${kind} ${target}`] : [],
            );
        const bound = [
            ...(attachments.root.includes(key) ? ["the root"] : []),
            ...naming("unit", attachments.units),
            ...naming("account", attachments.accounts),
        ];
        if (bound.length === 0) return [];
        const of = part?.of ?? key;
        return [
            {
                place,
                path: path.at(-1) === "staged" ? path : [...path, "staged"],
                message:
                    `policy ${key} is in force on ${list(bound)}, and staging would detach it there. To try out another version of it, and keep this one in force, write\n` +
                    `${of}: { ..., staged: { parameters: { ... } } }\n` +
                    "or document, or file. To detach it, remove its name from their guardrails and apply that. Then stage it.",
            },
        ];
    });
}
