import { KNOWN_REGIONS, REGION } from "./awsRegions";
import { didYouMean } from "./messageText";
import { textError } from "./textLimits";
import { quoted } from "./visibleText";

/**
 * What is wrong with the form of a region's code, with the code that may be meant; undefined where it has the form of one.
 *
 * @param near the codes that may be meant.
 */
export function regionError(region: string, near: readonly string[] = KNOWN_REGIONS.codes): string | undefined {
    const error = textError(REGION, region);
    return error === undefined ? undefined : `${error}.${didYouMean(region, near)}`;
}

/** Says that AWS has no region of that code as far as this program knows, with the code that may be meant; undefined where it has one. */
export function unknownRegion(region: string): string | undefined {
    if (KNOWN_REGIONS.codes.includes(region)) return undefined;
    return `there is no region ${quoted(region)} that this program knows.${didYouMean(region, KNOWN_REGIONS.codes)}`;
}

/** What a warning adds to `unknownRegion`. */
export const IF_REGION_IS_NEW = "If AWS has added it recently, ignore this warning";
