import type { ExistingState, Findings } from "../../../definition/feature";
import { accessAfter, endedAccess } from "../effect/accessAfter";
import { accessBefore, groupNames, userEmails } from "../effect/accessBefore";
import { accessChanges, isInBothOrNeither, type AccessChanges } from "../effect/accessChange";
import type { AccessSide, HeldAccess } from "../effect/accessSide";
import type { PeopleModel } from "../model";

/** What the judgements of a change work with. */
export interface JudgedChange {
    readonly model: PeopleModel;
    readonly before: AccessSide;
    readonly after: AccessSide;
    readonly changes: AccessChanges;
    /** The e-mail addresses of the stack's users, by their keys. */
    readonly emails: ReadonlyMap<string, string>;
    /** The names of the stack's groups in AWS, by their keys. */
    readonly groupNames: ReadonlyMap<string, string>;
    /** What grants gave that have ended. */
    readonly ended: readonly HeldAccess[];
    readonly day: string;
    /** Whether an account, by its key, exists before and after. */
    readonly isInBoth: (account: string) => boolean;
    /** A refusal at a path of the definition. */
    readonly problem: (path: readonly (string | number)[], message: string) => Findings["problems"][number];
}

export function judgedChange(model: PeopleModel, state: ExistingState): JudgedChange {
    const day = state.day ?? new Date().toISOString().slice(0, 10);
    const [before, after] = [accessBefore(state), accessAfter(model, day)];
    const isInBoth = (account: string): boolean => state.accounts.has(account) && model.accounts.has(account);
    return {
        model,
        before,
        after,
        changes: accessChanges(before, after, isInBothOrNeither(state.accounts, model.accounts)),
        emails: userEmails(state),
        groupNames: groupNames(state),
        ended: endedAccess(model, day),
        day,
        isInBoth,
        problem: (path, message) => ({ place: state.placeOf?.(path) ?? { file: "" }, path, message }),
    };
}
