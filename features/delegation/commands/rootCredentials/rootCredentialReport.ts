import { countOf, list, visible } from "../../../../limits";
import { EXIT, table, type AwsAnswer, type CommandOutcome } from "../../../../operations/cli";
import type { AskedAccount, AskedAccounts } from "./askedAccounts";
import { countOfKind, credentialsJson, type RootCredential } from "./rootCredential";

/** What AWS answers about the root users of member accounts. */
export interface RootCredentialReport {
    readonly holders: readonly CredentialHolder[];
    readonly unread: readonly { readonly account: AskedAccount; readonly reason: string }[];
    readonly skipped: AskedAccounts["skipped"];
    /** How many accounts AWS was asked about. */
    readonly asked: number;
}

/** An account whose root user has credentials. */
export interface CredentialHolder {
    readonly account: AskedAccount;
    readonly credentials: readonly RootCredential[];
}

export function rootCredentialReport(
    { asked, skipped }: AskedAccounts,
    answers: readonly AwsAnswer<readonly RootCredential[]>[],
): RootCredentialReport {
    const each = asked.flatMap((account, index) => {
        const answer = answers[index];
        return answer ? [{ account, answer }] : [];
    });
    return {
        holders: each.flatMap(({ account, answer }) =>
            "value" in answer && answer.value.length > 0 ? [{ account, credentials: answer.value }] : [],
        ),
        unread: each.flatMap(({ account, answer }) => ("unread" in answer ? [{ account, reason: answer.unread }] : [])),
        skipped,
        asked: asked.length,
    };
}

/** What a look finds. */
export function reportOutcome(report: RootCredentialReport, columns: number | undefined): CommandOutcome {
    const { holders, unread, asked } = report;
    const rows = holders.map(({ account: { title, id }, credentials }) => [
        visible(title),
        id,
        countOfKind(credentials, "password") > 0 ? "yes" : "",
        ...(["access key", "MFA device", "signing certificate"] as const).map((kind) => {
            const count = countOfKind(credentials, kind);
            return count === 0 ? "" : String(count);
        }),
    ]);
    const known = asked - unread.length;
    const sum =
        holders.length === 0
            ? known === 0
                ? "No member account was looked at."
                : `No root user has credentials in ${countOf(known, "member account")}.`
            : `${countOf(holders.length, "root user")} of ${countOf(known, "member account")} ${holders.length === 1 ? "has" : "have"} credentials. \`./org root-credentials --remove\` removes them.`;
    return {
        text: [
            ...(rows.length > 0
                ? [
                      table(["ACCOUNT", "ID", "PASSWORD", "ACCESS KEYS", "MFA DEVICES", "CERTIFICATES"], rows, columns),
                      "",
                  ]
                : []),
            sum,
            ...reportNotes(report),
        ].join("\n"),
        json: reportJson(report),
        code: unread.length > 0 ? EXIT.failed : holders.length > 0 ? EXIT.found : EXIT.done,
    };
}

/** What is not in the table, one line each. */
export function reportNotes({ unread, skipped }: RootCredentialReport): readonly string[] {
    return [
        ...unread.map(({ account, reason }) => `${accountText(account)}: AWS does not say: ${reason}`),
        ...(unread.some(({ reason }) => isDenied(reason)) ? [DENIED_BY_POLICY] : []),
        ...(skipped.length > 0
            ? [
                  `Not asked, because they are not active: ${list(skipped.map((one) => `${accountText(one)} ${one.state}`))}`,
              ]
            : []),
    ];
}

export function reportJson({ holders, unread, skipped, asked }: RootCredentialReport): Record<string, unknown> {
    return {
        asked,
        accounts: holders.map(({ account, credentials }) => ({
            ...accountJson(account),
            ...credentialsJson(credentials),
        })),
        unread: unread.map(({ account, reason }) => ({ ...accountJson(account), reason })),
        skipped: skipped.map((account) => ({ ...accountJson(account), state: account.state })),
    };
}

export function accountText({ title, id }: AskedAccount): string {
    return `${visible(title)} (${id})`;
}

export function accountJson({ key, title, id }: AskedAccount): Record<string, string> {
    return { ...(key === undefined ? { name: title } : { account: key }), id };
}

export function isDenied(reason: string): boolean {
    return reason.startsWith("AccessDenied");
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html, read on 2026-11-27: service control policies limit these sessions too. */
export const DENIED_BY_POLICY =
    "The credentials need sts:AssumeRoot. A service control policy that denies the root user denies these sessions too: the guardrail deny-root-user spares them with `allowCentral: true`.";
