import type { DefinitionModel } from "../../../../definition";
import { baseline } from "../../../../features/baseline/definition";
import type { BaselineModel } from "../../../../features/baseline/model";
import { plannedStackSets } from "../../../../features/baseline/plan/plannedStackSets";
import type { PlannedStackSet } from "../../../../features/baseline/plan/plannedStackSet";
import { load, mistakes } from "../../definition/definitionFixtures";

/** What a definition with a baseline needs besides. */
export const ORGANISATION = `
organization: { serviceAccess: [member.org.stacksets.cloudformation.amazonaws.com] }
regions: [eu-central-1, eu-west-1]
defaults: { email: "{account}@example.com" }
`;

export const UNITS = `
units:
    Workloads:
        units:
            Production: { accounts: { shop-prod: {}, data-prod: {} } }
            NonProduction: { accounts: { shop-dev: {} } }
    Sandbox: { kind: sandbox, accounts: { play: {} } }
`;

export interface LoadedBaseline {
    readonly organization: DefinitionModel;
    readonly model: BaselineModel;
    readonly planned: ReadonlyMap<string, PlannedStackSet>;
}

/** Loads a definition with ORGANISATION. It may have other `regions`. */
export function loadBaseline(text: string): LoadedBaseline {
    const rest = /^regions:/m.test(text) ? ORGANISATION.replace(/^regions:.*\n/m, "") : ORGANISATION;
    const organization = load(rest + text);
    const model = organization.features.get(baseline);
    return {
        organization,
        model,
        planned: new Map(plannedStackSets(model, organization).map((one) => [one.block, one])),
    };
}

export function baselineMistakes(text: string): string[] {
    return mistakes(ORGANISATION + text).map(({ path, message }) => `${path}: ${message}`);
}
