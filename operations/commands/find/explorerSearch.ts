import type { Resource } from "@aws-sdk/client-resource-explorer-2";
import type { DetectionClients } from "../../../aws/detectionClients";
import { pagesOf } from "../../../aws/pagesOf";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { CommandError } from "../../cli/commandError";
import type { FindQuestion, WantedTag } from "./findQuestion";
import { MOST_FOUND, nameOf, type FindAnswer, type FoundResource } from "./foundResource";

/** A view of Resource Explorer that sees all accounts of the organisation. */
export interface OrganizationView {
    readonly arn: string;
    readonly region: string;
    /** Whether its answers have tags. */
    readonly hasTags: boolean;
}

/** AWS: a query has at most 1,280 characters. API reference of Resource Explorer, Search; read 2026-11-27. */
const MOST_CHARACTERS = 1280;

/**
 * Finds the view of the whole organisation in an account. It is in the region with the index that collects the others. Takes three calls.
 *
 * @param region where to ask first.
 * @returns undefined if the account has none.
 */
export async function organizationView(
    clients: DetectionClients,
    region: string,
): Promise<OrganizationView | undefined> {
    const { BatchGetViewCommand, ListIndexesCommand, ListViewsCommand } =
        await import("@aws-sdk/client-resource-explorer-2");
    const asked = await clients.resourceExplorer(region);
    const { Indexes = [] } = await asked.send(new ListIndexesCommand({ Type: "AGGREGATOR" }));
    const home = Indexes[0]?.Region ?? region;
    const client = await clients.resourceExplorer(home);
    const views: string[] = [];
    for await (const { Views = [] } of pagesOf((NextToken) => client.send(new ListViewsCommand({ NextToken })))) {
        views.push(...Views);
    }
    if (views.length === 0) return undefined;
    // AWS takes 20 views at a time, and allows so many in a region.
    const { Views = [] } = await client.send(new BatchGetViewCommand({ ViewArns: views.slice(0, 20) }));
    // `arn:aws:organizations::111122223333:organization/o-...`; a view of a unit sees less.
    const whole = Views.filter(({ Scope = "" }) => /:organization\/o-/.test(Scope)).sort(
        (one, two) => (one.Filters?.FilterString ?? "").length - (two.Filters?.FilterString ?? "").length,
    );
    const [view] = whole;
    if (view?.ViewArn === undefined) return undefined;
    const hasTags = (view.IncludedProperties ?? []).some(({ Name }) => Name === "tags");
    return { arn: view.ViewArn, region: home, hasTags };
}

/**
 * The query of a question.
 *
 * AWS, "Search query syntax reference for Resource Explorer" (read 2026-11-27): filters narrow down, a comma in a filter means or, and words
 * are joined by or. What has not every word is left out afterwards.
 *
 * @param ids the accounts; empty: all. Left out if there are too many for one query.
 */
export function explorerQuery({ words, types, tags, regions }: FindQuestion, ids: readonly string[]): string {
    const filters = [
        ...words.map((word) => `"${word}"`),
        ...(types.length > 0 ? [`resourcetype:${types.join(",")}`] : []),
        ...(regions.length > 0 ? [`region:${regions.join(",")}`] : []),
        ...tags.map(tagFilter),
    ];
    const accounts = ids.length > 0 ? [`accountid:${ids.join(",")}`] : [];
    const whole = [...filters, ...accounts].join(" ");
    const query = whole.length > MOST_CHARACTERS ? filters.join(" ") : whole;
    if (query.length <= MOST_CHARACTERS) return query;
    throw new CommandError(
        `the question is too long: Resource Explorer takes ${MOST_CHARACTERS} characters. Look for less at once`,
    );
}

function tagFilter({ key, value }: WantedTag): string {
    const text = value === undefined ? key : `${key}=${value}`;
    // A blank ends a filter, unless it is in quotes.
    const written = /^[\w.@/=+-]+$/.test(text) ? text : `"${text}"`;
    return value === undefined ? `tag.key:${written}` : `tag:${written}`;
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
    for await (const { Resources = [], Count } of pagesOf((NextToken) =>
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
        if (resources.length >= MOST_FOUND) break;
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
