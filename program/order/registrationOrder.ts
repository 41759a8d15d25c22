import { ROOT_UNIT, type AccountModel, type OrganizationModel } from "../../definition";
import { accountNode, ROOT_NODE, unitNode, type OrganizationNode } from "../../tree";
import type { ExistingResources } from "../state";
import { previousAccounts } from "./accountLanes";
import { accountsMovingOut } from "./accountsMovingOut";
import { stepId, type RegistrationStep } from "./registrationStep";
import { statementOrders, type StatementOrder } from "./statementOrder";
import { topologicalOrder } from "./topologicalOrder";

/** What a run registers below the organisation, without invitations. */
export interface RegistrationOrder {
    /** Each step stands after everything that it depends on. */
    readonly steps: readonly RegistrationStep[];
}

/** A step with the ids of all that has to be registered before it. */
interface Dependent extends RegistrationStep {
    readonly needs: readonly string[];
}

/** What can be attached to a node. */
interface Guarded {
    readonly guardrails: readonly string[];
    readonly fullAccess: boolean;
}

/**
 * The order in which a run registers policies, units, accounts and attachments, and what each of them waits for.
 *
 * - An account is created in its unit, or moves there, after everything that guards the unit is attached and its own policies exist.
 * - A statement that moves from one policy to another is attached there before the first policy loses it.
 * - An account that moves out of the reach of a policy moves before that policy loses statements.
 * - No more accounts are created or closed at a time than AWS allows.
 *
 * @throws Error if the model names a policy or unit that it does not have. A checked definition never does.
 */
export function order(model: OrganizationModel, existing: ExistingResources): RegistrationOrder {
    const statements = statementOrders(model.policies, existing);
    const previous = previousAccounts(model, existing);
    const settled = settledAccounts(model, existing, statements);
    const movingOut = accountsMovingOut(model, existing, statements, previous, settled);
    const steps = topologicalOrder([
        ...policySteps(model, statements, movingOut, settled),
        ...model.units.map(unitStep),
        ...guardSteps(ROOT_NODE, model),
        ...model.units.flatMap((unit) => guardSteps(unitNode(unit.key), unit)),
        ...accountSteps(model, previous, settled),
    ]);
    return { steps: steps.map(({ id, item, dependsOn }) => ({ id, item, dependsOn })) };
}

/**
 * Existing accounts that take over statements from another policy. They must not depend on their policies: the losing policy waits for
 * their attachments, so that would be a cycle.
 */
function settledAccounts(
    model: OrganizationModel,
    existing: ExistingResources,
    statements: readonly StatementOrder[],
): ReadonlySet<string> {
    const gaining = new Set(statements.filter(({ attached }) => attached).map(({ after }) => after));
    const isSettled = ({ key, unit, guardrails }: AccountModel): boolean =>
        existing.accounts.get(key)?.unit === unit && guardrails.some((policy) => gaining.has(policy));
    return new Set(model.accounts.filter(isSettled).map(({ key }) => key));
}

function policySteps(
    model: OrganizationModel,
    statements: readonly StatementOrder[],
    movingOut: ReadonlyMap<string, readonly string[]>,
    settled: ReadonlySet<string>,
): Dependent[] {
    const accounts = new Map(model.accounts.map((account) => [account.key, account]));
    const attachedFirst = new Map<string, string[]>();
    for (const [node, { guardrails }] of [
        [ROOT_NODE, model] as const,
        ...model.units.map((unit) => [unitNode(unit.key), unit] as const),
        ...model.accounts
            .filter(({ key }) => settled.has(key))
            .map((account) => [accountNode(account.key), account] as const),
    ]) {
        for (const policy of guardrails) {
            attachedFirst.set(policy, [...(attachedFirst.get(policy) ?? []), attachmentId(policy, node)]);
        }
    }
    return model.policies.map(({ key }) => {
        const moving = movingOut.get(key) ?? [];
        const dependsOn = [
            ...moving.map(accountId),
            ...statements
                .filter(({ policy }) => policy === key)
                .flatMap(({ after, attached }) => [
                    policyId(after),
                    ...(attached ? (attachedFirst.get(after) ?? []) : []),
                ]),
        ];
        // A policy waits for the account and its attachments.
        const hanging = moving.flatMap((account) => {
            const found = accounts.get(account);
            return found ? guardSteps(accountNode(account), found).map(({ id }) => id) : [];
        });
        return { id: policyId(key), item: { kind: "policy", key }, dependsOn, needs: [...dependsOn, ...hanging] };
    });
}

function unitStep({ key, parent }: { readonly key: string; readonly parent?: string }): Dependent {
    return {
        id: unitId(key),
        item: { kind: "unit", key },
        dependsOn: [],
        needs: parent === undefined ? [] : [unitId(parent)],
    };
}

function accountSteps(
    model: OrganizationModel,
    previous: ReadonlyMap<string, string>,
    settled: ReadonlySet<string>,
): Dependent[] {
    const guards = guardsByUnit(model);
    return model.accounts.flatMap((account): Dependent[] => {
        const { key, unit, guardrails } = account;
        const before = previous.get(key);
        const dependsOn = settled.has(key)
            ? []
            : [
                  ...(guards.get(unit) ?? []),
                  ...guardrails.map(policyId),
                  ...(before === undefined ? [] : [accountId(before)]),
              ];
        const needs = [...dependsOn, ...(unit === ROOT_UNIT ? [] : [unitId(unit)])];
        return [
            { id: accountId(key), item: { kind: "account", key }, dependsOn, needs },
            ...guardSteps(accountNode(key), account),
        ];
    });
}

/**
 * By the key of a unit, everything that guards an account in it: what is attached to the root, to the unit and to the units between them.
 */
function guardsByUnit(model: OrganizationModel): ReadonlyMap<string, readonly string[]> {
    const own = (node: OrganizationNode, guarded: Guarded): string[] => guardSteps(node, guarded).map(({ id }) => id);
    const guards = new Map([[ROOT_UNIT, own(ROOT_NODE, model)]]);
    for (const unit of model.units) {
        const above = guards.get(unit.parent ?? ROOT_UNIT) ?? [];
        guards.set(unit.key, [...above, ...own(unitNode(unit.key), unit)]);
    }
    return guards;
}

/** What is attached to a node, and the detachment of FullAWSAccess after that. */
function guardSteps(node: OrganizationNode, { guardrails, fullAccess }: Guarded): Dependent[] {
    const onNode = node.kind === "root" ? [] : [stepId({ kind: node.kind, key: node.key })];
    const attachments = guardrails.map((policy): Dependent => {
        const item = { kind: "attachment", policy, node } as const;
        return { id: stepId(item), item, dependsOn: [], needs: [policyId(policy), ...onNode] };
    });
    if (fullAccess) return attachments;
    const item = { kind: "fullAccessDetached", node } as const;
    const dependsOn = attachments.map(({ id }) => id);
    return [...attachments, { id: stepId(item), item, dependsOn, needs: [...dependsOn, ...onNode] }];
}

function policyId(key: string): string {
    return stepId({ kind: "policy", key });
}

function unitId(key: string): string {
    return stepId({ kind: "unit", key });
}

function accountId(key: string): string {
    return stepId({ kind: "account", key });
}

function attachmentId(policy: string, node: OrganizationNode): string {
    return stepId({ kind: "attachment", policy, node });
}
