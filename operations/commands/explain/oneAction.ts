import { firstLines } from "../../../limits/messageText";
import { describeNode } from "../../../tree";
import { ask, nearMisses } from "../../../definition/access";
import type { ControlPolicyType, Evaluation, StatementSource } from "../../../evaluator/evaluation";
import type { OrganizationModel } from "../../../definition";
import { table } from "../../cli/table";
import type { ExplainRequest } from "./explainRequest";
import { openQuestions, showSource, sourceTitle, whoAndWhere, DECISION_WORDS } from "./explainText";

/** The most statements that are shown for one reason. */
const MAX_STATEMENTS = 3;

const TYPES: readonly (readonly [ControlPolicyType, string])[] = [
    ["SERVICE_CONTROL_POLICY", "SERVICE CONTROL POLICIES"],
    ["RESOURCE_CONTROL_POLICY", "RESOURCE CONTROL POLICIES"],
];

/** The answer for one action on one screen: first the sentence, then the reason, then each level. */
export function explainOneAction(
    request: ExplainRequest,
    action: string,
    columns?: number,
): { text: string; evaluation: Evaluation } {
    const evaluation = ask(request.hierarchy, { ...request.question, action }, request.vocabulary.catalogue);
    const notes = [...evaluation.notes, ...request.notes];
    const text = [
        sentence(request, action, evaluation),
        "",
        ...because(request, action, evaluation),
        levels(request, evaluation, columns),
        ...(notes.length > 0 ? ["", ...notes.map((note) => `Note: ${note}.`)] : []),
    ].join("\n");
    return { text, evaluation };
}

function sentence(request: ExplainRequest, action: string, { decision, otherwise, exemptions }: Evaluation): string {
    const who = whoAndWhere(request);
    switch (decision) {
        case "allowed":
            return `ALLOWED: no guardrail stops ${action} by ${who}. IAM there still has to allow it.`;
        case "exempt":
            return `NOT BOUND: no guardrail applies to ${action} by ${who}: ${Object.values(exemptions).join("; ")}.`;
        case "explicitly denied":
            return `DENIED: ${action} by ${who}.`;
        case "implicitly denied":
            return `DENIED: ${action} by ${who}: nothing allows it.`;
        case "undetermined":
            return `IT DEPENDS whether ${action} by ${who} is allowed. If nothing below matches, it is ${otherwise === "allowed" ? "allowed" : "denied"}.`;
    }
}

function because(request: ExplainRequest, action: string, evaluation: Evaluation): string[] {
    const { model } = request;
    const { decision, by, denials, considered } = evaluation;
    if (decision === "explicitly denied") {
        const [first, ...others] = denials;
        return [
            ...(first ? [showSource(first, model, action), ""] : []),
            ...(others.length > 0 ? ["Denied as well by", ...titles(others, model, "statements"), ""] : []),
        ];
    }
    if (decision === "undetermined") {
        return [
            `It depends on ${openQuestions(evaluation)}.`,
            "",
            ...firstLines(
                considered.map((one) => showSource(one, model, action)),
                MAX_STATEMENTS,
                (more) => `and ${more} more statements`,
            ).flatMap((text) => [text, ""]),
        ];
    }
    if (decision === "implicitly denied") {
        const where = by ? describeNode(by.node) : "one of the levels";
        return [`FullAWSAccess is detached from ${where}, and no policy attached there allows it.`, ""];
    }
    const near = nearMisses(request.hierarchy, action, evaluation);
    if (near.length === 0) return [];
    return [
        "Statements about this action that do not match this request:",
        ...titles(near, model, "such statements"),
        "",
    ];
}

function titles(sources: readonly StatementSource[], model: OrganizationModel, what: string): readonly string[] {
    return firstLines(
        sources.map((one) => `- ${sourceTitle(one, model)}`),
        MAX_STATEMENTS,
        (more) => `and ${more} more ${what}`,
    );
}

function levels({ hierarchy, question: { from } }: ExplainRequest, evaluation: Evaluation, columns?: number): string {
    const said = (type: ControlPolicyType, key: string, kind: string): string => {
        const found = evaluation.levels.find(
            (one) => one.type === type && one.node.key === key && one.node.kind === kind,
        );
        if (!found) return "";
        const policies = [...new Set(found.by.map(({ policy }) => policy))];
        const link = found.says === "undetermined" ? "on" : "by";
        return `${DECISION_WORDS[found.says]}${policies.length > 0 ? ` ${link} ${policies.join(", ")}` : ""}`;
    };
    // Service control policies bind in the caller's account, resource control policies in the resource's account.
    const callers = typeof from === "object" ? from.levels.filter(({ kind }) => kind !== "root") : [];
    // If only AWS's own resource control policy is attached, its column would say nothing.
    const own = evaluation.levels.some(
        ({ type, by }) => type === "RESOURCE_CONTROL_POLICY" && by.some(({ policy }) => policy !== "RCPFullAWSAccess"),
    );
    const shown = TYPES.map(([type]) => type).filter(
        (type) => type === "SERVICE_CONTROL_POLICY" || own || evaluation.exemptions.SERVICE_CONTROL_POLICY,
    );
    const rows = [...callers, ...hierarchy.levels].map((level) => [
        describeNode(level),
        ...TYPES.map(([type]) => (shown.includes(type) ? said(type, level.key, level.kind) : "")),
    ]);
    const exempt = TYPES.flatMap(([type]) => evaluation.exemptions[type] ?? []);
    return [
        table(["LEVEL", ...TYPES.map(([, heading]) => heading)], rows, columns),
        ...(exempt.length > 0 && evaluation.decision !== "exempt" ? [`(${exempt.join("; ")})`] : []),
    ].join("\n");
}
