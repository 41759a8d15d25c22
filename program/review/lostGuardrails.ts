import { denialOver, effectiveGuardrails, type AccountModel, type OrganizationModel } from "../../definition";
import { policiesThatBind } from "../../evaluator/situation";
import { QUARANTINE } from "../../guardrails";
import { accountNode } from "../../tree";
import { situationBefore } from "../effect/runSituations";
import { policyContent } from "../identity";
import type { ExistingAccount, ExistingResources } from "../state";
import { NO_FINDINGS, type Findings } from "./reviewFindings";

/** What a move takes from an account. */
export interface LossByMove {
    /** Keys of the guardrails that it loses. */
    readonly lost: readonly string[];
    /** Those that bound it before, and those that bind it then. */
    readonly had: readonly string[];
    readonly has: readonly string[];
}

/**
 * The guardrails that an account loses by a move. A policy is not lost if the same document is attached under another key, such as that of
 * `regions` of another unit. A lost service control policy does not matter if another one denies everything.
 *
 * @returns undefined if the account does not move.
 */
export function lossByMove(
    account: AccountModel,
    before: ExistingAccount,
    model: OrganizationModel,
    existing: ExistingResources,
): LossByMove | undefined {
    if (before.unit === undefined || before.unit === account.unit) return undefined;
    const had = policiesThatBind(situationBefore(existing), accountNode(account.key));
    const has = effectiveGuardrails(account, model);
    const isDenied = denialOver(account, model) !== undefined;
    const gone = had.filter(
        (key) =>
            !has.includes(key) &&
            // The end of a quarantine is reported separately.
            key !== QUARANTINE &&
            !(isDenied && typeOf(key, model, existing) === "SERVICE_CONTROL_POLICY"),
    );
    const contents = contentsOf(gone.length === 0 ? [] : has, model);
    return {
        lost: gone.filter((key) => !contents.has(policyContent(existing.policies.get(key) ?? {}) ?? "")),
        had,
        has,
    };
}

/** Refuses a move that loses guardrails, unless that is acknowledged: it is one line in a pull request, which does not show them. */
export function lostGuardrails(
    account: AccountModel,
    before: ExistingAccount,
    model: OrganizationModel,
    existing: ExistingResources,
): Findings {
    const { lost, had, has } = lossByMove(account, before, model, existing) ?? NO_LOSS;
    if (lost.length === 0) return NO_FINDINGS;
    const moves = `moves account ${account.key} (${before.id}) from ${before.unit} to ${account.unit}, where it loses the guardrails`;
    const lists = `before: ${had.join(", ")}\nafter: ${has.length > 0 ? has.join(", ") : "none"}`;
    const unacknowledged = lost.filter((key) => !account.acknowledge.loses.includes(key));
    if (unacknowledged.length === 0) {
        return {
            ...NO_FINDINGS,
            warnings: [
                {
                    message: `${moves} ${lost.join(", ")}, as is acknowledged.\n${lists}`,
                    saidBy: { subject: "accounts", kind: "account-moved", names: [account.key] },
                },
            ],
        };
    }
    return {
        ...NO_FINDINGS,
        problems: [
            {
                place: account.place,
                path: account.path,
                message:
                    `${moves} ${unacknowledged.join(", ")}. ` +
                    "Attach them to the account or its new unit. If this is intended, write beside the account\n" +
                    `acknowledge: { loses: [${lost.join(", ")}] }\n${lists}`,
            },
        ],
    };
}

const NO_LOSS: LossByMove = { lost: [], had: [], has: [] };

/** What the policies of a definition do, each as `policyContent` says it. */
function contentsOf(keys: readonly string[], { policies }: OrganizationModel): ReadonlySet<string> {
    return new Set(policies.flatMap((policy) => (keys.includes(policy.key) ? (policyContent(policy) ?? []) : [])));
}

function typeOf(key: string, model: OrganizationModel, existing: ExistingResources): string | undefined {
    return model.policies.find((policy) => policy.key === key)?.type ?? existing.policies.get(key)?.type;
}
