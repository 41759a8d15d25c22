import { describeNode } from "../../../tree";
import { list } from "../../../limits/messageText";
import { ask } from "../../../definition/access";
import type { OrganizationModel } from "../../../definition";
import type { Evaluation } from "../../../evaluator/evaluation";
import type { ExplainRequest } from "./explainRequest";
import { openQuestions, sourceTitle, whoAndWhere, DECISION_WORDS } from "./explainText";

/** The most actions that are named in a group with the same answer and reason. */
const MAX_NAMES = 6;

export interface ActionAnswer {
    readonly action: string;
    readonly evaluation: Evaluation;
}

/** The answers for all actions that match a pattern, grouped by answer and reason. */
export function explainManyActions(request: ExplainRequest): { text: string; answers: readonly ActionAnswer[] } {
    const answers = request.actions.map((action) => ({
        action,
        evaluation: ask(request.hierarchy, { ...request.question, action }, request.vocabulary.catalogue),
    }));
    const groups = new Map<string, ActionAnswer[]>();
    for (const answer of answers) {
        const key = `${DECISION_WORDS[answer.evaluation.decision]}${reason(answer.evaluation, request.model)}`;
        groups.set(key, [...(groups.get(key) ?? []), answer]);
    }
    const counts = new Map<string, number>();
    for (const { evaluation } of answers) {
        const word = DECISION_WORDS[evaluation.decision];
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const text = [
        `${request.asked} by ${whoAndWhere(request)}: of ${answers.length} actions ${[...counts].map(([word, count]) => `${count} ${word}`).join(", ")}.`,
        ...[...groups].flatMap(([key, some]) => ["", `${some.length} ${key}`, `    ${names(some)}`]),
        "",
        ...[...new Set([...answers.flatMap(({ evaluation }) => evaluation.notes), ...request.notes])].map(
            (note) => `Note: ${note}.`,
        ),
        "Note: what is allowed here still needs an Allow by IAM in the account. Ask for a single action to see the full reason.",
    ].join("\n");
    return { text, answers };
}

function reason(evaluation: Evaluation, model: OrganizationModel): string {
    const { decision, by, exemptions, considered } = evaluation;
    if (decision === "allowed") return "";
    if (decision === "exempt") return `: ${Object.values(exemptions).join("; ")}`;
    if (decision === "undetermined") {
        const sources = [...new Set(considered.map((source) => sourceTitle(source, model)))];
        return `: on ${openQuestions(evaluation)}, by ${sources.join(" and ")}`;
    }
    if (!by) return "";
    return "statement" in by
        ? ` by ${sourceTitle(by, model)}`
        : `: FullAWSAccess is detached from ${describeNode(by.node)}, and no policy attached there allows it`;
}

function names(some: readonly ActionAnswer[]): string {
    return list(
        some.map(({ action }) => action),
        MAX_NAMES,
    );
}
