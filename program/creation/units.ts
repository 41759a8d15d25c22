import * as pulumi from "@pulumi/pulumi";
import type { OrganizationModel, UnitModel } from "../../definition";
import type { ExistingResources } from "../state";
import { providerClients } from "./aws";

/** A unit as AWS lists it. */
export interface FoundUnit {
    readonly id: string;
    readonly name: string;
}

/** Whether this run creates the unit, as far as the definition and the state tell: AWS may have it all the same. */
export function isNewUnit({ key, id }: UnitModel, existing: ExistingResources): boolean {
    return id === undefined && !existing.units.has(key);
}

/**
 * Finds new units in the organisation, by their names below their parents: AWS makes no second one of that name. One that
 * another key of the stack or the definition has is not meant.
 *
 * @param rootId the root of the organisation.
 * @param childrenOf asks AWS for the units below a unit or the root; once for each, and for none whose parent is new in AWS too.
 * @returns ids by key.
 */
export async function findUnits(
    model: OrganizationModel,
    existing: ExistingResources,
    rootId: string,
    childrenOf: (parentId: string) => Promise<readonly FoundUnit[]> = unitsInAws(),
): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    for (const [key, { id }] of existing.units) ids.set(key, id);
    for (const { key, id } of model.units) if (id !== undefined && !ids.has(key)) ids.set(key, id);
    const owned = new Set(ids.values());
    const asked = new Map<string, Promise<readonly FoundUnit[]>>();
    const found = new Map<string, string>();
    // Parents come before their children.
    for (const unit of model.units) {
        const parentId = unit.parent === undefined ? rootId : ids.get(unit.parent);
        if (parentId === undefined || !isNewUnit(unit, existing)) continue;
        const answer = asked.get(parentId) ?? childrenOf(parentId);
        asked.set(parentId, answer);
        const free = (await answer).filter(({ id }) => !owned.has(id));
        // Names that differ in their case only are one to AWS, but if it has both, the exact one is meant.
        const same =
            free.find(({ name }) => name === unit.name) ??
            free.find(({ name }) => name.toLowerCase() === unit.name.toLowerCase());
        if (!same) continue;
        ids.set(unit.key, same.id);
        owned.add(same.id);
        found.set(unit.key, same.id);
    }
    return found;
}

function unitsInAws(): (parentId: string) => Promise<readonly FoundUnit[]> {
    const clients = providerClients();
    return async (ParentId) => {
        try {
            const { paginateListOrganizationalUnitsForParent } = await import("@aws-sdk/client-organizations");
            const units: FoundUnit[] = [];
            const pages = paginateListOrganizationalUnitsForParent(
                { client: await clients.organizations() },
                { ParentId },
            );
            for await (const { OrganizationalUnits = [] } of pages) {
                for (const { Id, Name } of OrganizationalUnits) if (Id && Name) units.push({ id: Id, name: Name });
            }
            return units;
        } catch (error) {
            // A unit that is gone from AWS is told where it is registered.
            if (error instanceof Error && error.name === "ParentNotFoundException") return [];
            throw new pulumi.RunError(
                `AWS does not say which units are below ${ParentId} (organizations:ListOrganizationalUnitsForParent), which has to be known before units are created.\n${String(error)}`,
            );
        }
    };
}
