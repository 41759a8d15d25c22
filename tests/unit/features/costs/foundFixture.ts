import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { AwsClients } from "../../../../aws/awsClients";
import { OrganizationCalls } from "../../../../aws/organization";
import type { ExistingResource } from "../../../../definition/feature";
import { costs } from "../../../../features/costs/definition";
import { findCosts } from "../../../../features/costs/found";
import type { FoundCosts } from "../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES, type StackBefore } from "../../../../features/costs/plan/stackBefore";
import { load } from "../../definition/definitionFixtures";

export const NOW = new Date("2026-11-26T12:00:00Z");

/** Answers by operation; a text is the name of AWS's error. */
export type Answers = Readonly<Record<string, object | string>>;

/** Clients of an AWS that gives these answers, and empty ones to everything else. */
export function answering(answers: Answers): { readonly clients: AwsClients; readonly calls: string[] } {
    const calls: string[] = [];
    const send = (command: { constructor: { name: string } }): Promise<unknown> => {
        const operation = command.constructor.name.replace(/Command$/, "");
        calls.push(operation);
        const answer = answers[operation] ?? {};
        return typeof answer === "string"
            ? Promise.reject(Object.assign(new Error(`AWS says ${answer}`), { name: answer }))
            : Promise.resolve(answer);
    };
    const client = (): Promise<unknown> => Promise.resolve({ send });
    return {
        clients: {
            budgets: client,
            costExplorer: client,
            s3: client,
            callerAccount: () => Promise.resolve("000000000000"),
            organizationCalls: new OrganizationCalls(client as () => Promise<OrganizationsClient>),
        } as unknown as AwsClients,
        calls,
    };
}

export const DEFINITION = `
defaults: { email: "{account}@example.com" }
budget: 1000
costs: { notify: [a@example.com], dimensions: { team: { tag: Team } }, tags: [CostCenter], anomalies: { watch: [services, accounts] } }
units:
    A: { budget: 10, accounts: { shop: { tags: { Team: shop } } } }
    B: { kind: plain }
`;

export const resource = (name: string, outputs: Record<string, unknown> = {}): ExistingResource => ({ name, outputs });

/** A stack in which everything of DEFINITION is. */
export const EVERYTHING: Readonly<Record<string, readonly ExistingResource[]>> = {
    [COST_RESOURCES.budget]: [resource("organization monthly"), resource("unit A monthly")],
    [COST_RESOURCES.category]: [
        resource("team", {
            name: "team",
            defaultValue: "unassigned",
            rules: [{ Value: "shop", Rule: { Dimensions: { Values: ["111122223333"] } } }],
        }),
    ],
    [COST_RESOURCES.tag]: [resource("Team"), resource("CostCenter")],
    [COST_RESOURCES.monitor]: [resource("services"), resource("accounts")],
    [COST_RESOURCES.subscription]: [resource("anomalies")],
};

export function found(
    answers: Answers,
    { text = DEFINITION, state = EVERYTHING, isPreview = true, accounts = { shop: "A" }, policies = {} } = {},
): Promise<{ readonly found: FoundCosts; readonly calls: readonly string[] }> {
    const model = load(text);
    const before: StackBefore = {
        managementAccountId: "000000000000",
        accounts: new Map(
            Object.entries(accounts).map(([key, unit]) => [key, { id: "111122223333", unit, closing: false }]),
        ),
        policies: new Map(Object.entries(policies)),
        attachments: { accounts: new Map() },
        featureResources: new Map(Object.entries(state)),
    };
    const { clients, calls } = answering(answers);
    return findCosts(model.features.get(costs), model, before, clients, { isPreview, now: () => NOW }).then((all) => ({
        found: all,
        calls,
    }));
}

export const budget = (name: string, spent: string, more: object = {}): object => ({
    BudgetName: name,
    BudgetLimit: { Amount: "10", Unit: "USD" },
    CalculatedSpend: { ActualSpend: { Amount: spent, Unit: "USD" } },
    TimeUnit: "MONTHLY",
    TimePeriod: { Start: new Date("2026-11-01T00:00:00Z") },
    ...more,
});
