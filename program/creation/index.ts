import * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../../aws/awsClients";
import { causeOf, creationsInProgress } from "../../aws/organization";
import type { AwsSettings } from "../../aws/awsSettings";
import { DefinitionError, type OrganizationModel, type Problem } from "../../definition";
import {
    accountProblems,
    adoptionProblems,
    enabledTypes,
    findOrganization,
    missingOrganization,
    type FoundOrganization,
} from "../adoption/organizationAdoption";
import { keptServices, tellKept } from "../organization/keptServices";
import { policyTypesToEnable } from "../organization/enabledPolicyTypes";
import type { ExistingResources } from "../state";
import { findAccounts, newAccounts, takenEmails } from "./newAccounts";
import { isReplaced } from "../review";
import { dailyProblems } from "../invitations/invitationLimits";
import { providerSettings } from "../openStack/providerSettings";
import { finishCreations } from "./unfinishedCreations";
import { announcement } from "./creationTime";
import { accountQuota, openInvitations, quotaProblems } from "./accountQuota";
import { findUnits, isToBeAsked } from "../identity";
import { unitsInAws } from "./unitsInAws";

export { providerClients, providerSettings } from "../openStack/providerSettings";
export { newAccounts } from "./newAccounts";
export { findMoved } from "../adoption/movedAccounts";
export { tellProgress } from "../report/creationProgress";

/** The invitations that a run sends, and how many went out in the last 24 hours. */
export interface Invitations {
    readonly more: number;
    readonly sentToday: number;
}

/**
 * Prepares what a run creates or takes over, before anything is registered. A run that changes neither asks AWS nothing.
 *
 * - An organisation, and accounts, with an `id` in the definition are taken over: they must be as the definition says.
 * - Accounts and units that are new to the stack and that AWS has already, from a run that broke off or a state that is lost,
 *   are found by e-mail and by name, told, and taken over too.
 * - Units that are made, renamed or taken over are where the definition has them, and their names are free.
 * - The accounts that are left are created: there must be room for them in the quota.
 *
 * @param location the definition's place.
 * @param invitations those that the run sends.
 * @returns the definition, with the ids of what was found.
 * @throws DefinitionError with everything that stands against it.
 */
export async function prepare(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    invitations: Invitations = { more: 0, sentToday: 0 },
): Promise<OrganizationModel> {
    const isFirst = existing.organizationId === undefined;
    const adopted = model.accounts.filter(({ key, id }) => id !== undefined && !existing.accounts.has(key));
    const fresh = newAccounts(model, existing);
    const unitsAsked = model.units.some((unit) => isToBeAsked(unit, existing));
    const replaced = model.accounts.filter((account) => isReplaced(account, existing.accounts.get(account.key)));
    const made = [...fresh, ...replaced];
    if (!isFirst && adopted.length + made.length + invitations.more === 0 && !unitsAsked) return model;

    const settings = providerSettings();
    const clients = new AwsClients(settings);
    // Where no organisation is expected, none is asked: a first run that finds one all the same ends below.
    if (fresh.length > 0 && (!isFirst || model.id !== undefined)) {
        await finishCreations(
            fresh.map(({ name }) => name),
            {
                isPreview: pulumi.runtime.isDryRun(),
                ask: () => creationsInProgress(clients.organizationCalls),
                pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
                info: (message) => void pulumi.log.info(message),
                warn: (message) => void pulumi.log.warn(message),
            },
        );
    }
    const found = await findOrganization();
    const problems: Problem[] = [];
    if (isFirst) {
        problems.push(...(found ? adoptionProblems(model, found, location) : missingOrganization(model, location)));
    }
    if (problems.length > 0) throw new DefinitionError(problems);
    const settled = isFirst && found ? withAllOf(found, model) : model;

    const [root] = found?.roots ?? [];
    const { ids: units, problems: ofUnits } =
        root && unitsAsked
            ? await findUnits(model, existing, root.id, unitsInAws())
            : { ids: new Map<string, string>(), problems: [] };
    problems.push(...ofUnits);
    const accounts = found ? findAccounts(fresh, found, existing) : undefined;
    const taken = withIds(settled, units, accounts?.ids ?? new Map<string, string>());
    if (found && accounts) {
        const keys = new Set([...adopted.map(({ key }) => key), ...accounts.ids.keys()]);
        const takenOver = taken.accounts.filter(({ key }) => keys.has(key));
        problems.push(
            ...accounts.problems,
            ...takenEmails(replaced, found, existing),
            ...accountProblems(takenOver, found.nonMasterAccounts, settled.serviceAccess, found.masterAccountId),
        );
    }
    const created = made.length - (accounts?.ids.size ?? 0);
    if (created + invitations.more > 0) {
        const has = found ? found.nonMasterAccounts.length + 1 : 1;
        const more = { created, ...invitations };
        problems.push(...(await checkQuota(clients, settings, has, found !== undefined, more, location)));
    }
    if (problems.length > 0) throw new DefinitionError(problems);
    tellTaken(taken, units, accounts?.ids);
    if (created > 0) void pulumi.log.info(announcement(created));
    return taken;
}

/** An organisation that is taken over keeps the types of policy and the access of services that the definition does not name. */
function withAllOf(found: FoundOrganization, model: OrganizationModel): OrganizationModel {
    const stays = keptServices(model, found.awsServiceAccessPrincipals);
    if (pulumi.runtime.isDryRun()) for (const message of tellKept(stays, model)) void pulumi.log.warn(message);
    return {
        ...model,
        serviceAccess: [...model.serviceAccess, ...stays].sort(),
        policyTypes: policyTypesToEnable(model, { policyTypes: enabledTypes(found) }),
    };
}

/** Where AWS does not tell the quota, AWS itself refuses the accounts that are too many, one by one: that is worth a warning. */
async function checkQuota(
    clients: AwsClients,
    { endpoints }: AwsSettings,
    accounts: number,
    hasOrganization: boolean,
    { created, more, sentToday }: Invitations & { readonly created: number },
    location: string,
): Promise<Problem[]> {
    const unchecked = (why: string): Problem[] => {
        void pulumi.log.warn(`Whether AWS allows ${created + more} more accounts was not checked: ${why}`);
        return [];
    };
    // Never ask the real AWS about the accounts of another one.
    if (endpoints.organizations !== undefined && endpoints.servicequotas === undefined) {
        return unchecked("aws:endpoints has organizations and not servicequotas");
    }
    try {
        const [quota, open] = await Promise.all([
            accountQuota(clients),
            hasOrganization ? openInvitations(clients) : 0,
        ]);
        return [
            ...quotaProblems(
                { accounts, invitations: open },
                { created, invited: more },
                quota,
                clients.homeRegion,
                location,
            ),
            ...dailyProblems(sentToday, more, quota, location),
        ];
    } catch (error) {
        return unchecked(
            `${String(causeOf(error))} (it takes servicequotas:GetServiceQuota and organizations:ListHandshakesForOrganization)`,
        );
    }
}

function withIds(
    model: OrganizationModel,
    units: ReadonlyMap<string, string>,
    accounts: ReadonlyMap<string, string>,
): OrganizationModel {
    const withId = <T extends { readonly key: string; readonly id?: string }>(
        one: T,
        ids: ReadonlyMap<string, string>,
    ): T => {
        const id = ids.get(one.key);
        return id === undefined ? one : { ...one, id };
    };
    return {
        ...model,
        units: model.units.map((unit) => withId(unit, units)),
        accounts: model.accounts.map((account) => withId(account, accounts)),
    };
}

function tellTaken(
    { units, accounts }: OrganizationModel,
    unitIds: ReadonlyMap<string, string>,
    accountIds: ReadonlyMap<string, string> = new Map(),
): void {
    for (const { key, name } of units) {
        const id = unitIds.get(key);
        if (id !== undefined) {
            void pulumi.log.info(
                `unit ${key} (${id}) is in the organisation and not in the stack: found by its name ${JSON.stringify(name)}, it is taken over, not created`,
            );
        }
    }
    for (const { key, email } of accounts) {
        const id = accountIds.get(key);
        if (id !== undefined) {
            void pulumi.log.info(
                `account ${key} (${id}) is in the organisation and not in the stack: found by its e-mail ${email}, it is taken over, not created`,
            );
        }
    }
}
