import type { Resource, View } from "@aws-sdk/client-resource-explorer-2";
import type { DetectionClients } from "../../../aws/detectionClients";
import { pagesOf } from "../../../aws/pagesOf";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { didYouMean } from "../../../limits";
import { CommandError, EXIT } from "../../cli/commandError";
import { accountQueries, type AccountQueries } from "./accountQueries";
import type { FindQuestion, WantedTag } from "./findQuestion";
import { MOST_FOUND, nameOf, type FindAnswer, type FoundResource } from "./foundResource";

/** A view of Resource Explorer that sees all accounts of the organisation. */
export interface OrganizationView {
    readonly arn: string;
    readonly region: string;
    /** Whether its answers have tags. */
    readonly hasTags: boolean;
    /** What the view leaves out; empty: nothing. */
    readonly filter: string;
}

/** A query has at most 1,280 characters. botocore 1.44.5, resource-explorer-2 2022-07-28, Search; read 2026-11-27. */
const MOST_CHARACTERS = 1280;

/**
 * Finds the view of the whole organisation in an account. It is in the region with the index that collects the others. Takes three calls, and
 * one more for each view besides the first.
 *
 * @param region where to ask first.
 * @returns undefined if the account has none.
 */
export async function organizationView(
    clients: DetectionClients,
    region: string,
): Promise<OrganizationView | undefined> {
    const { GetViewCommand, ListIndexesCommand, ListViewsCommand } =
        await import("@aws-sdk/client-resource-explorer-2");
    const asked = await clients.resourceExplorer(region);
    const { Indexes = [] } = await asked.send(new ListIndexesCommand({ Type: "AGGREGATOR" }));
    const home = Indexes[0]?.Region ?? region;
    const client = await clients.resourceExplorer(home);
    const whole: View[] = [];
    // A region has ten views at most, and most have one.
    for await (const { Views = [] } of pagesOf((NextToken) => client.send(new ListViewsCommand({ NextToken })))) {
        for (const ViewArn of Views) {
            const { View: view } = await client.send(new GetViewCommand({ ViewArn }));
            // `arn:aws:organizations::111122223333:organization/o-...`; a view of a unit sees less.
            if (view && /:organization\/o-/.test(view.Scope ?? "")) whole.push(view);
        }
    }
    // The one without a filter sees most.
    const [view] = whole.sort((one, two) => filterOf(one).length - filterOf(two).length);
    if (view?.ViewArn === undefined) return undefined;
    const hasTags = (view.IncludedProperties ?? []).some(({ Name }) => Name === "tags");
    return { arn: view.ViewArn, region: home, hasTags, filter: filterOf(view) };
}

function filterOf({ Filters }: View): string {
    return Filters?.FilterString ?? "";
}

/**
 * The queries of a question.
 *
 * AWS, "Search query syntax reference for Resource Explorer" (the beginning of a stored copy, read 2026-11-27): words are joined by or. That
 * filters narrow down, and that a comma in a filter means or, is from memory: not confirmed. What has not every word is left out afterwards.
 *
 * @param ids the accounts; empty: all.
 * @throws CommandError for a question that is too long.
 */
export function explorerQueries({ words, types, tags, regions }: FindQuestion, ids: readonly string[]): AccountQueries {
    const filters = [
        ...words.map((word) => `"${word}"`),
        ...(types.length > 0 ? [`resourcetype:${types.join(",")}`] : []),
        ...(regions.length > 0 ? [`region:${regions.join(",")}`] : []),
        ...tags.map(tagFilter),
    ];
    const write = (accounts: readonly string[]): string =>
        [...filters, ...(accounts.length > 0 ? [`accountid:${accounts.join(",")}`] : [])].join(" ");
    return accountQueries(ids, write, { most: MOST_CHARACTERS, service: "Resource Explorer" });
}

function tagFilter({ key, value }: WantedTag): string {
    const text = value === undefined ? key : `${key}=${value}`;
    // A blank ends a filter, unless it is in quotes.
    const written = /^[\w.@/=+-]+$/.test(text) ? text : `"${text}"`;
    return value === undefined ? `tag.key:${written}` : `tag:${written}`;
}

/**
 * The types as Resource Explorer spells them: `AWS::S3::Bucket` is its `s3:bucket`. It asks AWS only if there is something to translate.
 *
 * @throws CommandError for a type that Resource Explorer does not support: it would find nothing.
 */
export async function explorerTypes(
    clients: DetectionClients,
    { region }: OrganizationView,
    types: readonly string[],
): Promise<readonly string[]> {
    if (types.every((type) => !type.startsWith("AWS::"))) return types;
    const { ListSupportedResourceTypesCommand } = await import("@aws-sdk/client-resource-explorer-2");
    const client = await clients.resourceExplorer(region);
    const names = new Map<string, string[]>();
    for await (const { ResourceTypes = [] } of pagesOf((NextToken) =>
        client.send(new ListSupportedResourceTypesCommand({ MaxResults: 1000, NextToken })),
    )) {
        for (const { ResourceType = "", CFNResourceTypes = [] } of ResourceTypes) {
            for (const type of CFNResourceTypes) names.set(type, [...(names.get(type) ?? []), ResourceType]);
        }
    }
    const unknown = types.find((type) => type.startsWith("AWS::") && !names.has(type));
    if (unknown === undefined) return types.flatMap((type) => names.get(type) ?? [type]);
    throw new CommandError(
        `--type ${unknown}: Resource Explorer answers, and does not support this type.${didYouMean(unknown, [...names.keys()])}`,
        EXIT.usage,
    );
}

/** Searches. One call returns up to 1,000 resources, and AWS returns no more of a query. */
export async function explorerSearch(
    clients: DetectionClients,
    view: OrganizationView,
    QueryString: string,
): Promise<FindAnswer> {
    const { SearchCommand } = await import("@aws-sdk/client-resource-explorer-2");
    const client = await clients.resourceExplorer(view.region);
    const resources: FoundResource[] = [];
    let calls = 0;
    let isCut = false;
    for await (const { Resources = [], Count, NextToken: next } of pagesOf((NextToken) =>
        client.send(
            new SearchCommand({
                QueryString,
                ViewArn: view.arn,
                MaxResults: MOST_FOUND,
                ...(NextToken !== undefined && { NextToken }),
            }),
        ),
    )) {
        calls++;
        resources.push(...Resources.map(foundResource));
        isCut ||= Count?.Complete === false;
        if (resources.length >= MOST_FOUND) {
            isCut ||= next !== undefined && next !== "";
            break;
        }
    }
    return { resources, isCut, calls };
}

function foundResource({
    Arn = "",
    ResourceType = "",
    OwningAccountId = "",
    Region = "",
    Properties = [],
}: Resource): FoundResource {
    const tags = Properties.filter(({ Name }) => Name === "tags").flatMap(({ Data }) => tagsIn(Data));
    return {
        arn: Arn,
        type: ResourceType,
        account: OwningAccountId,
        region: Region,
        name: nameOf(Arn),
        tags: Object.fromEntries(tags),
    };
}

/** AWS returns a list of `{ Key, Value }`. */
function tagsIn(data: unknown): [string, string][] {
    if (!Array.isArray(data)) return [];
    return data.flatMap((one: unknown): [string, string][] =>
        isJsonMap(one) && typeof one.Key === "string" && typeof one.Value === "string" ? [[one.Key, one.Value]] : [],
    );
}
