import { describeNode } from "../../tree";
import { describeSource, type Evaluation, type StatementSource } from "../../evaluator/evaluation";
import { nearMisses } from "../../definition/access/accessQuestion";
import { placeOfPolicy, showStatement, statementOf } from "../../definition/access/statementText";
import type { NamedPrincipal } from "../../definition/access/namedPrincipal";
import type { OrganizationModel } from "../../definition/model";
import { firstOf, formatCount, list } from "../../limits";
import type { AssertionModel } from "./assertionModel";
import type { TestSubject } from "./assertionSubjects";

/** One request for which an assertion does not hold. */
export interface Failure {
    readonly subject: TestSubject;
    readonly who: NamedPrincipal;
    readonly wanted: "can" | "cannot";
    readonly action: string;
    readonly region?: string;
    readonly evaluation: Evaluation;
}

/** The most reasons that a message gives in full, and the most accounts and actions that it names. */
const MAX_REASONS = 4;
const MAX_NAMES = 5;

/** All failures of one assertion as one message. Failures for the same reason are described together. */
export function describeFailures(
    assertion: AssertionModel,
    failures: readonly Failure[],
    model: OrganizationModel,
): string {
    const reasons = alike(failures);
    const { shown, more } = firstOf(reasons, MAX_REASONS);
    return [
        `does not hold${assertion.because === undefined ? "" : `, and it should: ${assertion.because}`}`,
        ...shown.map((group) => describe(group as [Failure], assertion, model)),
        ...(more > 0 ? [`and ${formatCount(more)} more reasons`] : []),
    ].join("\n");
}

/** Groups the failures by their reason. In each group, every principal fails in every account with every action that the group names. */
function alike(failures: readonly Failure[]): Failure[][] {
    const accounts = ({ subject }: Failure): unknown => subject.names;
    const what = ({ action, region }: Failure): unknown => [action, region];
    const single = failures.map((failure) => [failure]);
    const each = merge(single, ([one]) => [one?.who.label, one?.subject.names]);
    const inAccounts = merge(each, (group) => [group[0]?.who.label, group.map(what)]);
    return merge(inAccounts, (group) => [distinct(group.map(accounts)), distinct(group.map(what))]);
}

/** Joins the groups that have the same reason and the same key. */
function merge(all: readonly Failure[][], key: (group: readonly Failure[]) => unknown): Failure[][] {
    const found = new Map<string, Failure[]>();
    for (const group of all) {
        const id = JSON.stringify([group[0] && reasonOf(group[0]), key(group)]);
        found.set(id, [...(found.get(id) ?? []), ...group]);
    }
    return [...found.values()];
}

/** Two failures have different reasons if different statements have to be changed. */
function reasonOf({ wanted, evaluation, subject }: Failure): unknown {
    const { decision, by, considered, exemptions } = evaluation;
    const sources = decision === "undetermined" ? considered : by && decision !== "allowed" ? [by] : [];
    const blamed = sources.map((source) =>
        "statement" in source ? [source.policy, source.statement] : [source.node.key, subject.names],
    );
    return [wanted, decision, decision === "exempt" && exemptions, blamed];
}

function distinct<T>(values: readonly T[]): T[] {
    return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function describe(
    failures: readonly [Failure, ...Failure[]],
    assertion: AssertionModel,
    model: OrganizationModel,
): string {
    const [first] = failures;
    const { evaluation, wanted, action } = first;
    const people = list(distinct(failures.map(({ who }) => who.label)));
    const actions = list(distinct(failures.map((one) => one.action)), MAX_NAMES);
    const accounts = list(distinct(failures.flatMap(({ subject }) => subject.names)), MAX_NAMES);
    const regions = distinct(failures.flatMap(({ region }) => region ?? []));
    const where = `in ${accounts}${regions.length > 0 ? ` (${regions.join(", ")})` : ""}`;
    const { decision, by } = evaluation;
    if (decision === "undetermined") {
        return [
            `it is not proven that ${people} ${wanted} ${actions} ${where}. ${open(evaluation, assertion)}`,
            ...evaluation.considered.slice(0, 2).map((source) => blame(source, action, model)),
        ].join("\n");
    }
    if (wanted === "can" && by && "statement" in by) {
        return `${people} cannot ${actions} ${where}:\n${blame(by, action, model)}`;
    }
    if (wanted === "can") {
        const at = by ? describeNode(by.node) : "one of the levels";
        return `${people} cannot ${actions} ${where}: FullAWSAccess is detached from ${at}, and no policy there allows it`;
    }
    if (decision === "exempt") {
        return `${people} can ${actions} ${where}: ${Object.values(evaluation.exemptions).join("; ")}`;
    }
    const near = nearMisses(first.subject.hierarchy, action, evaluation).slice(0, 2);
    return [
        `${people} can ${actions} ${where}: no statement denies it. Attach a guardrail that does` +
            (near.length > 0 ? ", or change these statements, which do not apply to this:" : ""),
        ...near.map((source) => blame(source, action, model)),
    ].join("\n");
}

/** What must be added to the assertion before there is an answer. */
function open({ considered }: Evaluation, assertion: AssertionModel): string {
    const keys = [...new Set(considered.flatMap((one) => one.keys))];
    const given = keys.filter((key) => key !== "aws:requestedregion");
    const needs = [
        ...(keys.length > given.length ? ["regions: [...]"] : []),
        ...(given.length > 0 ? [`context: { ${given.map((key) => `${key}: ...`).join(", ")} }`] : []),
        ...(considered.some(({ resource }) => resource) && assertion.resource === undefined
            ? ["resource: <its ARN>"]
            : []),
    ];
    return `The answer depends on what the assertion leaves open: add ${list(needs)}. These statements may apply or not:`;
}

function blame(source: StatementSource, action: string, model: OrganizationModel): string {
    const place = placeOfPolicy(model, source.policy);
    const statement = statementOf(model, source.policy, source.statement);
    return [
        `  ${describeSource(source)}${place === undefined ? "" : ` (${place})`}`,
        ...(statement === undefined
            ? []
            : showStatement(statement, action)
                  .split("\n")
                  .map((line) => `  ${line}`)),
    ].join("\n");
}
