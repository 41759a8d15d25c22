import type { LeavingCheck } from "../check/awsRequirements";
import { stays, type Loss } from "../lose/losses";
import type { RecordFile } from "./handOverRecord";

/** What a person reads before they confirm. */
export function handOverReport({ record: { key, id, checks, losses, facts, roleName, unit } }: RecordFile): string {
    return [
        `${key} (${id}, ${facts.account.email}), in ${unit || "the root"}`,
        "",
        "What AWS requires",
        ...checks.map((check) => `  ${MARKS[check.answer]} ${check.what}: ${check.because}${remedy(check)}`),
        "",
        "What it loses",
        ...losses.flatMap(loss),
        "",
        "What stays",
        ...stays(facts, roleName).map((line) => `  - ${indented(line)}`),
    ].join("\n");
}

const MARKS: Readonly<Record<LeavingCheck["answer"], string>> = { passed: "✓", failed: "✗", confirm: "?" };

function remedy({ answer, remedy: todo }: LeavingCheck): string {
    return todo === undefined || answer === "passed" ? "" : `\n      ${indented(todo, 6)}`;
}

function loss({ what, items, note }: Loss): string[] {
    return [
        `  - ${what}${items.length > 0 ? `: ${items.length}` : ""}`,
        ...items.map((item) => `      ${item}`),
        ...(note === undefined ? [] : [`      ${note}`]),
    ];
}

function indented(text: string, by = 6): string {
    return text.replaceAll("\n", `\n${" ".repeat(by)}`);
}

/** Reports every failed check at once for an account that cannot leave. */
export function handOverRefusal(key: string, checks: readonly LeavingCheck[]): string {
    const failed = checks.filter(({ answer }) => answer === "failed");
    return [
        `${key} cannot leave the organisation yet:`,
        ...failed.map((check) => `  ${check.what}: no, ${check.because}${remedy(check)}`),
        "Nothing was done.",
    ].join("\n");
}
