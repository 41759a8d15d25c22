import { placeOfPolicy, showStatement, statementOf } from "../../../definition/access";
import type { OrganizationModel } from "../../../definition";
import { list } from "../../../limits/messageText";
import {
    describeSource,
    type EvaluationDecision,
    type Evaluation,
    type StatementSource,
} from "../../../evaluator/evaluation";
import type { ExplainRequest } from "./explainRequest";

/** The word for a decision in a table. */
export const DECISION_WORDS: Readonly<Record<EvaluationDecision, string>> = {
    allowed: "allowed",
    exempt: "not bound",
    "explicitly denied": "denied",
    "implicitly denied": "not allowed",
    undetermined: "depends",
};

/** A statement with its place in the definition, and its JSON below. */
export function showSource(source: StatementSource, model: OrganizationModel, action: string): string {
    const statement = statementOf(model, source.policy, source.statement);
    return [sourceTitle(source, model), ...(statement === undefined ? [] : [showStatement(statement, action)])].join(
        "\n",
    );
}

export function sourceTitle(source: StatementSource, model: OrganizationModel): string {
    const place = placeOfPolicy(model, source.policy);
    return `${describeSource(source)}${place === undefined ? "" : ` (${place})`}`;
}

/** A text such as `role Developer in account shop-prod (eu-central-1)`. */
export function whoAndWhere({ account, question: { who, region, resource, from } }: ExplainRequest): string {
    const of =
        from === undefined ? "" : from === "outside" ? " from outside" : ` of account ${from.levels.at(-1)?.key}`;
    const details = [region, resource].filter((one) => one !== undefined);
    return `${who.label}${of} in account ${account.key}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
}

/** What an answer depends on, with the options that settle it. */
export function openQuestions({ considered }: Evaluation): string {
    const keys = [...new Set(considered.flatMap((one) => one.keys))];
    const others = keys.filter((key) => key !== "aws:requestedregion");
    const written = new Map(
        considered.flatMap(({ conditions }) => conditions.map(({ key }) => [key.toLowerCase(), key] as const)),
    );
    return list([
        ...(keys.length > others.length ? ["the region: give --region"] : []),
        ...others.map((key) => `${written.get(key) ?? key}: give --context ${written.get(key) ?? key}=...`),
        ...(considered.some(({ resource }) => resource) ? ["the resource: give --resource"] : []),
    ]);
}
