import type { DefinitionModel } from "../../../definition";
import { ask } from "../../../definition/access";
import type { LaterPolicy } from "../../../definition/feature";
import { isControlPolicy } from "../../../evaluator/controlPolicy/controlPolicyType";
import { parsePolicy, type EvaluationDecision, type Hierarchy } from "../../../evaluator/evaluation";
import { countOf } from "../../../limits";
import type { ExplainRequest } from "./explainRequest";

/** The answer if AWS attached one more policy to the account. */
export interface LaterAnswer extends LaterPolicy {
    readonly decisions: readonly { readonly action: string; readonly decision: EvaluationDecision }[];
}

/** What the policies that AWS may attach to the account would change, such as that of a budget that is used up. They are not in force. */
export function laterAnswers(request: ExplainRequest, { features, accounts }: DefinitionModel): LaterAnswer[] {
    const account = accounts.find(({ key }) => key === request.account.key);
    return (account ? features.attachedByAws(account) : []).flatMap((later) => {
        const hierarchy = withPolicy(request, later.policy);
        if (!hierarchy) return [];
        const { question, vocabulary } = request;
        const decisions = request.actions.map((action) => ({
            action,
            decision: ask(hierarchy, { ...question, action }, vocabulary.catalogue).decision,
        }));
        return [{ ...later, decisions }];
    });
}

function withPolicy({ hierarchy, model }: ExplainRequest, key: string): Hierarchy | undefined {
    const policy = model.policies.find((one) => one.key === key);
    const last = hierarchy.levels.at(-1);
    if (!policy || !last || !isControlPolicy(policy.type)) return undefined;
    const attached = { name: key, policy: parsePolicy(policy.content, policy.type) };
    return {
        ...hierarchy,
        levels: [...hierarchy.levels.slice(0, -1), { ...last, policies: [...last.policies, attached] }],
    };
}

/** One line for each policy. */
export function laterText(answers: readonly LaterAnswer[]): string {
    return answers
        .map(({ policy, when, decisions }) => {
            const denied = decisions.filter(({ decision }) => decision === "explicitly denied").length;
            const only = decisions.length === 1;
            const then = only
                ? denied === 1
                    ? "this is denied"
                    : "this stays as it is"
                : `${denied} of ${countOf(decisions.length, "action")} are denied`;
            return `\nNot counted here: ${when}, AWS attaches ${policy} to the account. With it, ${then}. Whether AWS has done so is not asked.`;
        })
        .join("");
}
