import { isWeakerSetting, type EffectOfChange } from "../../evaluator/effect";
import { policiesThatBind, type Situation } from "../../evaluator/situation";
import { accountNode, describeNode, type OrganizationNode, type OrganizationTree } from "../../tree";

/** Through which guardrails a change lets somebody in the accounts do more than before, or takes away what they set. */
export interface LoosenedGuardrails {
    /**
     * Whether what a policy denied becomes possible.
     *
     * @param node where the policy is detached: only accounts below it count, before and after. Absent: the policy changes, so the accounts
     *     count that it binds before and after.
     */
    isLoosened(policy: string, node?: OrganizationNode): boolean;
    /** Whether more is allowed below a node because its allow list ends. */
    isAllowListEnded(node: OrganizationNode): boolean;
    /** Whether policies of this type protect accounts below a node less than before. */
    isSettingWeaker(type: string, node: OrganizationNode): boolean;
    /** The same for the accounts that a policy binds before and after. */
    isWeaker(policy: string, type: string): boolean;
}

/** If nobody has looked, or not at everything: each change may have loosened something. */
export const MAYBE_LOOSENED: LoosenedGuardrails = {
    isLoosened: () => true,
    isAllowListEnded: () => true,
    isSettingWeaker: () => true,
    isWeaker: () => true,
};

/** Asks the effect of a change. What it has left out (`notes`) may be just what becomes possible, so then all counts as loosened. */
export function loosenedGuardrails(effect: EffectOfChange, before: Situation, after: Situation): LoosenedGuardrails {
    if (effect.notes.length > 0) return MAYBE_LOOSENED;
    const isBelow = (account: string, node: OrganizationNode): boolean =>
        [before.tree, after.tree].every((tree) => isIn(tree, account, node));
    const isBound = (account: string, policy: string): boolean =>
        [before, after].every((situation) => policiesThatBind(situation, accountNode(account)).includes(policy));
    const isMore = (by: string, concerns: (account: string) => boolean): boolean =>
        effect.actions.some(
            ({ accounts, effects }) =>
                effects.some((one) => one.direction !== "loses" && one.by.includes(by)) && accounts.some(concerns),
        );
    const weaker = effect.settings.filter(isWeakerSetting);
    const isLess = (type: string, concerns: (account: string) => boolean): boolean =>
        weaker.some((setting) => setting.type === type && setting.accounts.some(concerns));
    return {
        isLoosened: (policy, node) =>
            isMore(policy, (account) => (node ? isBelow(account, node) : isBound(account, policy))),
        isAllowListEnded: (node) => isMore(describeNode(node), (account) => isBelow(account, node)),
        isSettingWeaker: (type, node) => isLess(type, (account) => isBelow(account, node)),
        isWeaker: (policy, type) => isLess(type, (account) => isBound(account, policy)),
    };
}

function isIn(tree: OrganizationTree, account: string, node: OrganizationNode): boolean {
    return tree.pathTo(accountNode(account)).some(({ kind, key }) => kind === node.kind && key === node.key);
}
