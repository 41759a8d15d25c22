import {
    describeAccount,
    findParent,
    unitName,
    UnansweredError,
    type OrganizationCalls,
} from "../../../../aws/organization";
import type { StateNodes } from "./stateNodes";

/** The most accounts of which AWS is asked where they are: three calls for each, and one for each unit that the state does not have. */
const MOST_ASKED = 20;

/** Where AWS has an account now. */
export interface AccountPlace {
    /** Absent: the organisation has no such account. */
    readonly name?: string;
    /** `ACTIVE`, `SUSPENDED`, ... Empty: it is no member. */
    readonly state: string;
    /** The id of the unit or root that it is in. */
    readonly parentId?: string;
    /** The units on the way to it, joined with `/`, by their keys where the state has them. Empty: it is in the root. */
    readonly unit: string;
    /** The first unit on the way that the state does not have, by its path. Absent: it has all. */
    readonly foreignUnit?: string;
}

/**
 * Asks AWS where accounts are that the state cannot explain: those that somebody has made, invited, moved or closed.
 *
 * @returns by id. Those that AWS does not say, or was not asked about, are left out.
 */
export async function accountPlaces(
    calls: OrganizationCalls,
    ids: readonly string[],
    nodes: StateNodes,
): Promise<ReadonlyMap<string, AccountPlace>> {
    const units = new Map<string, Promise<UnitPath>>();
    const found = new Map<string, AccountPlace>();
    for (const id of ids.slice(0, MOST_ASKED)) {
        try {
            found.set(id, await accountPlace(calls, id, nodes, units));
        } catch (error) {
            // The answer only makes a word better. Whoever may not ask sees the rest.
            if (!(error instanceof UnansweredError)) throw error;
        }
    }
    return found;
}

type UnitPath = Pick<AccountPlace, "unit" | "foreignUnit">;

async function accountPlace(
    calls: OrganizationCalls,
    id: string,
    nodes: StateNodes,
    units: Map<string, Promise<UnitPath>>,
): Promise<AccountPlace> {
    const account = await describeAccount(calls, id);
    if (!account) return { state: "", unit: "" };
    const parentId = (await findParent(calls, id))?.id;
    const path = parentId === undefined ? { unit: "" } : await unitPath(calls, parentId, nodes, units);
    return { name: account.name, state: account.state, ...(parentId !== undefined && { parentId }), ...path };
}

/** The path of a unit, asked once. */
function unitPath(
    calls: OrganizationCalls,
    id: string,
    nodes: StateNodes,
    units: Map<string, Promise<UnitPath>>,
): Promise<UnitPath> {
    const known = units.get(id) ?? askedPath(calls, id, nodes, units);
    units.set(id, known);
    return known;
}

async function askedPath(
    calls: OrganizationCalls,
    id: string,
    nodes: StateNodes,
    units: Map<string, Promise<UnitPath>>,
): Promise<UnitPath> {
    const key = nodes.unit(id);
    if (key !== undefined || id.startsWith("r-")) return { unit: key ?? "" };
    const [name = id, parent] = [await unitName(calls, id), await findParent(calls, id)];
    const above = parent ? await unitPath(calls, parent.id, nodes, units) : { unit: "" };
    const unit = above.unit === "" ? name : `${above.unit}/${name}`;
    return { unit, foreignUnit: above.foreignUnit ?? unit };
}
