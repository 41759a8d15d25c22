import type { AwsClients } from "../../aws/awsClients";
import type { AwsSettings } from "../../aws/awsSettings";
import { accountNotAllowed } from "../../aws/allowedAccounts";
import { list } from "../../limits/messageText";
import {
    accountsInParent,
    creationsInProgress,
    delegatedAdministrators,
    describeOrganization,
    exceptionName,
    findOrganizationFacts,
    findParent,
    findRoot,
    isInvitation,
    isOpen,
    listAccounts,
    listHandshakes,
    listPolicies,
    policiesAttachedTo,
    policyContent,
    readOrganization,
    servicesWithAccess,
    targetsOfPolicy,
    unitsInParent,
    UnansweredError,
    unlessNamed,
    type OrganizationCalls,
    type WholeOrganization,
} from "../../aws/organization";
import type { FoundOrganization, OrganizationIdentity } from "../adoption";
import { NO_ORGANIZATION, type InvitationFacts } from "../invitations";
import type { FeatureFacts, OrganizationReader } from "../organization";
import type { PlanningAws } from "../plan";
import { RunEnd } from "../runEndError";
import { accountQuota } from "./accountQuotaInAws";
import { needed } from "./neededFromAws";
import { settingsFile } from "./settingsFiles";

/** What planning asks the stack's AWS. Nothing is asked before a reader is called. */
export function stackAws(clients: AwsClients, settings: AwsSettings, stack: string): PlanningAws {
    const calls = clients.organizationCalls;
    const unitsIn = async (parentId: string, purpose: string): ReturnType<PlanningAws["units"]["childrenOf"]> =>
        (await needed(purpose, () => unitsInParent(calls, parentId))) ?? [];
    const parentOf = async (childId: string, purpose: string): Promise<string | undefined> =>
        (await needed(purpose, () => findParent(calls, childId)))?.id;
    const [forUnits, forMoves] = ["before units are created, taken over or deleted", "before an account is moved"];
    const [forPolicies, forAttachments] = ["before one is made", "before a policy is attached"];
    const forDeletions = "before it is deleted";
    const accountCheck: AccountCheck = {
        allowedAccountIds: settings.allowedAccountIds,
        file: settingsFile(stack),
        callerAccount: () => callerAccount(clients, settings),
    };
    return {
        organizationIdentity: () => organizationIdentity(calls, accountCheck),
        callerAccount: accountCheck.callerAccount,
        findOrganization: () => findOrganization(calls),
        accounts: () => listAccounts(calls),
        organization: enabledInOrganization(calls),
        units: {
            childrenOf: (parentId) => unitsIn(parentId, forUnits),
            parentOf: (unitId) => parentOf(unitId, forUnits),
        },
        parentOf: (accountId) => parentOf(accountId, forMoves),
        policies: {
            list: (type) => needed(forPolicies, () => listPolicies(calls, type)),
            content: (id) => needed(forPolicies, () => policyContent(calls, id)),
        },
        attachments: {
            rootId: async () => (await needed(forAttachments, () => findRoot(calls)))?.id,
            // A unit or account that AWS no longer has is reported when it is registered.
            attachedTo: async (nodeId, type) =>
                (await needed(forAttachments, () => policiesAttachedTo(calls, nodeId, type))) ?? [],
        },
        deletions: {
            accountsIn: async (unitId) => (await needed(forDeletions, () => accountsInParent(calls, unitId))) ?? [],
            unitsIn: (unitId) => unitsIn(unitId, forDeletions),
            targetsOf: async (policyId) => (await needed(forDeletions, () => targetsOfPolicy(calls, policyId))) ?? [],
        },
        creations: {
            inProgress: () => creationsInProgress(calls),
            quota: () => accountQuota(clients, settings),
            openInvitations: async () =>
                (await listHandshakes(calls)).filter((handshake) => isInvitation(handshake) && isOpen(handshake))
                    .length,
        },
        invitationFacts: () => invitationFacts(calls),
        clients: () => clients,
    };
}

/** What the credentials' account is checked with. */
export interface AccountCheck extends Pick<AwsSettings, "allowedAccountIds"> {
    /** The file with the stack's settings. */
    readonly file: string;
    /** The account of the credentials. Undefined if AWS does not say it. */
    readonly callerAccount: () => Promise<string | undefined>;
}

/**
 * Which organisation the credentials are for; undefined if their account has none.
 *
 * @throws RunEnd if the stack's settings do not allow their account. The AWS provider would refuse it only after the run was planned with
 * what the wrong organisation has, and says neither which accounts are allowed nor where that is set.
 */
export async function organizationIdentity(
    calls: OrganizationCalls,
    { allowedAccountIds, file, callerAccount }: AccountCheck,
): Promise<OrganizationIdentity | undefined> {
    const isChecked = allowedAccountIds.length > 0;
    const [asked, caller] = await Promise.allSettled([
        needed("before anything is created or taken over", () => findOrganizationFacts(calls)),
        isChecked ? callerAccount() : undefined,
    ]);
    const account = caller.status === "fulfilled" ? caller.value : undefined;
    const refused = account === undefined ? undefined : accountNotAllowed(account, allowedAccountIds, file);
    if (refused !== undefined) throw new RunEnd(`${refused}. Nothing was done.`);
    if (asked.status === "rejected") throw asked.reason;
    const found = asked.value;
    if (found && isChecked && !allowedAccountIds.includes(found.managementAccountId)) {
        throw new RunEnd(
            `the credentials are for ${account === undefined ? "an account" : `account ${account}`} of the organisation ${found.id}, whose management account is ${found.managementAccountId}, ` +
                `and ${file} allows only ${list(allowedAccountIds)} (aws:allowedAccountIds): choose other credentials, or another stack. Nothing was done.`,
        );
    }
    return found;
}

/** The account of the credentials. Undefined if AWS does not say it: another question then fails for the same reason. */
async function callerAccount(clients: AwsClients, { endpoints, shared }: AwsSettings): Promise<string | undefined> {
    // Never ask the real AWS about the accounts of a local one.
    const isElsewhere = endpoints.organizations !== undefined && (endpoints.sts ?? shared?.endpoint) === undefined;
    return isElsewhere ? undefined : clients.callerAccount().catch(() => undefined);
}

/**
 * The organisation of the credentials' account. Undefined if it has none.
 *
 * @throws RunEnd if AWS does not let these credentials read it. Every member account may read which organisation it is in, and nothing
 * more.
 */
export async function findOrganization(calls: OrganizationCalls): Promise<FoundOrganization | undefined> {
    const purpose = "before anything is created or taken over";
    let found: WholeOrganization | undefined;
    try {
        found = await readOrganization(calls);
    } catch (error) {
        if (!(error instanceof UnansweredError)) throw error;
        const isDenied = exceptionName(error) === "AccessDeniedException";
        const facts = isDenied ? await findOrganizationFacts(calls).catch(() => undefined) : undefined;
        if (!facts) throw new RunEnd(error.describe(purpose));
        const { id, managementAccountId } = facts;
        throw new RunEnd(
            `${error.describe(purpose)}\n` +
                `The credentials are for an account of the organisation ${id}. If that is not its management account, ${managementAccountId}, use the credentials of that account. If it is, they lack a permission: docs/aws-roles.md lists all`,
        );
    }
    if (!found) return undefined;
    const { id, managementAccountId, managementAccountEmail, featureSet, root, serviceAccess, accounts } = found;
    return {
        id,
        managementAccount: { id: managementAccountId, email: managementAccountEmail },
        featureSet,
        serviceAccess,
        rootId: root?.id ?? "",
        policyTypes: root?.policyTypes ?? [],
        members: accounts.filter((account) => account.id !== managementAccountId),
    };
}

function enabledInOrganization(calls: OrganizationCalls): OrganizationReader {
    const purpose = "before that is changed";
    return {
        services: () => needed(purpose, () => servicesWithAccess(calls)),
        administrators: (service) => needed(purpose, () => delegatedAdministrators(calls, service)),
        policyTypes: async () => (await needed(purpose, () => findRoot(calls)))?.policyTypes ?? [],
        features: () => needed(purpose, () => featureFacts(calls)),
    };
}

async function featureFacts(calls: OrganizationCalls): Promise<FeatureFacts> {
    const { featureSet, managementAccountId } = await describeOrganization(calls);
    if (featureSet === "ALL") return { featureSet, members: [], handshakes: [] };
    const members = (await listAccounts(calls))
        .filter(({ id, state }) => id !== managementAccountId && state === "ACTIVE")
        .map(({ id, name, joinedMethod }) => ({ id, name, invited: joinedMethod === "INVITED" }));
    return { featureSet, members, handshakes: await listHandshakes(calls) };
}

/**
 * One call for the organisation, one for each 20 accounts and one for each 20 handshakes. All accounts are listed, because nothing else
 * says which account an e-mail belongs to, and an account may have joined by an invitation that is not in the stack.
 */
async function invitationFacts(calls: OrganizationCalls): Promise<InvitationFacts> {
    const facts = await needed("before accounts are invited or taken in", () =>
        // A missing organisation is reported elsewhere.
        unlessNamed("AWSOrganizationsNotInUseException", () =>
            Promise.all([findOrganizationFacts(calls), listAccounts(calls), listHandshakes(calls)]),
        ),
    );
    const [organization, accounts, handshakes] = facts ?? [];
    if (!organization || !accounts || !handshakes) return NO_ORGANIZATION;
    const id = organization.managementAccountId;
    return {
        management: { id, email: organization.managementAccountEmail },
        members: accounts.filter((account) => account.id !== id),
        handshakes,
    };
}
