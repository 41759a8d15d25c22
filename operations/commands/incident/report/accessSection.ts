import type { JudgedRole } from "../judge/incidentJudgement";
import type { IncidentReport } from "./incidentReport";
import {
    outside,
    outsides,
    sentence,
    type IncidentSection,
    type SectionCell,
    type SectionText,
} from "./incidentSection";
import { nothingIn, policyTexts, unreadWords } from "./reportWords";
import { minute } from "../read/shownTime";

/** Who can get into the account by the definition, and by the trust policies of its roles: those outside the organisation first. */
export function accessSection(report: IncidentReport): IncidentSection {
    const { grants, directory, identities, judgement } = report;
    const members = (key: string): SectionCell => {
        const group = directory?.groups.find((one) => one.key === key);
        if (!group) return "";
        return group.isExternal ? "its members are in another directory" : outsides(group.members);
    };
    const trusted = judgement.roles.flatMap((role) => trustRows(role, report));
    const isAlarming = (row: readonly SectionCell[]): boolean => row[0] === "!";
    return {
        heading: "Who has access",
        weight: 5,
        words: accessWords(report),
        ...nothingIn(identities, "Nobody, by the definition and the roles of the account."),
        columns: [
            { name: "" },
            { name: "WHO" },
            { name: "AS" },
            { name: "PERSONS", below: "persons:" },
            { name: "POLICIES", below: "" },
            { name: "NOTES", below: "" },
        ],
        rows: [
            ...trusted.filter(isAlarming),
            ...grants.map(({ holder, session, until, because }): SectionCell[] => [
                "",
                outside(`${holder.kind} ${holder.key}`),
                outside(`permission set ${session.permissionSet}`),
                holder.kind === "group" ? members(holder.key) : "",
                "",
                [
                    ...(until === undefined ? [] : [`until ${until}`]),
                    ...(because === undefined ? [] : [outside(because)]),
                ],
            ]),
            ...trusted.filter((row) => !isAlarming(row)),
        ],
    };
}

function accessWords({
    target,
    isQuarantined,
    quarantineUnread,
    identities,
}: IncidentReport): (readonly SectionText[])[] {
    return [
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
    ];
}

/** Somebody outside whom a role trusts. AWS's services are no people, and Identity Center's roles are the permission sets above. */
function trustRows(judged: JudgedRole, { insiders, managementAccountId, target }: IncidentReport): SectionCell[][] {
    const own = new RegExp(`^arn:aws[a-z-]*:iam::${target.id}:`);
    const { role, judgement } = judged;
    const owner = "owner" in judgement ? judgement.owner : undefined;
    if (owner?.kind === "aws service" || owner?.kind === "identity center") return [];
    const notes: SectionText[] = [
        ...("pretends" in judgement && judgement.pretends !== undefined ? [outside(judgement.pretends)] : []),
        ...(owner ? [owner.words] : []),
        ...(judged.isNew && !owner ? ["the role is NEW"] : []),
        role.used === undefined ? "never used" : `last used ${minute(role.used)}`,
    ];
    const row = (mark: string, who: SectionText): SectionCell[] => [
        mark,
        who,
        outside(`role ${role.name}`),
        "",
        policyTexts(role.policies),
        notes,
    ];
    return [
        ...role.trusts.accounts.map((account) =>
            account === "*"
                ? row("!", "EVERYBODY (unless a condition limits it)")
                : insiders.has(account)
                  ? row("", account === managementAccountId ? "the management account" : outside(`account ${account}`))
                  : row("!", outside(`account ${account}, OUTSIDE the organisation`)),
        ),
        ...role.trusts.providers.map((provider) => row("", outside(provider.replace(own, "")))),
    ];
}
