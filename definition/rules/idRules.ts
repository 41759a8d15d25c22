import { ACCOUNT_ID, ORGANIZATION_ID, POLICY_ID, textError, UNIT_ID, type TextLimits } from "../../limits";
import type { OrganizationModel } from "../model";
import { formatPlace, type Place } from "../problems";
import type { Path, Report } from "../problemReport";

interface Identified {
    readonly key: string;
    readonly id?: string;
    readonly place: Place;
    readonly path: Path;
}

/** Checks the ids of existing resources that are adopted: each has AWS's form and is named once. */
export function checkIds({ id, units, accounts, policies }: OrganizationModel, report: Report): void {
    const error = id === undefined ? undefined : textError(ORGANIZATION_ID, id);
    if (error) report.add(["organization", "id"], error);
    check("unit", UNIT_ID, units, report);
    check("account", ACCOUNT_ID, accounts, report);
    check("policy", POLICY_ID, policies, report);
}

function check(what: string, limits: TextLimits, all: readonly Identified[], report: Report): void {
    const seen = new Map<string, string>();
    for (const { key, id, place, path } of all) {
        if (id === undefined) continue;
        const error = textError(limits, id);
        if (error) report.add([...path, "id"], error);
        const same = seen.get(id);
        if (same !== undefined) report.add([...path, "id"], `${what} ${key} has the id ${id}, as has ${same}`);
        seen.set(id, `${what} ${key} at ${formatPlace(place)}`);
    }
}
