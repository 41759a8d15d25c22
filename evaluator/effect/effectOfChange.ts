import { list } from "../../limits/messageText";
import type { PolicyError } from "../controlPolicy/controlPolicy";
import { accountNode } from "../../tree";
import { Hierarchies, ParsedDocuments, type Situation } from "../situation";
import {
    formDifference,
    narrowHierarchy,
    numbersOf,
    type PolicyChange,
    type AccountGroup,
    type ChangeSides,
    type FormDifference,
} from "./policyChange";
import { ChangeComparer, type ActionsEffect } from "./changeComparer";
import { PolicyForms, type PolicyForm } from "./policyForm";
import { SOME_ACCOUNT } from "./comparedPrincipals";
import { reasonsFor } from "./effectReasons";
import { settingsEffects, type SettingsEffect } from "./settingsEffects";

/** What a change of guardrails does to accounts that it affects in the same way. */
export interface AccountsEffect {
    /** Their keys, sorted. */
    readonly accounts: readonly string[];
    readonly effects: readonly (ActionsEffect & { readonly reasons: readonly string[] })[];
}

export interface EffectOfChange {
    /** From service and resource control policies: which actions are gained and lost. */
    readonly actions: readonly AccountsEffect[];
    /** From management policies: which settings change. */
    readonly settings: readonly SettingsEffect[];
    /** What was not compared, and why. */
    readonly notes: readonly string[];
    /** The number of actions of each service that an effect names. */
    readonly sizes: ReadonlyMap<string, number>;
    /** The number of AWS's services, if all were compared. */
    readonly services?: number;
}

export interface EffectOptions {
    /** The stack's region. */
    readonly region: string;
    /** Returns the names of roles that are always compared, for an account's key. */
    readonly rolesOf: (account: string) => readonly string[];
    /** The most questions to the evaluator. Default: as many as take some seconds. */
    readonly most?: number;
}

/**
 * What a change of guardrails does: for each account that exists before and after, which of AWS's actions it gains and loses, and
 * which settings of its management policies change. If nothing differs, nothing is loaded.
 */
export async function effectOfChange(
    before: Situation,
    after: Situation,
    options: EffectOptions,
): Promise<EffectOfChange> {
    const { changes, notes } = changesOf(before, after, options);
    const settings = settingsEffects(before, after);
    if (changes.length === 0) return { actions: [], settings, notes, sizes: new Map() };

    const comparer = await ChangeComparer.for(changes, options.region, options.most);
    const comparisons = changes.map((change) => comparer.compare(change));
    const actions = comparisons
        .filter(({ effects }) => effects.length > 0)
        .map(({ accounts, effects }) => ({
            accounts,
            effects: effects.map((one) => ({ ...one, reasons: reasonsFor(one.by, accounts, before, after) })),
        }));
    const services = new Set(actions.flatMap(({ effects }) => effects.flatMap((one) => one.actions.map(serviceOf))));
    const uncompared = comparisons.flatMap((one) => one.uncompared).sort();
    return {
        actions,
        settings,
        notes: [
            ...notes,
            ...new Set(comparisons.flatMap(({ left }) => left)),
            ...(uncompared.length > 0
                ? [
                      `the policies of ${uncompared.length} more accounts change too, but were not compared, because that would take too long: ${list(uncompared, 5)}`,
                  ]
                : []),
        ],
        sizes: new Map([...services].map((service) => [service, comparer.actionsOf(service)])),
        ...(comparer.services !== undefined && { services: comparer.services }),
    };
}

/** The changes of statements, each with the accounts that it affects; those with most accounts first. */
function changesOf(
    before: Situation,
    after: Situation,
    { rolesOf }: EffectOptions,
): { changes: PolicyChange[]; notes: string[] } {
    const documents = new ParsedDocuments();
    const [old, present] = [new Hierarchies(before, documents), new Hierarchies(after, documents)];
    const forms = new PolicyForms();
    const changes = new Map<string, PolicyChange>();
    const groups = new Map<string, AccountGroup>();
    for (const [key, account] of after.tree.accounts) {
        if (!before.tree.accounts.has(key)) continue;
        const node = accountNode(key);
        const [was, is] = [old.of(node), present.of(node)];
        const both = { before: forms.of(was), after: forms.of(is) };
        if (both.before.id === both.after.id) continue;
        const roles = rolesOf(key);
        const numbers = [...new Set([...numbersOf(both.before), ...numbersOf(both.after)])];
        // An account that a condition names is compared separately. All others are treated like an account that no condition names.
        const { id = SOME_ACCOUNT } = account;
        const alone = numbers.some((one) => forms.names(one, id)) ? id : SOME_ACCOUNT;
        const sides = { before: { ...was, account: alone }, after: { ...is, account: alone } };
        const unlike = formDifference(both.before, both.after);
        const changeId = JSON.stringify([unlike.id, roles, alone]);
        const groupId = JSON.stringify([both.before.id, both.after.id, roles, alone]);
        const known = groups.get(groupId);
        if (known) {
            known.accounts.push(key);
            continue;
        }
        const group: AccountGroup = { accounts: [key], sides, statements: forms.statementsOf(numbers) };
        groups.set(groupId, group);
        const change = changes.get(changeId) ?? changeWithoutGroups(both, unlike, sides, roles, forms);
        change.groups.push(group);
        changes.set(changeId, change);
    }
    const size = ({ groups: of }: PolicyChange): number => of.reduce((sum, { accounts }) => sum + accounts.length, 0);
    return {
        changes: [...changes.values()].sort((one, two) => size(two) - size(one)),
        notes: notesOnUnparsed(before, after, [...old.unparsed, ...present.unparsed]),
    };
}

function changeWithoutGroups(
    forms: { readonly before: PolicyForm; readonly after: PolicyForm },
    { before, after, ofAllowList, ofResources }: FormDifference,
    sides: ChangeSides,
    roles: readonly string[],
    all: PolicyForms,
): PolicyChange {
    const allowed = ofAllowList ? [...forms.before.allowed, ...forms.after.allowed].flat() : [];
    return {
        groups: [],
        sides: {
            before: narrowHierarchy(sides.before, before, ofAllowList, all),
            after: narrowHierarchy(sides.after, after, ofAllowList, all),
        },
        statements: all.statementsOf([...before, ...after, ...allowed]),
        ofAllowList,
        ofResources,
        roles,
    };
}

/** Policies that cannot be parsed are not compared. Those that do not change are not reported. */
function notesOnUnparsed(
    before: Situation,
    after: Situation,
    unparsed: readonly (readonly [policy: string, PolicyError])[],
): string[] {
    return [...new Map(unparsed)]
        .filter(([key]) => before.policies.get(key)?.content !== after.policies.get(key)?.content)
        .map(([key, { mistakes }]) => {
            const why = mistakes.map(({ message }) => message).join("; ");
            return `policy ${key} cannot be read, so its effect is not shown: ${why}`;
        });
}

export function serviceOf(action: string): string {
    return action.slice(0, action.indexOf(":"));
}
