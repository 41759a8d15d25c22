import { isInvitation, isOpen } from "../../aws/organization";
import type { OrganizationModel, Problem } from "../../definition";
import { INVITATIONS } from "../../limits";
import type { ExistingResources } from "../state";
import type { InvitationDecision } from "./invitedAccounts";
import type { InvitationFacts } from "./invitationFacts";

/** The invitations that a run sends, and the earlier ones that count towards AWS's limits. */
export interface InvitationCounts {
    readonly toSend: number;
    /** Those that were sent in the last 24 hours, as AWS counts them. */
    readonly sentToday: number;
}

export const NO_INVITATIONS: InvitationCounts = { toSend: 0, sentToday: 0 };

const DAY_MS = 86_400_000;

/** Refuses invitations while all features are being enabled: AWS sends none until then. */
export function featureProblems(
    decision: InvitationDecision,
    model: OrganizationModel,
    existing: ExistingResources,
    facts: InvitationFacts,
    location: string,
): Problem[] {
    if (invitationsToSend(decision) === 0) return [];
    const problem = (message: string): Problem[] => [
        { place: { file: location }, path: ["organization", "featureSet"], message },
    ];
    const pending = facts.handshakes.find(
        (handshake) => handshake.action === "ENABLE_ALL_FEATURES" && isOpen(handshake),
    );
    if (pending) {
        return problem(
            `all features are being enabled (${pending.id}), and AWS sends no invitations until that is finished. ` +
                "Finish that first: every invited account has to agree, and then the management account. Or leave out the accounts with `invite` until then",
        );
    }
    if (existing.featureSet === "CONSOLIDATED_BILLING" && model.featureSet === "ALL") {
        return problem(
            "changes to ALL, and AWS sends no invitations during that change: leave out the accounts with `invite`, apply this change, and put them back",
        );
    }
    return [];
}

/** How many invitations this run sends. */
export function invitationsToSend({ invited }: Pick<InvitationDecision, "invited">): number {
    return invited.filter(({ step }) => step.what === "send").length;
}

/** How many invitations were sent in the last 24 hours, as AWS counts them: accepted ones do not count. */
export function sentToday({ handshakes }: InvitationFacts, now: number): number {
    return handshakes.filter(
        (handshake) =>
            isInvitation(handshake) &&
            handshake.state !== "ACCEPTED" &&
            (handshake.requested?.getTime() ?? 0) > now - DAY_MS,
    ).length;
}

/**
 * @param sent how many invitations were sent in the last 24 hours.
 * @param more how many this run would send.
 * @param quota of accounts.
 * @param location the definition's place.
 */
export function dailyProblems(sent: number, more: number, quota: number, location: string): Problem[] {
    const allowed = Math.max(INVITATIONS.leastADay, quota);
    if (more === 0 || sent + more <= allowed) return [];
    return [
        {
            place: { file: location },
            path: ["accounts"],
            message:
                `${more} invitations would be sent. ${sent} were sent in the last 24 hours, and AWS allows ${allowed} (accepted ones do not count). ` +
                `Leave ${sent + more - allowed} accounts out until tomorrow`,
        },
    ];
}
