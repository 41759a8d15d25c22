import { countOf } from "../../../../limits";
import type { JudgedRole, Maker } from "../judge/incidentJudgement";
import type { IdentityFacts, KeyFact, UserFact } from "../read/identityFacts";
import type { IncidentReport } from "./incidentReport";
import {
    outside,
    outsides,
    sentence,
    type IncidentSection,
    type SectionCell,
    type SectionText,
} from "./incidentSection";
import { createdText, nothingIn, policyTexts, unreadWords } from "./reportWords";
import { minute } from "../read/shownTime";

/** The root user, access keys, users, and roles that nobody of ours has made: those that stand out first, and then those that are new. */
export function credentialSection(report: IncidentReport): IncidentSection {
    const { identities, since, judgement } = report;
    const facts = "value" in identities ? identities.value : undefined;
    const rows = [
        ...judgement.roles.filter(isNotable).map(roleRow),
        ...[...(facts?.users ?? [])].sort(byStrength).flatMap((user) => userRows(user, report)),
    ];
    return {
        heading: "Root user, access keys, users and roles",
        weight: 6,
        words: facts ? credentialWords(facts, since) : unreadWords(identities, "What IAM of the account has"),
        ...nothingIn(identities, "It has no users, and no role that stands out."),
        columns: [
            { name: "" },
            { name: "WHAT" },
            { name: "STANDS OUT", below: "it" },
            { name: "POLICIES", below: "" },
            { name: "STATE", below: "" },
            { name: "CREATED", below: "created" },
            { name: "CHANGED BY", below: "CHANGED BY" },
        ],
        rows: rows.sort((one, two) => rankOf(one) - rankOf(two)),
    };
}

function credentialWords({ root, users, roles, withoutKeys }: IdentityFacts, since: Date): (readonly SectionText[])[] {
    return [
        sentence(
            `The root user has ${root.hasAccessKeys ? "ACCESS KEYS" : "no access keys"} and ${root.hasMfa ? "MFA" : "no MFA"}.`,
        ),
        sentence(
            `The account has ${countOf(users.length + withoutKeys, "user")} and ${countOf(roles.length, "role")}. NEW is what was created since ${minute(since.toISOString())}.`,
        ),
        ...(withoutKeys > 0
            ? [
                  sentence(
                      `The ${countOf(withoutKeys, "oldest user")} and their keys are not here, because there are so many.`,
                  ),
              ]
            : []),
    ];
}

/** Roles that pretend, that somebody changed, and those of nobody that are new or may do everything. */
export function isNotable({ judgement, isNew, changedBy, role }: JudgedRole): boolean {
    if ("pretends" in judgement || changedBy.length > 0) return true;
    return !("owner" in judgement) && (isNew || role.policies.mayEverything);
}

/** Those that can do most come first: an intruder may make many users that can do nothing, to hide one. */
function byStrength(one: UserFact, two: UserFact): number {
    const strength = ({ policies, keys, hasPassword }: UserFact): number =>
        (policies.mayEverything ? 4 : 0) + (keys.some(({ isActive }) => isActive) ? 2 : 0) + (hasPassword ? 1 : 0);
    return strength(two) - strength(one);
}

const MARKS = ["!", "NEW", ""];

function rankOf([mark = ""]: readonly SectionCell[]): number {
    return MARKS.indexOf(mark as string);
}

function roleRow({ role, isNew, judgement, maker, changedBy }: JudgedRole): SectionCell[] {
    const pretends = "pretends" in judgement ? judgement.pretends : undefined;
    return [
        pretends !== undefined || changedBy.length > 0 ? "!" : isNew ? "NEW" : "",
        outside(`role ${role.name}`),
        pretends === undefined ? "" : outside(pretends),
        policyTexts(role.policies),
        role.used === undefined ? "never used" : `last used ${minute(role.used)}`,
        createdText(role.created, maker),
        outsides(changedBy),
    ];
}

function userRows(user: UserFact, { judgement, since }: IncidentReport): SectionCell[][] {
    const { name, created, hasPassword, policies, keys } = user;
    const isNew = (at: string): boolean => at >= since.toISOString();
    const maker = (kind: "user" | "key", of: string, at: string): Maker | undefined =>
        isNew(at) ? judgement.makerOf(kind, of) : undefined;
    return [
        [
            isNew(created) ? "NEW" : "",
            outside(`user ${name}`),
            "",
            policyTexts(policies),
            hasPassword ? "has a password" : "no password",
            createdText(created, maker("user", name, created)),
            "",
        ],
        ...keys.map((key) => [
            isNew(key.created) ? "NEW" : "",
            outside(`access key ${key.id} of user ${name}`),
            "",
            "",
            keyState(key),
            createdText(key.created, maker("key", key.id, key.created)),
            "",
        ]),
    ];
}

function keyState({ isActive, used, usedFor }: KeyFact): string {
    const last =
        used === undefined
            ? "never used"
            : `last used ${minute(used)}${usedFor === undefined || usedFor === "" ? "" : ` (${usedFor})`}`;
    return `${isActive ? "active" : "inactive"}, ${last}`;
}

/** New roles whose owner is proven, and older ones of the organisation that may do everything. */
export function ownedRoleSection({ identities, judgement }: IncidentReport): IncidentSection {
    const rows = judgement.roles.flatMap(({ role, isNew, judgement: judged, changedBy }): SectionCell[][] => {
        const owner = "owner" in judged ? judged.owner : undefined;
        if (!owner || changedBy.length > 0 || !(isNew || role.policies.mayEverything)) return [];
        return [
            [
                isNew ? "new" : "",
                minute(role.created),
                outside(`role ${role.name}`),
                outside(owner.words),
                policyTexts(role.policies),
            ],
        ];
    });
    return {
        heading: "Roles of the organisation and of AWS",
        weight: 2,
        words: [
            ...unreadWords(identities, "Which roles are the organisation's"),
            ...(rows.length === 0
                ? []
                : [
                      sentence(
                          "New, or allowed everything. Whose they are is proven by their path, their trust or CloudTrail, not by their names. An intruder in the management account could use them.",
                      ),
                  ]),
        ],
        ...nothingIn(identities, "None is new, and none may do everything."),
        columns: [
            { name: "" },
            { name: "CREATED" },
            { name: "ROLE" },
            { name: "WHOSE", below: "" },
            { name: "POLICIES", below: "" },
        ],
        rows,
    };
}
