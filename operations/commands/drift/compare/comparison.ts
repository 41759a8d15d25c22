import {
    placeIn,
    ROOT_UNIT,
    type AccountModel,
    type DefinitionModel,
    type Place,
    type PolicyModel,
    type UnitModel,
} from "../../../../definition";
import { treeOf, type ModelNode } from "../../../../definition/modelTree";
import { accountNode, ROOT_NODE, unitNode } from "../../../../tree";
import type { DriftFacts, DriftNode, DriftSubject } from "../driftItem";
import type { AppliedState } from "../read/appliedState";
import type { ComparedOrganization } from "../read/comparedOrganization";

/** What is compared: the stack's state, AWS, and the definition. */
export class Comparison {
    readonly applied: AppliedState;
    readonly aws: ComparedOrganization;
    readonly model: DefinitionModel;
    readonly #location: string;
    readonly #names = new Map<string, string>();
    readonly #closed = new Set<string>();
    readonly #unitIds: ReadonlyMap<string, string>;
    readonly #policies: ReadonlyMap<string, PolicyModel>;

    /** @param location the path of the definition. */
    constructor(applied: AppliedState, aws: ComparedOrganization, model: DefinitionModel, location: string) {
        this.applied = applied;
        this.aws = aws;
        this.model = model;
        this.#location = location;
        for (const { id, name } of [...(aws.units ?? []), ...(aws.accounts ?? [])]) this.#names.set(id, name);
        for (const { id, state } of aws.accounts ?? []) if (state !== "ACTIVE") this.#closed.add(id);
        this.#policies = new Map(model.policies.map((policy) => [policy.key, policy]));
        this.#unitIds = new Map([...applied.units.values()].map(({ key, id }) => [key, id]));
    }

    /** The root, unit or account with an id, by its key where the stack has it. */
    node(id: string): DriftNode {
        if (id === this.aws.rootId) return { kind: "root", id, key: ROOT_NODE.key, name: "Root" };
        const kind = id.startsWith("ou-") ? "unit" : "account";
        const applied = kind === "unit" ? this.applied.units.get(id) : this.applied.accounts.get(id);
        const isManagement = id === this.aws.managementAccountId;
        return {
            kind,
            id,
            ...(applied && { key: applied.key }),
            name: this.#names.get(id) ?? applied?.name ?? (isManagement ? "the management account" : id),
        };
    }

    subject(id: string): DriftSubject {
        const { arn } = this.applied.units.get(id) ?? this.applied.accounts.get(id) ?? {};
        return { ...this.node(id), ...(arn !== undefined && { arn }) };
    }

    policy(id: string): DriftSubject {
        const applied = this.applied.policies.get(id);
        const name = this.aws.policies.find((policy) => policy.id === id)?.name ?? applied?.name ?? id;
        return {
            kind: "policy",
            id,
            ...(applied && { key: applied.key }),
            ...(applied?.arn !== undefined && { arn: applied.arn }),
            name,
        };
    }

    /** Whether AWS no longer has a root, unit or account, or it is a closed account: what was attached there is gone with it. */
    isGone(id: string): boolean {
        if (this.#closed.has(id)) return true;
        const listed = id.startsWith("ou-") ? this.aws.units : this.aws.accounts;
        return listed !== undefined && id !== this.aws.rootId && !this.#names.has(id);
    }

    isClosed(id: string): boolean {
        return this.#closed.has(id);
    }

    /** The node of the definition with the key that the stack has for an id. */
    defined(id: string): ModelNode | undefined {
        const tree = treeOf(this.model);
        const { kind, key } = this.node(id);
        if (kind === "root") return tree.node(ROOT_NODE);
        if (key === undefined) return undefined;
        if (kind === "unit") return tree.unit(key) && tree.node(unitNode(key));
        return tree.account(key) && tree.node(accountNode(key));
    }

    accountModel(key: string): AccountModel | undefined {
        return treeOf(this.model).account(key);
    }

    unitModel(key: string): UnitModel | undefined {
        return treeOf(this.model).unit(key);
    }

    policyModel(key: string): PolicyModel | undefined {
        return this.#policies.get(key);
    }

    /** The unit or root that the definition puts something into. @param unit the unit's key; absent or ROOT_UNIT: the root. */
    definedParent(unit: string | undefined): DriftNode {
        if (unit === undefined || unit === ROOT_UNIT) return this.node(this.aws.rootId);
        const id = this.#unitIds.get(unit);
        // The next `up` creates it.
        return id === undefined ? { kind: "unit", id: "", key: unit, name: unit } : this.node(id);
    }

    /** Where a path of the definition is written, or its nearest ancestor. */
    place(path: readonly (string | number)[]): Place {
        return placeIn(this.model, path, this.#location);
    }

    /** The ids from the root down to a unit, account or the root, as the state has them. */
    appliedPath(id: string): string[] {
        const path: string[] = [];
        const parentOf = (one: string): string | undefined =>
            (this.applied.units.get(one) ?? this.applied.accounts.get(one))?.parentId ??
            this.aws.units?.find((unit) => unit.id === one)?.parentId;
        for (let at: string | undefined = id; at !== undefined && !path.includes(at); at = parentOf(at))
            path.unshift(at);
        return path;
    }
}

/** What the definition says of a value. */
export function definitionSays<Value>(
    was: Value | undefined,
    is: Value | undefined,
    defined: Value | undefined,
    isSame: (one: Value, two: Value) => boolean = (one, two) => one === two,
): DriftFacts["definitionSays"] {
    if (defined === undefined) return "nothing";
    if (was !== undefined && isSame(defined, was)) return "was";
    return is !== undefined && isSame(defined, is) ? "is" : "other";
}
