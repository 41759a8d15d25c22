import type { Feature, InputOf } from "../../definition/feature";
import { deniedRegions, deniedSwitches } from "./language/deniedSwitches";
import { checkAdministrators, neededAdministrators, neededServices } from "./language/neededDelegation";
import { resolveSecurity } from "./language/resolveSecurity";
import { checkCollectors, strayCollectors, uncollectedAccounts } from "./language/searchCollectors";
import { securityFacts, wordsOnSharedAccount } from "./language/securityFacts";
import { securitySchema } from "./language/securitySchema";
import { unindexedAccounts } from "./language/unindexedAccounts";
import { workloadAccounts } from "./language/workloadAccounts";
import { SWITCH_FACTS } from "./language/switchTable";
import type { FoundSecurity } from "./plan/foundSecurity";
import { reviewedSecurity } from "./reviewed/reviewedSecurity";
import { reviewSecurity } from "./review";
import { NO_SECURITY, switchesOn, type SecurityModel } from "./securityModel";

/** The feature of what watches the organisation: audit trail, detection, findings and search. */
export const security: Feature<InputOf<typeof securitySchema>, SecurityModel, FoundSecurity | undefined> = {
    key: "security",
    schema: securitySchema,
    resolve: ({ root }, organization, report) => {
        const model = resolveSecurity(root.values.security, organization, report);
        const denied = deniedRegions(model, organization);
        return denied.length > 0 ? { ...model, deniedRegions: denied } : model;
    },
    neededServices: ({ root }) => neededServices(root.values.security),
    neededAdministrators,
    checkTogether: (model, others, report) => {
        checkAdministrators(model, others, report);
        checkCollectors(model, others, report);
    },
    // The view is made beside an index of the audit account.
    indexedAccounts: ({ search, audit }) => (search && audit !== undefined ? [audit] : []),
    // And it is the one that collects the others.
    indexCollectors: ({ search, audit, regions: [home] }) =>
        search && audit !== undefined && home !== undefined
            ? [{ account: audit, region: home, path: ["security", "search"] }]
            : [],
    warnings: (model, organization, others) => [
        ...workloadAccounts(model, organization),
        ...unindexedAccounts(model, organization, others),
        ...uncollectedAccounts(model, organization, others),
        ...strayCollectors(model, others),
    ],
    urgentWarnings: deniedSwitches,
    review: reviewSecurity,
    reviewedChanges: reviewedSecurity,
    facts: securityFacts,
    wordsOnAccount: (model, { key }, { kind }) => wordsOnSharedAccount(model, key, kind),
    accountJson: () => ({}),
    // AWS refuses all of it until the organisation has all features.
    heldBack: (model) => ({
        applied: NO_SECURITY,
        waiting: switchesOn(model).map((one) => SWITCH_FACTS[one].title),
    }),
    notAdopted: [
        "trails, GuardDuty, Security Hub, Access Analyzer, Inspector, Macie and Resource Explorer: write `security` yourself. What exists is taken over where it is the same, and the first preview says so",
    ],
};
