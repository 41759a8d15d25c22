/*
 * Writes resourceTypeData.json: the types of CloudFormation's resources with their properties. `make resourcetypes` runs it after each update
 * of @aws-cdk/aws-service-spec, which has their documentation too, and takes half a second and 180 MB to load.
 * The package is by Amazon Web Services, under the Apache License 2.0 (LICENSE). What the file takes over is shortened and compressed.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { PropertyForm, PropertySet, ResourceType, ResourceTypeData, ResourceTypeFile } from "./resourceTypes";

type Database = ReturnType<typeof loadAwsServiceSpecSync>;
type Resource = ReturnType<Database["all"]>[number] & {
    readonly cloudFormationType: string;
    readonly cloudFormationTransform?: string;
    readonly primaryIdentifier?: readonly string[];
    readonly properties: Readonly<Record<string, Property>>;
    readonly attributes: Readonly<Record<string, unknown>>;
};
interface Property {
    readonly type: PropertyType;
    readonly required?: boolean;
    /** Other types that the property had in earlier data. */
    readonly previousTypes?: readonly PropertyType[];
}
interface PropertyType {
    readonly type: string;
    readonly element?: PropertyType;
    /** Those of a union. */
    readonly types?: readonly PropertyType[];
    readonly reference?: { readonly $ref: string };
}

const PACKAGE = "@aws-cdk/aws-service-spec";

/** What resourceTypeData.json must be for the installed package; the types are not compressed yet. */
export function readPackagedTypes(): { readonly source: string; readonly data: ResourceTypeData } {
    const folder = join(dirname(require.resolve(PACKAGE)), "..");
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    const database = loadAwsServiceSpecSync();
    const definitions = new Definitions(database);
    const resources = (database.all("resource") as unknown as Resource[])
        // A type of a macro is no type of AWS: the macro makes others of it.
        .filter(({ cloudFormationTransform }) => cloudFormationTransform === undefined)
        .map((one): [string, ResourceType] => {
            const identity = identityOf(one);
            const attributes = Object.keys(one.attributes).sort();
            return [
                one.cloudFormationType,
                {
                    ...definitions.setOf(one.properties),
                    ...(identity !== undefined && { identity }),
                    ...(attributes.length > 0 && { attributes }),
                },
            ];
        })
        .sort(([one], [two]) => (one < two ? -1 : 1));
    const types = Object.fromEntries(resources);
    return { source: `${PACKAGE} ${version}`, data: { types, definitions: definitions.all } };
}

function identityOf({ primaryIdentifier = [], properties }: Resource): string | undefined {
    const [name, ...others] = primaryIdentifier;
    return name !== undefined && others.length === 0 && properties[name]?.type.type === "string" ? name : undefined;
}

/** Numbers the definitions that properties refer to, in the order in which they are found. */
class Definitions {
    readonly all: PropertySet[] = [];
    readonly #database: Database;
    readonly #numbers = new Map<string, number>();

    constructor(database: Database) {
        this.#database = database;
    }

    setOf(properties: Readonly<Record<string, Property>>): PropertySet {
        const entries = Object.entries(properties).sort(([one], [two]) => (one < two ? -1 : 1));
        const required = entries.filter(([, property]) => property.required).map(([name]) => name);
        return {
            properties: Object.fromEntries(entries.map(([name, property]) => [name, this.#form(property)])),
            ...(required.length > 0 && { required }),
        };
    }

    #form({ type, previousTypes }: Property): PropertyForm {
        const structured = onlyStructured(type, previousTypes);
        if (structured === undefined) return 0;
        const number = this.#number(structured.element ?? structured);
        if (number === 0) return 0;
        return structured.type === "array" ? [number] : structured.type === "map" ? `*${number}` : number;
    }

    #number(type: PropertyType | undefined): number {
        const id = type?.reference?.$ref;
        if (id === undefined) return 0;
        const known = this.#numbers.get(id);
        if (known !== undefined) return known;
        const number = this.all.length + 1;
        this.#numbers.set(id, number);
        // Its place is taken before its properties are read, because a definition may contain itself.
        this.all.push({ properties: {} });
        const { properties } = this.#database.get("typeDefinition", id) as { properties: Record<string, Property> };
        this.all[number - 1] = this.setOf(properties);
        return number;
    }
}

const SCALARS = ["string", "number", "integer", "boolean", "date-time"];

/**
 * The only type of a property whose values have a known form: it may be one of a union, or have been another in earlier data. Undefined if there are
 * several, or none. JSON beside a list is a map of any keys, and a map is not compared with the form of a list.
 */
function onlyStructured(type: PropertyType, previousTypes: readonly PropertyType[] = []): PropertyType | undefined {
    const present = optionsOf(type);
    const isList = present.some((one) => one.type === "array");
    const options = [...present.filter((one) => !(isList && one.type === "json")), ...previousTypes.flatMap(optionsOf)];
    const texts = new Map(options.map((one) => [JSON.stringify(one), one]));
    const [only, ...others] = texts.values();
    return others.length === 0 ? only : undefined;
}

/** The types of a union, or the type itself, without those whose values have no form. */
function optionsOf(type: PropertyType): readonly PropertyType[] {
    return (type.types ?? [type]).filter((one) => !SCALARS.includes(one.type));
}

if (require.main === module) {
    const { source, data } = readPackagedTypes();
    const version = source.slice(source.lastIndexOf(" ") + 1);
    const times = JSON.parse(execFileSync("npm", ["view", PACKAGE, "time", "--json"], { encoding: "utf8" })) as Record<
        string,
        string
    >;
    const text = JSON.stringify(data);
    const compressed = brotliCompressSync(text, {
        params: {
            [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
            [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
        },
    });
    const day = times[version]?.slice(0, "2026-12-31".length);
    if (day === undefined) throw new Error(`npm does not say when ${source} was published`);
    const file: ResourceTypeFile = { source, day, types: compressed.toString("base64") };
    writeFileSync(join(__dirname, "resourceTypeData.json"), `${JSON.stringify(file, undefined, 4)}\n`);
}
