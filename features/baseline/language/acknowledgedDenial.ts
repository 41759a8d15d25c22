import type { AcknowledgedDenial, RollOutModel } from "../model";

/** Whether the definition says that a block is rolled out although a policy denies what its stacks do. @param policy empty: no policy allows it. */
export function isDenialAcknowledged(
    { acknowledgedDenials = [] }: RollOutModel,
    block: string,
    policy: string,
): boolean {
    const isMeant = (one: AcknowledgedDenial): boolean => one.block === block && (one.policy ?? "") === policy;
    return acknowledgedDenials.some(isMeant);
}
