import type { Handshake } from "@aws-sdk/client-organizations";
import type { OrganizationCalls } from "./organizationCalls";
import { unlessNamed } from "./unansweredError";

/** The recipient of an invitation: an account by its id, or the account that has an e-mail. */
export interface InvitationRecipient {
    readonly type: "ACCOUNT" | "EMAIL";
    readonly id: string;
}

/** An invitation, or the change to all features, as AWS lists it. */
export interface FoundHandshake {
    /** `h-...` */
    readonly id: string;
    /** `INVITE`, `ENABLE_ALL_FEATURES`, ... */
    readonly action: string;
    /** `OPEN`, `REQUESTED`, `ACCEPTED`, `DECLINED`, `CANCELED` or `EXPIRED`. */
    readonly state: string;
    /** The recipient; absent where no account is asked. */
    readonly recipient?: InvitationRecipient;
    readonly requested?: Date;
    readonly expires?: Date;
}

/** All handshakes of the organisation. AWS keeps those that have ended for 30 days. One call for 20 of them. */
export async function listHandshakes(calls: OrganizationCalls): Promise<FoundHandshake[]> {
    const handshakes = await calls.list(
        {
            operation: "ListHandshakesForOrganization",
            question: "which invitations and requests for all features there are",
        },
        (sdk, client, NextToken) => client.send(new sdk.ListHandshakesForOrganizationCommand({ NextToken })),
        ({ Handshakes }) => Handshakes,
    );
    return handshakes.map(foundHandshake);
}

/** @returns undefined where AWS has no such handshake: it forgets one 30 days after its end. */
export async function describeHandshake(calls: OrganizationCalls, id: string): Promise<FoundHandshake | undefined> {
    const answer = await unlessNamed("HandshakeNotFoundException", () =>
        calls.call({ operation: "DescribeHandshake", question: `what has become of invitation ${id}` }, (sdk, client) =>
            client.send(new sdk.DescribeHandshakeCommand({ HandshakeId: id })),
        ),
    );
    return answer?.Handshake && foundHandshake(answer.Handshake);
}

export function foundHandshake(handshake: Handshake): FoundHandshake {
    const { Id = "", Action = "", State = "", Parties = [], RequestedTimestamp, ExpirationTimestamp } = handshake;
    const party = Parties.find(({ Type }) => Type === "ACCOUNT" || Type === "EMAIL");
    return {
        id: Id,
        action: Action,
        state: State,
        ...(party?.Id !== undefined && {
            recipient: { type: party.Type === "EMAIL" ? "EMAIL" : "ACCOUNT", id: party.Id } as const,
        }),
        ...(RequestedTimestamp && { requested: RequestedTimestamp }),
        ...(ExpirationTimestamp && { expires: ExpirationTimestamp }),
    };
}

/** Whether nobody has answered yet, so that it can still be accepted. */
export function isOpen({ state }: { readonly state: string }): boolean {
    return state === "OPEN" || state === "REQUESTED";
}

export function isInvitation({ action }: FoundHandshake): boolean {
    return action === "INVITE";
}

/** Whether it is the request for all features, which the management account accepts at the end. */
export function isEnablingAllFeatures({ action }: FoundHandshake): boolean {
    return action === "ENABLE_ALL_FEATURES";
}

/** Whether it asks a member account to agree to all features. */
export function isConsent({ action }: FoundHandshake): boolean {
    return action === "APPROVE_ALL_FEATURES" || action === "ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE";
}

/** AWS compares e-mails case-insensitively. */
export function isSameRecipient(one: InvitationRecipient | undefined, other: InvitationRecipient): boolean {
    return one?.type === other.type && one.id.toLowerCase() === other.id.toLowerCase();
}
