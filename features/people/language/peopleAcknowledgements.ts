import type { OrganizationModel } from "../../../definition/model";
import type { Report } from "../../../definition/problemReport";
import { isDay } from "../../../definition/values/calendarDay";
import { didYouMean, listSome, quoted, visible } from "../../../limits";
import type { AcknowledgedLoss, PeopleAcknowledgements, PermissionSetModel } from "../model";
import type { PeopleInput } from "./peopleSchema";

const PATH = ["people", "acknowledge"];

/** Reads `people.acknowledge`. Whoever may lose access need not be in the definition any more; a review knows who has had it. */
export function peopleAcknowledgements(
    { withoutAdministrator = [], replaces = [], notDelegated }: NonNullable<PeopleInput["acknowledge"]>,
    permissionSets: readonly PermissionSetModel[],
    { accounts }: OrganizationModel,
    report: Report,
): PeopleAcknowledgements {
    const keys: string[] = [];
    const losses: AcknowledgedLoss[] = [];
    const known = new Set([...accounts.map(({ key }) => key), "managementAccount"]);
    for (const [index, one] of withoutAdministrator.entries()) {
        const path = [...PATH, "withoutAdministrator", index];
        if (typeof one === "string") {
            keys.push(one);
            if (!known.has(one)) {
                report.add(
                    path,
                    `there is no account ${visible(one)}.${didYouMean(one, [...known])} Write the key of an account, or managementAccount; or, for every account, who may lose what: { permissionSet: admin, who: platform, until: 2026-12-31 }`,
                );
            }
        } else {
            losses.push({ ...one, path });
            if (!isDay(one.until)) {
                report.add([...path, "until"], `${quoted(one.until)} is not a date: use one such as 2027-01-31`);
            }
        }
    }
    checkSets("replaces", replaces, permissionSets, report);
    checkSets("notDelegated", notDelegated ?? [], permissionSets, report);
    return {
        withoutAdministrator: keys,
        ...(losses.length > 0 && { losses }),
        replaces,
        ...(notDelegated && { notDelegated }),
    };
}

function checkSets(
    word: "replaces" | "notDelegated",
    keys: readonly string[],
    permissionSets: readonly PermissionSetModel[],
    report: Report,
): void {
    const known = permissionSets.map(({ key }) => key);
    for (const [index, key] of keys.entries()) {
        if (!known.includes(key)) {
            report.add(
                [...PATH, word, index],
                `there is no permission set ${visible(key)}.${didYouMean(key, known)} There are ${listSome(known)}`,
            );
        }
    }
}
