/** What CloudFormation does with a resource that a stack no longer has, or that an update replaces. */
export type ResourcePolicy = "Delete" | "Retain" | "Snapshot";

/** A resource of a CloudFormation template. */
export interface TemplateResource {
    readonly Type: string;
    /**
     * What happens to it when the stack is deleted, or no longer has it. `RetainExceptOnCreate` keeps it, but deletes it again if its creation
     * fails, so that a second try does not find it.
     */
    readonly DeletionPolicy?: ResourcePolicy | "RetainExceptOnCreate";
    /** What happens to the old one when an update replaces it. */
    readonly UpdateReplacePolicy?: ResourcePolicy;
    readonly DependsOn?: string | readonly string[];
    /** The name of a condition of the template. */
    readonly Condition?: string;
    readonly Metadata?: Readonly<Record<string, unknown>>;
    readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A parameter of a template. Its value is a text, also for a number or a list. */
export interface TemplateParameter {
    readonly Type: string;
    readonly Default?: string | number;
    readonly Description?: string;
    readonly AllowedValues?: readonly (string | number)[];
    readonly AllowedPattern?: string;
    readonly NoEcho?: boolean | string;
    readonly MinLength?: number | string;
    readonly MaxLength?: number | string;
    readonly MinValue?: number | string;
    readonly MaxValue?: number | string;
    readonly ConstraintDescription?: string;
}

export interface TemplateOutput {
    readonly Description?: string;
    readonly Value: unknown;
    readonly Condition?: string;
    readonly Export?: { readonly Name: unknown };
}

/** A CloudFormation template, without YAML's short forms such as `!Sub`. */
export interface CloudFormationTemplate {
    readonly AWSTemplateFormatVersion?: "2010-09-09";
    readonly Description?: string;
    readonly Metadata?: Readonly<Record<string, unknown>>;
    readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
    readonly Rules?: Readonly<Record<string, unknown>>;
    readonly Mappings?: Readonly<Record<string, unknown>>;
    readonly Conditions?: Readonly<Record<string, unknown>>;
    readonly Resources: Readonly<Record<string, TemplateResource>>;
    readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

/** What CreateStackSet must be told to allow, because the template makes roles or policies. */
export type Capability = "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM";
