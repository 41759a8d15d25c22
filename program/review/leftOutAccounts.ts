import { leftOut } from "../state/leftOutEntries";
import type { OrganizationModel, Problem } from "../../definition";
import type { ChangeMessage } from "../../evaluator/effect";
import { list } from "../../limits/messageText";
import { CLOSINGS, closingsAllowed } from "../../limits";
import { leftInState, type LostAccount } from "../lostAccounts";
import type { ExistingAccount, ExistingResources } from "../state";
import { NO_FINDINGS, type Findings } from "./reviewFindings";

/** Refuses to leave out accounts without a state that says what happens to them. */
export function leftOutProblems(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    lost: readonly LostAccount[],
): Problem[] {
    return leftOut(existing.accounts, model.accounts)
        .filter(([, { closing, leaving }]) => !closing && !leaving)
        .map(([key, account]) => ({
            place: { file: location },
            path: [],
            message: leftOutText(key, account, lost),
        }));
}

function leftOutText(key: string, { id, unit }: ExistingAccount, all: readonly LostAccount[]): string {
    const lost = all.find((one) => one.key === key);
    if (lost) return leftInState(lost);
    return (
        `account ${key} (${id}${unit === undefined ? "" : `, unit ${unit}`}) is in the stack and no longer in the definition. ` +
        "Leaving it out neither closes nor removes it. Its key is its identity: put it back.\n" +
        "To rename it, keep the key and give the name in `name`. To close it, put it back with `state: closing`; " +
        "to remove it from the organisation without closing it, with `state: leaving`. Apply that, and then leave it out.\n" +
        "If AWS has closed it already, or it has left the organisation (`./org drift` says so), run `pulumi refresh`: then the stack forgets it."
    );
}

/** Warns about the accounts that are left out. In a diff, closing an account and removing it from the organisation look the same. */
export function departingAccounts(model: OrganizationModel, existing: ExistingResources): Findings {
    const ending = (
        wanted: (account: ExistingAccount) => boolean,
        what: string,
        state: string,
        kind: string,
    ): ChangeMessage[] => {
        const gone = leftOut(existing.accounts, model.accounts).filter(([, account]) => wanted(account));
        if (gone.length === 0) return [];
        const named = list(gone.map(([key, { id }]) => `${key} (${id})`));
        return [
            {
                message: `${what} by this change: ${named}. Left out of the definition, with \`state: ${state}\` applied.`,
                saidBy: { subject: "accounts", kind, names: gone.map(([key]) => key) },
            },
        ];
    };
    return {
        ...NO_FINDINGS,
        warnings: [
            ...ending(({ closing }) => closing, "AWS CLOSES", "closing", "account-closed"),
            ...ending(
                ({ closing, leaving }) => !closing && leaving === true,
                "the organisation loses, open,",
                "leaving",
                "account-leaves",
            ),
        ],
    };
}

/** Refuses to close more accounts than AWS closes in 30 days. It does not know how many were closed before this run. */
export function closingProblems(model: OrganizationModel, existing: ExistingResources, location: string): Problem[] {
    const closing = leftOut(existing.accounts, model.accounts).filter(([, account]) => account.closing).length;
    const members = existing.accounts.size;
    const allowed = closingsAllowed(members);
    if (closing <= allowed) return [];
    return [
        {
            place: { file: location },
            path: ["accounts"],
            message:
                `closes ${closing} accounts: of ${members} accounts, AWS closes at most ${allowed} in ${CLOSINGS.days} days, and would refuse the others half way. ` +
                `Put ${closing - allowed} of them back, with \`state: closing\`, and leave them out later`,
        },
    ];
}

/** Refuses to go back from all features, which AWS cannot do. */
export function consolidationProblems(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
): Problem[] {
    if (model.featureSet === "ALL" || existing.featureSet !== "ALL") return [];
    return [
        {
            place: { file: location },
            path: ["organization", "featureSet"],
            message:
                "the organisation has all features, and AWS cannot go back to CONSOLIDATED_BILLING: keep featureSet: ALL",
        },
    ];
}
