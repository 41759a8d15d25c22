import { countOf } from "../../../../limits";
import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { IdentityFacts, KeyFact, RoleFact } from "../read/identityFacts";
import type { IncidentReport } from "./incidentReport";
import { outside, sentence, type IncidentSection, type SectionText } from "./incidentSection";

/** Who can get into the account by the definition, and by the trust policies of its roles. */
export function accessSection(report: IncidentReport, insiders: ReadonlySet<string>): IncidentSection {
    const { target, grants, directory, identities, isQuarantined, quarantineUnread } = report;
    const members = (key: string): string => {
        const group = directory?.groups.find((one) => one.key === key);
        if (!group) return "";
        return group.isExternal
            ? " (its members are in another directory)"
            : ` (${countOf(group.members.length, "person", "people")}: ${group.members.join(", ")})`;
    };
    const roles = "value" in identities ? identities.value.roles : [];
    return {
        heading: "Who has access",
        words: [
            ...(target.mistake
                ? [
                      sentence(
                          "The definition has mistakes, so that it does not say who has access: `org access --in-aws` asks AWS.",
                      ),
                  ]
                : target.account
                  ? []
                  : [
                        sentence(
                            "The definition does not know the account. `org access --in-aws` says who has permission sets.",
                        ),
                    ]),
            ...(isQuarantined
                ? [
                      sentence(
                          "The account is quarantined: of all these, only the role that the quarantine exempts can do anything in it.",
                      ),
                  ]
                : []),
            ...(quarantineUnread === undefined
                ? []
                : unreadWords({ unread: quarantineUnread }, "Whether it is quarantined")),
            ...unreadWords(identities, "Who may assume its roles"),
        ],
        ...nothingIn(identities, "Nobody, by the definition and the roles of the account."),
        head: ["WHO", "AS", "UNTIL", "NOTES"],
        rows: [
            ...grants.map(({ holder, session, until, because }): SectionText[] => [
                outside(`${holder.kind} ${holder.key}${holder.kind === "group" ? members(holder.key) : ""}`),
                outside(`permission set ${session.permissionSet}`),
                until ?? "",
                outside(because ?? ""),
            ]),
            ...roles.flatMap((role) => trustRows(role, insiders)),
        ],
    };
}

/** A row for each party outside that a role trusts. AWS's services are no people, and Identity Center's roles are the permission sets above. */
function trustRows({ name, path, trusts, used }: RoleFact, insiders: ReadonlySet<string>): SectionText[][] {
    if (path.startsWith("/aws-service-role/") || path.startsWith("/aws-reserved/")) return [];
    const last = used === undefined ? "never used" : `last used ${minute(used)}`;
    return [
        ...trusts.accounts.map((account): SectionText[] => [
            account === "*"
                ? "EVERYBODY, unless a condition of its trust says otherwise"
                : insiders.has(account)
                  ? outside(`account ${account}`)
                  : outside(`account ${account}, which is OUTSIDE the organisation`),
            outside(`role ${name}`),
            "",
            last,
        ]),
        ...trusts.providers.map((provider): SectionText[] => [outside(provider), outside(`role ${name}`), "", last]),
    ];
}

/** The root user, access keys, users and roles, those first that are new. */
export function credentialSection({ identities, since }: IncidentReport): IncidentSection {
    const isNew = (created: string): boolean => created >= since.toISOString();
    const facts = "value" in identities ? identities.value : undefined;
    const keyRow = (user: string, { id, isActive, created, used, usedFor }: KeyFact): SectionText[] => [
        isNew(created) ? "NEW" : "",
        outside(`access key ${id} of user ${user}`),
        `${isActive ? "active" : "inactive"}${used === undefined ? ", never used" : `, last used ${minute(used)}${usedFor === undefined || usedFor === "" ? "" : ` (${usedFor})`}`}`,
        minute(created),
    ];
    const rows = facts
        ? [
              ...facts.users.flatMap(({ name, created, hasPassword, keys }) => [
                  [
                      isNew(created) ? "NEW" : "",
                      outside(`user ${name}`),
                      hasPassword ? "has a password" : "no password",
                      minute(created),
                  ],
                  ...keys.map((key) => keyRow(name, key)),
              ]),
              ...facts.roles
                  .filter(({ created }) => isNew(created))
                  .map(({ name, created }) => ["NEW", outside(`role ${name}`), "", minute(created)]),
          ]
        : [];
    return {
        heading: "Root user, access keys, users and roles",
        words: facts
            ? [
                  sentence(
                      `The root user has ${facts.root.hasAccessKeys ? "ACCESS KEYS" : "no access keys"} and ${facts.root.hasMfa ? "MFA" : "no MFA"}.`,
                  ),
                  sentence(
                      `The account has ${countOf(facts.users.length + facts.withoutKeys, "user")} and ${countOf(facts.roles.length, "role")}. NEW is what was created since ${minute(since.toISOString())}.`,
                  ),
                  ...(facts.withoutKeys > 0
                      ? [
                            sentence(
                                `The keys of ${countOf(facts.withoutKeys, "user")} were not asked for, because there are so many.`,
                            ),
                        ]
                      : []),
              ]
            : unreadWords(identities, "What IAM of the account has"),
        ...nothingIn(identities, "It has no users, and no role is new."),
        head: ["", "WHAT", "STATE", "CREATED"],
        rows: [...rows].sort((one, two) => Number(two[0] === "NEW") - Number(one[0] === "NEW")),
    };
}

/** What could not be read, and why. */
export function unreadWords(answer: AwsAnswer<unknown>, what: string): readonly (readonly SectionText[])[] {
    return "value" in answer ? [] : [[`${what} is not known: `, outside(answer.unread)]];
}

/** What a section says without rows: nothing, if it could not be read. */
export function nothingIn(answer: AwsAnswer<unknown>, nothing: string): { readonly nothing?: string } {
    return "value" in answer ? { nothing } : {};
}

/** `2026-11-27 12:31`, in UTC. */
export function minute(at: string): string {
    return at.slice(0, 16).replace("T", " ");
}

/** The accounts and parties that belong to the organisation, for comparison with what roles trust. */
export function trustedAccounts(identities: AwsAnswer<IdentityFacts>): readonly string[] {
    if (!("value" in identities)) return [];
    return [...new Set(identities.value.roles.flatMap(({ trusts }) => trusts.accounts))]
        .filter((one) => /^\d{12}$/.test(one))
        .sort();
}
