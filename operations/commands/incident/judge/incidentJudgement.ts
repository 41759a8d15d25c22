import type { RoleFact } from "../read/identityFacts";
import type { EventCaller, TrailEvent } from "../read/trailEvent";
import { judgeRole, type OwnerKnowledge, type RoleJudgement } from "./roleOwners";

/** By whom a call was made, where AWS proves that it is the organisation's. It may still be misused from the management account. */
export type CallOrigin = "stack sets" | "access role" | "aws service";

/** Who made something in the time that is looked at, by CloudTrail. */
export interface Maker {
    readonly caller: EventCaller;
    readonly origin?: CallOrigin;
    readonly at: string;
}

/** A role, what it is, and what happened to it. */
export interface JudgedRole {
    readonly role: RoleFact;
    /** Created since the beginning of the time. */
    readonly isNew: boolean;
    readonly judgement: RoleJudgement;
    readonly maker?: Maker;
    /** Who changed its trust or its policies, without those who own it. */
    readonly changedBy: readonly string[];
}

const CHANGES_OF_ROLE = new Set([
    "AttachRolePolicy",
    "DeleteRolePermissionsBoundary",
    "PutRolePermissionsBoundary",
    "PutRolePolicy",
    "UpdateAssumeRolePolicy",
]);
/** Whose creation is looked for, by the event. */
const CREATIONS: ReadonlyMap<string, "role" | "user" | "key"> = new Map([
    ["CreateRole", "role"],
    ["CreateServiceLinkedRole", "role"],
    ["CreateUser", "user"],
    ["CreateAccessKey", "key"],
]);

/** What is the organisation's own, and what is not. */
export class IncidentJudgement {
    readonly roles: readonly JudgedRole[];
    readonly #origins = new Map<string, CallOrigin>();
    readonly #makers = new Map<string, Maker>();

    /** @param since the beginning of the time, as AWS writes times. */
    constructor(roles: readonly RoleFact[], events: readonly TrailEvent[], since: string, known: OwnerKnowledge) {
        const iamEvents = events.filter(({ service, error }) => service === "iam" && error === undefined);
        const judged = roles.map((role) => ({ role, judgement: judgeRole(role, known) }));
        for (const { role, judgement } of judged) {
            const kind = "owner" in judgement ? judgement.owner?.kind : undefined;
            if (kind === "stack sets" || kind === "access role" || kind === "aws service") {
                this.#origins.set(role.name, kind);
            }
        }
        const changers = this.#changersOf(iamEvents);
        // What somebody else has changed may be somebody else's now.
        for (const name of changers.keys()) this.#origins.delete(name);
        this.#findMakers(iamEvents);
        this.roles = judged.map(({ role, judgement }) => {
            const isNew = role.created >= since;
            const maker = isNew ? this.makerOf("role", role.name) : undefined;
            const isJudged = "owner" in judgement || "pretends" in judgement;
            return {
                role,
                isNew,
                judgement: isJudged ? judgement : byMaker(role, maker),
                ...(maker && { maker }),
                changedBy: [...(changers.get(role.name) ?? [])].filter((title) => title !== maker?.caller.title),
            };
        });
        for (const { role, judgement, changedBy } of this.roles) {
            const isOfStackSets = "owner" in judgement && judgement.owner?.kind === "stack sets";
            if (isOfStackSets && changedBy.length === 0) this.#origins.set(role.name, "stack sets");
        }
    }

    makerOf(kind: "role" | "user" | "key", name: string): Maker | undefined {
        return this.#makers.get(`${kind} ${name}`);
    }

    /** Undefined for everybody who is not proven to be the organisation's. */
    originOf({ kind, name, account }: EventCaller): CallOrigin | undefined {
        if (kind === "service") return "aws service";
        return kind === "role" && account === undefined && name !== undefined ? this.#origins.get(name) : undefined;
    }

    /** Who changed the trust or the policies of a role, by its name, without those who are the organisation's. */
    #changersOf(iamEvents: readonly TrailEvent[]): ReadonlyMap<string, ReadonlySet<string>> {
        const changers = new Map<string, Set<string>>();
        for (const { name, caller, resources } of iamEvents) {
            if (!CHANGES_OF_ROLE.has(name) || this.originOf(caller) !== undefined) continue;
            for (const one of resources) changers.set(one, (changers.get(one) ?? new Set()).add(caller.title));
        }
        return changers;
    }

    #findMakers(iamEvents: readonly TrailEvent[]): void {
        // The newest are first: what was deleted and made again has its last maker.
        for (const { name, caller, at, resources } of iamEvents) {
            const kind = CREATIONS.get(name);
            const origin = this.originOf(caller);
            for (const one of kind ? resources : []) {
                const key = `${kind} ${one}`;
                if (!this.#makers.has(key)) this.#makers.set(key, { caller, at, ...(origin && { origin }) });
            }
        }
    }
}

/**
 * A role of a block of the baseline has a path and a trust that everybody may choose. Who made it is CloudTrail's word.
 */
function byMaker({ name, path }: RoleFact, maker: Maker | undefined): RoleJudgement {
    if (maker?.origin === "stack sets") {
        return { owner: { kind: "stack sets", words: "made by CloudFormation StackSets of the management account" } };
    }
    const looksSo = name.startsWith("StackSet-") || path.startsWith("/aws-organization/");
    return looksSo && maker
        ? { pretends: `looks like a role of the baseline, and was made by ${maker.caller.title}` }
        : {};
}
