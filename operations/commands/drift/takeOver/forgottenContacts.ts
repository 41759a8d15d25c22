import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import { TYPES } from "../../../../components/typeTokens";
import { parseUrn } from "../../../../program/state";
import { exportedResources, pendingOperations, withContent, type ExportedResource } from "../../../cli/exportedState";

const CONTACT = "aws:account/alternativeContact:AlternativeContact";

/**
 * The state without the contacts of accounts that are closed or no longer in the organisation. AWS refuses to delete them
 * (`AccessDeniedException`), and to read them too: every later `up` would fail, and so would a refresh.
 *
 * @param accounts their keys.
 * @returns undefined if the state has none.
 */
export function withoutContactsOf(state: Deployment, accounts: readonly string[]): Deployment | undefined {
    const resources = exportedResources(state);
    const gone = new Set(resources.map(({ urn }) => urn).filter((urn) => isContactOf(urn, accounts)));
    if (gone.size === 0) return undefined;
    const left = resources.filter(({ urn }) => !gone.has(urn)).map((one) => withoutDependencies(one, gone));
    return withContent(state, left, pendingOperations(state));
}

function isContactOf(urn: string, accounts: readonly string[]): boolean {
    const { type, parentType, name } = parseUrn(urn);
    return type === CONTACT && parentType === TYPES.account && accounts.includes(name.slice(name.indexOf("@") + 1));
}

/** Pulumi refuses a state in which something depends on what it does not have. */
function withoutDependencies(
    one: ExportedResource & { readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> },
    gone: ReadonlySet<string>,
): ExportedResource {
    const rest = (urns: readonly string[]): string[] => urns.filter((urn) => !gone.has(urn));
    const { dependencies, propertyDependencies } = one;
    return {
        ...one,
        ...(dependencies && { dependencies: rest(dependencies) }),
        ...(propertyDependencies && {
            propertyDependencies: Object.fromEntries(
                Object.entries(propertyDependencies).map(([name, urns]) => [name, urns && rest(urns)]),
            ),
        }),
    };
}
