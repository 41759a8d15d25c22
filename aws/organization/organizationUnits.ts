import type { OrganizationCalls } from "./organizationCalls";
import { unlessNamed } from "./unansweredError";

/** An organizational unit, as AWS has it. */
export interface FoundUnit {
    /** `ou-...` */
    readonly id: string;
    readonly name: string;
}

/**
 * The units directly in a unit or the root. One call for 20 of them.
 *
 * @returns undefined where the organisation has no such unit.
 */
export async function unitsInParent(calls: OrganizationCalls, parentId: string): Promise<FoundUnit[] | undefined> {
    const units = await unlessNamed("ParentNotFoundException", () =>
        calls.list(
            { operation: "ListOrganizationalUnitsForParent", question: `which units are in ${parentId}` },
            (sdk, client, NextToken) =>
                client.send(new sdk.ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken })),
            ({ OrganizationalUnits }) => OrganizationalUnits,
        ),
    );
    return units?.map(({ Id = "", Name = "" }) => ({ id: Id, name: Name }));
}

/** A unit with the unit or root that it is in. */
export interface NestedUnit extends FoundUnit {
    readonly parentId: string;
}

/** All units below a root or unit, parents before their children. One call for each of them and for the root, and for each 20 siblings. */
export async function unitsBelow(calls: OrganizationCalls, parentId: string): Promise<NestedUnit[]> {
    const units = ((await unitsInParent(calls, parentId)) ?? []).map((unit) => ({ ...unit, parentId }));
    const below = await Promise.all(units.map(({ id }) => unitsBelow(calls, id)));
    return units.flatMap((unit, index) => [unit, ...(below[index] ?? [])]);
}

/** The name of a unit. */
export async function unitName(calls: OrganizationCalls, unitId: string): Promise<string | undefined> {
    const { OrganizationalUnit: unit } = await calls.call(
        { operation: "DescribeOrganizationalUnit", question: `what unit ${unitId} is called` },
        (sdk, client) => client.send(new sdk.DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unitId })),
    );
    return unit?.Name;
}
