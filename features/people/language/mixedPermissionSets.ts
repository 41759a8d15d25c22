import type { FeatureAnswers } from "../../../definition/feature";
import type { Path, Report } from "../../../definition/problemReport";
import { IDENTITY_CENTER_SERVICE, list, listSome, quoted, visible } from "../../../limits";
import type { PeopleModel, PermissionSetModel } from "../model";

/** The most permission sets that one warning names. */
const NAMED = 6;

/**
 * The permission sets that are used in the management account and in others. A delegated administrator cannot manage a permission set
 * that is provisioned in the management account: AWS denies it, and does not say why.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html, read on 2026-11-27
 */
function mixedSets({ permissionSets, managementAccess, accounts }: PeopleModel): readonly PermissionSetModel[] {
    const inManagement = new Set(managementAccess.map(({ permissionSet }) => permissionSet));
    if (inManagement.size === 0) return [];
    const elsewhere = new Set(
        [...accounts.values()].flatMap(({ access }) => access.map(({ permissionSet }) => permissionSet)),
    );
    return permissionSets.filter(({ key }) => inManagement.has(key) && elsewhere.has(key));
}

/** Where the definition has a delegated administrator of IAM Identity Center, each such permission set is a mistake. */
export function checkMixedSets(model: PeopleModel, others: FeatureAnswers, report: Report): void {
    const administrators = others.administratorsOf(IDENTITY_CENTER_SERVICE);
    if (administrators.length === 0) return;
    const who = list(administrators.map((key) => visible(key)));
    const acknowledged = new Set(model.acknowledge?.notDelegated);
    for (const { key, path } of mixedSets(model)) {
        if (acknowledged.has(key)) continue;
        report.add(
            path,
            `${quoted(key)} is used in the management account and in others, but account ${who} administers ${IDENTITY_CENTER_SERVICE} (delegatedAdministrators), and AWS lets no delegated administrator manage a permission set that the management account has. ` +
                "Make two: keep this one for the other accounts, and write one of its own for the management account, which the line of `access` with `managementAccount: true` names. This program can manage both kinds. If the administrator need not manage it, write\n" +
                `people: { acknowledge: { notDelegated: [${visible(key)}] } }`,
        );
    }
}

/** @param at returns where a path is written, with a colon. */
export function mixedSetWarnings(
    model: PeopleModel,
    others: FeatureAnswers,
    at: (path: Path) => string,
): readonly string[] {
    const both = mixedSets(model);
    const [first] = both;
    if (!first) return [];
    const keys = listSome(
        both.map(({ key }) => key),
        NAMED,
    );
    const [are, them] = both.length === 1 ? ["is", "it"] : ["are", "them"];
    const administrators = others.administratorsOf(IDENTITY_CENTER_SERVICE);
    const who =
        administrators.length === 0
            ? "If IAM Identity Center gets a delegated administrator, that account can no longer"
            : `Account ${list(administrators.map((key) => visible(key)))} administers IAM Identity Center, and cannot`;
    return [
        `${at(first.path)}${keys} ${are} used in the management account and in others. ${who} manage ${them}: give the management account permission sets of its own`,
    ];
}
