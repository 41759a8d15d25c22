import { didYouMean, listSome } from "../../limits";
import type { Path, Report } from "../problemReport";

/**
 * Whether one of the keys of a map that the schema does not know is this key, misspelt. Then only the misspelling is reported.
 *
 * @param path the path of the key.
 */
export function isMisspelt(path: Path, unknown: readonly string[]): boolean {
    const key = path.at(-1);
    return typeof key === "string" && unknown.some((one) => didYouMean(one, [key]) !== "");
}

/**
 * What is missing at a path, where the form alone (`a text`) does not say enough: an account names its unit.
 *
 * @returns undefined where the form says enough.
 */
export function whatIsMissing(path: Path, report: Report): string | undefined {
    if (path.length !== 3 || path[0] !== "accounts" || path[2] !== "unit") return undefined;
    const units = unitKeys(report);
    const known =
        units.length === 0
            ? "Define it under `units`."
            : `There ${units.length === 1 ? "is" : "are"} ${listSome(units)}.`;
    return `is missing: give the account's unit, as the path of keys to it. ${known}`;
}

/** The keys of all units as they are written, those with mistakes too. */
function unitKeys(report: Report, path: Path = [], above = ""): string[] {
    return report
        .keysAt([...path, "units"])
        .flatMap((key) => [`${above}${key}`, ...unitKeys(report, [...path, "units", key], `${above}${key}/`)]);
}
