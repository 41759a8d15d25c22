import type { OrganizationModel, Problem } from "../../definition";
import { list } from "../../limits/messageText";
import { POLICY_TYPES, type PolicyType } from "../../limits";
import type { ExistingResources } from "../state";

/**
 * Refuses changes that exceed AWS's limit of attachments during the run. A run attaches new policies before it detaches old ones, so that
 * nothing is unguarded for a moment. Both have to fit at that moment, or AWS refuses an attachment half way through the run.
 *
 * @param location the definition's place, for the root.
 */
export function attachmentProblemsMidway(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
): Problem[] {
    const types = new Map<string, string | undefined>([
        ...[...existing.policies].map(([key, { type }]) => [key, type] as const),
        ...model.policies.map(({ key, type }) => [key, type] as const),
    ]);
    const check = (
        what: string,
        before: readonly string[],
        after: readonly string[],
        at: Pick<Problem, "place" | "path">,
    ): Problem[] =>
        (Object.keys(POLICY_TYPES) as PolicyType[]).flatMap((type): Problem[] => {
            const ofType = (keys: readonly string[]): string[] => keys.filter((key) => types.get(key) === type);
            const came = ofType(after).filter((key) => !before.includes(key));
            const went = ofType(before).filter((key) => !after.includes(key));
            const { maxAttached, attachedByAws } = POLICY_TYPES[type];
            const together = ofType(before).length + came.length + attachedByAws;
            if (came.length === 0 || went.length === 0 || together <= maxAttached) return [];
            const own = attachedByAws > 0 ? `, ${attachedByAws} of AWS's own among them` : "";
            return [
                {
                    ...at,
                    message:
                        `attaches ${list(came)} to ${what} before it detaches ${list(went)}, so that nothing is unguarded in between. At that moment, ${together} policies of type ${type} ` +
                        `would be attached${own}, but AWS allows ${maxAttached}. Do it in two steps: first detach as many old ones as the new ones need room for; ` +
                        "or keep the key of an old policy and change its document",
                },
            ];
        });
    const { attachments } = existing;
    return [
        ...check("the root", attachments.root, model.guardrails, { place: { file: location }, path: ["guardrails"] }),
        ...model.units.flatMap(({ key, guardrails, place, path }) =>
            check(`unit ${key}`, attachments.units.get(key) ?? [], guardrails, { place, path }),
        ),
        ...model.accounts.flatMap(({ key, guardrails, place, path }) =>
            check(`account ${key}`, attachments.accounts.get(key) ?? [], guardrails, { place, path }),
        ),
    ];
}
