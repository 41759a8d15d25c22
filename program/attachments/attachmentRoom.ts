import type { FoundPolicy } from "../../aws/organization";
import type { Problem } from "../../definition";
import { list } from "../../limits/messageText";
import { isControlTowers, policyTypeLimits, type PolicyType } from "../../limits";

/** A policy that is attached to a node in AWS. */
export type PolicyOnNode = Pick<FoundPolicy, "id" | "name" | "awsManaged">;

/**
 * Refuses to attach more policies to a node than AWS allows. All policies attached there count, whoever attached them.
 *
 * @param more the keys of the policies that this run attaches.
 * @param attached the policies of that type that AWS has attached there.
 * @param ours by id the keys of the stack's policies.
 */
export function roomProblem(
    { what, place, path }: { readonly what: string } & Pick<Problem, "place" | "path">,
    type: PolicyType,
    more: readonly string[],
    attached: readonly PolicyOnNode[],
    ours: ReadonlyMap<string, string>,
): Problem | undefined {
    const { maxAttached } = policyTypeLimits(type);
    const together = attached.length + more.length;
    if (more.length === 0 || together <= maxAttached) return undefined;
    const described = attached.map((one) => {
        const key = ours.get(one.id);
        if (key !== undefined) return key;
        if (one.awsManaged) return `${one.name} (AWS's own)`;
        return `${one.name} (${one.id}, ${isControlTowers(one.name) ? "of AWS Control Tower" : "not of this stack"})`;
    });
    const advice = attached.some(({ id, awsManaged }) => !awsManaged && !ours.has(id))
        ? "Detach some of what others have attached, if it is not needed; do not detach what Control Tower has attached, which would put it back or report drift. " +
          "Otherwise merge some of your own (`merge`), or attach some to the unit above"
        : "This run attaches the new policies before it detaches the old ones. Do it in two steps, merge some (`merge`), or attach some to the unit above";
    return {
        place,
        path,
        message:
            `attaches ${list(more)} to ${what}, where AWS has ${attached.length} policies of type ${type} attached: ${list(described)}. ` +
            `That makes ${together}, and AWS allows ${maxAttached}: the run would end half way. ${advice}`,
    };
}
