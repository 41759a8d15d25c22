import { brotliDecompressSync } from "node:zlib";
import * as file from "./resourceTypeData.json";

/** resourceTypeData.json, which generateResourceTypes.ts makes. */
export interface ResourceTypeFile {
    /** The package and its version: `@aws-cdk/aws-service-spec 0.1.216`. */
    readonly source: string;
    /** The day on which that version was published, such as 2026-12-31. What AWS has added since is not known. */
    readonly day: string;
    /** ResourceTypeData as JSON, compressed by brotli, in base64. */
    readonly types: string;
}

/**
 * What a property holds: 0 is something whose form is not known here, another number a map with the properties of that definition, and a list
 * of one number a list of such maps. A text names the form of all values of a map with keys of any name: `*7`.
 */
export type PropertyForm = number | readonly [number] | string;

/** The properties of a type, or of a map inside. */
export interface PropertySet {
    readonly properties: Readonly<Record<string, PropertyForm>>;
    /** The names of those that AWS requires. */
    readonly required?: readonly string[];
}

/** A type of resource. */
export interface ResourceType extends PropertySet {
    /** The property that is the resource's name and its whole identity: AWS has one resource of a name. Absent if AWS gives the identity. */
    readonly identity?: string;
    /** What `!GetAtt` returns of it. Absent: nothing. */
    readonly attributes?: readonly string[];
}

/** All types of AWS, and the definitions that PropertyForm counts from 1. */
export interface ResourceTypeData {
    readonly types: Readonly<Record<string, ResourceType>>;
    readonly definitions: readonly PropertySet[];
}

const FILE: ResourceTypeFile = file;

/** Where the types come from, and the day on which they were published. */
export const RESOURCE_TYPES: Pick<ResourceTypeFile, "source" | "day"> = { source: FILE.source, day: FILE.day };

/** AWS's types of resources. They are read at the first call, which takes about 60 ms: only a template of somebody's own needs them. */
export class ResourceTypes {
    static #data: ResourceTypeData | undefined;

    static get #read(): ResourceTypeData {
        return (ResourceTypes.#data ??= readResourceTypes(FILE));
    }

    /** The names of all types. */
    static get names(): readonly string[] {
        return Object.keys(ResourceTypes.#read.types);
    }

    /** A type by its name; undefined if the data lack it. */
    static named(name: string): ResourceType | undefined {
        const { types } = ResourceTypes.#read;
        return Object.hasOwn(types, name) ? types[name] : undefined;
    }

    /** The definition with a number from 1. */
    static definition(number: number): PropertySet | undefined {
        return ResourceTypes.#read.definitions[number - 1];
    }
}

/** The types of a file. */
export function readResourceTypes({ types }: ResourceTypeFile): ResourceTypeData {
    return JSON.parse(brotliDecompressSync(Buffer.from(types, "base64")).toString()) as ResourceTypeData;
}
