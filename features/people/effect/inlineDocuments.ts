import type { ExistingState, FeatureDocument } from "../../../definition/feature";
import { visible } from "../../../limits";
import type { PeopleModel } from "../model";
import { PEOPLE_RESOURCES } from "./accessBefore";

/** The inline policies that the definition writes. */
export function inlineDocuments({ permissionSets }: PeopleModel, before?: ExistingState): readonly FeatureDocument[] {
    const existing = new Map(
        (before?.resources.get(PEOPLE_RESOURCES.permissionSet) ?? []).map(({ name, outputs }) => [name, outputs]),
    );
    return permissionSets.flatMap(({ key, inlinePolicy, documentPath }): FeatureDocument[] =>
        inlinePolicy === undefined || documentPath === undefined
            ? []
            : [
                  {
                      name: `permission set ${visible(key)}`,
                      content: inlinePolicy,
                      path: documentPath,
                      isApplied: existing.get(key)?.inlinePolicy === inlinePolicy,
                  },
              ],
    );
}
