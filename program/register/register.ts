import * as pulumi from "@pulumi/pulumi";
import {
    Account,
    FullAccessDetached,
    GuardrailAttachment,
    GuardrailPolicy,
    Organization,
    OrganizationalUnit,
    SandboxUnit,
    SecurityUnit,
    WorkloadsUnit,
    type GuardedNode,
    type OrganizationParent,
} from "../../components";
import { ROOT_UNIT, type AccountModel, type Kind, type PolicyModel, type UnitModel } from "../../definition";
import type { OrganizationNode } from "../../tree";
import { isNew } from "../creation/newAccounts";
import type { RegistrationOrder, RegistrationStep } from "../order";
import { isReplaceable } from "../review";
import { atOnce, inTurns, registrationOf, type StartedRegistration } from "./inTurns";
import { registerInvitations } from "./invitationResources";
import type { ProgramFeature } from "./programFeature";
import type { Registered } from "./registered";
import { outputsOfFeatures, registeringFeatures, type RegisteringFeature } from "./registerFeatures";
import type { Registration } from "./registration";

/** Registers everything that a run consists of, only some accounts at a time, to save memory. */
export function register(
    registration: Registration,
    order: RegistrationOrder,
    programFeatures: readonly ProgramFeature[],
): Promise<Registered> {
    return inTurns(new Registrar(registration, programFeatures).registerAll(order));
}

/** The same without waiting for accounts, for tests. */
export function registerAtOnce(
    registration: Registration,
    order: RegistrationOrder,
    programFeatures: readonly ProgramFeature[],
): Registered {
    return atOnce(new Registrar(registration, programFeatures).registerAll(order));
}

const UNITS: Readonly<Record<Kind, typeof OrganizationalUnit | typeof SandboxUnit>> = {
    plain: OrganizationalUnit,
    sandbox: SandboxUnit,
    workloads: WorkloadsUnit,
    security: SecurityUnit,
};

/** Makes the components of a run, one for each step of the order, and remembers them for those that depend on them. */
class Registrar {
    readonly #registration: Registration;
    readonly #features: readonly RegisteringFeature[];
    readonly #organization: Organization;
    readonly #byStep = new Map<string, pulumi.Resource>();
    readonly #policies = new Map<string, GuardrailPolicy>();
    readonly #units = new Map<string, OrganizationalUnit>();
    readonly #accounts = new Map<string, Account>();
    readonly #models: {
        readonly policies: ReadonlyMap<string, PolicyModel>;
        readonly units: ReadonlyMap<string, UnitModel>;
        readonly accounts: ReadonlyMap<string, AccountModel>;
    };
    /** The policies that are attached to closing accounts: AWS keeps them attached for another 90 days. */
    readonly #outliving: ReadonlySet<string>;

    constructor(registration: Registration, programFeatures: readonly ProgramFeature[]) {
        const { model, existing, change } = registration;
        refuseInvitedAccounts(registration);
        this.#registration = registration;
        this.#features = registeringFeatures(programFeatures, registration);
        this.#models = { policies: byKey(model.policies), units: byKey(model.units), accounts: byKey(model.accounts) };
        this.#outliving = new Set(
            model.accounts.filter(({ state }) => state === "closing").flatMap(({ guardrails }) => guardrails),
        );
        const { featureSet, policyTypes, serviceAccess } = model;
        this.#organization = new Organization(
            "organization",
            { featureSet, policyTypes, serviceAccess },
            {},
            { ...change, ...(existing.organizationId === undefined && { importId: model.id }) },
        );
    }

    /**
     * @yields each registered account, so that the next one may wait until Pulumi has finished with it. Accounts that AWS creates are not
     * yielded: that takes minutes, in which others can change.
     */
    *registerAll({ steps }: RegistrationOrder): Generator<StartedRegistration, Registered> {
        const { existing, invited } = this.#registration;
        for (const step of steps) {
            const resource = this.#make(step);
            this.#byStep.set(step.id, resource);
            if (!(resource instanceof Account)) continue;
            for (const feature of this.#features) feature.registerAccount(resource);
            const model = this.#models.accounts.get(resource.key);
            if (pulumi.runtime.isDryRun() || (model && !isNew(model, existing)))
                yield registrationOf(resource.resource);
        }
        const rootGuards = steps.filter(({ item }) => "node" in item && item.node.kind === "root");
        const organization = {
            organization: this.#organization,
            policies: this.#policies,
            units: this.#units,
            accounts: this.#accounts,
            invitations: registerInvitations(
                invited,
                this.#organization,
                rootGuards.map(({ id }) => found(this.#byStep, id)),
            ),
            administrators: new Map<string, pulumi.Resource>(),
        };
        return { ...organization, featureOutputs: outputsOfFeatures(this.#features, organization) };
    }

    #make(step: RegistrationStep): pulumi.Resource {
        const { item } = step;
        // An account waits only for the other account itself, a policy also for the attachments of the account.
        const dependsOn = step.dependsOn.map((id) => {
            const resource = found(this.#byStep, id);
            return item.kind === "account" && resource instanceof Account ? resource.resource : resource;
        });
        switch (item.kind) {
            case "policy":
                return this.#makePolicy(item.key, dependsOn);
            case "unit":
                return this.#makeUnit(item.key);
            case "account":
                return this.#makeAccount(item.key, dependsOn);
            case "attachment": {
                const args = { policy: found(this.#policies, item.policy), node: this.#node(item.node) };
                const id = this.#attachmentId(item.policy, item.node);
                return new GuardrailAttachment(GuardrailAttachment.nameOf(args), args, {
                    ...(id !== undefined && { import: id }),
                });
            }
            case "fullAccessDetached": {
                const node = this.#node(item.node);
                return new FullAccessDetached(FullAccessDetached.nameOf(node), { node }, { dependsOn });
            }
        }
    }

    #makePolicy(key: string, dependsOn: pulumi.Resource[]): GuardrailPolicy {
        const { name, type, description, content, tags, id } = found(this.#models.policies, key);
        const importId = this.#idToImport(this.#registration.existing.policies, key, id);
        const policy = new GuardrailPolicy(
            key,
            { organization: this.#organization, name, type, description, content, tags },
            {
                dependsOn,
                retainOnDelete: this.#outliving.has(key),
                ...(importId !== undefined && { import: importId }),
            },
        );
        this.#policies.set(key, policy);
        return policy;
    }

    /** Separate steps register what the definition attaches, so the class of a kind only sets its tag. */
    #makeUnit(key: string): OrganizationalUnit {
        const { name, kind, parent, tags, id } = found(this.#models.units, key);
        const unit = new UNITS[kind](
            key,
            { name, parent: this.#parent(parent ?? ROOT_UNIT), tags, kindGuardrails: [] },
            {},
            { importId: this.#idToImport(this.#registration.existing.units, key, id) },
        );
        this.#units.set(key, unit);
        return unit;
    }

    #makeAccount(key: string, dependsOn: pulumi.Resource[]): Account {
        const { existing, moved, lost } = this.#registration;
        const model = found(this.#models.accounts, key);
        const { name, email, roleName, unit, tags, state, id } = model;
        const before = existing.accounts.get(key);
        const account = new Account(
            key,
            { parent: this.#parent(unit), name, email, roleName, tags, state },
            { dependsOn },
            {
                // With `--refresh`, Pulumi takes a closed account out of the state after this program has read it. It would create another one.
                importId: lost.find((one) => one.key === key)?.id ?? this.#idToImport(existing.accounts, key, id),
                // The state has no role of an account that was imported in an earlier run.
                isImported: id !== undefined || (before !== undefined && before.roleName === undefined),
                isMoved: moved.has(key),
                isReplaceable: isReplaceable(model, before),
            },
        );
        this.#accounts.set(key, account);
        return account;
    }

    #parent(unit: string): OrganizationParent {
        return unit === ROOT_UNIT ? this.#organization : found(this.#units, unit);
    }

    #node({ kind, key }: OrganizationNode): GuardedNode {
        if (kind === "root") return this.#organization;
        return kind === "unit" ? found(this.#units, key) : found(this.#accounts, key);
    }

    /** The id of an attachment that is in AWS but not in the state. */
    #attachmentId(policy: string, { kind, key }: OrganizationNode): string | undefined {
        const { root, units, accounts } = this.#registration.attachments;
        return (kind === "root" ? root : kind === "unit" ? units.get(key) : accounts.get(key))?.get(policy);
    }

    /** Undefined for what is in the state already: Pulumi would refuse the import if AWS has given it another id since then. */
    #idToImport(known: ReadonlyMap<string, unknown>, key: string, id: string | undefined): string | undefined {
        return known.has(key) ? undefined : id;
    }
}

function refuseInvitedAccounts({ model, existing }: Registration): void {
    const invited = model.accounts.find(
        ({ key, invite, id }) => invite !== undefined && id === undefined && !existing.accounts.has(key),
    );
    if (invited)
        throw new Error(`account ${invited.key} is invited and not yet a member: nothing may be created in its place`);
}

function byKey<T extends { readonly key: string }>(all: readonly T[]): ReadonlyMap<string, T> {
    return new Map(all.map((one) => [one.key, one]));
}

function found<T>(map: ReadonlyMap<string, T>, key: string): T {
    const value = map.get(key);
    if (value === undefined) throw new Error(`${key} is not registered yet: the order of the steps is wrong`);
    return value;
}
