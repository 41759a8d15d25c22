import { CLOSINGS, closingsAllowed } from "../../../limits";
import type { Membership } from "../../cli/organizationMembers";

/**
 * Warnings about AWS's closing quota. AWS does not say when an account was closed. The accounts that it lists as closed were closed
 * within the last 90 days, and the quota counts 30 days.
 */
export function quotaWarnings({ managementAccountId, members }: Membership): string[] {
    const others = members.filter(({ id }) => id !== managementAccountId);
    const pending = others.filter(({ state }) => state === "PENDING_CLOSURE").length;
    const closed = others.filter(({ state }) => state === "SUSPENDED" || state === "CLOSED").length;
    const allowed = closingsAllowed(others.length);
    return [
        ...(closed + pending >= allowed
            ? [
                  `AWS closes at most ${allowed} accounts of this organisation in ${CLOSINGS.days} days, and ${closed + pending} are closed or closing: it may refuse until some of these are older.`,
              ]
            : []),
        ...(pending >= CLOSINGS.concurrent
            ? [
                  `AWS closes ${CLOSINGS.concurrent} accounts at a time, and ${pending} are closing now: \`up\` may have to be run again.`,
              ]
            : []),
    ];
}
