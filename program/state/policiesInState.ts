import { TYPES } from "../../components/typeTokens";
import { CORE } from "./coreTypes";
import type { ExistingResources } from "./existingResources";
import { optional, text, type StateResources } from "./stateResources";

export function policiesIn(state: StateResources): ExistingResources["policies"] {
    return new Map(
        state.ofType(CORE.policy).map(([key, { id, type, content, name }]) => [
            key,
            {
                id: text(id),
                ...optional("name", name),
                ...optional("type", type),
                ...optional("content", content),
            },
        ]),
    );
}

/** What is attached to the root, units and accounts, and where FullAWSAccess is detached. */
export function attachmentsIn(state: StateResources): Pick<ExistingResources, "attachments" | "fullAccessDetached"> {
    const attachedTo = (parentType: string): Map<string, string[]> => state.keysByNode(CORE.attachment, parentType);
    const detachedFrom = (parentType: string): Set<string> =>
        new Set(state.keysByNode(CORE.fullAccessDetached, parentType).keys());
    return {
        attachments: {
            root: [...attachedTo(TYPES.organization).values()].flat(),
            units: attachedTo(TYPES.unit),
            accounts: attachedTo(TYPES.account),
        },
        fullAccessDetached: {
            root: detachedFrom(TYPES.organization).has("root"),
            units: detachedFrom(TYPES.unit),
            accounts: detachedFrom(TYPES.account),
        },
    };
}
