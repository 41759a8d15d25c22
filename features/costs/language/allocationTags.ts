import type { Report } from "../../../definition/problemReport";
import { ACTIVE_COST_TAGS, formatCount, quoted, TAG_KEY, textError } from "../../../limits";
import type { WrittenDimension } from "./writtenDimension";

/** The tags that are activated as cost allocation tags: those of dimensions, and those that `costs.tags` names. Sorted. */
export function allocationTags(
    tags: readonly string[],
    dimensions: readonly WrittenDimension[],
    report: Report,
): readonly string[] {
    for (const [index, tag] of tags.entries()) {
        const at = ["costs", "tags", index];
        const error = tag.startsWith("aws:") ? undefined : textError(TAG_KEY, tag);
        if (error) report.add(at, error);
        if (tags.indexOf(tag) !== index) report.add(at, `names ${quoted(tag)} a second time: keep one`);
    }
    const all = new Set([...dimensions.flatMap(({ said }) => said.tag ?? []), ...tags]);
    if (all.size > ACTIVE_COST_TAGS.max) {
        report.add(
            ["costs", "tags"],
            `activates ${formatCount(all.size)} tags with those of the dimensions: AWS allows ${ACTIVE_COST_TAGS.max}`,
        );
    }
    return [...all].sort();
}
