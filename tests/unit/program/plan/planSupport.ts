import assert from "node:assert/strict";
import type { FoundOrganization } from "../../../../program/adoption";
import { plan, type PlanningAws, type PlanOptions, type RunPlan } from "../../../../program/plan";
import type { ProgramFeature } from "../../../../program/register";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

type Answers = {
    readonly [Reader in keyof PlanningAws]?: NonNullable<PlanningAws[Reader]> extends (...args: never[]) => unknown
        ? PlanningAws[Reader]
        : Partial<NonNullable<PlanningAws[Reader]>>;
};

export const STACK: ExistingResources = {
    ...fromState({}),
    organizationId: "o-exists1234",
    featureSet: "ALL",
    policyTypes: [],
    serviceAccess: [],
};

/** The organisation of that stack, with no members but the management account. */
export const ORGANIZATION: FoundOrganization = {
    id: "o-exists1234",
    managementAccount: { id: "999999999999", email: "root@example.com" },
    featureSet: "ALL",
    serviceAccess: [],
    rootId: "r-abcd",
    policyTypes: [],
    members: [],
};

const IDENTITY = { id: ORGANIZATION.id, managementAccountId: ORGANIZATION.managementAccount.id };

/** The AWS of that stack: it gives these answers, and fails the test if anything else is asked. */
export function answering(answers: Answers = {}): PlanningAws {
    const never = (what: string) => (): never => assert.fail(`AWS is asked for ${what}`);
    return {
        organizationIdentity: answers.organizationIdentity ?? (() => Promise.resolve(IDENTITY)),
        callerAccount: answers.callerAccount ?? never("the credentials' account"),
        findOrganization: answers.findOrganization ?? never("the organisation"),
        organization: {
            services: () => Promise.resolve([]),
            policyTypes: () => Promise.resolve([]),
            administrators: never("administrators"),
            features: never("features"),
            ...answers.organization,
        },
        units: { childrenOf: never("units"), parentOf: never("a unit's parent"), ...answers.units },
        parentOf: answers.parentOf ?? never("an account's parent"),
        policies: { list: never("policies"), content: never("a document"), ...answers.policies },
        attachments: { rootId: never("the root"), attachedTo: never("attachments"), ...answers.attachments },
        deletions: {
            accountsIn: never("accounts"),
            unitsIn: never("units below"),
            targetsOf: never("targets"),
            ...answers.deletions,
        },
        creations: {
            inProgress: () => Promise.resolve([]),
            quota: never("the quota"),
            openInvitations: () => Promise.resolve(0),
            ...answers.creations,
        },
        invitationFacts: answers.invitationFacts ?? never("invitations"),
        clients: answers.clients ?? never("what a feature wants to know"),
    };
}

export const OPTIONS: PlanOptions = {
    location: "organizations/test",
    region: "us-east-1",
    isPreview: true,
    now: () => new Date("2026-11-26T12:00:00Z"),
    warnings: [],
    waiting: { pause: never, progress: never },
    handedOver: () => [],
};

export function planned(
    definition: string,
    existing: ExistingResources,
    aws: PlanningAws,
    options: Partial<PlanOptions> = {},
    programFeatures: readonly ProgramFeature[] = [],
): Promise<RunPlan> {
    return plan(load(definition), existing, aws, { ...OPTIONS, ...options }, programFeatures);
}

function never(): never {
    assert.fail("the run waits");
}
