import { nameHolder } from "./nameHolder";
import type { FoundUnit } from "../../aws/organization";
import type { OrganizationModel, Problem, UnitModel } from "../../definition";
import type { ExistingResources } from "../state";

/** What AWS is asked. Tests replace it. */
export interface UnitReader {
    /** The units directly below a unit or the root. */
    childrenOf(parentId: string): Promise<readonly FoundUnit[]>;
    /** The id of the unit or root that a unit is in; undefined if the organisation has no such unit. */
    parentOf(unitId: string): Promise<string | undefined>;
}

export interface FoundUnits {
    /** By key the ids of the units that would be created and that AWS has already. */
    readonly ids: ReadonlyMap<string, string>;
    readonly problems: readonly Problem[];
}

/** Whether AWS has to be asked about a unit: it is created, renamed or taken over in this run. */
export function isToBeAsked({ key, name }: UnitModel, existing: ExistingResources): boolean {
    const before = existing.units.get(key);
    return before === undefined || (before.name !== undefined && before.name !== name);
}

/**
 * Finds the units that would be created and that AWS has already, by their names below their parents. It refuses what would fail half way
 * through the run: the name of a sibling (AWS compares names case-insensitively, and a run creates and renames units before it deletes
 * others), and taking over a unit that has another parent (AWS cannot move a unit).
 *
 * @param rootId the root of the organisation.
 * @param aws is asked once for each parent that AWS has.
 */
export async function findUnits(
    model: OrganizationModel,
    existing: ExistingResources,
    rootId: string,
    aws: UnitReader,
): Promise<FoundUnits> {
    const ids = new Map<string, string>();
    for (const [key, { id }] of existing.units) ids.set(key, id);
    for (const { key, id } of model.units) if (id !== undefined && !ids.has(key)) ids.set(key, id);
    const owners = new Map([...ids].map(([key, id]) => [id, key]));
    const kept = new Set(model.units.map(({ key }) => key));
    const asked = new Map<string, Promise<readonly FoundUnit[]>>();
    const childrenOf = (parentId: string): Promise<readonly FoundUnit[]> => {
        const answer = asked.get(parentId) ?? aws.childrenOf(parentId);
        asked.set(parentId, answer);
        return answer;
    };
    const found = new Map<string, string>();
    const problems: Problem[] = [];
    // Parents come before their children.
    for (const unit of model.units) {
        if (!isToBeAsked(unit, existing)) continue;
        const { key, name, place, path } = unit;
        const problem = (message: string, at: Problem["path"] = path): void =>
            void problems.push({ place, path: at, message });
        const ownId = ids.get(key);
        const parentId = unit.parent === undefined ? rootId : ids.get(unit.parent);
        const siblings = parentId === undefined ? [] : await childrenOf(parentId);
        if (ownId !== undefined && !existing.units.has(key) && !siblings.some(({ id }) => id === ownId)) {
            const actual = await aws.parentOf(ownId);
            problem(elsewhere(unit, ownId, parentId, actual, owners, rootId), [...path, "id"]);
            continue;
        }
        const holder = holderOf(name, siblings, ownId);
        if (!holder) continue;
        const owner = owners.get(holder.id);
        if (owner !== undefined) {
            problem(ownedMessage(unit, holder, owner, kept.has(owner), ownId === undefined));
        } else if (ownId === undefined) {
            ids.set(key, holder.id);
            owners.set(holder.id, key);
            found.set(key, holder.id);
        } else problem(foreignMessage(unit, holder));
    }
    return { ids: found, problems };
}

/** The sibling that has the name. */
function holderOf(name: string, siblings: readonly FoundUnit[], ownId: string | undefined): FoundUnit | undefined {
    // The unit has the name already, but the state does not show that yet.
    if (siblings.some((one) => one.id === ownId && one.name === name)) return undefined;
    return nameHolder(
        name,
        siblings.filter(({ id }) => id !== ownId),
    );
}

function elsewhere(
    { key, parent }: UnitModel,
    id: string,
    parentId: string | undefined,
    actual: string | undefined,
    owners: ReadonlyMap<string, string>,
    rootId: string,
): string {
    if (actual === undefined) {
        return `the organisation has no unit ${id}: check the id, or leave it out to create a new unit`;
    }
    const of = owners.get(actual);
    const where = actual === rootId ? "the root" : of === undefined ? `unit ${actual}` : `unit ${of} (${actual})`;
    const wanted = parent === undefined ? "the root" : `unit ${parent} (${parentId ?? "which AWS does not have yet"})`;
    return (
        `unit ${key} (${id}) is in ${where} in AWS, but the definition has it in ${wanted}. AWS cannot move a unit: write it where it is. ` +
        "To have it elsewhere, create a new unit there, without the id, and move its accounts to it"
    );
}

function ownedMessage(
    { key, name }: UnitModel,
    { id, name: its }: FoundUnit,
    owner: string,
    isKept: boolean,
    isNew: boolean,
): string {
    const spelling = its === name ? "" : `, written ${JSON.stringify(its)}`;
    const has = `unit ${key} has the name ${JSON.stringify(name)}, and in AWS unit ${owner} (${id}) of this stack has it${spelling}. The names of siblings must differ in more than upper and lower case. `;
    if (isKept) {
        return (
            `${has}Unit ${owner} gets another name, but perhaps too late: do it in two steps. First rename ${owner} and apply that, then give its name to ${key}. ` +
            "If two units exchange their names, give one of them a third name first"
        );
    }
    return isNew
        ? `${has}The keys that lead to a unit are its identity: keep the key ${owner}. For a new unit in its place, give this one another \`name\``
        : `${has}Unit ${owner} is deleted at the end of a run: leave it out first, apply that, and then rename ${key}`;
}

function foreignMessage({ key, name }: UnitModel, { id, name: its }: FoundUnit): string {
    return (
        `unit ${key} would have the name ${JSON.stringify(name)}, but AWS has a sibling with the name ${JSON.stringify(its)}, ${id}, which is not in this stack. ` +
        "The names of siblings must differ in more than upper and lower case: give this one another `name`"
    );
}
