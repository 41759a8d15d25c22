import { ResourceTypes, type CloudFormationTemplate, type TemplateResource } from "../../../cloudformation";
import { isJsonMap } from "../../../evaluator/policyDocument";
import type { AccountBlock, BlockModel } from "../model";
import type { BlockLibrary } from "./blockLibrary";

/** Where AWS has something of a name once. */
type NameScope = "in a region" | "in an account" | "anywhere" | "in a region of any account";

/** Something that a stack takes in its account: a name of a resource, or a setting. */
export interface StackName {
    /** As a message names it: `the role "deploy"`. */
    readonly what: string;
    /** Equal for what is the same to AWS. It may have `${AWS::AccountId}` and `${AWS::Region}` in it. */
    readonly id: string;
    readonly scope: NameScope;
    readonly ignoresCase?: true;
    /** The name of a resource. Absent for a setting of the library. */
    readonly named?: {
        readonly property: string;
        readonly logicalId: string;
        /** Its text, in which `${AWS::AccountId}` and `${AWS::Region}` stand for themselves. */
        readonly text: string;
    };
}

interface NamedType {
    readonly property: string;
    readonly what: string;
    readonly scope: NameScope;
    /** IAM does not tell names apart by their case. */
    readonly ignoresCase?: true;
    /** A property with which the name is taken in the account and region alone. */
    readonly unless?: string;
}

const ofIam = (property: string, what: string): NamedType => ({
    property,
    what,
    scope: "in an account",
    ignoresCase: true,
});

/**
 * Resources of which AWS has one of a name in an account or in all accounts, and the property that says the name. That domains of Cognito are
 * taken in a region over all accounts is from memory: not confirmed.
 */
const NAMED: ReadonlyMap<string, NamedType> = new Map([
    ["AWS::IAM::Group", ofIam("GroupName", "group")],
    ["AWS::IAM::InstanceProfile", ofIam("InstanceProfileName", "instance profile")],
    ["AWS::IAM::ManagedPolicy", ofIam("ManagedPolicyName", "policy")],
    ["AWS::IAM::Role", ofIam("RoleName", "role")],
    ["AWS::IAM::User", ofIam("UserName", "user")],
    ["AWS::Cognito::UserPoolDomain", { property: "Domain", what: "domain", scope: "in a region of any account" }],
    ["AWS::S3::Bucket", { property: "BucketName", what: "bucket", scope: "anywhere", unless: "BucketNamespace" }],
]);

/** Reads what the stacks of blocks take. Each template is read once. */
export class StackNames {
    readonly #blocks: ReadonlyMap<string, BlockModel>;
    readonly #library: BlockLibrary;
    readonly #resources = new Map<string, CloudFormationTemplate["Resources"]>();
    readonly #names = new Map<Readonly<Record<string, string>>, readonly StackName[]>();

    constructor(blocks: readonly BlockModel[], library: BlockLibrary) {
        this.#blocks = new Map(blocks.map((block) => [block.key, block]));
        this.#library = library;
    }

    /** Places that say the same share their parameters, so that a thousand accounts are read once. */
    of({ block: key, parameters }: AccountBlock): readonly StackName[] {
        const known = this.#names.get(parameters);
        if (known) return known;
        const block = this.#blocks.get(key);
        const names = block ? [...this.#settings(block), ...this.#named(block, parameters)] : [];
        this.#names.set(parameters, names);
        return names;
    }

    #settings({ kind, isGlobal }: BlockModel): StackName[] {
        const sets = this.#library.get(kind)?.sets;
        return sets === undefined ? [] : [{ what: sets, id: sets, scope: isGlobal ? "in an account" : "in a region" }];
    }

    #named(block: BlockModel, parameters: Readonly<Record<string, string>>): StackName[] {
        return Object.entries(this.#resourcesOf(block)).flatMap(([logicalId, resource]): StackName[] => {
            const { Type: type, Properties = {}, Condition } = resource;
            const named = NAMED.get(type) ?? (block.kind === "template" ? identityOf(type) : undefined);
            // Whether a resource with a condition is made, only CloudFormation knows.
            if (!named || Condition !== undefined) return [];
            const text = nameText(Properties[named.property], parameters);
            if (text === undefined) return [];
            return [
                {
                    what: named.what,
                    id: `${named.what} ${text}`,
                    ...(named.ignoresCase && { ignoresCase: true }),
                    scope: scopeOf(named, resource),
                    named: { property: named.property, logicalId, text },
                },
            ];
        });
    }

    #resourcesOf({ key, template }: BlockModel): CloudFormationTemplate["Resources"] {
        const known = this.#resources.get(key);
        if (known) return known;
        const resources = (JSON.parse(template) as CloudFormationTemplate).Resources;
        this.#resources.set(key, resources);
        return resources;
    }
}

/** The property that is the whole identity of a resource of AWS. */
function identityOf(type: string): NamedType | undefined {
    const property = ResourceTypes.named(type)?.identity;
    return property === undefined ? undefined : { property, what: type, scope: "in a region" };
}

function scopeOf({ scope, unless }: NamedType, { Properties = {} }: TemplateResource): NameScope {
    return unless !== undefined && Object.hasOwn(Properties, unless) ? "in a region" : scope;
}

/** A name with the values of parameters; undefined if something else decides than the account and the region. */
function nameText(value: unknown, parameters: Readonly<Record<string, string>>): string | undefined {
    const of = (name: string): string | undefined => {
        if (name === "AWS::AccountId" || name === "AWS::Region") return `\${${name}}`;
        return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    };
    if (typeof value === "string") return value;
    if (!isJsonMap(value)) return undefined;
    if (typeof value.Ref === "string") return of(value.Ref);
    const text = value["Fn::Sub"];
    if (typeof text !== "string") return undefined;
    let isKnown = true;
    const name = text.replace(/\$\{([^}]+)\}/g, (_, placeholder: string) => {
        const found = of(placeholder.trim());
        isKnown &&= found !== undefined;
        return found ?? "";
    });
    return isKnown ? name : undefined;
}
