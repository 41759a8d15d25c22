import type { GrantedSession, IdentityHolder } from "../../definition/access/identityAccess";
import { countedSessions, type TestedAccount } from "./peopleCases";
import type { PeopleAssertionModel } from "./peopleAssertionModel";
import type { SessionIndex } from "./sessionIndex";
import type { SessionOutcome, SessionOutcomes } from "./sessionOutcomes";

/** Why `can` or `cannot` does not hold for the same sessions under the same policies. */
export interface BrokenClaim {
    /** What contradicts it, or leaves it open. Empty: there is no session. */
    readonly outcomes: readonly SessionOutcome[];
}

/** A broken claim, with everybody and every account that it is about. */
export interface PeopleFailure {
    readonly claim: BrokenClaim;
    readonly holders: readonly IdentityHolder[];
    readonly accounts: readonly TestedAccount[];
    /** Grants that give the sessions: those of the first holder in the first account. */
    readonly grants: readonly GrantedSession[];
}

/** Without a session, nobody can do anything. */
const NO_SESSION: BrokenClaim = { outcomes: [] };

/** Tests `can` or `cannot` for everybody in every account. Failures for the same reason are one. */
export function peopleFailures(
    assertion: PeopleAssertionModel,
    holders: readonly IdentityHolder[],
    accounts: readonly TestedAccount[],
    index: SessionIndex,
    outcomes: SessionOutcomes,
): PeopleFailure[] {
    const broken = assertion.claim.kind === "can" ? brokenCan : brokenCannot;
    const failures: PeopleFailure[] = [];
    for (const holder of holders) {
        const ofHolder = new Map<BrokenClaim, { grants: readonly GrantedSession[]; accounts: TestedAccount[] }>();
        for (const account of accounts) {
            const granted = countedSessions(assertion, index.of(account.key, holder));
            const claim =
                granted.length > 0
                    ? outcomes.together(account.hierarchy, granted, broken)
                    : assertion.claim.kind === "can"
                      ? NO_SESSION
                      : undefined;
            if (!claim) continue;
            const known = ofHolder.get(claim);
            if (known) known.accounts.push(account);
            else ofHolder.set(claim, { grants: granted, accounts: [account] });
        }
        for (const [claim, rest] of ofHolder) failures.push({ claim, holders: [holder], ...rest });
    }
    return merged(failures);
}

/** Those with the same claim in the same accounts by the same grants are one. */
function merged(failures: readonly PeopleFailure[]): PeopleFailure[] {
    const numbers = new Map<BrokenClaim, number>();
    const found = new Map<string, PeopleFailure>();
    for (const one of failures) {
        const number = numbers.get(one.claim) ?? numbers.size;
        numbers.set(one.claim, number);
        const id = JSON.stringify([
            number,
            one.accounts.map(({ key }) => key),
            one.grants.map(({ grantedAt, holder }) => [grantedAt, holder.kind === "group" && holder.key]),
        ]);
        const known = found.get(id);
        found.set(id, known ? { ...known, holders: [...known.holders, ...one.holders] } : one);
    }
    return [...found.values()];
}

/** Of several sessions, one that allows an action suffices. Otherwise the one is named that may allow it. */
function brokenCan(sessions: readonly (readonly SessionOutcome[])[]): BrokenClaim | undefined {
    const [first = []] = sessions;
    const outcomes = first.flatMap((_, index) => {
        const all = sessions.flatMap((one) => one[index] ?? []);
        if (all.some(({ evaluation }) => evaluation.decision === "allowed")) return [];
        return all.find(({ evaluation }) => evaluation.decision === "undetermined") ?? all[0] ?? [];
    });
    return outcomes.length === 0 ? undefined : { outcomes };
}

/** Every session that allows an action contradicts, and one that may allow it leaves the claim open. */
function brokenCannot(sessions: readonly (readonly SessionOutcome[])[]): BrokenClaim | undefined {
    const outcomes = sessions.flat().filter(({ evaluation }) => evaluation.decision !== "denied");
    return outcomes.length === 0 ? undefined : { outcomes };
}
