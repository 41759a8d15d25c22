import { STATEFUL_TYPES } from "./statefulTypes";
import type { CloudFormationTemplate, TemplateResource } from "./template";

/** A resource of a template that holds what nobody can make again. */
export interface StatefulResource {
    readonly logicalId: string;
    readonly type: string;
    /** What it holds: `objects`, `recovery points`. */
    readonly holds: string;
    /** What it holds stays when a stack no longer has it. */
    readonly survivesDeletion: boolean;
    /** What the old one holds stays when an update replaces it. */
    readonly survivesReplacement: boolean;
}

/** The resources of a template that hold data, in the order of the template. */
export function statefulResources(template: CloudFormationTemplate): readonly StatefulResource[] {
    return Object.entries(template.Resources).flatMap(([logicalId, resource]) => {
        const holds = STATEFUL_TYPES.get(resource.Type);
        if (holds === undefined) return [];
        return [
            {
                logicalId,
                type: resource.Type,
                holds,
                survivesDeletion: survivesDeletion(resource),
                survivesReplacement: resource.UpdateReplacePolicy === "Retain",
            },
        ];
    });
}

/** Whether a resource stays in the account when a stack no longer has it. */
export function survivesDeletion({ DeletionPolicy }: TemplateResource): boolean {
    return DeletionPolicy === "Retain" || DeletionPolicy === "RetainExceptOnCreate";
}
