import { countText } from "../../../../../pages/data/amountText";
import type { TreeChangeKind, TreeNodeState } from "../../../../../pages/data/treeDocument";

/** What somebody calls a type of policy. A type that AWS adds later is shown as AWS spells it. */
const POLICY_TYPES: ReadonlyMap<string, string> = new Map([
    ["SERVICE_CONTROL_POLICY", "SCP"],
    ["RESOURCE_CONTROL_POLICY", "RCP"],
    ["TAG_POLICY", "tag policy"],
    ["BACKUP_POLICY", "backup policy"],
    ["AISERVICES_OPT_OUT_POLICY", "AI opt-out policy"],
    ["CHATBOT_POLICY", "chat applications policy"],
    ["DECLARATIVE_POLICY_EC2", "declarative policy for EC2"],
    ["SECURITYHUB_POLICY", "Security Hub policy"],
    ["INSPECTOR_POLICY", "Inspector policy"],
    ["UPGRADE_ROLLOUT_POLICY", "upgrade rollout policy"],
    ["BEDROCK_POLICY", "Bedrock policy"],
    ["S3_POLICY", "S3 policy"],
    ["NETWORK_SECURITY_DIRECTOR_POLICY", "network security director policy"],
]);

export const policyTypeText = (type: string): string => POLICY_TYPES.get(type) ?? type;

/** `Backup policy`: for a title. */
export const capitalized = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** `COST DIMENSION` as a title of the page. */
export const headingText = (heading: string): string => capitalized(heading.toLowerCase());

/** A place in the definition without the folder of the definition and without the column: `accounts/shop.yaml:12`. */
export function placeText(place: string, definition: string): string {
    const folder = `${definition.replace(/\/$/, "")}/`;
    const inside = place.startsWith(folder) ? place.slice(folder.length) : place;
    return inside.replace(/(:\d+):\d+$/, "$1");
}

/** The kinds of changes in the order in which they are counted, with a mark that differs by shape and not by colour. */
export const CHANGES: readonly { readonly kind: TreeChangeKind; readonly mark: string; readonly word: string }[] = [
    { kind: "added", mark: "+", word: "added" },
    { kind: "removed", mark: "−", word: "removed" },
    { kind: "moved", mark: "→", word: "moved" },
    { kind: "renamed", mark: "≈", word: "renamed" },
    { kind: "changed", mark: "~", word: "changed" },
];

/** What a state means. An active account needs no word. */
export const STATES: Readonly<Record<TreeNodeState, string>> = {
    active: "active",
    invited: "invited, and has not joined yet",
    quarantined: "quarantined: everything in it is denied",
    closing: "to be closed: AWS closes it when it is removed from the definition",
    leaving: "to leave: it leaves the organisation when it is removed from the definition",
    new: "new: the next run of up creates it",
};

/** `1 account`, `1,000 accounts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
    return `${countText(count)} ${count === 1 ? one : many}`;
}
