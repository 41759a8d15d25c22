import { DEFAULT_ROLE_NAME } from "../../../definition";
import { isSparedWhereAllIsDenied } from "../../../definition/rules/quarantineRules";
import { parsedJson } from "../../../evaluator/policyDocument";
import { deniesEverything } from "../../../evaluator/policyPurpose";
import { LIBRARY, QUARANTINE } from "../../../guardrails";
import { ROLE_NAME, textError } from "../../../limits";
import { isActive, type Inventory, type InventoryPolicy } from "./inventory";
import { sameJson } from "./jsonText";

/** The policy `quarantine` of this program, which an organisation has whose state is lost, or in which `org quarantine` was used. */
export interface AdoptedQuarantine {
    readonly policy: InventoryPolicy;
    /** The role that it spares. */
    readonly roleName: string;
    /** Whether the root, a unit or an active account has it attached. */
    readonly isAttached: boolean;
}

/**
 * Finds the policy that `state: quarantined` stands for, by name, description and document. The definition has no entry for it, so it
 * must be the one that the definition would make.
 *
 * @returns undefined also where the definition could not name its role as the break-glass role.
 */
export function findAdoptedQuarantine({
    root,
    units,
    accounts,
    policies,
}: Pick<Inventory, "root" | "units" | "accounts" | "policies">): AdoptedQuarantine | undefined {
    const policy = policies.find(hasQuarantineName);
    const roleName = policy && roleSparedBy(policy);
    if (!policy || roleName === undefined) return undefined;
    if (roleName !== DEFAULT_ROLE_NAME && !policies.every((one) => isSparedWhereAllIsDenied(roleName, one))) {
        return undefined;
    }
    const nodes = [root, ...units, ...accounts.filter(isActive)];
    return { policy, roleName, isAttached: nodes.some((node) => node.policies.includes(policy.id)) };
}

/** Whether a policy has the name by which `org quarantine` and `state: quarantined` find theirs. */
export function hasQuarantineName({ name, type }: Pick<InventoryPolicy, "name" | "type">): boolean {
    return name === QUARANTINE && type === "SERVICE_CONTROL_POLICY";
}

/** The role of a policy that has exactly the description and the document of the library's quarantine. */
function roleSparedBy({ content, description }: InventoryPolicy): string | undefined {
    const guardrail = LIBRARY.get(QUARANTINE);
    const [spared = "", ...others] = deniesEverything({ type: "SERVICE_CONTROL_POLICY", content })?.spares ?? [];
    const roleName = spared.slice(spared.lastIndexOf("/") + 1);
    if (!guardrail || others.length > 0 || textError(ROLE_NAME, roleName) !== undefined) return undefined;
    const isSame = sameJson(guardrail.document({ roleName }), parsedJson(content));
    return isSame && description === guardrail.description ? roleName : undefined;
}
