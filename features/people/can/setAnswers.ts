import type { OrganizationModel } from "../../../definition/model";
import {
    askSession,
    hierarchyOf,
    managementHierarchy,
    PLACEHOLDER_ID,
    type IdentitySession,
    type Question,
} from "../../../definition/access";
import { describeSource, type Catalogue, type Evaluation } from "../../../evaluator/evaluation";
import type { IdentityVerdict, SessionEvaluation } from "../../../evaluator/identity";
import { list, visible } from "../../../limits";
import { peopleIdentities } from "../answers/peopleIdentities";
import type { AwsPolicyDocuments } from "../effect/setSession";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { PeopleModel } from "../model";

/** From the worst for a reviewer to the best. */
export const ANSWERS = ["yes", "not known", "no"] as const;
export type CanAnswer = (typeof ANSWERS)[number];

/** Whether a permission set lets somebody do something in an account, and why. */
export interface SetAnswer {
    readonly answer: CanAnswer;
    readonly reason: string;
}

/** One action, with what is known of the request. */
export type CanQuestion = Pick<Question, "action" | "region" | "resource">;

/**
 * Answers for permission sets in accounts: the policies and the boundary of the set, and the service and resource control policies of the
 * account, each as the definition says them. Whoever has no access to an account is not asked about. Each answer is computed once.
 */
export class SetAnswers {
    readonly #spine: OrganizationModel;
    readonly #question: CanQuestion;
    readonly #catalogue: Catalogue;
    readonly #sessions: ReadonlyMap<string, IdentitySession>;
    readonly #accounts: ReadonlyMap<string, OrganizationModel["accounts"][number]>;
    readonly #known = new Map<string, SetAnswer>();

    constructor(
        model: PeopleModel,
        spine: OrganizationModel,
        question: CanQuestion,
        documents: AwsPolicyDocuments,
        catalogue: Catalogue,
    ) {
        this.#spine = spine;
        this.#question = question;
        this.#catalogue = catalogue;
        // The policies of permission sets are the same on every day.
        const { permissionSets } = peopleIdentities(model, spine, "", documents);
        this.#sessions = new Map(permissionSets.map((session) => [session.permissionSet, session]));
        this.#accounts = new Map(spine.accounts.map((account) => [account.key, account]));
    }

    /** @param account its key, or MANAGEMENT_ACCOUNT. */
    of(permissionSet: string, account: string): SetAnswer {
        const id = `${permissionSet}\n${account}`;
        const known = this.#known.get(id);
        if (known) return known;
        const made = this.#judged(permissionSet, account);
        this.#known.set(id, made);
        return made;
    }

    #judged(permissionSet: string, account: string): SetAnswer {
        const name = visible(permissionSet);
        const session = this.#sessions.get(permissionSet);
        if (!session) return { answer: "not known", reason: `there is no permission set ${name}` };
        const found = this.#accounts.get(account);
        if (!found && account !== MANAGEMENT_ACCOUNT) {
            return { answer: "not known", reason: `there is no account ${visible(account)}` };
        }
        const hierarchy = found ? hierarchyOf(this.#spine, found) : managementHierarchy(PLACEHOLDER_ID);
        const evaluation = askSession(hierarchy, session, this.#question, this.#catalogue);
        if (evaluation.decision === "denied") return { answer: "no", reason: deniedBy(evaluation, name) };
        if (evaluation.decision === "undetermined") return { answer: "not known", reason: hangingOn(evaluation, name) };
        const [by] = evaluation.identity.by;
        return { answer: "yes", reason: `${by ? visible(by.policy) : name} allows it` };
    }
}

/** What the permission set says itself comes first: whoever wants to change the answer has to change that before anything else. */
function deniedBy({ identity, boundary, organization }: SessionEvaluation, name: string): string {
    const explicit = [identity, ...(boundary ? [boundary] : [])].find(({ says }) => says === "explicitly denied");
    if (explicit) return `${visible(explicit.by[0]?.policy ?? name)} denies it`;
    if (boundary?.says === "implicitly denied") return `the boundary of ${name} does not allow it`;
    if (identity.says === "implicitly denied") return `${name} does not allow it`;
    const { denials, by } = organization;
    const [denial] = denials;
    if (denial) return `denied by ${describeSource(denial)}`;
    return by
        ? `no policy at ${by.node.kind === "root" ? "the root" : `${by.node.kind} ${visible(by.node.key)}`} allows it`
        : "denied";
}

function hangingOn({ identity, boundary, organization, dependsOnRole }: SessionEvaluation, name: string): string {
    const open = [identity, ...(boundary ? [boundary] : [])].filter(({ says }) => says === "undetermined");
    const unknown = open.flatMap((one) => one.unknown.map(({ policy }) => visible(policy)));
    if (unknown.length > 0) return `what ${list(unknown, 3)} of ${name} says is not known here`;
    if (dependsOnRole) return "it depends on the name of its role, which AWS chooses in part";
    return `it depends on ${list(openWords([...open, ...(organization.decision === "undetermined" ? [organization] : [])]), 4)}`;
}

function openWords(
    verdicts: readonly (Pick<IdentityVerdict, "considered"> | Pick<Evaluation, "considered">)[],
): string[] {
    const considered = verdicts.flatMap((one) => [...one.considered]);
    const keys = [...new Set(considered.flatMap((one) => one.keys))];
    return [
        ...(considered.some(({ resource }) => resource) ? ["the resource (give --resource)"] : []),
        ...keys.map((key) => (key === "aws:requestedregion" ? "the region (give --region)" : key)),
    ];
}
