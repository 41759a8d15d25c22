import * as pulumi from "@pulumi/pulumi";
import { Account, GuardrailPolicy, Organization, OrganizationalUnit, type Invitation } from "../components";
import { ROOT_UNIT, type AccountModel, type OrganizationModel } from "../definition";
import { tagsInAws } from "../definition/kindMark";
import { ACCOUNT_CREATION, CLOSINGS } from "../limits";
import type { FoundAttachments } from "./attachments/findAttachments";
import { isNew } from "./creation/newAccounts";
import { lanes } from "./creation/lanes";
import { atOnce, inTurns } from "./inTurns";
import { invitationOutputs, registerInvitations, type Invited } from "./invitations";
import { leavers } from "./leavers";
import type { OrganizationChange } from "./organization";
import { statementOrders } from "./parts";
import { isReplaceable } from "./review";
import type { ExistingAccount, ExistingResources } from "./state";

/** The components that a definition becomes. */
export interface Built {
    readonly organization: Organization;
    readonly policies: ReadonlyMap<string, GuardrailPolicy>;
    readonly units: ReadonlyMap<string, OrganizationalUnit>;
    readonly accounts: ReadonlyMap<string, Account>;
    /** The accounts that are invited and no members yet. */
    readonly invited: readonly Invited[];
    readonly invitations: ReadonlyMap<string, Invitation>;
}

/** Registers everything a definition names, at once. */
export function build(...args: Parameters<typeof steps>): Built {
    return atOnce(steps(...args));
}

/** The same with few accounts at a time, for the memory that thousands would take. */
export function buildInTurns(...args: Parameters<typeof steps>): Promise<Built> {
    return inTurns(steps(...args));
}

/**
 * Registers everything a definition names.
 *
 * @yields each account that has been registered, where the next one may wait for it: not while AWS creates it, which takes minutes, for
 * others change meanwhile.
 * @param existing what the stack has already: it is not taken over a second time.
 * @param attachments what is attached already and taken over.
 * @param moved the accounts that are in their units already, and in others by the stack.
 * @param invited the accounts that are no members yet; they are not in the model.
 * @param change what becomes of the organisation itself.
 */
function* steps(
    model: OrganizationModel,
    existing: ExistingResources,
    attachments: FoundAttachments = { root: new Map(), units: new Map(), accounts: new Map() },
    moved: ReadonlySet<string> = new Set(),
    invited: readonly Invited[] = [],
    change: OrganizationChange = { unchanged: [] },
): Generator<Account, Built> {
    // The import of what is in the state already would be refused when AWS has given it another id since.
    const toImport = (known: ReadonlyMap<string, unknown>, key: string, id: string | undefined): { id?: string } =>
        id !== undefined && !known.has(key) ? { id } : {};

    const organization = new Organization("organization", {
        featureSet: model.featureSet,
        policyTypes: model.policyTypes,
        serviceAccess: model.serviceAccess,
        ...change,
        ...(existing.organizationId === undefined && model.id !== undefined && { id: model.id }),
    });
    const outliving = new Set(
        model.accounts.filter(({ state }) => state === "closing").flatMap(({ guardrails }) => guardrails),
    );
    // What a policy waits for is known when everything is registered.
    let everythingIsRegistered = (): void => undefined;
    const registered = new Promise<void>((resolve) => (everythingIsRegistered = resolve));
    const orders = statementOrders(model.policies, existing);
    const moveFirst = leavers(model, existing, orders);
    // Such a policy waits for all accounts to be registered, and accounts wait for it: none may wait for another before.
    const policiesWait = orders.length + moveFirst.size > 0;
    const policies = new Map<string, GuardrailPolicy>();
    const accounts = new Map<string, Account>();
    for (const { key, id, ...policy } of model.policies) {
        const mine = orders.filter(({ part }) => part === key);
        const moving = moveFirst.get(key) ?? [];
        const after = registered.then(() => [
            ...moving.map((account) => found(accounts, account, "account")),
            ...mine.flatMap(({ after, attached }) => {
                const other = found(policies, after, "policy");
                return attached ? [other, ...other.guarding] : [other];
            }),
        ]);
        policies.set(
            key,
            new GuardrailPolicy(
                key,
                {
                    ...policy,
                    retained: outliving.has(key),
                    ...(mine.length + moving.length > 0 && { after }),
                    ...toImport(existing.policies, key, id),
                },
                organization,
            ),
        );
    }
    const attached = (keys: readonly string[]): GuardrailPolicy[] => keys.map((key) => found(policies, key, "policy"));
    organization.guard(attached(model.guardrails), attachments.root, model.fullAccess);

    const units = new Map<string, OrganizationalUnit>();
    for (const unit of model.units) {
        units.set(
            unit.key,
            new OrganizationalUnit(
                unit.key,
                {
                    name: unit.name,
                    parent: unit.parent === undefined ? organization : found(units, unit.parent, "unit"),
                    tags: tagsInAws(unit),
                    guardrails: attached(unit.guardrails),
                    fullAccess: unit.fullAccess,
                    attached: attachments.units.get(unit.key),
                    ...toImport(existing.units, unit.key, unit.id),
                },
                organization,
            ),
        );
    }
    const laned = (wanted: (account: AccountModel) => boolean, concurrent: number): ReadonlyMap<string, string> =>
        lanes(
            model.accounts.filter(wanted).map(({ key }) => key),
            concurrent,
        );
    // Those that close wait already while they are only to be closed: when they are left out, Pulumi goes by its state.
    const before = new Map([
        ...laned((account) => isNew(account, existing), ACCOUNT_CREATION.concurrent),
        ...laned(({ state }) => state === "closing", CLOSINGS.concurrent),
    ]);
    // What takes statements from another policy is attached to such an account before that policy lets go of them.
    const taking = new Set(orders.filter(({ attached }) => attached).map(({ after }) => after));
    const invitedOnly = model.accounts.find(
        ({ key, invite, id }) => invite !== undefined && id === undefined && !existing.accounts.has(key),
    );
    if (invitedOnly) {
        throw new Error(`account ${invitedOnly.key} is invited and no member: nothing may be created in its place`);
    }
    for (const account of model.accounts) {
        const component = new Account(
            account.key,
            {
                name: account.name,
                email: account.email,
                roleName: account.roleName,
                unit: account.unit === ROOT_UNIT ? organization : found(units, account.unit, "unit"),
                tags: account.tags,
                guardrails: attached(account.guardrails),
                fullAccess: account.fullAccess,
                attached: attachments.accounts.get(account.key),
                contacts: account.contacts,
                enabledRegions: account.enabledRegions,
                state: account.state,
                replaceable: isReplaceable(account, existing.accounts.get(account.key)),
                imported: account.id !== undefined || isImported(existing.accounts.get(account.key)),
                moved: moved.has(account.key),
                settled:
                    existing.accounts.get(account.key)?.unit === account.unit &&
                    account.guardrails.some((key) => taking.has(key)),
                after: accounts.get(before.get(account.key) ?? ""),
                ...toImport(existing.accounts, account.key, account.id),
            },
            organization,
        );
        accounts.set(account.key, component);
        if (!policiesWait && (pulumi.runtime.isDryRun() || !isNew(account, existing))) yield component;
    }
    const invitations = registerInvitations(invited, organization);
    everythingIsRegistered();
    return { organization, policies, units, accounts, invited, invitations };
}

/** One that was taken over in an earlier run. */
function isImported(before: ExistingAccount | undefined): boolean {
    return before !== undefined && before.roleName === undefined;
}

function found<T>(map: ReadonlyMap<string, T>, key: string, what: string): T {
    const value = map.get(key);
    if (value === undefined)
        throw new Error(`the ${what} ${key} is not in the model: the definition should have refused it`);
    return value;
}

/** What `pulumi stack output` shows: ids and ARNs of everything that people look up, by key and as a tree. */
export function outputs(model: OrganizationModel, built: Built): Record<string, pulumi.Input<unknown>> {
    const { organization, units, accounts, policies } = built;
    const below = (parent: string | undefined): Record<string, unknown> =>
        Object.fromEntries(
            model.units
                .filter((unit) => unit.parent === parent)
                .map((unit) => [
                    unit.key.split("/").at(-1) ?? unit.key,
                    {
                        id: found(units, unit.key, "unit").id,
                        arn: found(units, unit.key, "unit").arn,
                        ...nonEmpty(
                            "accounts",
                            Object.fromEntries(
                                model.accounts
                                    .filter((account) => account.unit === unit.key)
                                    .map(({ key }) => [key, found(accounts, key, "account").id]),
                            ),
                        ),
                        ...nonEmpty("units", below(unit.key)),
                    },
                ]),
        );
    return {
        organization: {
            id: organization.id,
            arn: organization.arn,
            rootId: organization.rootId,
            managementAccountId: organization.managementAccountId,
        },
        tree: below(undefined),
        accounts: Object.fromEntries(
            model.accounts.map(({ key, email, unit }) => {
                const { id, arn, roleArn } = found(accounts, key, "account");
                return [key, { id, arn, email, unit, roleArn }];
            }),
        ),
        ...nonEmpty("invitations", { ...invitationOutputs(built.invited, built.invitations) }),
        policies: Object.fromEntries([...policies].map(([key, { id, arn }]) => [key, { id, arn }])),
    };
}

function nonEmpty(key: string, value: Record<string, unknown>): Record<string, unknown> {
    return Object.keys(value).length > 0 ? { [key]: value } : {};
}
