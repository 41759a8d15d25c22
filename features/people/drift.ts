import { countOf } from "../../limits";
import type { FeatureDrift } from "../../operations/commands/drift/feature";
import { readExistingPeople } from "./adoption/readExistingPeople";
import { people } from "./definition";
import { AccessComparison } from "./drift/accessComparison";
import { accessTakeOver } from "./drift/takeOver/accessTakeOver";
import { memberTakeOver } from "./drift/takeOver/memberTakeOver";
import { appliedPeople } from "./drift/appliedPeople";

/** Who was put into a group, or was given access, in IAM Identity Center itself. */
export const peopleDrift: FeatureDrift = {
    takeOver: (item, context) => ("group" in item ? memberTakeOver(item, context) : accessTakeOver(item, context)),
    async find(reading) {
        const applied = appliedPeople(reading.resources);
        if (applied.permissionSets.size + applied.groups.size + applied.access.length === 0) {
            return { differences: [], compared: [], unread: [] };
        }
        const answer = await readExistingPeople(
            { ...reading, journal: { answer: (_, ask) => ask() } },
            reading.managementAccountId,
        );
        const reason = "unread" in answer ? answer.unread : "AWS has no instance of IAM Identity Center";
        const existing = "value" in answer ? answer.value : undefined;
        if (!existing) {
            return { differences: [], compared: [], unread: [{ what: "what people have in AWS", reason }] };
        }
        return {
            differences: new AccessComparison(
                applied,
                existing,
                reading.model.features.get(people),
                reading,
            ).differences(),
            compared: [countOf(applied.groups.size, "group"), countOf(applied.permissionSets.size, "permission set")],
            unread: [],
        };
    },
};
