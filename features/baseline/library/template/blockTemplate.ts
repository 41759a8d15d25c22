/** A resource of a CloudFormation template. */
export interface TemplateResource {
    readonly Type: string;
    readonly DeletionPolicy?: "Delete" | "Retain" | "RetainExceptOnCreate";
    readonly UpdateReplacePolicy?: "Delete" | "Retain";
    readonly DependsOn?: readonly string[];
    readonly Condition?: string;
    readonly Properties: Readonly<Record<string, unknown>>;
}

export interface TemplateParameter {
    readonly Type: "String" | "Number" | "CommaDelimitedList";
    readonly Description: string;
    readonly Default?: string;
    readonly AllowedValues?: readonly string[];
}

/** A CloudFormation template. */
export interface CloudFormationTemplate {
    readonly AWSTemplateFormatVersion: "2010-09-09";
    readonly Description: string;
    readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
    readonly Conditions?: Readonly<Record<string, unknown>>;
    readonly Resources: Readonly<Record<string, TemplateResource>>;
    readonly Outputs?: Readonly<Record<string, { readonly Description: string; readonly Value: unknown }>>;
}
