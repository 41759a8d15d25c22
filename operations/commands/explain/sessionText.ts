import {
    identityStatementTitle,
    MANAGEMENT_ACCOUNT_KEY,
    showStatement,
    statementOf,
    type GrantedSession,
} from "../../../definition/access";
import type { OrganizationModel } from "../../../definition";
import type { Evaluation } from "../../../evaluator/evaluation";
import type { IdentityVerdict, SessionEvaluation } from "../../../evaluator/identity";
import { firstLines, list } from "../../../limits/messageText";
import { visible } from "../../../limits";
import { describeNode } from "../../../tree";
import { combinedDecision, type AskedIdentity, type ExplainedSession, type SessionDecision } from "./explainedSessions";
import type { ExplainRequest } from "./explainRequest";
import { openQuestions, sourceTitle, DECISION_WORDS } from "./explainText";

/** The most statements that are shown for one part. */
const MAX_STATEMENTS = 3;

const WORDS: Readonly<Record<SessionEvaluation["decision"], string>> = {
    allowed: "ALLOWED",
    denied: "DENIED",
    undetermined: "IT DEPENDS",
};

/** The answer for one action: first the sentence, then each permission set with every part of AWS's evaluation. */
export function sessionsText(
    request: ExplainRequest,
    { holder }: AskedIdentity,
    sessions: readonly ExplainedSession[],
    action: string,
): string {
    const who = `${holder.kind === "group" ? "group " : ""}${visible(holder.key)}`;
    const where = whereOf(request);
    const sentences: Readonly<Record<Exclude<SessionDecision, "no access">, string>> = {
        allowed: `ALLOWED: ${who} can do ${action} ${where}, with ${setsThat("allowed", sessions, action)}.`,
        denied: `DENIED: ${who} cannot do ${action} ${where}.`,
        undetermined: `IT DEPENDS whether ${who} can do ${action} ${where}, with ${setsThat("undetermined", sessions, action)}.`,
    };
    const decision = combinedDecision(sessions, action);
    return [
        decision === "no access" ? "" : sentences[decision],
        ...sessions.flatMap((one) => ["", ...sessionLines(one, action, request.model)]),
        "",
        ...request.notes.map((note) => `Note: ${note}.`),
        "Note: policies of resources, such as those of buckets and keys, are not read: they can allow more within the account, and deny anything.",
    ].join("\n");
}

/** `in account shop-prod (eu-central-1)`, `in the management account`. */
export function whereOf({ account, question: { region, resource } }: ExplainRequest): string {
    const details = [region, resource].filter((one) => one !== undefined);
    const place = account.key === MANAGEMENT_ACCOUNT_KEY ? "the management account" : `account ${account.key}`;
    return `in ${place}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
}

function setsThat(
    decision: SessionEvaluation["decision"],
    sessions: readonly ExplainedSession[],
    action: string,
): string {
    const sets = sessions.filter(({ answers }) =>
        answers.some((one) => one.action === action && one.evaluation.decision === decision),
    );
    return list(sets.map(({ session }) => visible(session.permissionSet)));
}

/** `through group developers-shop (organizations/dev/people.yaml:12:5), because they own it`. */
export function grantText({ holder, grantedAt, because, until }: GrantedSession): string {
    const whose = holder.kind === "group" ? `group ${visible(holder.key)}` : visible(holder.key);
    const end = until === undefined ? "" : ` until ${until}`;
    const why = because === undefined ? "" : `, because: ${visible(because)}`;
    return `granted to ${whose}${end} (${grantedAt})${why}`;
}

function sessionLines(
    { session, grants, answers }: ExplainedSession,
    action: string,
    model: OrganizationModel,
): string[] {
    const evaluation = answers.find((one) => one.action === action)?.evaluation;
    if (!evaluation) return [];
    const { decision, identity, boundary, organization, dependsOnRole } = evaluation;
    return [
        `Permission set ${visible(session.permissionSet)} (${session.place}): ${WORDS[decision]}`,
        ...grants.map((one) => `    ${grantText(one)}`),
        ...verdictLines("its policies", identity, action),
        ...(boundary ? verdictLines("its boundary", boundary, action) : []),
        ...organizationLines(organization, model, action),
        ...(dependsOnRole
            ? [
                  "    the name of its role: a policy distinguishes roles by the end of their name, which AWS chooses, or by the region of IAM Identity Center; write `people: { region: ... }` and end the pattern with *",
              ]
            : []),
    ];
}

function verdictLines(part: string, { says, by, considered, unknown }: IdentityVerdict, action: string): string[] {
    const shown = says === "undetermined" ? considered : by;
    const open =
        says === "undetermined"
            ? [
                  ...unknown.map(({ policy, place, why }) => `${visible(policy)}${at(place)}: ${why}`),
                  ...considered.map(
                      (one) =>
                          `${identityStatementTitle(one)}, if ${list([...one.keys, ...(one.resource ? ["the resource (--resource)"] : [])])} fits`,
                  ),
              ]
            : by.map(identityStatementTitle);
    const word = says === "undetermined" ? "it depends" : DECISION_WORDS[says];
    return [
        `    ${part}: ${word}${says === "implicitly denied" ? ": nothing there allows it" : ""}`,
        ...firstLines(open, MAX_STATEMENTS, (more) => `and ${more} more`).map((line) => `        ${line}`),
        ...shown.slice(0, 1).flatMap(({ raw }) => indented(showStatement(raw, action))),
    ];
}

function organizationLines(evaluation: Evaluation, model: OrganizationModel, action: string): string[] {
    const { decision, by, denials, considered, exemptions, levels } = evaluation;
    const reasons: Readonly<Record<Evaluation["decision"], () => string[]>> = {
        allowed: () => [],
        exempt: () => [Object.values(exemptions).join("; ")],
        "explicitly denied": () => denials.map((one) => sourceTitle(one, model)),
        "implicitly denied": () => [
            `FullAWSAccess is detached from ${by ? describeNode(by.node) : "one of the levels"}, and no policy attached there allows it`,
        ],
        undetermined: () => [
            `it depends on ${openQuestions(evaluation)}`,
            ...new Set(considered.map((one) => sourceTitle(one, model))),
        ],
    };
    const binding = new Set(levels.map(({ type }) => type));
    const words =
        binding.has("RESOURCE_CONTROL_POLICY") && binding.size === 2
            ? "service and resource control policies"
            : "service control policies";
    const [first] = denials;
    return [
        `    ${words}: ${DECISION_WORDS[decision]}`,
        ...firstLines(reasons[decision](), MAX_STATEMENTS, (more) => `and ${more} more`).map(
            (line) => `        ${line}`,
        ),
        ...(first ? indented(statementText(first.policy, first.statement, model, action)) : []),
    ];
}

function statementText(policy: string, statement: number, model: OrganizationModel, action: string): string {
    const found = statementOf(model, policy, statement);
    return found === undefined ? "" : showStatement(found, action);
}

function at(place: string | undefined): string {
    return place === undefined ? "" : ` (${place})`;
}

function indented(text: string): string[] {
    return text === "" ? [] : text.split("\n").map((line) => `        ${line}`);
}
