import { ROOT_REF, type TreeChangedValue, type TreeDocumentNode } from "../../../../pages/data/treeDocument";
import type { NodeChange } from "./changedValues";

/**
 * What many accounts inherit is said once, at the node where it is written, with the number of accounts that it reaches. Otherwise one line of the
 * definition would mark every account.
 */
export class InheritedChanges {
    /** By the `ref` of the node that has it, and by name and values. */
    readonly #found = new Map<string, Map<string, { readonly value: TreeChangedValue; accounts: number }>>();

    /** The values that are a node's own. Of a node that has moved, also those that it has because of its new place. */
    withoutThoseAbove(
        { ref, kind }: TreeDocumentNode,
        values: readonly NodeChange[],
        isMoved: boolean,
    ): { readonly values: readonly TreeChangedValue[] } {
        return {
            values: values.flatMap(({ inheritedFrom, ...value }): TreeChangedValue[] => {
                const { name, from, to } = value;
                const isByMove = isMoved && inheritedFrom !== ROOT_REF && (from === undefined || to === undefined);
                if (inheritedFrom === undefined || inheritedFrom === ref || isByMove) return [value];
                const at =
                    this.#found.get(inheritedFrom) ?? new Map<string, { value: TreeChangedValue; accounts: number }>();
                this.#found.set(inheritedFrom, at);
                const id = JSON.stringify([name, from, to]);
                const known = at.get(id) ?? { value, accounts: 0 };
                at.set(id, known);
                if (kind === "account") known.accounts += 1;
                return [];
            }),
        };
    }

    /** A node's own values, and those that others inherit from it, sorted by name. */
    addedTo({ ref }: TreeDocumentNode, own: readonly TreeChangedValue[]): readonly TreeChangedValue[] {
        const inherited = new Map(this.#found.get(ref));
        const both = own.map((value) => {
            const id = JSON.stringify([value.name, value.from, value.to]);
            const accounts = inherited.get(id)?.accounts ?? 0;
            inherited.delete(id);
            return withCount(value, accounts);
        });
        return [...both, ...[...inherited.values()].map(({ value, accounts }) => withCount(value, accounts))].sort(
            (one, two) => (one.name < two.name ? -1 : 1),
        );
    }
}

function withCount(value: TreeChangedValue, accounts: number): TreeChangedValue {
    return accounts > 0 ? { ...value, accounts } : value;
}
