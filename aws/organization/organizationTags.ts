import { isDeepStrictEqual } from "node:util";
import type { OrganizationCalls } from "./organizationCalls";

type ResourceTags = Readonly<Record<string, string>>;

/** The tags of a root, unit, account or policy, those of AWS itself (`aws:...`) included. */
export async function tagsOf(calls: OrganizationCalls, resourceId: string): Promise<Record<string, string>> {
    const tags = await calls.list(
        { operation: "ListTagsForResource", question: `which tags ${resourceId} has` },
        (sdk, client, NextToken) =>
            client.send(new sdk.ListTagsForResourceCommand({ ResourceId: resourceId, NextToken })),
        ({ Tags }) => Tags,
    );
    return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** How the tags of many resources are asked for. */
export interface TagQuestion {
    /** The list of the tagging API by the resources' ids (aws/taggedResources.ts); the reason why there is none as text. */
    readonly list: () => Promise<ReadonlyMap<string, ResourceTags> | string>;
    /** Whether the tags are not what somebody expects, so that they are asked for once more. Default: never */
    readonly isUnexpected?: (id: string, tags: ResourceTags) => boolean;
    /** Runs before each of `count` resources is asked about, because the list was not used. Returns what is called after each one. */
    readonly onEach?: (count: number) => () => void;
    /** Asks about one resource, or returns an answer that was kept. Default: asks */
    readonly answerOf?: (id: string, ask: () => Promise<ResourceTags>) => Promise<ResourceTags>;
}

/** The tags of many resources, without those of AWS itself. */
export interface ListedTags {
    /** By id. A resource without tags has an empty entry. */
    readonly tags: ReadonlyMap<string, ResourceTags>;
    /** Why each resource was asked about. Absent if the list was used. */
    readonly whyEach?: string;
}

/** The resources of which ListTagsForResource says whether the list is right. */
const SAMPLE = 10;

/**
 * The tags of many units, accounts and policies: by the tagging API's list, 100 in a call, where that agrees with ListTagsForResource at this
 * moment. AWS does not say how soon the list knows of a change. So a sample is asked about, and everything with other tags than expected; if
 * AWS's two answers differ for any of them, each resource is asked about, and the list counts for nothing.
 */
export async function tagsOfMany(
    ids: readonly string[],
    calls: OrganizationCalls,
    { list, isUnexpected = () => false, onEach = () => () => undefined, answerOf = (_, ask) => ask() }: TagQuestion,
): Promise<ListedTags> {
    const askEach = async (
        some: readonly string[],
        advance: () => void = () => undefined,
    ): Promise<Map<string, ResourceTags>> => {
        const ask = async (id: string): Promise<ResourceTags> => withoutOwn(await tagsOf(calls, id));
        const read = async (id: string) => [id, await answerOf(id, () => ask(id)).finally(advance)] as const;
        return new Map(await Promise.all(some.map(read)));
    };
    const listed = await list();
    if (typeof listed === "string") return { tags: await askEach(ids, onEach(ids.length)), whyEach: listed };
    const ofList = (id: string): ResourceTags => withoutOwn(listed.get(id) ?? {});
    const unexpected = ids.filter((id) => isUnexpected(id, ofList(id)));
    const isAsked = new Set(unexpected);
    const expected = ids.filter((id) => !isAsked.has(id));
    const asked = await askEach([...spread(expected, SAMPLE), ...unexpected]);
    const wrong = [...asked].filter(([id, tags]) => !isDeepStrictEqual(tags, ofList(id))).length;
    if (wrong === 0) return { tags: new Map(ids.map((id) => [id, asked.get(id) ?? ofList(id)])) };
    const others = ids.filter((id) => !asked.has(id));
    return {
        tags: new Map([...asked, ...(await askEach(others, onEach(others.length)))]),
        whyEach: `the list of the tagging API was not up to date for ${wrong} of ${asked.size} that were compared`,
    };
}

/** The same tags sorted, without those of AWS itself. */
function withoutOwn(tags: ResourceTags): ResourceTags {
    const ours = Object.entries(tags).filter(([key]) => !key.toLowerCase().startsWith("aws:"));
    return Object.fromEntries(ours.sort(([one], [two]) => (one < two ? -1 : 1)));
}

/** Items at equal distances, so that each kind of resource is among them. */
function spread<Item>(items: readonly Item[], most: number): Item[] {
    const count = Math.min(items.length, most);
    return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]).flatMap(
        (item) => (item === undefined ? [] : [item]),
    );
}
