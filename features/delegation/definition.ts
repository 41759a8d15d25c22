import type { Feature, InputOf } from "../../definition/feature";
import { delegationFacts } from "./delegationFacts";
import type { DelegationModel } from "./delegationModel";
import { delegationSchema } from "./delegationSchema";
import type { FoundDelegation } from "./found";
import { resolveDelegation } from "./resolveDelegation";
import { withNeededAdministrators } from "./neededAdministrators";
import { reviewedDelegation } from "./reviewed/reviewedDelegation";
import { reviewDelegation } from "./review";
import { wordsOnAdministrator } from "./wordsOnAdministrator";

/** The feature that says which accounts administer services, central root access, and the organisation's resource policy. */
export const delegation: Feature<InputOf<typeof delegationSchema>, DelegationModel, FoundDelegation | undefined> = {
    key: "delegation",
    schema: delegationSchema,
    resolve: ({ root }, organization, report) => resolveDelegation(root.values, organization, report),
    administrators: ({ accounts }) => {
        const services = new Map<string, string[]>();
        for (const [key, { administers }] of accounts) {
            for (const service of administers) services.set(service, [...(services.get(service) ?? []), key]);
        }
        return services;
    },
    completed: (model, others) => withNeededAdministrators(model, others.neededAdministrators()),
    review: reviewDelegation,
    reviewedChanges: reviewedDelegation,
    facts: delegationFacts,
    wordsOnAccount: (model, { key }, { kind }) => wordsOnAdministrator(model, key, kind),
    // AWS refuses all of it until the organisation has all features.
    heldBack(model) {
        const waiting = [
            ...(model.accounts.size > 0 ? ["delegatedAdministrators"] : []),
            ...(model.rootFeatures.length > 0 ? ["centralRootAccess"] : []),
            ...(model.resourcePolicy === undefined ? [] : ["resourcePolicy"]),
        ];
        const { withoutServiceAccess } = model;
        return { applied: { accounts: new Map(), rootFeatures: [], withoutServiceAccess }, waiting };
    },
};
