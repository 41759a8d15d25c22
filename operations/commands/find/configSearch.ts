import type { DetectionClients } from "../../../aws/detectionClients";
import { pagesOf } from "../../../aws/pagesOf";
import { isJsonMap, parsedJson, type JsonMap } from "../../../evaluator/policyDocument";
import { CommandError, EXIT } from "../../cli/commandError";
import { accountQueries, type AccountQueries } from "./accountQueries";
import type { FindQuestion } from "./findQuestion";
import { MOST_FOUND, nameOf, type FindAnswer, type FoundResource } from "./foundResource";

/** The most resources that AWS Config returns at a time. botocore 1.44.5, config 2014-11-12, SelectAggregateResourceConfig; read 2026-11-27. */
const PAGE = 100;
/** A text shorter than this finds nothing in AWS Config with a wildcard behind it. From memory of "Limitations" of its queries: not confirmed. */
const SHORTEST = 3;
const MOST_CHARACTERS = 4096;

/**
 * Finds the aggregator of the whole organisation in an account. Takes one call.
 *
 * @returns its name; undefined if the account has none in this region.
 */
export async function organizationAggregator(clients: DetectionClients, region: string): Promise<string | undefined> {
    const { DescribeConfigurationAggregatorsCommand } = await import("@aws-sdk/client-config-service");
    const client = await clients.config(region);
    for await (const { ConfigurationAggregators = [] } of pagesOf((NextToken) =>
        client.send(new DescribeConfigurationAggregatorsCommand({ NextToken })),
    )) {
        const found = ConfigurationAggregators.find((one) => one.OrganizationAggregationSource !== undefined);
        if (found?.ConfigurationAggregatorName !== undefined) return found.ConfigurationAggregatorName;
    }
    return undefined;
}

/**
 * The queries of a question. AWS Config finds names and ids that begin with a word, not such as contain it.
 *
 * @param ids the accounts; empty: all.
 * @throws CommandError for what AWS Config cannot be asked.
 */
export function configQueries({ words, types, tags, regions }: FindQuestion, ids: readonly string[]): AccountQueries {
    const short = words.find((word) => word.length < SHORTEST);
    if (short !== undefined) {
        throw new CommandError(
            `AWS Config answers, and finds no word as short as ${JSON.stringify(short)}: give ${SHORTEST} characters or more`,
            EXIT.usage,
        );
    }
    const conditions = [
        ...words.map((word) => `(resourceName LIKE '${word}%' OR resourceId LIKE '${word}%')`),
        ...oneOf("resourceType", types),
        ...oneOf("awsRegion", regions),
        ...tags.map(({ key, value }) =>
            value === undefined ? `tags.key = '${key}'` : `(tags.key = '${key}' AND tags.value = '${value}')`,
        ),
    ];
    const write = (accounts: readonly string[]): string => {
        const all = [...conditions, ...oneOf("accountId", accounts)];
        return `SELECT resourceId, resourceName, resourceType, arn, accountId, awsRegion, tags${all.length > 0 ? ` WHERE ${all.join(" AND ")}` : ""}`;
    };
    return accountQueries(ids, write, { most: MOST_CHARACTERS, service: "AWS Config" });
}

function oneOf(property: string, values: readonly string[]): readonly string[] {
    return values.length > 0 ? [`${property} IN (${values.map((value) => `'${value}'`).join(", ")})`] : [];
}

/** Searches. One call returns 100 resources; it stops after 1,000. */
export async function configSearch(
    clients: DetectionClients,
    place: { readonly aggregator: string; readonly region: string },
    Expression: string,
): Promise<FindAnswer> {
    const { SelectAggregateResourceConfigCommand } = await import("@aws-sdk/client-config-service");
    const client = await clients.config(place.region);
    const resources: FoundResource[] = [];
    let calls = 0;
    for await (const { Results = [], NextToken } of pagesOf((token) =>
        client.send(
            new SelectAggregateResourceConfigCommand({
                Expression,
                ConfigurationAggregatorName: place.aggregator,
                Limit: PAGE,
                ...(token !== undefined && { NextToken: token }),
            }),
        ),
    )) {
        calls++;
        resources.push(...Results.flatMap((result) => foundResource(parsedJson(result))));
        if (resources.length >= MOST_FOUND) {
            return { resources, calls, isCut: NextToken !== undefined && NextToken !== "" };
        }
    }
    return { resources, calls, isCut: false };
}

function foundResource(row: unknown): readonly FoundResource[] {
    if (!isJsonMap(row)) return [];
    const text = (key: string): string => textAt(row, key);
    const name = text("resourceName");
    return [
        {
            arn: text("arn"),
            type: text("resourceType"),
            account: text("accountId"),
            region: text("awsRegion"),
            name: name === "" ? text("resourceId") || nameOf(text("arn")) : name,
            tags: Object.fromEntries(tagsIn(row.tags)),
        },
    ];
}

function textAt(row: JsonMap, key: string): string {
    const value = row[key];
    return typeof value === "string" ? value : "";
}

/** AWS returns a list of `{ key, value, tag }`. */
function tagsIn(tags: unknown): [string, string][] {
    if (!Array.isArray(tags)) return [];
    return tags.flatMap((one: unknown): [string, string][] =>
        isJsonMap(one) && typeof one.key === "string" && typeof one.value === "string" ? [[one.key, one.value]] : [],
    );
}
