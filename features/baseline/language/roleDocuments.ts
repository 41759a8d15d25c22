import { unpackedTemplate } from "../../../cloudformation/packedBlock";
import type { CloudFormationTemplate } from "../../../cloudformation";
import type { ExistingState, FeatureDocument } from "../../../definition/feature";
import { isJsonMap, jsonAt } from "../../../evaluator/policyDocument";
import { visible } from "../../../limits";
import type { BaselineModel } from "../model";
import { BLOCK_RESOURCE } from "../plan/homeRegion";

/** The inline policies of roles that the definition writes in a few lines. */
export function roleDocuments({ blocks }: BaselineModel, before?: ExistingState): readonly FeatureDocument[] {
    const applied = new Map(
        (before?.resources.get(BLOCK_RESOURCE) ?? []).map(({ name, outputs }) => [
            name,
            unpackedTemplate(outputs["template"]),
        ]),
    );
    return blocks.flatMap(({ key, kind, template, path }): FeatureDocument[] => {
        if (kind !== "roles") return [];
        const { Resources } = JSON.parse(template) as CloudFormationTemplate;
        return Object.values(Resources).flatMap(({ Properties = {} }): FeatureDocument[] => {
            const { RoleName: name } = Properties;
            const document = jsonAt(Properties, ["Policies", 0, "PolicyDocument"]);
            if (typeof name !== "string" || !isJsonMap(document)) return [];
            return [
                {
                    name: `role ${visible(name)}`,
                    content: JSON.stringify(document),
                    path: [...path, "roles", name],
                    isApplied: applied.get(key) === template,
                },
            ];
        });
    });
}
