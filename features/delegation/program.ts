import { CentralRootAccess, DelegatedAdministrator, OrganizationResourcePolicy } from "../../components/delegation";
import type { ProgramFeature } from "../../program/register";
import { delegation } from "./definition";
import { administratorName, type DelegationModel } from "./delegationModel";
import { findDelegation, type FoundDelegation } from "./found";

export const delegationProgram: ProgramFeature<DelegationModel, FoundDelegation | undefined> = {
    feature: delegation,
    find: findDelegation,

    register({ accounts, rootFeatures, resourcePolicy }, on, found) {
        // The organisation comes first: it gives the services their access.
        const child = { parent: on.organization, dependsOn: [on.organization.resource] };
        for (const [key, { administers }] of accounts) {
            const account = on.accounts.get(key);
            // An account that is invited is no member yet.
            if (!account) continue;
            for (const service of administers) {
                const name = administratorName(service, key);
                const history = imported(found?.administrators.get(name));
                on.administrators.set(name, new DelegatedAdministrator(name, { account, service }, child, history));
            }
        }
        if (rootFeatures.length > 0) {
            const { rootAccess } = found ?? {};
            // AWS may have fewer features than the definition. An import would not be accepted then, and enabling is repeatable.
            const isSame = rootAccess?.features.join() === rootFeatures.join();
            new CentralRootAccess(
                "central-root-access",
                { features: rootFeatures },
                child,
                imported(isSame ? rootAccess?.id : undefined),
            );
        }
        if (resourcePolicy !== undefined) {
            const content = found?.resourcePolicy?.content ?? resourcePolicy;
            new OrganizationResourcePolicy("resource-policy", { content }, child, imported(found?.resourcePolicy?.id));
        }
        return {};
    },
};

function imported(importId: string | undefined): { readonly importId?: string } {
    return importId === undefined ? {} : { importId };
}
