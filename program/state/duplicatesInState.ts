import { CORE } from "./coreTypes";
import type { DuplicateResource } from "./existingResources";
import { text, type StateResources } from "./stateResources";

const KINDS: Readonly<Record<string, DuplicateResource["kind"]>> = {
    [CORE.policy]: "policy",
    [CORE.unit]: "unit",
    [CORE.account]: "account",
    [CORE.attachment]: "attachment",
};

/** The things in AWS that several resources of the state stand for. */
export function duplicatesIn(state: StateResources): DuplicateResource[] {
    const byId = new Map<
        string,
        { kind: DuplicateResource["kind"]; id: string; resources: { key: string; urn: string }[] }
    >();
    for (const { urn, type, name, outputs } of state.all) {
        const kind = KINDS[type];
        const id = text(outputs.id);
        if (kind === undefined || id === "") continue;
        const same = byId.get(`${kind} ${id}`) ?? { kind, id, resources: [] };
        same.resources.push({ key: name, urn });
        byId.set(`${kind} ${id}`, same);
    }
    return [...byId.values()].filter((one) => one.resources.length > 1);
}
