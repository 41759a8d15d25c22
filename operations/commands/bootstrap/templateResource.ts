/** A resource of a CloudFormation template. */
export interface TemplateResource {
    readonly Type: string;
    readonly DeletionPolicy?: "Retain";
    readonly UpdateReplacePolicy?: "Retain";
    readonly DependsOn?: readonly string[];
    readonly Properties: Readonly<Record<string, unknown>>;
}
