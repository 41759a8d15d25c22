import { didYouMean, listSome, quoted } from "../../limits";
import type { OrganizationModel } from "../model";
import type { Path, Report } from "../problemReport";

/** A unit with everything below it, or an account. */
export interface NamedPlace {
    readonly kind: "unit" | "account";
    readonly key: string;
}

/** The keys that a name may be. */
export interface PlaceKeys {
    readonly units: ReadonlySet<string>;
    readonly accounts: ReadonlySet<string>;
}

export function placeKeys({ units, accounts }: Pick<OrganizationModel, "units" | "accounts">): PlaceKeys {
    return { units: new Set(units.map(({ key }) => key)), accounts: new Set(accounts.map(({ key }) => key)) };
}

/**
 * The unit or account that a name means: its key, or `unit X` and `account X` where both have the key.
 *
 * @param path where the name is written. A mistake is reported there.
 * @returns undefined if there is none, or if it is not known because of another mistake.
 */
export function lookUpPlace(
    name: string,
    path: Path,
    { units, accounts }: PlaceKeys,
    report: Report,
): NamedPlace | undefined {
    const found: NamedPlace[] = [
        ...(units.has(name) ? [{ kind: "unit", key: name } as const] : []),
        ...(accounts.has(name) ? [{ kind: "account", key: name } as const] : []),
    ];
    if (found.length === 0) {
        const [, kind, key = ""] = /^(unit|account) (.+)$/.exec(name) ?? [];
        if (kind === "unit" && units.has(key)) return { kind, key };
        if (kind === "account" && accounts.has(key)) return { kind, key };
    }
    if (found.length === 1) return found[0];
    if (found.length > 1) {
        report.add(
            path,
            `${quoted(name)} is both a unit and an account: write ${quoted(`unit ${name}`)} or ${quoted(`account ${name}`)}`,
        );
        return undefined;
    }
    // The unit or account may be defined where there is another mistake, which is the cause.
    if (report.hasMistakeIn([]) || report.isInMistake(name.slice(name.lastIndexOf("/") + 1))) return undefined;
    if (isWritten(name.replace(/^(unit|account) /, ""), report)) return undefined;
    report.add(path, () => {
        const known = [...units, ...accounts];
        return `there is no unit or account ${quoted(name)}.${didYouMean(name, known)} There are the units ${listSome([...units])}; accounts are named by their keys.`;
    });
    return undefined;
}

/**
 * Whether a unit or account with that key is written in the definition although the model does not have it, because a mistake next to it
 * has removed the whole map.
 *
 * @param above the path of the unit around it, and `key` its key.
 */
function isWritten(name: string, report: Report, above: Path = [], key?: string): boolean {
    if (report.keysAt([...above, "accounts"]).includes(name)) return true;
    return report.keysAt([...above, "units"]).some((unit) => {
        const unitKey = key === undefined ? unit : `${key}/${unit}`;
        return unitKey === name || isWritten(name, report, [...above, "units", unit], unitKey);
    });
}
