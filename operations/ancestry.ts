import type { OrganizationsClient } from "@aws-sdk/client-organizations";

/** The root, a unit or the account itself: what policies are attached to on the way down to an account. */
export interface Level {
    readonly id: string;
    /** As AWS has it now, whatever the definition says. */
    readonly name: string;
    readonly kind: "root" | "unit" | "account";
}

/**
 * Where an account is in AWS now: the root first, then its units, at last the account itself.
 *
 * @throws AWS's ChildNotFoundException where the organisation has no such account.
 */
export async function ancestry(client: OrganizationsClient, account: string, name: string): Promise<Level[]> {
    const { DescribeOrganizationalUnitCommand, ListParentsCommand } = await import("@aws-sdk/client-organizations");
    const levels: Level[] = [{ id: account, name, kind: "account" }];
    for (let at = account; ;) {
        const { Parents: [parent] = [] } = await client.send(new ListParentsCommand({ ChildId: at }));
        const { Id: id, Type: type } = parent ?? {};
        if (id === undefined || type === "ROOT") {
            return id === undefined ? levels : [{ id, name: "Root", kind: "root" }, ...levels];
        }
        const { OrganizationalUnit: unit } = await client.send(
            new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id }),
        );
        levels.unshift({ id, name: unit?.Name ?? id, kind: "unit" });
        at = id;
    }
}

/** The names of the units on the way, joined with `/`; empty for an account in the root. */
export function unitPath(levels: readonly Level[]): string {
    return levels
        .filter(({ kind }) => kind === "unit")
        .map(({ name }) => name)
        .join("/");
}
