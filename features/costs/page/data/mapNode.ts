import type { AccountCost } from "../../report/costReport";

/** A unit or an account of the organisation with its costs. */
export interface MapNode {
    readonly name: string;
    /** An account's id. A unit has none. */
    readonly id?: string;
    readonly amount: number;
    /** A month before, until the same day. */
    readonly before: number;
    /** The number of accounts in it, itself among them. */
    readonly accounts: number;
    /** Greatest costs first. */
    readonly children: readonly MapNode[];
}

interface UnitInProgress {
    readonly units: Map<string, UnitInProgress>;
    readonly accounts: AccountCost[];
}

/** The organisation as a tree: its units with their units and accounts, each with the sum of its costs. */
export function mapOfOrganization(name: string, accounts: readonly AccountCost[]): MapNode {
    const root: UnitInProgress = { units: new Map(), accounts: [] };
    for (const account of accounts) {
        let unit = root;
        for (const key of account.units) {
            const below = unit.units.get(key) ?? { units: new Map(), accounts: [] };
            unit.units.set(key, below);
            unit = below;
        }
        unit.accounts.push(account);
    }
    return unitNode(name, root);
}

function unitNode(name: string, unit: UnitInProgress): MapNode {
    const units = [...unit.units].map(([key, below]) => unitNode(key, below));
    const children = [...units, ...unit.accounts.map(accountNode)].sort((one, other) => other.amount - one.amount);
    return {
        name,
        amount: sum(children.map(({ amount }) => amount)),
        before: sum(children.map(({ before }) => before)),
        accounts: sum(children.map((child) => child.accounts)),
        children,
    };
}

function accountNode({ account, id, thisMonth, lastMonthSameDay }: AccountCost): MapNode {
    return { name: account, id, amount: thisMonth, before: lastMonthSameDay, accounts: 1, children: [] };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
