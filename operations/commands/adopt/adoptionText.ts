import * as path from "node:path";
import { countOf } from "../../../limits/countText";
import { list } from "../../../limits/messageText";
import { ROOT_UNIT } from "../../../definition";
import { KIND_MARK } from "../../../guardrails/sandboxMark";
import type { AdoptedDefinition } from "./adoptedDefinition";
import { hasQuarantineName } from "./adoptedQuarantine";
import type { PackViolation } from "./stackImport";
import { isActive, type Inventory } from "./inventory";
import type { PacedCaller } from "../../../aws/pacedCaller";
import { ungoverned } from "./inventorySummary";
import { sandboxesOf } from "./write/writtenDefinition";

/** The plan for programs: the output of `--json`. */
export function adoptionJson(
    inventory: Inventory,
    { files, leftOut, featureReport, lockOuts }: AdoptedDefinition,
): Record<string, unknown> {
    return {
        organization: inventory.organization,
        units: inventory.units.length,
        accounts: inventory.accounts.length,
        policies: inventory.policies.length,
        ...featureReport.json,
        leftOut,
        lockOuts: Object.fromEntries(lockOuts),
        notGoverned: { rootTags: Object.keys(inventory.root.tags) },
        files: [...files.keys()],
    };
}

/** What a person should know before they confirm. */
export function adoptionWarnings(inventory: Inventory, { leftOut, lockOuts, model }: AdoptedDefinition): string[] {
    const inRoot = model.accounts.filter(({ unit }) => unit === ROOT_UNIT).map(({ key }) => key);
    const closed = new Set(inventory.accounts.filter((account) => !isActive(account)).map(({ id }) => id));
    const active = leftOut.filter(
        ({ what, id, controlTower, idleQuarantine }) =>
            what !== "fullAccess" && !controlTower && !idleQuarantine && !closed.has(id),
    );
    return [
        ...(inRoot.length > 0
            ? [
                  `In the root, where no unit's guardrails bind them; they stay there (unit: /): ${countOf(inRoot.length, "account")}`,
              ]
            : []),
        ...(active.length > 0
            ? [
                  `Left out, because a rule of the definition refuses them (see above); the program does not touch them: ${countOf(active.length, "account or policy", "accounts and policies")}`,
              ]
            : []),
        ...model.policies
            .flatMap(({ key, id = "" }) => (lockOuts.has(id) ? [{ key, names: lockOuts.get(id) ?? [] }] : []))
            .map(
                ({ key, names }) =>
                    `Policy ${key} already locks out ${names.join(", ")}, and the definition acknowledges that. Remove the acknowledgement to see where this happens, and how to exempt them`,
            ),
        ...markedSandboxes(inventory),
        ...otherQuarantine(inventory, model),
        ...(ungoverned(inventory).length > 0 ? ["What is not governed by this stack (see above) stays as it is"] : []),
    ];
}

/** Warns about units with the sandbox tag. Somebody else may have set it, and it would allow their accounts to be emptied. */
function markedSandboxes(inventory: Inventory): string[] {
    const marked = sandboxesOf(inventory);
    return inventory.units
        .filter(({ id }) => marked.has(id))
        .map(({ id, name }) => {
            const inside = inventory.accounts.filter(({ parent }) => parent === id).map((account) => account.name);
            const accounts = inside.length > 0 ? `its accounts (${list(inside)})` : "accounts that come into it";
            return (
                `Unit ${name} (${id}) has the tag of a sandbox, ${KIND_MARK}, and becomes one: ${accounts} may be emptied by \`org reset-sandbox\`, and closed without an acknowledgement. ` +
                `If that is wrong, remove the tag first: aws organizations untag-resource --resource-id ${id} --tag-keys ${KIND_MARK}, and run the command again with --fresh`
            );
        });
}

/** Warns about a policy that has the name of the quarantine and is another one. `org quarantine` would attach it as it is. */
function otherQuarantine({ policies }: Inventory, model: AdoptedDefinition["model"]): string[] {
    const other = policies.find(hasQuarantineName);
    const key = other && model.policies.find(({ id }) => id === other.id)?.key;
    if (!other || key === undefined) return [];
    return [
        `Policy ${other.name} (${other.id}) is not the quarantine of this program, and has its name. While that is so, \`org quarantine\` attaches it as it is, and \`state: quarantined\` is refused. ` +
            `To mend it, after the import: give policy ${key} another \`name\` in the definition, and apply that`,
    ];
}

/** The number of calls by operation. */
export function callsOf(caller: PacedCaller): string {
    const calls = Object.entries(caller.counts);
    const sum = calls.reduce((total, [, count]) => total + count, 0);
    return `${sum}${sum === 0 ? "" : ` (${calls.map(([name, count]) => `${name.split(".")[1] ?? name} ${count}`).join(", ")})`}`;
}

/** The whole definition, file by file. */
export function definitionText(target: string, { files }: AdoptedDefinition): string {
    return [...files].map(([name, file]) => `--- ${path.join(target, name)}\n${file}`).join("\n");
}

/** Advice about what the policy pack refuses in an existing organisation. `preview` and `up` refuse it too until it is settled. */
export function packAdvice(violations: readonly PackViolation[], stack: string): string[] {
    const mandatory = violations.filter(({ level }) => level === "mandatory");
    if (mandatory.length === 0) return [];
    const policies = [...new Set(mandatory.map(({ policy }) => policy))].sort();
    return [
        `The policy pack refuses resources that are older than it, and \`make preview\` will refuse them too:`,
        ...policies.map((policy) => {
            // A component and what it is made of have one name.
            const names = [...new Set(mandatory.flatMap((one) => (one.policy === policy ? one.resource : [])))];
            return `  ${policy}: ${names.join(", ")}`.length < 120
                ? `  ${policy}: ${names.join(", ")}`
                : `  ${policy}: ${names.length}, such as ${names.slice(0, 3).join(", ")}`;
        }),
        `Correct them, or write this organisation's own rules into policies/config/${stack}.json. Until then, this makes the pack only warn:`,
        JSON.stringify(Object.fromEntries(policies.map((policy) => [policy, { enforcementLevel: "advisory" }]))),
    ];
}
