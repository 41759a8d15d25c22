import type { ExistingState, FeatureDocument } from "../../../definition/feature";
import { visible } from "../../../limits";
import { denyingDocument } from "../library";
import type { PeopleModel } from "../model";
import { PEOPLE_RESOURCES } from "./accessBefore";

/** The inline policies that the definition writes. */
export function inlineDocuments({ permissionSets }: PeopleModel, before?: ExistingState): readonly FeatureDocument[] {
    const existing = new Map(
        (before?.resources.get(PEOPLE_RESOURCES.permissionSet) ?? []).map(({ name, outputs }) => [name, outputs]),
    );
    return permissionSets.flatMap(({ key, inlinePolicy, documentPath, alsoDenied, path }): FeatureDocument[] => {
        const of = {
            name: `permission set ${visible(key)}`,
            isApplied: existing.get(key)?.inlinePolicy === inlinePolicy,
        };
        if (inlinePolicy !== undefined && documentPath) return [{ ...of, content: inlinePolicy, path: documentPath }];
        if (!alsoDenied) return [];
        return [{ ...of, content: JSON.stringify(denyingDocument(alsoDenied)), path: [...path, "parameters"] }];
    });
}
