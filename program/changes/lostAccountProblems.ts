import { placeIn, type Problem } from "../../definition";
import type { ResourceChange } from "../../definition/feature";
import { lostAccountRefusal } from "../lostAccounts";
import type { RunPlan } from "../plan";

/** A run that changes something of an account that AWS has closed or no longer has would fail half way. */
export function lostAccountProblems(
    { lost, model }: Pick<RunPlan, "lost" | "model">,
    changes: readonly Pick<ResourceChange, "operation" | "urn">[],
    location: string,
): Problem[] {
    return lost.flatMap((account): Problem[] => {
        const message = lostAccountRefusal(account, changes);
        const path = model.accounts.find(({ key }) => key === account.key)?.path ?? [];
        return message === undefined ? [] : [{ place: placeIn(model, path, location), path, message }];
    });
}
