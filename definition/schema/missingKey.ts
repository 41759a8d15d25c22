import { didYouMean, listSome, quoted, visible } from "../../limits";
import { nearestWord } from "../../limits/nearestWord";
import { formatPlace } from "../problems";
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
    const [accounts, account, missing] = path;
    if (path.length !== 3 || accounts !== "accounts" || typeof account !== "string" || missing !== "unit")
        return undefined;
    const others = definedAccounts(report);
    const same = others.get(account);
    if (same) {
        return `is missing: account ${visible(account)} is defined at ${same} already. Write these keys there, and leave this entry out`;
    }
    const units = unitKeys(report);
    const known =
        units.length === 0
            ? "Define it under `units`."
            : `There ${units.length === 1 ? "is" : "are"} ${listSome(units)}.`;
    return `is missing: give the account's unit, as the path of keys to it. ${known}${otherMeant(account, others)}`;
}

/** A hint for the settings of an account whose key is misspelt. */
function otherMeant(account: string, others: ReadonlyMap<string, string>): string {
    const meant = nearestWord(account, [...others.keys()]);
    if (meant === undefined) return "";
    return ` Or did you mean ${quoted(meant)}? It is defined at ${others.get(meant)}: write these keys there.`;
}

/** The places of the accounts that are written below their unit, or name it, by their keys. */
function definedAccounts(report: Report): ReadonlyMap<string, string> {
    const own = report
        .keysAt(["accounts"])
        .map((key): Path => ["accounts", key])
        .filter((path) => report.keysAt(path).includes("unit"));
    const below = unitKeys(report).flatMap((unit) => {
        const inUnit: Path = unit.split("/").flatMap((key) => ["units", key]);
        return report.keysAt([...inUnit, "accounts"]).map((key): Path => [...inUnit, "accounts", key]);
    });
    return new Map([...own, ...below].map((path) => [String(path.at(-1)), formatPlace(report.placeOf(path))]));
}

/** The keys of all units as they are written, those with mistakes too. */
function unitKeys(report: Report, path: Path = [], above = ""): string[] {
    return report
        .keysAt([...path, "units"])
        .flatMap((key) => [`${above}${key}`, ...unitKeys(report, [...path, "units", key], `${above}${key}/`)]);
}
