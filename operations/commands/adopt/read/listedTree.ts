import { accountsInParent, unitsInParent } from "../../../../aws/organization";
import type { Progress } from "../../../cli/progressBar";
import type { InventoryReading } from "./inventoryReading";

interface ListedUnit {
    readonly id: string;
    readonly name: string;
    readonly parent: string;
}

interface ListedAccount extends ListedUnit {
    readonly email: string;
    readonly state: string;
}

/** Units, parents before their children, and accounts. Siblings are sorted by id. */
export interface ListedTree {
    readonly units: readonly ListedUnit[];
    readonly accounts: readonly ListedAccount[];
}

/** Everything below a root or unit. Listing the children of a node shows their parent. */
export async function listTree(parent: string, reading: InventoryReading, bar: Progress): Promise<ListedTree> {
    const [accounts, units] = await Promise.all([accountsIn(parent, reading), unitsIn(parent, reading)]);
    bar.advance();
    const below = await Promise.all(units.map(({ id }) => listTree(id, reading, bar)));
    return {
        units: units.flatMap((unit, index) => [unit, ...(below[index]?.units ?? [])]),
        accounts: [...accounts, ...below.flatMap((one) => one.accounts)],
    };
}

async function unitsIn(parent: string, { calls, journal }: InventoryReading): Promise<ListedUnit[]> {
    return journal.answer(`units ${parent}`, async () =>
        ((await unitsInParent(calls, parent)) ?? []).map((unit) => ({ ...unit, parent })).sort(byId),
    );
}

async function accountsIn(parent: string, { calls, journal }: InventoryReading): Promise<ListedAccount[]> {
    return journal.answer(`accounts ${parent}`, async () =>
        ((await accountsInParent(calls, parent)) ?? [])
            .map(({ id, name, email, state }) => ({ id, name, email, state, parent }))
            .sort(byId),
    );
}

function byId(one: { readonly id: string }, two: { readonly id: string }): number {
    return one.id < two.id ? -1 : 1;
}
