import type { OrganizationModel } from "../../../definition/model";
import { hierarchyOf, PLACEHOLDER_ID, type Question } from "../../../definition/access";
import {
    describeSource,
    evaluate,
    USUAL_CONTEXT,
    type Catalogue,
    type Evaluation,
    type Hierarchy,
} from "../../../evaluator/evaluation";
import { Hierarchies } from "../../../evaluator/situation";
import { list, visible } from "../../../limits";
import { accountNode } from "../../../tree";
import { setSituation, type AwsPolicyDocuments, type SetSituation } from "../effect/setSituation";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { PeopleModel, PermissionSetModel } from "../model";

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
 * account, each as the definition says them. Whoever has no access to an account is not asked about.
 */
export class SetAnswers {
    readonly #model: PeopleModel;
    readonly #spine: OrganizationModel;
    readonly #question: CanQuestion;
    readonly #catalogue: Catalogue;
    readonly #sets: SetSituation;
    readonly #hierarchies: Hierarchies;
    readonly #ofSets = new Map<string, SetAnswer>();
    readonly #found = new Map<string, SetAnswer>();

    constructor(
        model: PeopleModel,
        spine: OrganizationModel,
        question: CanQuestion,
        documents: AwsPolicyDocuments,
        catalogue: Catalogue,
    ) {
        this.#model = model;
        this.#spine = spine;
        this.#question = question;
        this.#catalogue = catalogue;
        const sets = new Map(model.permissionSets.map((set) => [set.key, set]));
        this.#sets = setSituation(sets, [...sets.keys()], documents);
        this.#hierarchies = new Hierarchies(this.#sets.situation);
    }

    /** @param account its key, or MANAGEMENT_ACCOUNT. */
    of(permissionSet: string, account: string): SetAnswer {
        const id = `${permissionSet}\n${account}`;
        const answer = this.#found.get(id) ?? this.#answered(permissionSet, account);
        this.#found.set(id, answer);
        return answer;
    }

    #answered(permissionSet: string, account: string): SetAnswer {
        const set = this.#model.permissionSets.find(({ key }) => key === permissionSet);
        if (!set) return { answer: "not known", reason: `there is no permission set ${visible(permissionSet)}` };
        const own = this.#ofSet(set);
        if (own.answer === "no" || account === MANAGEMENT_ACCOUNT) return own;
        const found = this.#spine.accounts.find(({ key }) => key === account);
        if (!found) return own;
        const guarded = this.#evaluated(hierarchyOf(this.#spine, found), set, found.id);
        if (guarded.decision === "undetermined") {
            return own.answer === "yes" ? { answer: "not known", reason: hangingOn(guarded) } : own;
        }
        if (guarded.decision === "allowed" || guarded.decision === "exempt") return own;
        return { answer: "no", reason: deniedBy(guarded) };
    }

    /** What the set's own policies and boundary say, which is the same in every account. */
    #ofSet(set: PermissionSetModel): SetAnswer {
        const known = this.#ofSets.get(set.key);
        if (known) return known;
        const made = this.#judged(set);
        this.#ofSets.set(set.key, made);
        return made;
    }

    #judged(set: PermissionSetModel): SetAnswer {
        const hierarchy: Hierarchy = this.#hierarchies.of(accountNode(set.key));
        const evaluation = this.#evaluated(hierarchy, set);
        const name = visible(set.key);
        const unknown = this.#sets.unknown.get(set.key) ?? [];
        if (evaluation.decision === "explicitly denied") {
            const [denial] = evaluation.denials;
            return { answer: "no", reason: `${denial ? policyOf(denial.policy, set.key) : name} denies it` };
        }
        const { boundary } = set;
        const limits = evaluation.levels.find(({ node }) => node.kind === "unit");
        if (boundary && limits?.says === "implicitly denied" && !isUnknownBoundary(set, unknown)) {
            return { answer: "no", reason: `the boundary of ${name} does not allow it` };
        }
        if (unknown.length > 0) {
            const names = list(
                unknown.map((one) => visible(one)),
                3,
            );
            return { answer: "not known", reason: `what ${names} of ${name} says is not known here` };
        }
        if (evaluation.decision === "undetermined") return { answer: "not known", reason: hangingOn(evaluation) };
        if (evaluation.decision !== "allowed") return { answer: "no", reason: `${name} does not allow it` };
        const by = evaluation.by && "policy" in evaluation.by ? policyOf(evaluation.by.policy, set.key) : name;
        return { answer: "yes", reason: `${by} allows it` };
    }

    #evaluated(hierarchy: Hierarchy, { name }: PermissionSetModel, id = PLACEHOLDER_ID): Evaluation {
        const { region } = this.#model;
        // The role that Identity Center makes of a set. Its end is AWS's choice.
        // https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html (2026-11-27)
        const inRegion = region === undefined || region === "us-east-1" ? "" : `${region}/`;
        const role = `role/aws-reserved/sso.amazonaws.com/${inRegion}AWSReservedSSO_${name}_0123456789abcdef`;
        return evaluate(
            { ...hierarchy, account: id },
            { ...this.#question, principal: `arn:aws:iam::${id}:${role}`, context: USUAL_CONTEXT },
            { catalogue: this.#catalogue },
        );
    }
}

function isUnknownBoundary({ boundary }: PermissionSetModel, unknown: readonly string[]): boolean {
    if (!boundary) return false;
    const name = boundary.kind === "aws" ? boundary.policy : `${boundary.policy.path}${boundary.policy.name}`;
    return unknown.includes(name);
}

/** `AmazonS3FullAccess of Developer` is how the situation names it (setSituation). */
function policyOf(policy: string, set: string): string {
    const end = ` of ${set}`;
    return visible(policy.endsWith(end) ? policy.slice(0, -end.length) : policy);
}

function deniedBy({ denials, by }: Evaluation): string {
    const [denial] = denials;
    if (denial) return `denied by ${describeSource(denial)}`;
    return by
        ? `no policy at ${by.node.kind === "root" ? "the root" : `${by.node.kind} ${visible(by.node.key)}`} allows it`
        : "denied";
}

function hangingOn({ considered }: Evaluation): string {
    const keys = [...new Set(considered.flatMap((one) => one.keys))];
    const on = [
        ...(considered.some(({ resource }) => resource) ? ["the resource (give --resource)"] : []),
        ...keys.map((key) => (key === "aws:requestedregion" ? "the region (give --region)" : key)),
    ];
    return `it depends on ${list(on, 4)}`;
}
