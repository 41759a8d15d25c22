import { CONTACT, didYouMean, OPT_IN_REGIONS, REGION, REGIONS_ON_BY_DEFAULT, textError } from "../../limits";
import type { Path, Report } from "../report";
import type { ContactInput } from "../schema";

/** The texts of contacts, told once, where they are written, and not for everything that inherits them. */
export function checkContacts(
    contacts: Readonly<Record<string, ContactInput | undefined>>,
    path: Path,
    report: Report,
): void {
    for (const [kind, contact] of Object.entries(contacts)) {
        for (const [part, limits] of Object.entries(CONTACT)) {
            const text = contact?.[part as keyof ContactInput];
            const error = text === undefined ? undefined : textError(limits, text);
            if (error) report.add([...path, kind, part], error);
        }
    }
}

/** The regions to switch on: each of AWS's form, off in a new account, and named once. */
export function checkRegions(regions: readonly string[], path: Path, report: Report): void {
    const seen = new Set<string>();
    for (const [index, region] of regions.entries()) {
        const error = textError(REGION, region);
        if (error) {
            report.add([...path, index], `${error}.${didYouMean(region, OPT_IN_REGIONS.codes)}`);
        } else if (REGIONS_ON_BY_DEFAULT.codes.includes(region)) {
            report.add([...path, index], `region ${region} is on in every account from the start: leave it out`);
        } else if (seen.has(region)) {
            report.add([...path, index], `names ${region} a second time: keep one`);
        }
        seen.add(region);
    }
}
