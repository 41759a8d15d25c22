import type { Report } from "../../../definition/problemReport";
import { formatCount, INLINE_POLICY, PERMISSION_SET_POLICIES, PERMISSION_SETS, quoted, visible } from "../../../limits";
import { mistakesOfIdentityPolicy } from "../../../evaluator/policyDocument";
import { isAdministratorSet } from "../../../evaluator/policyPurpose";
import type { PermissionSetModel } from "../model";
import { denyingDocument } from "../library";

/** AWS's rules for permission sets, and this program's rule that only a way in for emergencies allows everything. */
export function checkPermissionSets(sets: readonly PermissionSetModel[], report: Report): void {
    if (sets.length > PERMISSION_SETS.max) {
        report.add(
            ["people", "permissionSets"],
            `the definition has ${formatCount(sets.length)} permission sets: AWS allows ${formatCount(PERMISSION_SETS.max)}`,
        );
    }
    const names = new Map<string, string>();
    for (const set of sets) {
        checkPermissionSet(set, report);
        const other = names.get(set.name);
        if (other !== undefined) {
            report.add(
                [...set.path, "name"],
                `permission sets ${visible(other)} and ${visible(set.key)} have the same name ${quoted(set.name)} in AWS: give one of them another`,
            );
        }
        names.set(set.name, set.key);
    }
}

function checkPermissionSet(set: PermissionSetModel, report: Report): void {
    const { key, path, inlinePolicy, managedPolicies, customerManagedPolicies, boundary, isBreakGlass } = set;
    if (inlinePolicy !== undefined) {
        checkLength(set, inlinePolicy, report);
        if (set.library === undefined) checkInlinePolicy(set, inlinePolicy, report);
        else if (set.alsoDenied) checkAlsoDenied(set, set.alsoDenied, report);
    }
    const attached = managedPolicies.length + customerManagedPolicies.length;
    if (attached > PERMISSION_SET_POLICIES.max) {
        report.add(
            [...path, managedPolicies.length > 0 ? "managedPolicies" : "customerManagedPolicies"],
            `permission set ${visible(key)} has ${attached} managed policies: AWS allows ${PERMISSION_SET_POLICIES.max}`,
        );
    }
    if (attached === 0 && inlinePolicy === undefined && !report.hasMistakeIn(path)) {
        report.add(
            path,
            `permission set ${visible(key)} allows nothing: write managedPolicies, customerManagedPolicies, inlinePolicy or file, or take one of the library with \`library\``,
        );
    }
    const everything = isAdministratorSet({
        managedPolicies,
        ...(boundary && { boundary }),
        ...(inlinePolicy !== undefined && { inlinePolicy }),
    });
    if (everything && !isBreakGlass) {
        report.add(
            path,
            `permission set ${visible(key)} allows everything, which only a way in for emergencies may do. For daily work use admin of the library, or write what is needed. If it is for emergencies, write \`breakGlass: true\``,
        );
    }
}

function checkAlsoDenied({ key, path }: PermissionSetModel, actions: readonly string[], report: Report): void {
    const at = [...path, "parameters", "alsoDenied"];
    for (const { path: inside, message } of mistakesOfIdentityPolicy(JSON.stringify(denyingDocument(actions)))) {
        // Of its parts, only the actions are the definition's.
        const [, , , index] = inside;
        report.add(index === undefined ? at : [...at, index], `permission set ${visible(key)}: ${message}`);
    }
}

function checkLength({ key, path, documentPath = path }: PermissionSetModel, text: string, report: Report): void {
    const at = (message: string): void => report.add(documentPath, `permission set ${visible(key)}: ${message}`);
    if (text.length > INLINE_POLICY.max) {
        at(
            `the inline policy has ${formatCount(text.length)} characters: AWS allows ${formatCount(INLINE_POLICY.max)}`,
        );
    } else {
        const without = text.replace(/\s/g, "").length;
        if (without > INLINE_POLICY.maxWithoutSpaces) {
            at(
                `the inline policy has ${formatCount(without)} characters without spaces: AWS allows ${formatCount(INLINE_POLICY.maxWithoutSpaces)}. Divide it into customer-managed policies`,
            );
        }
    }
}

function checkInlinePolicy({ key, path, documentPath = path }: PermissionSetModel, text: string, report: Report): void {
    if (!INLINE_POLICY.pattern.test(text)) {
        report.add(
            documentPath,
            `permission set ${visible(key)}: the inline policy has characters that AWS refuses: write those other than Latin letters as \\u2013 in JSON`,
        );
    }
    for (const { path: inside, message } of mistakesOfIdentityPolicy(text)) {
        report.add([...documentPath, ...inside], `permission set ${visible(key)}: ${message}`);
    }
}
