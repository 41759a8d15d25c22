import { describeSource, type Evaluation, type StatementSource } from "../../evaluator/evaluation";
import type { IdentityStatement, IdentityVerdict, SessionEvaluation, SessionPart } from "../../evaluator/identity";
import { list } from "../../limits/messageText";
import { visible } from "../../limits";
import { describeNode } from "../../tree";
import type { OrganizationModel } from "../model";
import { placeOfPolicy } from "./statementText";

/** `statement Own of its inline policy (organizations/dev/people.yaml:12:5)`. */
export function identityStatementTitle({ policy, statement, sid, place }: IdentityStatement): string {
    return `statement ${sid ?? statement + 1} of ${visible(policy)}${placed(place)}`;
}

/** Why a session may not do something: one line for each part that denies it, explicit denials first. */
export function denialReasons(evaluation: SessionEvaluation, model: OrganizationModel): string[] {
    const { identity, boundary, organization } = evaluation;
    const reasons: Readonly<Record<SessionPart, () => string>> = {
        "identity policies": () => verdictReason("its policies", identity),
        "permissions boundary": () => (boundary ? verdictReason("its boundary", boundary) : ""),
        "service control policies": () => organizationReason(organization, model),
        "resource control policies": () => organizationReason(organization, model),
    };
    return evaluation.deniedBy.map((part) => reasons[part]());
}

/** What an answer for a session depends on, with the keys of an assertion that settle it: `regions`, `context`, `resource`. */
export function openReasons(evaluation: SessionEvaluation, model: OrganizationModel): string[] {
    const { identity, boundary, organization, dependsOnRole } = evaluation;
    const own = [identity, ...(boundary ? [boundary] : [])].filter(({ says }) => says === "undetermined");
    return [
        ...own.flatMap(({ unknown }) =>
            unknown.map(({ policy, place, why }) => `${visible(policy)}${placed(place)}: ${why}`),
        ),
        ...own.flatMap(({ considered }) =>
            considered.map((one) => `${identityStatementTitle(one)} depends on ${openWords(one)}`),
        ),
        ...(organization.decision === "undetermined"
            ? organization.considered.map((one) => `${sourceTitle(one, model)} depends on ${openWords(one)}`)
            : []),
        ...(dependsOnRole
            ? [
                  "policies distinguish roles by the end of their name, which AWS chooses, or by the region of IAM Identity Center",
              ]
            : []),
    ];
}

function verdictReason(part: string, { says, by }: IdentityVerdict): string {
    const [first] = by;
    return says === "explicitly denied" && first
        ? `denied by ${identityStatementTitle(first)}`
        : `nothing in ${part} allows it`;
}

function organizationReason({ denials, by }: Evaluation, model: OrganizationModel): string {
    const [first] = denials;
    if (first) return `denied by ${sourceTitle(first, model)}`;
    return `FullAWSAccess is detached from ${by ? describeNode(by.node) : "one of the levels"}, and no policy there allows it`;
}

function sourceTitle(source: StatementSource, model: OrganizationModel): string {
    return `${describeSource(source)}${placed(placeOfPolicy(model, source.policy))}`;
}

/** `the region (regions: [...]) and aws:PrincipalTag/team (context)`. */
function openWords({ keys, resource }: { readonly keys: readonly string[]; readonly resource: boolean }): string {
    return list([
        ...keys.map((key) => (key === "aws:requestedregion" ? "the region (add regions)" : `${key} (add context)`)),
        ...(resource ? ["the resource (add resource)"] : []),
    ]);
}

function placed(place: string | undefined): string {
    return place === undefined ? "" : ` (${place})`;
}
