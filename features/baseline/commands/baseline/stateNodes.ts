import { quoted, visible } from "../../../../limits";

/** An account of the stack's state. */
export interface StateAccount {
    readonly key: string;
    /** The id of the unit or the root that it is in by the state. */
    readonly parentId: string | undefined;
}

/** What of a state this command reads (program/state). */
export interface StateTree {
    readonly accounts: ReadonlyMap<string, { readonly id: string; readonly parentId?: string }>;
    readonly units: ReadonlyMap<string, { readonly id: string; readonly parent?: string }>;
    readonly policies?: ReadonlyMap<string, { readonly id: string }>;
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Policy.html (PolicySummary: Id) */
const POLICY_ID = /\bp-[0-9a-zA-Z_]{8,128}\b/g;

/** The accounts, units and policies of a state, by their ids: messages name them by their keys. */
export class StateNodes {
    readonly #accounts: ReadonlyMap<string, StateAccount>;
    readonly #units: ReadonlyMap<string, string>;
    readonly #tree: StateTree["units"];

    readonly #policies: ReadonlyMap<string, string>;

    constructor({ accounts, units, policies = new Map() }: StateTree) {
        this.#accounts = new Map([...accounts].map(([key, { id, parentId }]) => [id, { key, parentId }]));
        this.#units = new Map([...units].map(([key, { id }]) => [id, key]));
        this.#tree = units;
        this.#policies = new Map([...policies].map(([key, { id }]) => [id, key]));
    }

    /** @returns undefined if the state has no account with this id. */
    account(id: string): StateAccount | undefined {
        return this.#accounts.get(id);
    }

    /** The accounts by their ids. */
    get accounts(): ReadonlyMap<string, StateAccount> {
        return this.#accounts;
    }

    /** The key of a unit; undefined if the state has no unit with this id. */
    unit(id: string): string | undefined {
        return this.#units.get(id);
    }

    /** `unit Workloads`, `the root`; `unit ou-a1b2-c3d4e5f6, which this stack does not have` */
    unitText(id: string): string {
        if (id.startsWith("r-")) return "the root";
        const key = this.unit(id);
        return key === undefined ? `unit ${quoted(id)}, which this stack does not have` : `unit ${visible(key)}`;
    }

    /** A text of AWS, with the key of each policy after its id: `p-a1b2c3d4e5 (policy protect-logs)`. */
    withPolicyKeys(text: string): string {
        return text.replace(POLICY_ID, (id) => {
            const key = this.#policies.get(id);
            return key === undefined ? id : `${id} (policy ${visible(key)})`;
        });
    }

    /** Whether a unit or the root, by id, is another one or lies below it. */
    isIn(lower: string | undefined, upper: string): boolean {
        if (lower === undefined) return false;
        if (lower === upper || upper.startsWith("r-")) return true;
        for (let key = this.unit(lower); key !== undefined; key = this.#tree.get(key)?.parent) {
            if (this.#tree.get(key)?.id === upper) return true;
        }
        return false;
    }
}
