import type { OrganizationCalls } from "./organizationCalls";
import { unlessNamed } from "./unansweredError";
import { unitName } from "./organizationUnits";

/** The unit or root that something is in. */
export interface FoundParent {
    readonly id: string;
    readonly kind: "root" | "unit";
}

/** A node of the organisation as AWS has it now, whatever the definition says. */
export interface FoundNode {
    readonly kind: "root" | "unit" | "account";
    readonly id: string;
    readonly name: string;
}

/**
 * The unit or root that an account or unit is in.
 *
 * @returns undefined where the organisation has no such account or unit.
 */
export async function findParent(calls: OrganizationCalls, childId: string): Promise<FoundParent | undefined> {
    const answer = await unlessNamed("ChildNotFoundException", () =>
        calls.call(
            {
                operation: "ListParents",
                question: `where ${childId.startsWith("ou-") ? "unit" : "account"} ${childId} is`,
            },
            (sdk, client) => client.send(new sdk.ListParentsCommand({ ChildId: childId })),
        ),
    );
    const { Id: id, Type: type } = answer?.Parents?.[0] ?? {};
    return id === undefined ? undefined : { id, kind: type === "ROOT" ? "root" : "unit" };
}

/**
 * The nodes on the way down to an account: the root first, then its units, the account itself last. Two calls for each unit.
 *
 * @param name the account's name.
 * @returns the account alone where it has no parent.
 */
export async function pathToAccount(calls: OrganizationCalls, accountId: string, name: string): Promise<FoundNode[]> {
    const path: FoundNode[] = [{ kind: "account", id: accountId, name }];
    for (let childId = accountId; ;) {
        const parent = await findParent(calls, childId);
        if (!parent) return path;
        const { id, kind } = parent;
        if (kind === "root") return [{ kind, id, name: "Root" }, ...path];
        path.unshift({ kind, id, name: (await unitName(calls, id)) ?? id });
        childId = id;
    }
}

/** The names of the units on the way to an account, joined with `/`; empty for an account in the root. */
export function unitPath(path: readonly FoundNode[]): string {
    return path
        .filter(({ kind }) => kind === "unit")
        .map(({ name }) => name)
        .join("/");
}
