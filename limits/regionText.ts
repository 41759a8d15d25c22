import { KNOWN_REGIONS, REGION } from "./awsRegions";
import { didYouMean } from "./messageText";
import { textError } from "./textLimits";
import { quoted } from "./visibleText";

/**
 * Why a text cannot be the code of a region, with the code that may be meant. Undefined if it has the form of a code.
 *
 * @param preferred codes that are suggested before others.
 */
export function regionError(region: string, preferred: readonly string[] = []): string | undefined {
    if (textError(REGION, region) === undefined) return undefined;
    const hint = nearestRegion(region, preferred) || nearestRegion(region);
    return `${quoted(region, 300)} is not a region${hint === "" ? `: use ${REGION.allowed}` : `.${hint}`}`;
}

/** Says that this program knows no region of that code, with the code that may be meant. Undefined if it knows the region. */
export function unknownRegion(region: string): string | undefined {
    if (KNOWN_REGIONS.codes.includes(region)) return undefined;
    return `there is no region ${quoted(region)} that this program knows.${nearestRegion(region)}`;
}

/** What a warning adds to `unknownRegion`. */
export const IF_REGION_IS_NEW = "If AWS has added it recently, ignore this warning";

/** ` Did you mean "eu-west-1"?`. Only regions of the same area are suggested: nobody who writes `eu-` means Hong Kong. */
function nearestRegion(region: string, codes: readonly string[] = KNOWN_REGIONS.codes): string {
    return didYouMean(region, ofSameArea(region.toLowerCase(), codes));
}

function ofSameArea(region: string, codes: readonly string[]): readonly string[] {
    const areaOf = (code: string): string => code.split("-", 1).join();
    const same = codes.filter((code) => areaOf(code) === areaOf(region));
    if (same.length > 0 || KNOWN_REGIONS.codes.some((code) => areaOf(code) === areaOf(region))) return same;
    // A hyphen is missing (eucentral-1), or two letters are swapped (ue-west-1).
    const [first = "", second = ""] = region;
    return codes.filter((code) => code.startsWith(first + second) || code.startsWith(`${second}${first}-`));
}
