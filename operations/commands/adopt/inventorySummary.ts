import { countOf, list } from "../../../limits";
import type { LeftOut } from "./leftOut";
import type { AdoptionReport } from "./feature";
import { isActive, type Inventory } from "./inventory";

/** The most names on one line. */
const NAMED = 8;

/**
 * The comment at the top of the definition: what a reader should know that the definition does not hold.
 *
 * @param notAdopted what the features have not taken over.
 */
export function definitionHead(
    inventory: Inventory,
    leftOut: readonly LeftOut[],
    notAdopted: readonly string[],
): string[] {
    return [
        `The organisation ${inventory.organization.id}, as \`org adopt\` found it. The ids stay: by them it was taken over.`,
        ...section("Not governed by this stack:", [...ungoverned(inventory), ...notAdopted]),
        ...section("Left out, and left alone by the program:", omissions(leftOut)),
    ];
}

/** The numbers, for a person who is about to confirm. */
export function inventorySummary(
    inventory: Inventory,
    leftOut: readonly LeftOut[],
    { adopted, notAdopted }: AdoptionReport,
): string {
    const { organization, root, units, accounts, policies } = inventory;
    const inRoot = accounts.filter((account) => account.parent === root.id && isActive(account));
    const depth = Math.max(0, ...units.map((unit) => depthOf(unit.id, inventory)));
    const types = organization.policyTypes.map(
        (type) => `${policies.filter((policy) => policy.type === type).length} ${type}`,
    );
    const attachments = [root, ...units, ...accounts].reduce((sum, one) => sum + one.policies.length, 0);
    return [
        `Organisation ${organization.id}, management account ${organization.managementAccountId}, ${organization.featureSet}`,
        `  units      ${units.length}, ${depth} deep`,
        `  accounts   ${accounts.length}${inRoot.length > 0 ? `, of which ${inRoot.length} in the root` : ""}`,
        `  policies   ${policies.length}${types.length > 0 ? ` (${types.join(", ")})` : ""}, attached ${attachments} times`,
        `  services   ${organization.serviceAccess.length} with access to the organisation`,
        ...adopted.map(({ name, text }) => `  ${name.padEnd(10)} ${text}`),
        ...section("Not governed by this stack:", [...ungoverned(inventory), ...notAdopted]),
        ...section("Left out of the definition, and left alone:", omissions(leftOut)),
    ].join("\n");
}

function section(title: string, items: readonly string[]): string[] {
    return items.length === 0 ? [] : ["", title, ...items.map((item) => `  - ${item.replaceAll("\n", " ")}`)];
}

/** What else the organisation has, one line each, including what could not be read. */
export function ungoverned({ root }: Inventory): string[] {
    const rootTags = Object.keys(root.tags);
    return rootTags.length > 0 ? [`tags of the root: ${some(rootTags)}`] : [];
}

function omissions(leftOut: readonly LeftOut[]): string[] {
    const controlTowers = leftOut.filter(({ controlTower }) => controlTower);
    return [
        ...leftOut
            .filter(({ controlTower }) => !controlTower)
            .map(({ what, id, name, why }) =>
                what === "fullAccess"
                    ? `that FullAWSAccess is detached from ${name} (${id}): nothing attached there allows anything, which the definition cannot say`
                    : `${what} ${name} (${id}): ${why}`,
            ),
        // Control Tower has two or more policies for each unit that it governs, so all get one line.
        ...(controlTowers.length > 0
            ? [
                  `${countOf(controlTowers.length, "policy", "policies")} of AWS Control Tower, which changes, attaches and detaches them by itself: ${some(controlTowers.map(({ name }) => name))}. ` +
                      "What they are attached to has so much less room: preview counts them",
              ]
            : []),
    ];
}

function some(names: readonly string[]): string {
    return list(names, NAMED);
}

function depthOf(id: string, { units }: Inventory): number {
    const unit = units.find((one) => one.id === id);
    return unit ? 1 + depthOf(unit.parent, { units } as Inventory) : 0;
}
