import { isDeepStrictEqual } from "node:util";
import { survivesDeletion } from "./statefulResources";
import type { CloudFormationTemplate, TemplateResource } from "./template";

/** What a stack does with one resource when its template changes. */
export interface TemplateResourceChange {
    readonly logicalId: string;
    readonly type: string;
    /**
     * `replaced`: another one is made, and the old one is deleted or left. `perhaps replaced`: AWS decides by the values. `left`: the stack no
     * longer has it, and it stays in the account.
     */
    readonly kind: "added" | "updated" | "replaced" | "perhaps replaced" | "deleted" | "left";
    /** The properties and attributes that change, or for a replacement those because of which it happens. */
    readonly because: readonly string[];
    /** For a replacement: the old one stays in the account. */
    readonly isOldKept?: true;
}

/**
 * What a stack does when its template changes, resource by resource. AWS's registry of types says which property needs a new resource.
 * (`@aws-cdk/cloudformation-diff`; loaded only here, because its data take time to read.)
 *
 * @param before and `after`: with their parameters in place.
 */
export async function templateDifference(
    before: CloudFormationTemplate,
    after: CloudFormationTemplate,
): Promise<readonly TemplateResourceChange[]> {
    const { diffTemplate } = await import("@aws-cdk/cloudformation-diff");
    const found: TemplateResourceChange[] = [];
    const difference = diffTemplate(copy(before), copy(after));
    difference.resources.forEachDifference((logicalId, change) => {
        const [old, present] = [resourceOf(before, logicalId), resourceOf(after, logicalId)];
        if (old?.Type !== present?.Type || !old || !present) {
            if (old) found.push(removedResource(logicalId, old));
            if (present) found.push({ logicalId, type: present.Type, kind: "added", because: [] });
            return;
        }
        const updates = Object.entries(change.propertyUpdates);
        const causing = (impact: string): string[] =>
            updates.filter(([, one]) => String(one.changeImpact) === impact).map(([name]) => name);
        const isOldKept = present.UpdateReplacePolicy === "Retain" && { isOldKept: true as const };
        const type = present.Type;
        if (String(change.changeImpact) === "WILL_REPLACE") {
            found.push({ logicalId, type, kind: "replaced", because: causing("WILL_REPLACE"), ...isOldKept });
        } else if (String(change.changeImpact) === "MAY_REPLACE") {
            found.push({ logicalId, type, kind: "perhaps replaced", because: causing("MAY_REPLACE"), ...isOldKept });
        } else {
            const attributes = changedAttributes(old, present);
            found.push({
                logicalId,
                type,
                kind: "updated",
                because: [...updates.map(([name]) => name), ...attributes],
            });
        }
    });
    return found.sort((one, two) => (one.logicalId < two.logicalId ? -1 : 1));
}

/** A resource by its name, which may be `constructor`. */
export function resourceOf({ Resources }: CloudFormationTemplate, logicalId: string): TemplateResource | undefined {
    return Object.hasOwn(Resources, logicalId) ? Resources[logicalId] : undefined;
}

/** What becomes of a resource that a stack no longer has. */
export function removedResource(logicalId: string, resource: TemplateResource): TemplateResourceChange {
    return { logicalId, type: resource.Type, kind: survivesDeletion(resource) ? "left" : "deleted", because: [] };
}

function changedAttributes(old: TemplateResource, present: TemplateResource): string[] {
    const names = new Set([...Object.keys(old), ...Object.keys(present)]) as Set<keyof TemplateResource>;
    names.delete("Properties");
    return [...names].filter((name) => !isDeepStrictEqual(old[name], present[name])).sort();
}

/** The comparison changes what it is given. */
function copy(template: CloudFormationTemplate): Record<string, unknown> {
    return structuredClone(template) as unknown as Record<string, unknown>;
}
