import type { FoundPolicy } from "../../aws/organization";
import type { FoundOrganization } from "../adoption";
import type { PlanningAws } from "../plan";
import { NO_ORGANIZATION } from "../invitations";
import type { ExistingResources } from "../state";

/** What was not asked, in words, as planning would have asked it. */
export class UnaskedQuestions {
    readonly #texts = new Set<string>();

    add(text: string): void {
        this.#texts.add(text);
    }

    get texts(): readonly string[] {
        return [...this.#texts];
    }
}

/**
 * Answers what planning asks AWS from the stack's state: AWS has what the last `up` or refresh has read, and nothing else. What somebody
 * made in AWS since then is not known, and neither is what others have there.
 *
 * @param rootId the id of the organisation's root, by the state.
 * @param unasked receives what only AWS could have answered.
 */
export function planningFromState(
    existing: ExistingResources,
    rootId: string | undefined,
    unasked: UnaskedQuestions,
): PlanningAws {
    const { organizationId, managementAccountId, accounts } = existing;
    const unknown = <T>(text: string, value: T): Promise<T> => {
        unasked.add(text);
        return Promise.resolve(value);
    };
    return {
        organizationIdentity: () =>
            Promise.resolve(
                organizationId === undefined
                    ? undefined
                    : { id: organizationId, managementAccountId: managementAccountId ?? "" },
            ),
        callerAccount: () => Promise.resolve(undefined),
        // What somebody has closed since then, only AWS can tell: `org drift` and a preview do.
        accounts: () => Promise.resolve(accountsInState(accounts)),
        findOrganization: () =>
            unknown(
                "accounts and settings that the organisation has got since",
                organizationId === undefined ? undefined : organizationInState(existing, organizationId, rootId),
            ),
        organization: {
            services: () => Promise.resolve(existing.serviceAccess ?? []),
            administrators: () => unknown("which accounts administer the services that lose access", []),
            policyTypes: () => Promise.resolve(existing.policyTypes ?? []),
            features: () => Promise.resolve({ featureSet: existing.featureSet ?? "ALL", members: [], handshakes: [] }),
        },
        parentOf: (accountId) =>
            unknown(
                "whether accounts that move were moved by hand already",
                [...accounts.values()].find(({ id }) => id === accountId)?.parentId,
            ),
        creations: {
            inProgress: () => Promise.resolve([]),
            quota: () => unknown("how many more accounts AWS allows", { quota: Infinity, region: "us-east-1" }),
            openInvitations: () => Promise.resolve(0),
        },
        invitationFacts: () => unknown("what has become of the invitations", NO_ORGANIZATION),
        ...nodesInState(existing, rootId, unknown),
    };
}

/** What planning asks of units and policies. */
function nodesInState(
    { accounts, units, policies }: ExistingResources,
    rootId: string | undefined,
    unknown: <T>(text: string, value: T) => Promise<T>,
): Pick<PlanningAws, "units" | "policies" | "attachments" | "deletions"> {
    const keys = new Map([...units].map(([key, { id }]) => [id, key]));
    const unitsBelow = (parentId: string): { id: string; name: string }[] => {
        const parent = keys.get(parentId);
        if (parent === undefined && parentId !== rootId) return [];
        const below = [...units].filter(([, unit]) => unit.parent === parent);
        return below.map(([key, { id, name = key }]) => ({ id, name }));
    };
    const policiesOf = (type: string): FoundPolicy[] =>
        [...policies]
            .filter(([, policy]) => policy.type === type)
            .map(([key, { id, name = key }]) => ({ id, name, description: "", awsManaged: false }));
    const accountsIn = (unitId: string): { id: string; name: string; state: string }[] =>
        [...accounts]
            .filter(([, { parentId }]) => parentId === unitId)
            .map(([key, { id, name = key }]) => ({ id, name, state: "ACTIVE" }));
    return {
        units: {
            childrenOf: (parentId) =>
                unknown("units that were made by hand, with the names of new ones", unitsBelow(parentId)),
            parentOf: (unitId) => {
                const unit = units.get(keys.get(unitId) ?? "");
                const parent = unit?.parent === undefined ? undefined : units.get(unit.parent)?.id;
                return Promise.resolve(unit && (parent ?? rootId));
            },
        },
        policies: {
            list: (type) => unknown("policies that were made by hand, with the names of new ones", policiesOf(type)),
            content: (id) => Promise.resolve([...policies.values()].find((one) => one.id === id)?.content ?? "{}"),
        },
        attachments: {
            rootId: () => Promise.resolve(rootId),
            attachedTo: () => unknown("policies that were attached by hand, which need room too", []),
        },
        deletions: {
            accountsIn: (unitId) =>
                unknown("accounts that were put by hand into units that are deleted", accountsIn(unitId)),
            unitsIn: (unitId) => Promise.resolve(unitsBelow(unitId)),
            targetsOf: () => unknown("what policies that are deleted are attached to by hand", []),
        },
    };
}

function organizationInState(
    { managementAccountId = "", featureSet = "ALL", serviceAccess = [], policyTypes = [], accounts }: ExistingResources,
    id: string,
    rootId = "",
): FoundOrganization {
    return {
        ...{ id, featureSet, serviceAccess, rootId, policyTypes },
        managementAccount: { id: managementAccountId, email: "" },
        members: accountsInState(accounts),
        isOfState: true,
    };
}

function accountsInState(accounts: ExistingResources["accounts"]): FoundOrganization["members"] {
    return [...accounts].map(([key, { id, name = key, email, inactive: state }]) => ({
        ...{ id, name, email },
        ...(state !== undefined && { state }),
    }));
}
