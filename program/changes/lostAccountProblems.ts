import { placeIn, type Problem } from "../../definition";
import type { ResourceChange } from "../../definition/feature";
import { lostAccountRefusal } from "../lostAccounts";
import type { RunPlan } from "../plan";
import { acknowledgementCode } from "./acknowledgements";

/**
 * A run that changes something of an account that AWS has closed or no longer has would fail half way.
 *
 * The definition keeps an account that AWS has suspended, perhaps for weeks, and AWS does not document what it refuses of it. So nobody has
 * to wait for that with a change of all accounts.
 *
 * @param codes those of labels and of the command line.
 */
export function lostAccountProblems(
    { lost, model }: Pick<RunPlan, "lost" | "model">,
    changes: readonly Pick<ResourceChange, "operation" | "urn">[],
    location: string,
    codes: readonly string[],
): Problem[] {
    return lost.flatMap((account): Problem[] => {
        const message = lostAccountRefusal(account, changes);
        const path = model.accounts.find(({ key }) => key === account.key)?.path ?? [];
        const code = codeOf(account);
        const isSuspended = account.state === "SUSPENDED";
        if (message === undefined || (isSuspended && codes.includes(code))) return [];
        const more = isSuspended
            ? `. To try it all the same, label the pull request \`acknowledge ${code}\`, or set AWS_ORGANIZATION_ACKNOWLEDGED=${code} for this run alone`
            : "";
        return [{ place: placeIn(model, path, location), path, message: `${message}${more}` }];
    });
}

/** The codes that let a run try to change suspended accounts. */
export function suspendedAccountCodes(lost: RunPlan["lost"]): ReadonlySet<string> {
    return new Set(lost.filter(({ state }) => state === "SUSPENDED").map(codeOf));
}

function codeOf({ key, id }: RunPlan["lost"][number]): string {
    return acknowledgementCode(`change suspended account ${key} (${id})`);
}
