import type { FindQuestion, WantedTag } from "./findQuestion";

/** A resource that AWS knows. */
export interface FoundResource {
    readonly arn: string;
    /** As the service that answered spells it. */
    readonly type: string;
    /** The id of its account. */
    readonly account: string;
    readonly region: string;
    /** Its name or id, as short as it is. */
    readonly name: string;
    readonly tags: Readonly<Record<string, string>>;
}

/** What a service of AWS has found. */
export interface FindAnswer {
    readonly resources: readonly FoundResource[];
    /** There is more than the service returns. */
    readonly isCut: boolean;
    /** How many calls searched. */
    readonly calls: number;
}

/** The most resources that are read: what Resource Explorer returns of one query. botocore 1.44.5, resource-explorer-2 2022-07-28, Search; read 2026-11-27. */
export const MOST_FOUND = 1000;

/**
 * Whether a resource is what the question asks for. AWS's search returns also what has only some of the words; this decides.
 *
 * @param hasTags whether the tags are known: without, the service's answer counts.
 */
export function isWanted(resource: FoundResource, { words, tags }: FindQuestion, hasTags: boolean): boolean {
    const text = [
        resource.arn,
        resource.name,
        resource.type,
        ...Object.entries(resource.tags).map(([key, value]) => `${key}=${value}`),
    ]
        .join("\n")
        .toLowerCase();
    return (
        words.every((word) => text.includes(word.toLowerCase())) &&
        (!hasTags || tags.every((tag) => hasTag(resource, tag)))
    );
}

function hasTag({ tags }: FoundResource, { key, value }: WantedTag): boolean {
    if (!Object.hasOwn(tags, key)) return false;
    return value === undefined || tags[key] === value;
}

/** What of an ARN names the resource: `arn:aws:ec2:eu-central-1:111122223333:instance/i-1` is `i-1`. */
export function nameOf(arn: string): string {
    const resource = arn.split(":").slice(5).join(":");
    return resource.replace(/^[^/:]+[/:](?=.)/, "");
}
