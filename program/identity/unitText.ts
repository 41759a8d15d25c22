import { formatPath, type OrganizationModel } from "../../definition";
import type { ExistingResources } from "../state";

/** A unit of the stack with its id: `Workloads/Production (ou-abcd-11111111)`. */
export function describeUnit(unit: string, { units }: ExistingResources): string {
    return `${unit} (${units.get(unit)?.id})`;
}

/** Where a definition has the entry of a unit: `units.Workloads.units.Production`. */
export function unitEntry(unit: string): string {
    return formatPath(unit.split("/").flatMap((key) => ["units", key]));
}

/** What names units by their ids, in AWS and elsewhere. */
export const NAMES_OF_IDS = "StackSets, resource shares, policy conditions";

/** Whether some of these accounts are defined outside their unit and name it in `unit`. */
export function isUnitNamed(model: OrganizationModel, accounts: readonly string[]): boolean {
    const some = new Set(accounts);
    return model.accounts.some(({ key, path }) => some.has(key) && path[0] === "accounts");
}
