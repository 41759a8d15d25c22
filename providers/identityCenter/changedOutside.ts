import { isDeepStrictEqual } from "node:util";
import { list, listSome, visible } from "../../limits";
import type { AccountAccessInputs } from "./accountAccessInputs";
import type { IdentityCenterCalls } from "./identityCenterCalls";
import type { PermissionSetContent } from "./permissionSetReading";

/** The most accounts whose names are asked. */
const MOST_NAMED = 12;

/** What to say of access that somebody has given or taken away outside of the stack. */
export async function changedOutside(
    { principal, permissionSet }: AccountAccessInputs,
    { missing, foreign }: { readonly missing: readonly string[]; readonly foreign: readonly string[] },
    calls: IdentityCenterCalls,
): Promise<string> {
    const [taken, given] = await Promise.all([missing, foreign].map((all) => namesOf(all, calls)));
    return [
        ...(missing.length === 0
            ? []
            : [
                  `outside of this stack, ${permissionSet} was taken away from ${principal} in ${listSome(taken ?? missing)}; \`up --refresh\` gives it again`,
              ]),
        ...(foreign.length === 0
            ? []
            : [
                  `outside of this stack, ${permissionSet} was given to ${principal} in ${listSome(given ?? foreign)}; \`up --refresh\` takes it away`,
              ]),
    ].join("\n");
}

/** `playground-ada (111122223333)`; the id alone where AWS does not say the name. */
async function namesOf(accounts: readonly string[], calls: IdentityCenterCalls): Promise<readonly string[]> {
    const named = accounts.slice(0, MOST_NAMED).map((account) => calls.outstanding(() => nameOf(account, calls)));
    return [...(await Promise.all(named)), ...accounts.slice(MOST_NAMED)];
}

async function nameOf(account: string, calls: IdentityCenterCalls): Promise<string> {
    const { DescribeAccountCommand } = await import("@aws-sdk/client-organizations");
    try {
        const client = await calls.organizations();
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId: account }));
        return Account?.Name === undefined ? account : `${visible(Account.Name)} (${account})`;
    } catch {
        return account;
    }
}

/** How a permission set differs from what the stack has made, for people. Empty if it does not. */
export function setChangedOutside(before: PermissionSetContent, now: PermissionSetContent): string {
    const changes = [...changedPolicies(before, now), ...changedSettings(before, now)];
    if (changes.length === 0) return "";
    return `outside of this stack, permission set ${visible(before.name)} was changed: ${list(changes)}. \`up --refresh\` takes that back`;
}

function changedPolicies(before: PermissionSetContent, now: PermissionSetContent): readonly string[] {
    const names = ({ managedPolicies, customerManagedPolicies }: PermissionSetContent): readonly string[] => [
        ...managedPolicies,
        ...customerManagedPolicies.map(({ name, path }) => `${path}${name} of the accounts`),
    ];
    const [old, current] = [names(before), names(now)];
    const attached = current.filter((name) => !old.includes(name));
    const detached = old.filter((name) => !current.includes(name));
    return [
        ...(attached.length > 0 ? [`${listSome(attached)} attached`] : []),
        ...(detached.length > 0 ? [`${listSome(detached)} detached`] : []),
    ];
}

function changedSettings(before: PermissionSetContent, now: PermissionSetContent): readonly string[] {
    const said: readonly (readonly [keyof PermissionSetContent, string])[] = [
        ["inlinePolicy", now.inlinePolicy === "" ? "its inline policy removed" : "its inline policy written anew"],
        ["boundary", now.boundary === undefined ? "its boundary removed" : "its boundary set to another"],
        ["sessionMinutes", `its session length set to ${now.sessionMinutes} minutes`],
        ["description", "its description changed"],
        ["relayState", "its relay state changed"],
        ["tags", "its tags changed"],
    ];
    return said.flatMap(([key, text]) => (isDeepStrictEqual(before[key], now[key]) ? [] : [text]));
}
