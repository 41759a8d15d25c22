/** A resource of a CloudFormation template. */
export interface TemplateResource {
    readonly Type: string;
    /** Kept when the stack is deleted; deleted again if its creation fails, so that a second try does not find it. */
    readonly DeletionPolicy?: "RetainExceptOnCreate";
    readonly UpdateReplacePolicy?: "Retain";
    readonly DependsOn?: readonly string[];
    readonly Properties: Readonly<Record<string, unknown>>;
}
