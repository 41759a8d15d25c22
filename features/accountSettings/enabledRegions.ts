import { z } from "zod";
import type { Path, Report } from "../../definition/problemReport";
import { OPT_IN_REGIONS, regionError, REGIONS_ON_BY_DEFAULT } from "../../limits";

export const enabledRegions = z
    .array(z.string())
    .describe("Opt-in regions to enable, such as ap-east-1. Those of defaults and of the units above are enabled too.");

/** The most regions that one list names. AWS has fewer than half as many. */
const MAX_REGIONS = 100;

/**
 * Checks a list of regions to enable: each has the form of a region, is disabled in a new account, and is named once.
 *
 * @returns the list, shortened if it is longer than MAX_REGIONS.
 */
export function checkedRegions(all: readonly string[], path: Path, report: Report): readonly string[] {
    if (all.length > MAX_REGIONS) report.add(path, `names ${all.length} regions: AWS has fewer`);
    const regions = all.slice(0, MAX_REGIONS);
    const seen = new Set<string>();
    for (const [index, region] of regions.entries()) {
        const error = enabledRegionError(region);
        if (error !== undefined) {
            report.add([...path, index], error);
        } else if (seen.has(region)) {
            report.add([...path, index], `names ${region} a second time: keep one`);
        }
        seen.add(region);
    }
    return regions;
}

/** Why a region cannot be enabled; undefined if it can. */
export function enabledRegionError(region: string): string | undefined {
    const error = regionError(region, OPT_IN_REGIONS.codes);
    if (error !== undefined || !REGIONS_ON_BY_DEFAULT.codes.includes(region)) return error;
    return `region ${region} is enabled in every account by default: leave it out`;
}
