import { fewAtATime } from "../../../../aws/fewAtATime";
import { countOf, list } from "../../../../limits";
import { EXIT, type ChangePlan, type CommandOutcome } from "../../../../operations/cli";
import { countOfKind, credentialsJson, credentialsText } from "./rootCredential";
import {
    accountJson,
    accountText,
    DENIED_BY_POLICY,
    isDenied,
    reportJson,
    reportNotes,
    type CredentialHolder,
    type RootCredentialReport,
} from "./rootCredentialReport";
import type { CredentialRemoval, RootUsers } from "./rootUsers";

/** An interruption leaves at most so many accounts half done. */
const ACCOUNTS_AT_A_TIME = 4;
/** The most accounts that a warning names. */
const NAMED = 12;

/** Removes exactly the credentials of the report. What was created since stays. */
export function removalPlan(report: RootCredentialReport, users: RootUsers, stack: string): ChangePlan {
    const { holders } = report;
    const [only] = holders.length === 1 ? holders : [];
    return {
        warnings: [
            "Afterwards nobody can sign in as root user of these accounts, and nobody can reset the password. docs/when/locked-out-of-a-bucket.md says how an account gets it back.",
            ...keyWarnings(holders),
            ...reportNotes(report),
        ],
        steps: holders.map(
            ({ account, credentials }) =>
                `removes ${credentialsText(credentials)} of the root user of ${accountText(account)}`,
        ),
        confirm: only ? (only.account.key ?? only.account.id) : stack,
        ...(only && {
            about: { ...(only.account.key !== undefined && { key: only.account.key }), id: only.account.id },
        }),
        json: reportJson(report),
        async execute(progress) {
            let done = 0;
            const removals = await fewAtATime(holders, ACCOUNTS_AT_A_TIME, async ({ account, credentials }) => {
                const removal = await users.remove(account, credentials);
                progress(`${++done} of ${countOf(holders.length, "account")}: ${accountText(account)}`);
                return removal;
            });
            return removalOutcome(removals, report);
        },
    };
}

function keyWarnings(holders: readonly CredentialHolder[]): readonly string[] {
    const withKeys = holders.filter(({ credentials }) => countOfKind(credentials, "access key") > 0);
    if (withKeys.length === 0) return [];
    return [
        `Programs that use a root access key stop working at once, and a key never comes back: ${list(
            withKeys.map(({ account }) => accountText(account)),
            NAMED,
        )}. CloudTrail shows whether somebody uses it.`,
    ];
}

function removalOutcome(removals: readonly CredentialRemoval[], report: RootCredentialReport): CommandOutcome {
    const clean = removals.filter(({ left }) => left.length === 0);
    const failed = removals.filter(({ left }) => left.length > 0);
    const lines = removals.flatMap(({ account, removed, left }) => [
        ...(removed.length > 0 ? [`${accountText(account)}: removed ${credentialsText(removed)}`] : []),
        ...reasonsOf(left).map(
            ([reason, credentials]) =>
                `${accountText(account)}: ${credentialsText(credentials)} not removed: ${reason}`,
        ),
    ]);
    const isDeniedSomewhere = failed.some(({ left }) => left.some(({ reason }) => isDenied(reason)));
    return {
        text: [
            ...lines,
            "",
            `${countOf(clean.length, "root user")} ${clean.length === 1 ? "has" : "have"} no credentials any more.`,
            ...(failed.length > 0
                ? [
                      `${countOf(failed.length, "root user")} still ${failed.length === 1 ? "has" : "have"} some. Run this again when the reason is gone: it goes on where it stopped.`,
                  ]
                : []),
            ...(isDeniedSomewhere ? [DENIED_BY_POLICY] : []),
            ...reportNotes(report),
        ].join("\n"),
        json: {
            ...reportJson(report),
            accounts: removals.map(({ account, removed, left }) => ({
                ...accountJson(account),
                removed: credentialsJson(removed),
                left: left.map(({ credential: { kind, id }, reason }) => ({ kind, ...(id !== "" && { id }), reason })),
            })),
        },
        code: failed.length + report.unread.length > 0 ? EXIT.failed : EXIT.done,
    };
}

/** The credentials that stay, by reason. */
function reasonsOf(left: CredentialRemoval["left"]): readonly (readonly [string, CredentialRemoval["removed"]])[] {
    const reasons = new Set(left.map(({ reason }) => reason));
    return [...reasons].map((wanted) => [
        wanted,
        left.filter(({ reason }) => reason === wanted).map(({ credential }) => credential),
    ]);
}
