import { isSameAccount } from "../../../../definition/sameAccount";
import type { FoundAccount } from "../../../../aws/organization";
import type { AccountModel } from "../../../../definition";
import type { FoundDifference } from "../driftItem";
import type { AppliedAccount } from "../read/appliedState";
import { definitionSays, type Comparison } from "./comparison";

/** Accounts that were moved, made, closed, removed or renamed, or have another e-mail address. Nothing if the accounts were not read. */
export function accountDrift(on: Comparison): FoundDifference[] {
    const { accounts } = on.aws;
    if (!accounts) return [];
    const inAws = new Map(accounts.map((account) => [account.id, account]));
    return [
        ...[...on.applied.accounts.values()].flatMap((applied) => changesOf(on, applied, inAws.get(applied.id))),
        ...accounts.filter((account) => isStrange(on, account)).map((account) => made(on, account)),
    ];
}

function changesOf(on: Comparison, applied: AppliedAccount, account: FoundAccount | undefined): FoundDifference[] {
    const model = on.accountModel(applied.key);
    const facts = {
        subject: on.subject(applied.id),
        resources: [applied.urn],
        ...(model && { place: on.place(model.path) }),
    };
    const stays = model ? ("was" as const) : ("nothing" as const);
    if (!account) {
        return [{ kind: "account-removed", was: on.node(applied.parentId), definitionSays: stays, ...facts }];
    }
    if (account.state !== "ACTIVE") {
        if (applied.state === account.state) return [];
        const says = model?.state === "closing" ? ("is" as const) : stays;
        return [{ kind: "account-closed", was: applied.state, is: account.state, definitionSays: says, ...facts }];
    }
    return [
        ...moved(on, applied, account, model),
        ...changedText("account-renamed", applied.name, account.name, model?.name),
        ...changedText("account-email-changed", applied.email, account.email, model?.email),
    ];

    function changedText(
        kind: "account-renamed" | "account-email-changed",
        was: string,
        is: string,
        defined: string | undefined,
    ): FoundDifference[] {
        const isEmail = kind === "account-email-changed";
        // AWS compares e-mails case-insensitively.
        if (was === is || (isEmail && was.toLowerCase() === is.toLowerCase())) return [];
        const place = model && { place: on.place([...model.path, isEmail ? "email" : "name"]) };
        const says = definitionSays(was, is, defined);
        return [{ ...facts, ...place, kind, was, is, ...(defined !== undefined && { defined }), definitionSays: says }];
    }
}

function moved(
    on: Comparison,
    applied: AppliedAccount,
    { parentId = applied.parentId }: FoundAccount,
    model: AccountModel | undefined,
): FoundDifference[] {
    if (parentId === applied.parentId) return [];
    const defined = model && on.definedParent(model.unit);
    const before = boundBy(on, applied.parentId);
    const after = boundBy(on, parentId);
    return [
        {
            kind: "account-moved",
            subject: on.subject(applied.id),
            was: on.node(applied.parentId),
            is: on.node(parentId),
            ...(defined && { defined }),
            loses: before.filter((key) => !after.includes(key)),
            gains: after.filter((key) => !before.includes(key)),
            definitionSays: definitionSays(applied.parentId, parentId, defined?.id),
            ...(model && { place: on.place([...model.path, "unit"]) }),
            resources: [applied.urn],
        },
    ];
}

/** Keys of the policies that the state has attached to a unit or the root, or above it. */
function boundBy(on: Comparison, id: string): string[] {
    const path = on.appliedPath(id);
    const keys = on.applied.attachments
        .filter(({ targetId }) => path.includes(targetId))
        .map(({ policyId }) => on.policy(policyId))
        .map(({ key, name }) => key ?? name);
    return [...new Set(keys)].sort();
}

/**
 * Whether an account was made by hand. Closed ones are those that the stack has closed, or nobody's concern any more; an invited account that
 * has joined is taken over by the next `up`.
 */
function isStrange({ applied, aws }: Comparison, { id, email, state }: FoundAccount): boolean {
    if (id === aws.managementAccountId || applied.accounts.has(id) || state !== "ACTIVE") return false;
    return !applied.invited.has(id) && !applied.invited.has(email.toLowerCase());
}

function made(on: Comparison, account: FoundAccount): FoundDifference {
    const { id, arn, name, email, state, joinedMethod, joined, parentId = on.aws.rootId } = account;
    const model = on.model.accounts.find((one) => isSameAccount(one, account));
    return {
        kind: "account-made",
        subject: { kind: "account", id, arn, name },
        is: {
            name,
            email,
            state,
            joinedMethod,
            ...(joined && { joined: joined.toISOString() }),
            parent: on.node(parentId),
        },
        definitionSays: model ? "is" : "nothing",
        ...(model && { place: on.place(model.path) }),
        resources: [],
    };
}
