import { didYouMean, listSome, quoted } from "../../limits";
import { OrganizationTree } from "../../tree";
import { ROOT_UNIT } from "../model";
import { formatPlace } from "../problems";
import type { Path, Report } from "../problemReport";
import type { AccountInput, DefinitionInput, UnitInput } from "../schema";
import { checkAccountKey, checkUnitKey } from "../values/nodeKey";

/** A unit with its position in the organisation and its own entry in the definition, without anything inherited. */
export interface PlacedUnit {
    readonly kind: "unit";
    /** The keys of the units that lead to it and its own, joined with `/`. */
    readonly key: string;
    /** Its own key, the last of them. */
    readonly ownKey: string;
    /** The key of the unit above; absent if that is the root. */
    readonly parent?: string;
    /** 1 for a unit directly under the root. */
    readonly depth: number;
    readonly said: UnitInput;
    readonly path: Path;
}

/** An account with its position in the organisation and its own entry in the definition, without anything inherited. */
export interface PlacedAccount {
    readonly kind: "account";
    readonly key: string;
    /** The key of its unit; absent if it is in the root. */
    readonly unit?: string;
    readonly said: AccountInput;
    readonly path: Path;
}

export type PlacedNode = PlacedUnit | PlacedAccount;

/** The definition as a tree of units and accounts. */
export interface Layout {
    /** The whole definition. Its top level describes the root. */
    readonly said: DefinitionInput;
    readonly tree: OrganizationTree<PlacedUnit, PlacedAccount>;
    /**
     * All nodes below the root in the order of the definition: a unit, the accounts in it, the units below it. The accounts that name their
     * unit come last.
     */
    readonly nodes: readonly PlacedNode[];
}

/**
 * The first pass: finds the position of every unit and account.
 *
 * It needs the definition as the schema has read it. It reports invalid keys, accounts that are defined twice, and accounts whose unit does
 * not exist, and leaves those nodes out. So the unit of every account in the layout exists.
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

/** Whether a mistake of form lies where the unit may have been defined. Then that mistake is the cause. */
function mayBeUnread(unit: string, said: DefinitionInput, report: Report): boolean {
    if (said.units === undefined && report.hasMistakeIn([])) return true;
    // No unit is nested deeper than 40 levels.
    return unit.split("/", 40).some((_, index, keys) => {
        const above = keys.slice(0, index).flatMap((key) => ["units", key]);
        return (above.length > 0 && report.hasMistakeIn(above)) || report.hasMistakeIn([...above, "units"]);
    });
}
