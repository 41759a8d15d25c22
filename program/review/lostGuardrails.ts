import { denialOver, effectiveGuardrails, type AccountModel, type OrganizationModel } from "../../definition";
import { policiesThatBind } from "../../evaluator/situation";
import { QUARANTINE } from "../../guardrails";
import { accountNode } from "../../tree";
import { situationBefore } from "../effect/runSituations";
import { policyContent } from "../identity";
import type { ExistingAccount, ExistingResources } from "../state";
import { NO_FINDINGS, type Findings } from "./reviewFindings";

/**
 * The guardrails that an account loses by a move. A move is one line in a pull request, which does not show them. A policy is not lost if
 * the same document is attached under another key, such as that of `regions` of another unit. A lost service control policy does not
 * matter if another one denies everything.
 */
export function lostGuardrails(
    account: AccountModel,
    before: ExistingAccount,
    model: OrganizationModel,
    existing: ExistingResources,
): Findings {
    if (before.unit === undefined || before.unit === account.unit) return NO_FINDINGS;
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
    if (gone.length === 0) return NO_FINDINGS;
    const contents = contentsOf(has, model);
    const lost = gone.filter((key) => !contents.has(policyContent(existing.policies.get(key) ?? {}) ?? ""));
    if (lost.length === 0) return NO_FINDINGS;
    const moves = `moves account ${account.key} (${before.id}) from ${before.unit} to ${account.unit}, where it loses the guardrails`;
    const lists = `before: ${had.join(", ")}\nafter: ${has.length > 0 ? has.join(", ") : "none"}`;
    const unacknowledged = lost.filter((key) => !account.acknowledge.loses.includes(key));
    if (unacknowledged.length === 0) {
        return { ...NO_FINDINGS, warnings: [`${moves} ${lost.join(", ")}, as is acknowledged.\n${lists}`] };
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

/** What the policies of a definition do, each as `policyContent` says it. */
function contentsOf(keys: readonly string[], { policies }: OrganizationModel): ReadonlySet<string> {
    return new Set(policies.flatMap((policy) => (keys.includes(policy.key) ? (policyContent(policy) ?? []) : [])));
}

function typeOf(key: string, model: OrganizationModel, existing: ExistingResources): string | undefined {
    return model.policies.find((policy) => policy.key === key)?.type ?? existing.policies.get(key)?.type;
}
