import type * as pulumi from "@pulumi/pulumi";
import { Account, GuardrailPolicy, Organization, OrganizationalUnit } from "../components";
import type { OrganizationModel } from "../definition";
import type { FoundAttachments } from "./attachments";
import { isReplaceable } from "./review";
import type { ExistingResources } from "./state";

/** The components that a definition becomes. */
export interface Built {
    readonly organization: Organization;
    readonly policies: ReadonlyMap<string, GuardrailPolicy>;
    readonly units: ReadonlyMap<string, OrganizationalUnit>;
    readonly accounts: ReadonlyMap<string, Account>;
}

/**
 * Registers everything a definition names.
 *
 * @param existing what the stack has already: it is not taken over a second time.
 * @param attachments what is attached already and taken over.
 */
export function build(
    model: OrganizationModel,
    existing: ExistingResources,
    attachments: FoundAttachments = { root: new Map(), units: new Map(), accounts: new Map() },
): Built {
    // The import of what is in the state already would be refused when AWS has given it another id since.
    const toImport = (known: ReadonlyMap<string, unknown>, key: string, id: string | undefined): { id?: string } =>
        id !== undefined && !known.has(key) ? { id } : {};

    const organization = new Organization("organization", {
        featureSet: model.featureSet,
        policyTypes: model.policyTypes,
        serviceAccess: model.serviceAccess,
        ...(existing.organizationId === undefined && model.id !== undefined && { id: model.id }),
    });
    const policies = new Map(
        model.policies.map(({ key, id, ...policy }) => [
            key,
            new GuardrailPolicy(key, { ...policy, ...toImport(existing.policies, key, id) }, organization),
        ]),
    );
    const attached = (keys: readonly string[]): GuardrailPolicy[] => keys.map((key) => found(policies, key, "policy"));
    organization.guard(attached(model.guardrails), attachments.root);

    const units = new Map<string, OrganizationalUnit>();
    for (const unit of model.units) {
        units.set(
            unit.key,
            new OrganizationalUnit(
                unit.key,
                {
                    name: unit.name,
                    parent: unit.parent === undefined ? organization : found(units, unit.parent, "unit"),
                    tags: unit.tags,
                    guardrails: attached(unit.guardrails),
                    attached: attachments.units.get(unit.key),
                    ...toImport(existing.units, unit.key, unit.id),
                },
                organization,
            ),
        );
    }
    const accounts = new Map(
        model.accounts.map((account) => [
            account.key,
            new Account(
                account.key,
                {
                    name: account.name,
                    email: account.email,
                    roleName: account.roleName,
                    unit: found(units, account.unit, "unit"),
                    tags: account.tags,
                    guardrails: attached(account.guardrails),
                    attached: attachments.accounts.get(account.key),
                    state: account.state,
                    replaceable: isReplaceable(account, existing.accounts.get(account.key)),
                    imported: account.id !== undefined,
                    ...toImport(existing.accounts, account.key, account.id),
                },
                organization,
            ),
        ]),
    );
    return { organization, policies, units, accounts };
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
        policies: Object.fromEntries([...policies].map(([key, { id, arn }]) => [key, { id, arn }])),
    };
}

function nonEmpty(key: string, value: Record<string, unknown>): Record<string, unknown> {
    return Object.keys(value).length > 0 ? { [key]: value } : {};
}
