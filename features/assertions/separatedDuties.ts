import type { GrantedSession, IdentityHolder } from "../../definition/access/identityAccess";
import { countedSessions, type TestedAccount } from "./peopleCases";
import type { PeopleAssertionModel } from "./peopleAssertionModel";
import type { SessionIndex } from "./sessionIndex";
import type { SessionOutcome, SessionOutcomes } from "./sessionOutcomes";

/** How somebody can do something of a duty, or how he may be able to. */
export interface DutyEvidence {
    readonly outcome: SessionOutcome;
    readonly account: TestedAccount;
    readonly granted: GrantedSession;
}

/** People who alone can, or may be able to, do something of every duty. */
export interface JoinedDuties {
    readonly holders: readonly IdentityHolder[];
    /** One for each duty, in the order of the assertion. */
    readonly evidence: readonly DutyEvidence[];
}

/** Finds who can do something of each duty, whatever the accounts. An answer that is open proves nothing, so that it counts too. */
export function joinedDuties(
    assertion: PeopleAssertionModel,
    duties: readonly SessionOutcomes[],
    holders: readonly IdentityHolder[],
    accounts: readonly TestedAccount[],
    index: SessionIndex,
): JoinedDuties[] {
    const found = new Map<string, JoinedDuties>();
    for (const holder of holders) {
        const evidence = duties.map((duty) => evidenceFor(assertion, duty, holder, accounts, index));
        const complete = evidence.filter((one) => one !== undefined);
        if (complete.length < duties.length) continue;
        const id = JSON.stringify(
            complete.map(({ outcome, account, granted }) => [
                outcome.action,
                outcome.region,
                outcome.session.permissionSet,
                account.key,
                granted.grantedAt,
            ]),
        );
        const known = found.get(id);
        found.set(id, { holders: [...(known?.holders ?? []), holder], evidence: complete });
    }
    return [...found.values()];
}

/** The first account and permission set by which somebody can do something of a duty; otherwise the first by which he may be able to. */
function evidenceFor(
    assertion: PeopleAssertionModel,
    duty: SessionOutcomes,
    holder: IdentityHolder,
    accounts: readonly TestedAccount[],
    index: SessionIndex,
): DutyEvidence | undefined {
    let open: DutyEvidence | undefined;
    for (const account of accounts) {
        const granted = countedSessions(assertion, index.of(account.key, holder));
        if (granted.length === 0) continue;
        const outcome = duty.together(account.hierarchy, granted, strongest);
        if (!outcome || (open && outcome.evaluation.decision !== "allowed")) continue;
        const by = granted.find(({ session }) => session === outcome.session);
        if (!by) continue;
        const evidence = { outcome, account, granted: by };
        if (outcome.evaluation.decision === "allowed") return evidence;
        open = evidence;
    }
    return open;
}

function strongest(sessions: readonly (readonly SessionOutcome[])[]): SessionOutcome | undefined {
    const all = sessions.flat();
    return (
        all.find(({ evaluation }) => evaluation.decision === "allowed") ??
        all.find(({ evaluation }) => evaluation.decision === "undetermined")
    );
}
