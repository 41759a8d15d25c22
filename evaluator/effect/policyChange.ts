import { fullAccess, type Hierarchy, type HierarchyNode } from "../controlPolicy/hierarchy";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import type { PolicyForm, PolicyForms } from "./policyForm";

/** The policies of an account before and after a change. */
export interface ChangeSides {
    readonly before: Hierarchy;
    readonly after: Hierarchy;
}

/** Accounts whose policies are the same before, and the same after. */
export interface AccountGroup {
    readonly accounts: string[];
    readonly sides: ChangeSides;
    /** All statements that affect a decision. */
    readonly statements: readonly PolicyStatement[];
}

/** A change of statements that is the same in several groups of accounts, which differ in their other policies. */
export interface PolicyChange {
    readonly groups: AccountGroup[];
    /** Only what changes: the denials that are added and removed, and the allow lists that change. */
    readonly sides: ChangeSides;
    readonly statements: readonly PolicyStatement[];
    /** An allow list changes. That concerns all actions, not only those that it names. */
    readonly ofAllowList: boolean;
    /** A resource control policy changes, which also binds principals outside the organisation. */
    readonly ofResources: boolean;
    /** Names of roles that are always compared: the access role, the break-glass role. */
    readonly roles: readonly string[];
}

/** The numbers of the statements in which two forms differ. */
export interface FormDifference {
    /** Equal for accounts with the same change. */
    readonly id: string;
    readonly before: ReadonlySet<number>;
    readonly after: ReadonlySet<number>;
    readonly ofAllowList: boolean;
    readonly ofResources: boolean;
}

export function formDifference(before: PolicyForm, after: PolicyForm): FormDifference {
    const without = (one: ReadonlySet<number>, two: ReadonlySet<number>): number[] =>
        [...one].filter((number) => !two.has(number)).sort((a, b) => a - b);
    const resources = {
        before: without(before.resourceDenials, after.resourceDenials),
        after: without(after.resourceDenials, before.resourceDenials),
    };
    const went = [...without(before.denials, after.denials), ...resources.before];
    const came = [...without(after.denials, before.denials), ...resources.after];
    const lists = ({ allowed }: PolicyForm): string[] => allowed.map((list) => list.join()).sort();
    const ofAllowList = JSON.stringify(lists(before)) !== JSON.stringify(lists(after));
    return {
        id: JSON.stringify([went, came, ofAllowList ? [lists(before), lists(after)] : []]),
        before: new Set(went),
        after: new Set(came),
        ofAllowList,
        ofResources: resources.before.length + resources.after.length > 0,
    };
}

/** A hierarchy that keeps only the given denials, with or without its allow lists. */
export function narrowHierarchy(
    hierarchy: Hierarchy,
    denials: ReadonlySet<number>,
    withAllowLists: boolean,
    forms: PolicyForms,
): Hierarchy {
    const wanted = (statement: PolicyStatement): boolean =>
        statement.effect === "Deny" ? denials.has(forms.numberOf(statement)) : withAllowLists;
    return {
        ...hierarchy,
        levels: hierarchy.levels.map((level): HierarchyNode => ({
            ...level,
            policies: [
                ...(withAllowLists ? [] : [fullAccess("SERVICE_CONTROL_POLICY")]),
                fullAccess("RESOURCE_CONTROL_POLICY"),
                ...level.policies
                    .map(({ name, policy }) => ({
                        name,
                        policy: { ...policy, statements: policy.statements.filter(wanted) },
                    }))
                    .filter(({ policy }) => policy.statements.length > 0),
            ],
        })),
    };
}

export function numbersOf({ denials, resourceDenials, allowed }: PolicyForm): number[] {
    return [...denials, ...resourceDenials, ...allowed.flat()];
}
