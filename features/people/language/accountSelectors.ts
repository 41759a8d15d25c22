import { lookUpPlace, type PlaceKeys } from "../../../definition/access/namedPlace";
import type { OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import { didYouMean, list, listSome, quoted } from "../../../limits";
import type { AccountSelector } from "../model";
import type { GrantInput, WhereInput } from "./accessSchema";

/** The word for every account but the management account. */
const EVERYWHERE = "everywhere";

/** What `where` or `except` of a grant says. */
export interface ReadSelectors {
    readonly selectors: readonly AccountSelector[];
    readonly managementAccount: boolean;
}

/** What a name or a tag in a selector may be. */
export class SelectorReader {
    readonly #names: PlaceKeys;
    readonly #report: Report;
    /** The keys of the tags that units and accounts have. */
    readonly #tags = new Set<string>();
    readonly #hasAccounts: boolean;

    constructor(organization: Pick<OrganizationModel, "units" | "accounts">, names: PlaceKeys, report: Report) {
        this.#names = names;
        this.#report = report;
        this.#hasAccounts = organization.accounts.length > 0;
        for (const { tags } of [...organization.units, ...organization.accounts]) {
            for (const key of Object.keys(tags)) this.#tags.add(key);
        }
    }

    /**
     * @param at the path of `where` or `except`.
     * @param key which of the two.
     */
    read(
        input: NonNullable<GrantInput["where"] | GrantInput["except"]>,
        at: Path,
        key: "where" | "except",
    ): ReadSelectors {
        const parts: readonly (readonly [string | WhereInput, Path])[] = Array.isArray(input)
            ? (input as readonly (string | WhereInput)[]).map((part, index) => [part, [...at, index]] as const)
            : [[input, at]];
        const selectors: AccountSelector[] = [];
        let managementAccount = false;
        for (const [part, path] of parts) {
            if (typeof part === "string") {
                selectors.push(...this.#named(part, path, key));
                continue;
            }
            if (part.managementAccount) managementAccount = true;
            const { managementAccount: _, ...rest } = part;
            const isEmpty = Object.keys(rest).length === 0;
            if (isEmpty && part.managementAccount) continue;
            if (part.managementAccount) {
                // "All parts must hold" would mean nothing here, and "any of them" would give more than the other maps do.
                const others = Object.keys(rest);
                this.#report.add(
                    path,
                    `has managementAccount beside ${list(others)}. All parts of a map must hold, and the management account is in no unit: write a list of two maps, [{ managementAccount: true }, { ${others.map((other) => `${other}: ...`).join(", ")} }]`,
                );
                continue;
            }
            if (isEmpty) {
                // A part with a mistake of its form is not read.
                if (this.#report.keysAt(path).length === 0) {
                    this.#report.add(
                        path,
                        `is empty: write ${key === "where" ? "everywhere, " : ""}units, accounts, kinds or tags`,
                    );
                }
                continue;
            }
            selectors.push(this.#selector(rest, path));
        }
        return { selectors, managementAccount };
    }

    #named(name: string, path: Path, key: "where" | "except"): AccountSelector[] {
        if (name === EVERYWHERE) {
            if (key === "where") return [{ path }];
            this.#report.add(
                path,
                "everywhere is everything that `where` says, so nobody would get anything: remove the whole line",
            );
            return [];
        }
        if (name === "managementAccount") {
            this.#report.add(
                path,
                key === "where"
                    ? "the management account is named by a map: `where: { managementAccount: true }`, or an entry `{ managementAccount: true }` of the list"
                    : "`except` needs no management account: only a line with `managementAccount: true` means it",
            );
            return [];
        }
        const found = lookUpPlace(name, path, this.#names, this.#report);
        if (!found) return [];
        return [{ ...(found.kind === "unit" ? { units: [found.key] } : { accounts: [found.key] }), path }];
    }

    #selector({ accounts, units, kinds, tags }: Omit<WhereInput, "managementAccount">, path: Path): AccountSelector {
        const known = (kind: "unit" | "account", names: readonly string[], key: string): readonly string[] => {
            if (names.length === 0)
                this.#report.add([...path, key], `names no ${kind}: nothing would match. Leave it out, or name one`);
            return names.filter((name, index) => this.#isKnown(kind, name, [...path, key, index]));
        };
        if (kinds?.length === 0)
            this.#report.add([...path, "kinds"], "names no kind: nothing would match. Leave it out, or name one");
        for (const [key, values] of Object.entries(tags ?? {}))
            this.#checkTag(key, [values].flat(), [...path, "tags", key]);
        if (tags && Object.keys(tags).length === 0)
            this.#report.add([...path, "tags"], "names no tag: leave it out, or name one");
        return {
            ...(accounts && { accounts: known("account", accounts, "accounts") }),
            ...(units && { units: known("unit", units, "units") }),
            ...(kinds && { kinds }),
            ...(tags && {
                tags: Object.fromEntries(Object.entries(tags).map(([key, values]) => [key, [values].flat()])),
            }),
            path,
        };
    }

    #isKnown(kind: "unit" | "account", name: string, path: Path): boolean {
        const all = kind === "unit" ? this.#names.units : this.#names.accounts;
        if (all.has(name)) return true;
        const other = kind === "unit" ? this.#names.accounts : this.#names.units;
        if (other.has(name)) {
            this.#report.add(
                path,
                `${quoted(name)} is ${kind === "unit" ? "an account: write it in `accounts`" : "a unit: write it in `units`"}`,
            );
            return false;
        }
        // Says that there is none, unless another mistake is the cause.
        lookUpPlace(
            name,
            path,
            { units: new Set(kind === "unit" ? all : []), accounts: new Set(kind === "account" ? all : []) },
            this.#report,
        );
        return false;
    }

    /** A tag that no account has is mistyped, or waits for its first account: only the key is a mistake. */
    #checkTag(key: string, values: readonly string[], path: Path): void {
        if (!this.#hasAccounts) return;
        if (!this.#tags.has(key)) {
            const known = [...this.#tags];
            this.#report.add(
                path,
                () =>
                    `no unit or account has the tag ${quoted(key)}.${didYouMean(key, known)} There are ${listSome(known)}`,
            );
            return;
        }
        if (values.length === 0)
            this.#report.add(path, "has no value: nothing would match. Write one, or leave the tag out");
    }
}
