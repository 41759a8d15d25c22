import type { OrganizationModel } from "../../../../definition/model";
import { treeOf } from "../../../../definition/modelTree";
import { nameAccounts } from "../../../../evaluator/effect";
import { countOf, list, visible } from "../../../../limits";
import { table } from "../../../../operations/cli";
import { MANAGEMENT_ACCOUNT, mergedPeople, type AccessKind, type AccessReport, type MergedAccess } from "../../matrix";

/** The most people and places in a cell. `--json` and `--csv` have a line for each. */
const MOST_NAMES = 3;

/**
 * A report for the terminal: one row for the people who have the same through the same group in the same accounts.
 *
 * @param columns the terminal's width; absent: there is none, and no line is wrapped.
 */
export function accessTable(report: AccessReport, spine: OrganizationModel, columns?: number): string {
    const merged = mergedPeople(report);
    const isOneAccount = report.accounts.length === 1;
    // The first column never wraps, so that it is not the one with the names.
    const rows = merged.map((one) => [
        visible(one.line.permissionSet),
        namesText({ ...one.line, who: one.who }),
        isOneAccount ? "" : accountsText(one.accounts, spine),
        reasonText(one),
        one.line.from,
    ]);
    const head = ["PERMISSION SET", "WHO", "WHERE", "BECAUSE", "WRITTEN IN"];
    return [
        summary(report),
        rows.length === 0 ? "" : table(head, rows, columns),
        [...withoutAccess(report), ...report.notes].join("\n"),
    ]
        .filter((part) => part !== "")
        .join("\n\n");
}

/** `ada@example.com and bob@example.com (group shop)`, `group auditors (external)`. */
export function namesText(of: {
    readonly who: readonly string[];
    readonly kind: AccessKind;
    readonly through?: string;
}): string {
    const names = list(
        of.who.map((one) => visible(one)),
        MOST_NAMES,
    );
    if (of.kind !== "person")
        return `group ${names} (${of.kind === "external group" ? "external" : "nobody is in it"})`;
    return of.through === undefined ? names : `${names} (group ${visible(of.through)})`;
}

/** `until 2026-12-31: she is on call`. */
function reasonText({ line: { until, because } }: MergedAccess): string {
    const parts = [
        ...(until === undefined ? [] : [`until ${until}`]),
        ...(because === undefined ? [] : [visible(because, 200)]),
    ];
    return parts.join(": ");
}

/** `every account (1,000)`, `Workloads (12 accounts) and shop-prod`, `the management account`. */
export function accountsText(accounts: readonly string[], spine: OrganizationModel): string {
    const others = accounts.filter((account) => account !== MANAGEMENT_ACCOUNT);
    const all = spine.accounts.map(({ key }) => key);
    const named = others.length === 0 ? [] : [nameAccounts(others, all, { tree: treeOf(spine) }, MOST_NAMES)];
    return [...(others.length < accounts.length ? ["the management account"] : []), ...named].join(" and ");
}

function summary({ lines, accounts, day, stack }: AccessReport): string {
    const people = new Set(lines.filter(({ kind }) => kind === "person").map(({ who }) => who)).size;
    const groups = new Set(lines.filter(({ kind }) => kind === "external group").map(({ who }) => who)).size;
    const who = [
        ...(people > 0 || groups === 0 ? [countOf(people, "person", "people")] : []),
        ...(groups > 0 ? [countOf(groups, "external group")] : []),
    ].join(" and ");
    const verb = people + groups === 1 ? "has" : "have";
    const reached = new Set(lines.map(({ account }) => account)).size;
    const where =
        accounts.length === 1
            ? `${accounts[0]?.key === MANAGEMENT_ACCOUNT ? "the management account" : visible(accounts[0]?.key ?? "")}`
            : `${countOf(reached, "account")} of ${accounts.length.toLocaleString("en-US")}`;
    return `Access in ${visible(stack)} on ${day}: ${who} ${verb} access to ${where}.`;
}

function withoutAccess({ lines, accounts }: AccessReport): string[] {
    const reached = new Set(lines.filter(({ kind }) => kind !== "empty group").map(({ account }) => account));
    const none = accounts.map(({ key }) => key).filter((key) => !reached.has(key) && key !== MANAGEMENT_ACCOUNT);
    if (none.length === 0 || reached.size === 0) return [];
    return [
        `Not reached: ${list(
            none.map((key) => visible(key)),
            MOST_NAMES,
        )}.`,
    ];
}
