import {
    ACCOUNT_ID,
    ACCOUNT_NAME,
    ACCOUNTS,
    EMAIL,
    quoted,
    ROLE_NAME,
    TAGS,
    textError,
    UNIT_DEPTH,
    UNIT_NAME,
    UNITS,
    visible,
    type TextLimits,
} from "../../limits";
import { marksOf } from "../unitMarks";
import type { OrganizationModel, Tags } from "../model";
import { formatPlace } from "../problems";
import type { Path, Report } from "../problemReport";

export function checkUnits(model: OrganizationModel, report: Report): void {
    if (model.units.length > UNITS.max) {
        report.add(["units"], `there are ${model.units.length} units: AWS allows ${UNITS.max} in an organisation`);
    }
    const siblings = new Map<string, { readonly name: string; readonly at: string }>();
    for (const { key, name, kind, parent, depth, tags, path, place } of model.units) {
        check(UNIT_NAME, name, [...path, "name"], report);
        checkTags(tags, path, `unit ${key}`, report, Object.keys(marksOf(kind)));
        if (depth > UNIT_DEPTH.max) {
            report.add(
                path,
                `unit ${key} is on level ${depth} below the root: AWS allows ${UNIT_DEPTH.max}. Move it up`,
            );
        }
        const sibling = `${parent ?? ""}\n${name.toLowerCase()}`;
        const before = siblings.get(sibling);
        if (before !== undefined) {
            report.add(
                path,
                `unit ${key} has the name ${quoted(name)}, and the unit beside it ${before.name === name ? "too" : `has ${quoted(before.name)}`}, at ${before.at}: AWS requires names that differ in more than upper and lower case`,
            );
        } else {
            siblings.set(sibling, { name, at: formatPlace(place) });
        }
    }
}

export function checkAccounts(model: OrganizationModel, report: Report): void {
    if (model.accounts.length > ACCOUNTS.max) {
        report.add(
            ["accounts"],
            `there are ${model.accounts.length} accounts: AWS allows ${ACCOUNTS.max} in an organisation`,
        );
    }
    const emails = new Map<string, string>();
    for (const { key, name, email, roleName, tags, acknowledge, path, place } of model.accounts) {
        check(ACCOUNT_NAME, name, [...path, "name"], report);
        // An e-mail that is missing has been reported already.
        if (email !== "") check(EMAIL, email, [...path, "email"], report, `account ${key}: `);
        check(ROLE_NAME, roleName, [...path, "roleName"], report);
        for (const what of ["replacement", "closing", "leaving"] as const) {
            const value = acknowledge[what];
            if (value !== undefined) check(ACCOUNT_ID, value, [...path, "acknowledge", what], report);
        }
        checkTags(tags, path, `account ${key}`, report);
        const at = `account ${key} at ${formatPlace(place)}`;
        // AWS compares e-mails without regard to capitals.
        const sameEmail = email === "" ? undefined : emails.get(email.toLowerCase());
        if (sameEmail !== undefined) {
            report.add(
                [...path, "email"],
                `account ${key} has the e-mail ${visible(email)}, as has ${sameEmail}: every account needs its own`,
            );
        }
        emails.set(email.toLowerCase(), at);
    }
}

/**
 * Checks what concerns all tags of a unit, account or policy together, including inherited ones.
 *
 * @param marks the keys of the tags that the program adds.
 */
export function checkTags(tags: Tags, path: Path, of: string, report: Report, marks: readonly string[] = []): void {
    const entries = Object.entries(tags);
    const count = entries.length + marks.length;
    if (count > TAGS.max) {
        const added = marks.length > 0 ? ` and ${marks.join(", ")}, which marks a sandbox` : "";
        report.add(
            [...path, "tags"],
            `${of} has ${count} tags, inherited ones included${added}: AWS allows ${TAGS.max}`,
        );
    }
    const spellings = new Map<string, string>();
    for (const [key] of entries) {
        // AWS Organizations refuses an account with one tag key in two spellings.
        const other = spellings.get(key.toLowerCase());
        if (other !== undefined) {
            report.add(
                [...path, "tags", key],
                `${of} has the tags ${other} and ${key}, which differ only in upper and lower case: keep one`,
            );
        }
        spellings.set(key.toLowerCase(), key);
    }
}

function check(limits: TextLimits, text: string, path: Path, report: Report, prefix = ""): void {
    const error = textError(limits, text);
    if (error) report.add(path, prefix + error);
}
