import { formatPlace, placeIn } from "../../../definition";
import type { OrganizationModel } from "../../../definition/model";
import { treeOf } from "../../../definition/modelTree";
import { countOf, list, visible } from "../../../limits";
import type { PeopleModel } from "../model";
import { MANAGEMENT_ACCOUNT, type AccessLine } from "./accessLine";
import { accessMatrix } from "./accessMatrix";

/** The matrix as commands and pages show it: with the places in the definition, and what a reader has to know. */
export interface AccessReport {
    readonly stack: string;
    /** The day for which it holds, such as 2026-12-31. */
    readonly day: string;
    /** The management account first, then by account; in an account in the order of the definition. */
    readonly lines: readonly ReportedAccess[];
    /** The accounts that the report is about, whether somebody has access to them or not. */
    readonly accounts: readonly ReportedAccount[];
    readonly notes: readonly string[];
}

export interface ReportedAccess extends AccessLine {
    /** Where the grant is written: `organizations/dev/people.yaml:12:5`. */
    readonly from: string;
}

export interface ReportedAccount {
    /** Its key, or MANAGEMENT_ACCOUNT. */
    readonly key: string;
    /** Twelve digits, if the definition says them. */
    readonly id?: string;
    /** The keys of the units that lead to it, the outermost first. */
    readonly units: readonly string[];
}

/** What a report is about. Absent parts: everything. */
export interface AccessScope {
    /** The key of a user, or of a group with everybody in it. */
    readonly who?: string;
    /** The key of an account or unit, or MANAGEMENT_ACCOUNT. */
    readonly where?: string;
}

/** @param location of the definition. @param day such as 2026-12-31. */
export function accessReport(
    model: PeopleModel,
    spine: OrganizationModel,
    { stack, location, day }: { readonly stack: string; readonly location: string; readonly day: string },
    { who, where }: AccessScope = {},
): AccessReport {
    const matrix = accessMatrix(model, spine, day);
    const tree = treeOf(spine);
    const from = new Map<number, string>();
    const placeOf = ({ grant, path }: AccessLine): string => {
        const known = from.get(grant) ?? formatPlace(placeIn(spine, path, location));
        from.set(grant, known);
        return known;
    };
    const accounts = [
        { key: MANAGEMENT_ACCOUNT, units: [] },
        ...spine.accounts.map(({ key, id, unit }) => ({
            key,
            ...(id !== undefined && { id }),
            units: tree.unitsDownTo(unit).map((one) => one.key),
        })),
    ].filter(({ key, units }) => where === undefined || key === where || units.includes(where));
    const isWanted = new Set(accounts.map(({ key }) => key));
    const lines = matrix.lines
        .filter(({ account }) => isWanted.has(account))
        .filter((line) => who === undefined || line.who === who || line.through === who)
        .map((line) => ({ ...line, from: placeOf(line) }));
    return {
        stack,
        day,
        lines,
        accounts,
        notes: notesOn(
            model,
            matrix.ended.map((grant) => formatPlace(placeIn(spine, grant.path, location))),
        ),
    };
}

function notesOn({ groups, users }: PeopleModel, ended: readonly string[]): string[] {
    const external = groups.filter(({ isExternal }) => isExternal).map(({ key }) => visible(key));
    return [
        ...(external.length > 0
            ? [
                  `The members of ${countOf(external.length, "external group")} (${list(external, 5)}) are not known here: another directory has them.`,
              ]
            : []),
        ...(ended.length > 0 ? [`${countOf(ended.length, "grant")} ended before this day: ${list(ended, 5)}.`] : []),
        ...(users.length + groups.length === 0 ? ["The definition has no people: add `people` and `access`."] : []),
    ];
}
