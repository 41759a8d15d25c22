import type { ResourceValidationPolicy } from "@pulumi/policy";
import { configOf, matchesAny, wholeMatch, type KeySchema } from "../check/policyConfig";
import { ACCOUNT, PERMISSION_SET, POLICY, subject, UNIT, type Resource } from "../check/checkedResources";
import { tagsOf, type ResourceTags } from "../check/resourceTags";
import { knownText, UNKNOWN } from "../check/unknownValues";
import { TAGGABLE_TYPES } from "../taggable/taggableTypes";

const NAME = "required-tags";

/** What a stack requires of one tag. */
interface TagRule {
    required?: boolean;
    allowedValues?: string[];
    pattern?: string;
    types?: string[];
}

interface Config {
    tags: Record<string, TagRule>;
    exceptTypes: Record<string, string[]>;
}

const texts: KeySchema = { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 };

const config = configOf<Config>(NAME, {
    tags: {
        type: "object",
        additionalProperties: {
            type: "object",
            additionalProperties: false,
            properties: {
                required: {
                    type: "boolean",
                    description: "false: the tag may be missing, but must not have another value",
                },
                allowedValues: { ...texts, description: "The values it may have; case matters" },
                pattern: { type: "string", minLength: 1, description: "What its whole value must match" },
                types: { ...texts, description: "Patterns of the types of resource that need it; without them all do" },
            },
        },
        default: { Organization: {} },
        description: "What is required of the tags, by their keys",
    },
    exceptTypes: {
        type: "object",
        additionalProperties: texts,
        // They cost nothing and belong to the whole organisation; those that exist in AWS are taken over with the tags that they have.
        default: { "aws:(bcmdata|budgets|costexplorer)/.*": ["*"] },
        description: 'By pattern of resource type, the keys of the tags that it need not have; ["*"] for all',
    },
});

/** The types of this project's own resources that have tags. Users and groups of IAM Identity Center cannot have any. */
const OWN_TAGGABLE_TYPES: readonly string[] = [PERMISSION_SET];

/**
 * Every AWS resource that can have tags has those that this stack requires, with the values that it allows. The provider's default tags
 * count.
 *
 * The types that can have tags come from the provider (taggable/). Auto Scaling groups are not among them: their tags have another form.
 */
export const requiredTags: ResourceValidationPolicy = {
    name: NAME,
    displayName: "Required tags",
    description: "Every resource has the tags that this stack asks for.",
    enforcementLevel: "mandatory",
    severity: "medium",
    tags: ["tags", "costs"],
    remediationSteps: "Add the tags to the resource, or to the provider's default tags. Tags are changed in place.",
    url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
    configSchema: config.schema,
    validateResource: (args, report) => {
        const { tags: rules, exceptTypes } = config.read(args);
        const isTaggable = TAGGABLE_TYPES.has(args.type) || OWN_TAGGABLE_TYPES.includes(args.type);
        if (!isTaggable) args.notApplicable("The resource cannot have tags");
        const excused = Object.entries(exceptTypes)
            .filter(([pattern]) => wholeMatch(NAME, "exceptTypes", pattern).test(args.type))
            .flatMap(([, keys]) => keys);
        if (excused.includes("*")) return;

        const tags = tagsOf(args);
        const wrong = Object.entries(rules)
            .filter(
                ([key, { types }]) => !excused.includes(key) && (!types || matchesAny(NAME, "types", types, args.type)),
            )
            .flatMap(([key, rule]) => problem(tags, key, rule, tagsPlace(args)) ?? []);
        if (wrong.length > 0) report(`${subject(args)}: ${wrong.join("\n")}`);
    },
};

/** Where a definition in YAML gives tags to a resource. */
const PLACES: ReadonlyMap<string, string> = new Map([
    [ACCOUNT, "`tags` of the account, of a unit above it or of `defaults`"],
    [UNIT, "`tags` of the unit, of a unit above it or of `defaults`"],
    [POLICY, "`tags` of the policy or of `defaults`"],
    [PERMISSION_SET, "`tags` of the permission set or of `defaults`"],
]);

function tagsPlace(resource: Resource): string | undefined {
    // One that is taken over gets no tags of `defaults`.
    const isTakenOver = resource.type === PERMISSION_SET && knownText(() => resource.props.takenOver) !== undefined;
    return isTakenOver ? "`tags` of the permission set" : PLACES.get(resource.type);
}

/**
 * What is wrong with one tag, and what to do; undefined if it is right or unknown.
 *
 * @param place where the tags of such a resource are written, if that is known.
 */
function problem(
    tags: ResourceTags,
    key: string,
    { required = true, allowedValues, pattern }: TagRule,
    place: string | undefined,
): string | undefined {
    const value = tags.valueOf(key);
    if (value === UNKNOWN) return undefined;
    const allowed = [
        ...(allowedValues === undefined ? [] : [`one of ${allowedValues.join(", ")}`]),
        ...(pattern === undefined ? [] : [`matching ${pattern}`]),
    ].join(" and ");
    if (value === undefined) {
        if (!required) return undefined;
        const similar = tags.keys.find((other) => other.toLowerCase() === key.toLowerCase());
        return similar === undefined
            ? `the tag ${key} is missing. Add it${place === undefined ? "" : ` to ${place}`}${allowed && `, its value ${allowed}`}.`
            : `the tag ${key} is written ${similar}. Rename it: in AWS they are two different tags.`;
    }
    const isAllowed =
        (allowedValues?.includes(value) ?? true) &&
        (pattern === undefined || wholeMatch(NAME, `tags.${key}.pattern`, pattern).test(value));
    return isAllowed
        ? undefined
        : `the tag ${key} has the value ${JSON.stringify(value)}. Use ${describeAllowed(allowed)}.`;
}

function describeAllowed(allowed: string): string {
    return allowed.startsWith("matching") ? `a value ${allowed}` : allowed;
}
