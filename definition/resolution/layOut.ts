import { didYouMean, listSome, quoted } from "../../limits";
import { OrganizationTree } from "../../tree";
import { ROOT_UNIT } from "../model";
import { formatPlace } from "../problems";
import type { Path, Report } from "../report";
import type { AccountInput, DefinitionInput, UnitInput } from "../schema";
import { checkAccountKey, checkUnitKey } from "../values/nodeKey";

/** A unit at its place in the organisation, with what the definition says about it and nothing else. */
export interface PlacedUnit {
    readonly kind: "unit";
    /** The keys that lead to it, joined with `/`. */
    readonly key: string;
    /** Its own key, the last of them. */
    readonly ownKey: string;
    /** The key of the unit above; absent under the root. */
    readonly parent?: string;
    /** 1 under the root. */
    readonly depth: number;
    readonly said: UnitInput;
    readonly path: Path;
}

/** An account at its place in the organisation, with what the definition says about it and nothing else. */
export interface PlacedAccount {
    readonly kind: "account";
    readonly key: string;
    /** The key of its unit; absent in the root. */
    readonly unit?: string;
    readonly said: AccountInput;
    readonly path: Path;
}

export type PlacedNode = PlacedUnit | PlacedAccount;

/** The definition as a tree of units and accounts. */
export interface Layout {
    /** The whole definition; its top level is what it says about the root. */
    readonly said: DefinitionInput;
    readonly tree: OrganizationTree<PlacedUnit, PlacedAccount>;
    /**
     * All nodes below the root in the order of the definition: a unit, the accounts in it, the units below it; last the accounts that
     * name their unit.
     */
    readonly nodes: readonly PlacedNode[];
}

/**
 * The first pass: finds the place of every unit and account.
 *
 * It needs the definition as the schema has read it. It reports keys that cannot be keys, accounts that are defined twice, and accounts
 * whose unit does not exist. It leaves those out: what is in the layout has its place, and every account's unit is there.
 */
export function layOut(said: DefinitionInput, report: Report): Layout {
    const units = new Map<string, PlacedUnit>();
    const accounts = new Map<string, PlacedAccount>();
    const nodes: PlacedNode[] = [];

    const placeAccount = (key: string, input: AccountInput, unit: string | undefined, path: Path): void => {
        const first = accounts.get(key);
        if (first) {
            reportSecondAccount(first, path, report);
            return;
        }
        checkAccountKey(key, path, report);
        const account: PlacedAccount = {
            kind: "account",
            key,
            ...(unit !== undefined && { unit }),
            said: input,
            path,
        };
        accounts.set(key, account);
        nodes.push(account);
    };
    const placeUnit = (ownKey: string, input: UnitInput, parent: PlacedUnit | undefined, path: Path): void => {
        if (!checkUnitKey(ownKey, path, report)) return;
        const key = parent ? `${parent.key}/${ownKey}` : ownKey;
        const unit: PlacedUnit = {
            kind: "unit",
            key,
            ownKey,
            ...(parent && { parent: parent.key }),
            depth: (parent?.depth ?? 0) + 1,
            said: input,
            path,
        };
        units.set(key, unit);
        nodes.push(unit);
        for (const [account, one] of Object.entries(input.accounts ?? {})) {
            placeAccount(account, one, key, [...path, "accounts", account]);
        }
        for (const [child, one] of Object.entries(input.units ?? {})) {
            placeUnit(child, one, unit, [...path, "units", child]);
        }
    };

    for (const [key, unit] of Object.entries(said.units ?? {})) placeUnit(key, unit, undefined, ["units", key]);
    for (const [key, { unit, ...account }] of Object.entries(said.accounts ?? {})) {
        const path = ["accounts", key];
        if (unit === ROOT_UNIT) placeAccount(key, account, undefined, path);
        else if (units.has(unit)) placeAccount(key, account, unit, path);
        else reportUnknownUnit(unit, [...path, "unit"], units, said, report);
    }
    return { said, tree: new OrganizationTree(units.values(), accounts.values()), nodes };
}

function reportSecondAccount({ key, unit = ROOT_UNIT, path: first }: PlacedAccount, path: Path, report: Report): void {
    report.add(
        path,
        `account ${key} is defined a second time; the first is in unit ${unit} at ${formatPlace(report.placeOf(first))}. ` +
            "The key is the account's identity: keep one, or choose another key",
    );
}

function reportUnknownUnit(
    unit: string,
    path: Path,
    units: ReadonlyMap<string, PlacedUnit>,
    said: DefinitionInput,
    report: Report,
): void {
    if (mayBeUnread(unit, said, report)) return;
    report.add(path, () => {
        const keys = [...units.keys()];
        return `there is no unit ${quoted(unit)}.${didYouMean(unit, keys)} There are ${listSome(keys)}.`;
    });
}

/** Whether there is a mistake of form at a place where the unit may have been defined: that mistake is the cause. */
function mayBeUnread(unit: string, said: DefinitionInput, report: Report): boolean {
    if (said.units === undefined && report.hasMistakeIn([])) return true;
    // No unit lies deeper than 40 levels.
    return unit.split("/", 40).some((_, index, keys) => {
        const above = keys.slice(0, index).flatMap((key) => ["units", key]);
        return (above.length > 0 && report.hasMistakeIn(above)) || report.hasMistakeIn([...above, "units"]);
    });
}
