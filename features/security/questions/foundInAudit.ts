import type { DetectionClients } from "../../../aws/detectionClients";
import { pagesOf } from "../../../aws/pagesOf";
import type { FoundSecurity } from "../plan/foundSecurity";
import { SECURITY_RESOURCES } from "../plan/securityResources";
import type { SecurityModel } from "../securityModel";
import { HUB } from "./foundAdministrators";
import type { SecurityQuestions } from "./securityQuestions";

type InAudit = Pick<FoundSecurity, "hubAccount" | "hubAggregator" | "macieRegions" | "indexes">;

/** What the audit account has of Security Hub, Macie and Resource Explorer, as far as the state lacks it. */
export async function findInAudit(model: SecurityModel, questions: SecurityQuestions): Promise<InAudit> {
    const { audit } = questions;
    if (!audit) return { macieRegions: [], indexes: new Map() };
    const [hub, macieRegions, indexes] = await Promise.all([
        findHub(model, audit, questions),
        findMacie(model, audit, questions),
        findIndexes(model, audit, questions),
    ]);
    return { ...hub, macieRegions, indexes };
}

async function findHub(
    { securityHub, regions: [region] }: SecurityModel,
    audit: DetectionClients,
    questions: SecurityQuestions,
): Promise<Pick<InAudit, "hubAccount" | "hubAggregator">> {
    if (!securityHub || region === undefined || questions.has(SECURITY_RESOURCES.hubAccount, HUB)) return {};
    const { DescribeHubCommand, ListFindingAggregatorsCommand } = await import("@aws-sdk/client-securityhub");
    const client = await audit.securityHub(region);
    const hub = await questions.ask(
        `Security Hub of the audit account in ${region}`,
        () => client.send(new DescribeHubCommand({})),
        // Security Hub is off.
        ["InvalidAccessException", "ResourceNotFoundException"],
    );
    const [, , , , account] = hub?.HubArn?.split(":") ?? [];
    if (account === undefined) return {};
    const aggregators = await questions.ask(`Security Hub's aggregators in ${region}`, () =>
        client.send(new ListFindingAggregatorsCommand({})),
    );
    const aggregator = aggregators?.FindingAggregators?.[0]?.FindingAggregatorArn;
    return { hubAccount: account, ...(aggregator !== undefined && { hubAggregator: aggregator }) };
}

async function findMacie(
    { macie, regions }: SecurityModel,
    audit: DetectionClients,
    questions: SecurityQuestions,
): Promise<readonly string[]> {
    if (!macie) return [];
    const asked = regions.filter((region) => !questions.has(SECURITY_RESOURCES.macieAccount, region));
    const { GetMacieSessionCommand } = await import("@aws-sdk/client-macie2");
    const found = await Promise.all(
        asked.map(async (region) => {
            const session = await questions.ask(
                `Macie of the audit account in ${region}`,
                async () => (await audit.macie(region)).send(new GetMacieSessionCommand({})),
                // Macie is off: AWS answers so, too.
                ["AccessDeniedException", "ResourceNotFoundException"],
            );
            return session ? [region] : [];
        }),
    );
    return found.flat();
}

async function findIndexes(
    { search, regions }: SecurityModel,
    audit: DetectionClients,
    questions: SecurityQuestions,
): Promise<ReadonlyMap<string, string>> {
    const asked = regions.filter((region) => !questions.has(SECURITY_RESOURCES.index, region));
    const [region] = asked;
    if (!search || region === undefined) return new Map();
    const { ListIndexesCommand } = await import("@aws-sdk/client-resource-explorer-2");
    const found = await questions.ask("the indexes of Resource Explorer in the audit account", async () => {
        const client = await audit.resourceExplorer(region);
        const all = new Map<string, string>();
        const pages = pagesOf((NextToken) => client.send(new ListIndexesCommand({ ...(NextToken && { NextToken }) })));
        for await (const { Indexes = [] } of pages) {
            for (const { Region, Arn } of Indexes) if (Region !== undefined && Arn !== undefined) all.set(Region, Arn);
        }
        return all;
    });
    return new Map([...(found ?? [])].filter(([one]) => asked.includes(one)));
}
