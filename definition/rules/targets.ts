import { ROOT_UNIT, type OrganizationModel } from "../model";
import type { Path } from "../report";

/** The root, a unit or an account: what policies are attached to. */
export interface Target {
    /** How a message names it: `the root`, `unit Workloads/Production`, `account shop`. */
    readonly what: string;
    readonly kind: "root" | "unit" | "account";
    /** Keys of the policies attached to it. */
    readonly guardrails: readonly string[];
    readonly fullAccess: boolean;
    readonly path: Path;
    /** What it is in; absent for the root. */
    readonly above?: Target;
}

/** All targets of a definition, what is above before what is below. */
export function targetsOf(model: OrganizationModel): Target[] {
    const { guardrails, fullAccess } = model;
    const root: Target = { what: "the root", kind: "root", guardrails, fullAccess, path: ["guardrails"] };
    const units = new Map<string, Target>();
    for (const unit of model.units) {
        const above = unit.parent === undefined ? root : units.get(unit.parent);
        units.set(unit.key, {
            what: `unit ${unit.key}`,
            kind: "unit",
            guardrails: unit.guardrails,
            fullAccess: unit.fullAccess,
            path: unit.path,
            ...(above && { above }),
        });
    }
    const accounts = model.accounts.map((account): Target => {
        const above = account.unit === ROOT_UNIT ? root : units.get(account.unit);
        return {
            what: `account ${account.key}`,
            kind: "account",
            guardrails: account.guardrails,
            fullAccess: account.fullAccess,
            path: account.path,
            ...(above && { above }),
        };
    });
    return [root, ...units.values(), ...accounts];
}

/** From the root down to a target, itself included. */
export function pathTo(target: Target): Target[] {
    return [...(target.above ? pathTo(target.above) : []), target];
}
