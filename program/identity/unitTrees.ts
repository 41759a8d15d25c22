import type { OrganizationModel, UnitModel } from "../../definition";
import { treeOf } from "../../definition/modelTree";
import { OrganizationTree, type TreeAccount, type TreeUnit } from "../../tree";
import type { ExistingResources } from "../state";
import { policyContent } from "./policyContent";
import { lastKeyOf, parentOf } from "./unitKeyParts";

/** The units of a stack and those of a definition, side by side. Units and accounts are compared by their keys. */
export class UnitTrees {
    readonly before: OrganizationTree;
    readonly after: OrganizationTree<UnitModel>;
    readonly #model: OrganizationModel;
    readonly #existing: ExistingResources;

    constructor(model: OrganizationModel, existing: ExistingResources) {
        this.#model = model;
        this.#existing = existing;
        this.after = treeOf(model);
        this.before = new OrganizationTree<TreeUnit, TreeAccount>(
            [...existing.units.keys()].map((key) => ({ key, parent: parentOf(key) })),
            [...existing.accounts].map(([key, { unit }]) => ({ key, unit })),
        );
    }

    /** The accounts in a unit of the stack, and below it, that the definition still has. */
    accountsBefore(unit: string): string[] {
        return this.before.accountsBelow(unit).flatMap(({ key }) => (this.after.account(key) ? [key] : []));
    }

    /** The accounts in a unit of the definition, and below it, that the stack has. */
    accountsAfter(unit: string): string[] {
        return this.after.accountsBelow(unit).flatMap(({ key }) => (this.before.account(key) ? [key] : []));
    }

    /** What the stack has attached to a unit and which units are in it, as a text to compare. Undefined if there is nothing. */
    contentBefore(unit: string): string | undefined {
        const { attachments, policies } = this.#existing;
        const attached = attachments.units.get(unit) ?? [];
        return contentOf(
            attached.map((key) => policyContent(policies.get(key) ?? {}) ?? key),
            this.before.unitsIn(unit),
        );
    }

    /** The same of a unit of the definition. */
    contentAfter(unit: string): string | undefined {
        const guardrails = this.after.unit(unit)?.guardrails ?? [];
        return contentOf(
            this.#model.policies
                .filter(({ key }) => guardrails.includes(key))
                .map((policy) => policyContent(policy) ?? policy.key),
            this.after.unitsIn(unit),
        );
    }
}

function contentOf(policies: readonly string[], units: readonly TreeUnit[]): string | undefined {
    if (policies.length + units.length === 0) return undefined;
    return JSON.stringify([[...policies].sort(), units.map(({ key }) => lastKeyOf(key)).sort()]);
}
