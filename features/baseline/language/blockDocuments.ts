import { unpackedTemplate } from "../../../cloudformation/packedBlock";
import type { ExistingState, FeatureDocument } from "../../../definition/feature";
import type { BaselineModel } from "../model";
import { BLOCK_RESOURCE } from "../plan/homeRegion";
import { plainStatement } from "./plainStatement";

/** The policies that blocks write into accounts, as far as the definition says them: permissions, statements of roles, templates. */
export function blockDocuments({ blocks }: BaselineModel, before?: ExistingState): readonly FeatureDocument[] {
    const applied = new Map(
        (before?.resources.get(BLOCK_RESOURCE) ?? []).map(({ name, outputs }) => [
            name,
            unpackedTemplate(outputs["template"]),
        ]),
    );
    return blocks.flatMap(({ key, template, path, documents = [] }) =>
        documents.map(({ name, path: inside = [], statements }): FeatureDocument => ({
            name,
            content: JSON.stringify({
                Version: "2012-10-17",
                Statement: statements.map(({ statement }, index) => plainStatement(statement, index)),
            }),
            path: [...path, ...inside],
            statementPaths: statements.map((one) => [...path, ...one.path]),
            isApplied: applied.get(key) === template,
        })),
    );
}
