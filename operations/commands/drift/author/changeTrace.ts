import { canBe, type TracedEvent } from "./tracedEvent";

/** By which events of CloudTrail a change can have been made. */
export interface ChangeTrace {
    /** Where CloudTrail has the events: in the region of Organizations, or in that of IAM Identity Center. */
    readonly where: "organizations" | "identity-center";
    /** The services that record them, such as `organizations.amazonaws.com`. Other services have events of the same name. */
    readonly sources: readonly string[];
    /** Names of events. One look-up finds those of a name. */
    readonly names: readonly string[];
    /** Whether an event has made what AWS has now. It succeeded, and has the source and one of the names. */
    explains(event: TracedEvent, all: readonly TracedEvent[]): boolean;
}

const ORGANIZATIONS = { where: "organizations", sources: ["organizations.amazonaws.com"] } as const;
const ACCOUNT_MANAGEMENT = { where: "organizations", sources: ["account.amazonaws.com"] } as const;
const IDENTITY_CENTER = { where: "identity-center", sources: ["sso.amazonaws.com"] } as const;
/** The API of the directory, and the console. */
const DIRECTORY = {
    where: "identity-center",
    sources: ["identitystore.amazonaws.com", "sso-directory.amazonaws.com"],
} as const;

/** A change that one event makes, if its request names all of these. */
function byRequest(name: string, request: Readonly<Record<string, string>>): ChangeTrace {
    return {
        ...ORGANIZATIONS,
        names: [name],
        explains: (event) => Object.entries(request).every(([key, value]) => event.asked(key) === value),
    };
}

export const accountMoved = (accountId: string, destinationParentId: string): ChangeTrace =>
    byRequest("MoveAccount", { accountId, destinationParentId });

/** The request has the new name, or CloudTrail hides it. */
export const accountRenamed = (accountId: string, name: string): ChangeTrace => ({
    ...ACCOUNT_MANAGEMENT,
    names: ["PutAccountName"],
    explains: (event) => event.asked("accountId") === accountId && canBe(event.asked("accountName"), name),
});

/** An account's e-mail changes in two steps, and the second one confirms it with a code from the new address. */
export const accountEmailChanged = (accountId: string): ChangeTrace => ({
    ...ACCOUNT_MANAGEMENT,
    names: ["AcceptPrimaryEmailUpdate"],
    explains: (event) => event.asked("accountId") === accountId,
});

export const unitRenamed = (organizationalUnitId: string, name: string): ChangeTrace => ({
    ...ORGANIZATIONS,
    names: ["UpdateOrganizationalUnit"],
    explains: (event) =>
        event.asked("organizationalUnitId") === organizationalUnitId && canBe(event.asked("name"), name),
});

export const unitCreated = (id: string): ChangeTrace => ({
    ...ORGANIZATIONS,
    names: ["CreateOrganizationalUnit"],
    explains: (event) => event.answered("organizationalUnit", "id") === id,
});

export const unitDeleted = (organizationalUnitId: string): ChangeTrace =>
    byRequest("DeleteOrganizationalUnit", { organizationalUnitId });

/**
 * The account's id is only in the event with which AWS finishes a creation. Both have the id of the request. An invited account has its
 * id in the invitation, unless that was sent to its e-mail.
 */
export const accountJoined = (accountId: string): ChangeTrace => ({
    ...ORGANIZATIONS,
    names: ["CreateAccount", "CreateAccountResult", "InviteAccountToOrganization"],
    explains(event, all) {
        if (event.name === "InviteAccountToOrganization") return event.asked("target", "id") === accountId;
        const request = event.answered("createAccountStatus", "id");
        if (event.name !== "CreateAccount" || request === undefined) return false;
        return all.some(
            (result) =>
                result.name === "CreateAccountResult" &&
                result.detail("createAccountStatus", "accountId") === accountId &&
                result.detail("createAccountStatus", "id") === request,
        );
    },
});

export const accountClosed = (accountId: string): ChangeTrace => byRequest("CloseAccount", { accountId });

/** An account that has left by itself is in the history of that account alone. */
export const accountRemoved = (accountId: string): ChangeTrace =>
    byRequest("RemoveAccountFromOrganization", { accountId });

export const policyAttached = (policyId: string, targetId: string): ChangeTrace =>
    byRequest("AttachPolicy", { policyId, targetId });

export const policyDetached = (policyId: string, targetId: string): ChangeTrace =>
    byRequest("DetachPolicy", { policyId, targetId });

/** @param aspect what of the policy differs. An update may be about the others only. */
export const policyUpdated = (policyId: string, aspect: "content" | "name" | "description"): ChangeTrace => ({
    ...ORGANIZATIONS,
    names: ["UpdatePolicy"],
    explains(event) {
        if (event.asked("policyId") !== policyId) return false;
        const named = ["content", "name", "description"].filter((one) => event.asked(one) !== undefined);
        return named.length === 0 || named.includes(aspect);
    },
});

export const policyCreated = (id: string): ChangeTrace => ({
    ...ORGANIZATIONS,
    names: ["CreatePolicy"],
    explains: (event) => event.answered("policy", "policySummary", "id") === id,
});

export const policyDeleted = (policyId: string): ChangeTrace => byRequest("DeletePolicy", { policyId });

/** @param now the tags that differ, as AWS has them: undefined for a key that is gone. */
export const tagsChanged = (resourceId: string, now: Readonly<Record<string, string | undefined>>): ChangeTrace => {
    const entries = Object.entries(now);
    const [set, gone] = [
        entries.filter(([, value]) => value !== undefined),
        entries.filter(([, value]) => value === undefined).map(([key]) => key),
    ];
    return {
        ...ORGANIZATIONS,
        names: [...(set.length > 0 ? ["TagResource"] : []), ...(gone.length > 0 ? ["UntagResource"] : [])],
        explains(event) {
            if (event.asked("resourceId") !== resourceId) return false;
            if (event.name === "UntagResource") return event.tagKeys.some((key) => gone.includes(key));
            return set.some(([key, value]) => event.tags.get(key) === value);
        },
    };
};

export const serviceAccessChanged = (servicePrincipal: string, isEnabled: boolean): ChangeTrace =>
    byRequest(isEnabled ? "EnableAWSServiceAccess" : "DisableAWSServiceAccess", { servicePrincipal });

export const administratorChanged = (accountId: string, servicePrincipal: string, isRegistered: boolean): ChangeTrace =>
    byRequest(isRegistered ? "RegisterDelegatedAdministrator" : "DeregisterDelegatedAdministrator", {
        accountId,
        servicePrincipal,
    });

export const policyTypeChanged = (policyType: string, isEnabled: boolean): ChangeTrace =>
    byRequest(isEnabled ? "EnablePolicyType" : "DisablePolicyType", { policyType });

/** Who may do what in accounts. */
export interface TracedAccess {
    readonly accountIds: readonly string[];
    readonly permissionSetArn: string;
    /** The id of the user or group. */
    readonly principalId: string;
}

/** One event for each account. The newest of them stands for all. */
export const accessChanged = (
    { accountIds, permissionSetArn, principalId }: TracedAccess,
    isGiven: boolean,
): ChangeTrace => ({
    ...IDENTITY_CENTER,
    names: [isGiven ? "CreateAccountAssignment" : "DeleteAccountAssignment"],
    explains: (event) =>
        accountIds.includes(event.asked("targetId") ?? "") &&
        event.asked("permissionSetArn") === permissionSetArn &&
        event.asked("principalId") === principalId,
});

export const memberAdded = (groupId: string, userId: string): ChangeTrace => ({
    ...DIRECTORY,
    names: ["CreateGroupMembership", "AddMemberToGroup"],
    explains: (event) => event.asksFor(groupId, userId),
});

/**
 * The API takes only the id of the membership, which the event has that made the membership. AWS does not document what the request of the
 * console looks like.
 */
export const memberRemoved = (groupId: string, userId: string): ChangeTrace => ({
    ...DIRECTORY,
    names: ["CreateGroupMembership", "DeleteGroupMembership", "RemoveMemberFromGroup"],
    explains(event, all) {
        if (event.name === "RemoveMemberFromGroup") return event.asksFor(groupId, userId);
        const membership = event.asked("membershipId");
        if (event.name !== "DeleteGroupMembership" || membership === undefined) return false;
        return all.some((made) => made.answered("membershipId") === membership && made.asksFor(groupId, userId));
    },
});
