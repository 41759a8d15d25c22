import { findParent, findRoot, type OrganizationCalls } from "../../../aws/organization";
import type { CommandClients } from "../../cli/commandClients";

/** Where roots, units and accounts are in AWS now, as IAM's report wants it: `o-.../r-.../ou-.../111122223333`. Each parent is asked for once. */
export class EntityPaths {
    readonly rootId: string;
    readonly #calls: OrganizationCalls;
    readonly #organizationId: string;
    readonly #parents = new Map<string, Promise<string | undefined>>();

    private constructor(calls: OrganizationCalls, organizationId: string, rootId: string) {
        this.#calls = calls;
        this.#organizationId = organizationId;
        this.rootId = rootId;
    }

    /** Takes two calls. Undefined if the organisation has no root yet. */
    static async of(clients: CommandClients): Promise<EntityPaths | undefined> {
        const { id } = await clients.organization();
        const root = await findRoot(clients.organizationCalls);
        return root && new EntityPaths(clients.organizationCalls, id, root.id);
    }

    /** Keeps what another question has answered already. */
    keepParent(id: string, parentId: string): void {
        this.#parents.set(id, Promise.resolve(parentId));
    }

    /**
     * @param id of the root, a unit or an account.
     * @returns undefined if the organisation does not have it.
     */
    async pathOf(id: string): Promise<string | undefined> {
        const ids: string[] = [];
        for (let at: string | undefined = id; at !== this.rootId; at = await this.#parentOf(at)) {
            if (at === undefined) return undefined;
            ids.unshift(at);
        }
        return [this.#organizationId, this.rootId, ...ids].join("/");
    }

    #parentOf(id: string): Promise<string | undefined> {
        const known = this.#parents.get(id) ?? findParent(this.#calls, id).then((parent) => parent?.id);
        this.#parents.set(id, known);
        return known;
    }
}
