import {
    denialReasons,
    identityStatementTitle,
    openReasons,
    type GrantedSession,
    type IdentityHolder,
} from "../../definition/access";
import type { OrganizationModel } from "../../definition/model";
import { firstLines, firstOf, formatCount, list, visible } from "../../limits";
import type { PeopleAssertionModel } from "./peopleAssertionModel";
import type { PeopleFailure } from "./peopleFailures";
import type { DutyEvidence, JoinedDuties } from "./separatedDuties";
import type { SessionOutcome } from "./sessionOutcomes";

/** The most reasons that a message gives in full, and the most people, accounts and actions that it names. */
const MAX_REASONS = 4;
const MAX_NAMES = 5;

/** All failures of `can` or `cannot` as one message. */
export function describePeopleFailures(
    assertion: PeopleAssertionModel,
    failures: readonly PeopleFailure[],
    model: OrganizationModel,
): string {
    const reasons = failures.flatMap((failure) => reasonsOf(failure, assertion, model));
    return message(assertion, reasons);
}

/** All people who can do something of every duty. */
export function describeJoinedDuties(
    assertion: PeopleAssertionModel,
    joined: readonly JoinedDuties[],
    model: OrganizationModel,
): string {
    const reasons = joined.map(({ holders, evidence }) => {
        const isProven = evidence.every(({ outcome }) => outcome.evaluation.decision === "allowed");
        const who = people(holders);
        const head = isProven
            ? `${who} alone can do all of it:`
            : `it is not proven that ${who} cannot do all of it alone:`;
        return [head, ...evidence.map((one) => `  - ${dutyText(one, model)}`)].join("\n");
    });
    return message(assertion, reasons);
}

function message({ because }: PeopleAssertionModel, reasons: readonly string[]): string {
    const { shown, more } = firstOf(reasons, MAX_REASONS);
    return [
        `does not hold${because === undefined ? "" : `, and it should: ${because}`}`,
        ...shown,
        ...(more > 0 ? [`and ${formatCount(more)} more reasons`] : []),
    ].join("\n");
}

function reasonsOf(
    { claim, holders, accounts, grants }: PeopleFailure,
    { claim: { kind } }: PeopleAssertionModel,
    model: OrganizationModel,
): string[] {
    const who = people(holders);
    const where = `in ${list(
        accounts.map(({ name }) => name),
        MAX_NAMES,
    )}`;
    if (claim.outcomes.length === 0) return [`${who} cannot do anything ${where}: no permission set there`];
    const groups = new Map<string, SessionOutcome[]>();
    for (const outcome of claim.outcomes) {
        const id = JSON.stringify([
            outcome.session.permissionSet,
            outcome.evaluation.decision,
            because(outcome, model),
        ]);
        groups.set(id, [...(groups.get(id) ?? []), outcome]);
    }
    return [...groups.values()].flatMap((outcomes) => {
        const [first] = outcomes;
        if (!first) return [];
        const { session, evaluation } = first;
        const actions = list([...new Set(outcomes.map(actionText))], MAX_NAMES);
        const by = `permission set ${visible(session.permissionSet)} (${session.place})`;
        const from = grantsText(grants.filter((one) => one.session === session));
        const head =
            evaluation.decision === "undetermined"
                ? `it is not proven that ${who} ${kind} ${actions} ${where}. With ${by}, ${from}, it depends:`
                : `${who} ${evaluation.decision === "allowed" ? "can" : "cannot"} ${actions} ${where}, with ${by}, ${from}:`;
        return [
            [
                head,
                ...firstLines(because(first, model), 2, (more) => `and ${more} more`).map((line) => `  ${line}`),
            ].join("\n"),
        ];
    });
}

/** What allows, denies or leaves open. */
function because({ evaluation }: SessionOutcome, model: OrganizationModel): string[] {
    if (evaluation.decision === "denied") return denialReasons(evaluation, model);
    if (evaluation.decision === "undetermined") return openReasons(evaluation, model);
    return evaluation.identity.by.map((one) => `allowed by ${identityStatementTitle(one)}`);
}

function dutyText({ outcome, account, granted }: DutyEvidence, model: OrganizationModel): string {
    const { session } = outcome;
    const isOpen = outcome.evaluation.decision === "undetermined";
    const open = isOpen ? `; it depends: ${list(openReasons(outcome.evaluation, model), 2)}` : "";
    return `${isOpen ? "perhaps " : ""}${actionText(outcome)} in ${account.name}, with permission set ${visible(session.permissionSet)} (${session.place}), ${grantsText([granted])}${open}`;
}

function actionText({ action, region }: SessionOutcome): string {
    return region === undefined ? action : `${action} (${region})`;
}

/** `granted to group developers-shop (organizations/dev/people.yaml:12:5)`. */
function grantsText(grants: readonly GrantedSession[]): string {
    const texts = grants.map(
        ({ holder, grantedAt }) => `${holder.kind === "group" ? "group " : ""}${visible(holder.key)} (${grantedAt})`,
    );
    return `granted to ${list([...new Set(texts)], 3)}`;
}

function people(holders: readonly IdentityHolder[]): string {
    return list(
        holders.map(({ kind, key }) => `${kind === "group" ? "group " : ""}${visible(key)}`),
        MAX_NAMES,
    );
}
