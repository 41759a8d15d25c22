import { placeKeys } from "../../../definition/access/namedPlace";
import type { OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import { isDay } from "../../../definition/values/calendarDay";
import { didYouMean, listSome, quoted } from "../../../limits";
import { PERMISSION_SET_LIBRARY } from "../library";
import type { GrantModel, PrincipalModel } from "../model";
import type { GrantInput } from "./accessSchema";
import { SelectorReader } from "./accountSelectors";
import type { DirectoryModels } from "./directoryModels";

/** What a grant may name. */
export interface GrantVocabulary extends DirectoryModels {
    readonly organization: OrganizationModel;
    /** Keys of the permission sets that the definition writes. */
    readonly permissionSets: ReadonlySet<string>;
}

/** Reads the lines of `access`. A line with a mistake grants nothing. */
export function grantModels(inputs: readonly GrantInput[], words: GrantVocabulary, report: Report): GrantModel[] {
    const reader = new GrantReader(words, report);
    return inputs.map((input, number) => reader.read(input, number));
}

class GrantReader {
    readonly #report: Report;
    readonly #selectors: SelectorReader;
    readonly #users: ReadonlySet<string>;
    readonly #groups: ReadonlySet<string>;
    readonly #sets: ReadonlySet<string>;

    constructor({ organization, groups, users, permissionSets }: GrantVocabulary, report: Report) {
        this.#report = report;
        this.#selectors = new SelectorReader(organization, placeKeys(organization), report);
        this.#users = new Set(users.map(({ key }) => key));
        this.#groups = new Set(groups.map(({ key }) => key));
        this.#sets = permissionSets;
    }

    read({ who, permissionSet, where, except, until, because }: GrantInput, number: number): GrantModel {
        const path = ["access", number];
        const places = this.#selectors.read(where, [...path, "where"], "where");
        const not = except === undefined ? undefined : this.#selectors.read(except, [...path, "except"], "except");
        if (until !== undefined && !isDay(until)) {
            this.#report.add([...path, "until"], `${quoted(until)} is not a date: use one such as 2027-01-31`);
        }
        return {
            number,
            who: each(who, [...path, "who"], (name, at) => this.#principal(name, at)),
            permissionSets: each(permissionSet, [...path, "permissionSet"], (name, at) =>
                this.#permissionSet(name, at),
            ),
            where: places.selectors,
            except: not?.selectors ?? [],
            managementAccount: places.managementAccount,
            ...(until !== undefined && { until }),
            ...(because !== undefined && { because }),
            path,
        };
    }

    #principal(key: string, path: Path): PrincipalModel | undefined {
        if (this.#groups.has(key)) return { kind: "group", key };
        if (this.#users.has(key)) return { kind: "user", key };
        if (this.#isWritten("users", key) || this.#isWritten("groups", key)) return undefined;
        this.#report.add(path, () => {
            const known = [...this.#groups, ...this.#users];
            const there = known.length === 0 ? "It has none yet." : `There are ${listSome(known)}`;
            return `there is no group or user ${quoted(key)} in \`people\`.${didYouMean(key, known)} ${there}`;
        });
        return undefined;
    }

    #permissionSet(key: string, path: Path): string | undefined {
        if (this.#sets.has(key) || PERMISSION_SET_LIBRARY.has(key)) return key;
        if (this.#isWritten("permissionSets", key)) return undefined;
        this.#report.add(path, () => {
            const known = [...this.#sets, ...PERMISSION_SET_LIBRARY.keys()];
            return `there is no permission set ${quoted(key)}.${didYouMean(key, known)} There are ${listSome(known)}`;
        });
        return undefined;
    }

    /** Whether another mistake has removed it from the model. */
    #isWritten(kind: "users" | "groups" | "permissionSets", key: string): boolean {
        return this.#report.keysAt(["people", kind]).includes(key);
    }
}

/** What one name or each name of a list means; each only once. */
function each<T>(
    names: string | readonly string[],
    path: Path,
    read: (name: string, path: Path) => T | undefined,
): readonly T[] {
    if (typeof names === "string") {
        const found = read(names, path);
        return found === undefined ? [] : [found];
    }
    const seen = new Set<string>();
    return names.flatMap((name, index) => {
        const found = seen.has(name) ? undefined : read(name, [...path, index]);
        seen.add(name);
        return found === undefined ? [] : [found];
    });
}
