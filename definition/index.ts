import { NO_IDS, type KnownIds } from "./modelSituation";
import { checkNodeCounts } from "./rules/nodeCounts";
import { FeatureModels, saidFor, writtenEntries, type DefinitionModel, type Feature } from "./feature";
import { readDefinition, type EditedTexts } from "./reading/definitionFiles";
import { rememberPlaces } from "./modelPlaces";
import { joinedListKeys } from "./schema/featureKeys";
import { checkForm } from "./schema/checkForm";
import { DefinitionError, type Problem } from "./problems";
import { Report } from "./problemReport";
import { layOut, resolve } from "./resolution";
import { checkRules } from "./rules";
import { folderOf } from "./reading/sourceFile";

export { NO_IDS, type KnownIds } from "./modelSituation";
export { NO_FEATURES, type DefinitionModel, type Feature } from "./feature";
export { accessRoleProtection, denialOver, effectiveGuardrails } from "./bindingPolicies";
export { formatPolicyWarning, lintPolicies, type PolicyWarning } from "./policyLint";
export { ROOT_UNIT } from "./model";
export type { AccountModel, OrganizationModel, PolicyModel, Tags, UnitModel } from "./model";
export { DefinitionError, formatPath, formatPlace, type Place, type Problem } from "./problems";
export { DEFAULT_ROLE_NAME, END_TAG, EXPIRES_TAG, OWNER_TAG } from "./resolution";
export { placeIn } from "./modelPlaces";
export { promoted } from "./policies/stagedPolicy";
export { policyWarnings } from "./policyWarnings";
export { KINDS, STATES, type AccountState, type Kind } from "./schema";

export interface LoadOptions {
    /** Texts that replace the contents of files, so that an edit is checked before it is written. */
    readonly edited?: EditedTexts;
    /** The ids that AWS has given, where the stack's state is known: messages print them. Default: none */
    readonly ids?: KnownIds;
}

function empty(file: string): Problem {
    return {
        place: { file },
        path: [],
        message: "contains no definition. Write one there; organizations/minimal is an example to copy",
    };
}

/**
 * Reads, checks and resolves a definition.
 *
 * @param location a YAML file, or a folder of them, relative to the working directory.
 * @param features the capabilities that add keys to the definition.
 * @param options what is known beside the files.
 * @throws DefinitionError with every mistake in every file, each with its file, line and path.
 */
export function loadDefinition(
    location: string,
    features: readonly Feature[],
    { edited, ids = NO_IDS }: LoadOptions = {},
): DefinitionModel {
    const problems: Problem[] = [];
    const tree = readDefinition(location, problems, {
        joinedLists: joinedListKeys(features),
        ...(edited && { edited }),
    });
    if (!tree) throw new DefinitionError(problems.length > 0 ? problems : [empty(location)]);
    const read = problems.length;
    checkNodeCounts(tree, problems);
    if (problems.length > read) throw new DefinitionError(problems);
    const report = new Report(tree, problems, folderOf(location), edited);
    const unread = problems.length > 0;
    const input = checkForm(tree, features, report);
    const form = [...problems];
    // Names that an unreadable file defines would be reported as unknown.
    if (!input || unread) throw new DefinitionError(problems);
    const layout = layOut(input, report);
    const prepared = features.flatMap(
        (feature) => feature.preparedPolicies?.(writtenEntries(feature.schema, input, layout.nodes)) ?? [],
    );
    const services = features.flatMap(
        (feature) => feature.neededServices?.(writtenEntries(feature.schema, input, layout.nodes)) ?? [],
    );
    const organization = resolve(layout, { folder: report.folder, prepared, services }, report);
    const models = new FeatureModels(features, (feature) =>
        feature.resolve(saidFor(feature.schema, input), organization, report),
    );
    const model = { ...organization, features: models };
    checkRules(model, report, ids);
    models.checkTogether(report);
    const reported = withoutConsequences(problems, form);
    if (reported.length > 0) throw new DefinitionError(reported);
    rememberPlaces(model, report);
    return model;
}

/**
 * Leaves out mistakes that follow from a mistake of form in the same map. For example, a policy has no document because the key `document`
 * is misspelt: only the misspelling is reported.
 */
function withoutConsequences(problems: readonly Problem[], form: readonly Problem[]): Problem[] {
    const first = new Set(form);
    const around = new Set(form.map(({ path }) => (path.length === 0 ? "" : JSON.stringify(path.slice(0, -1)))));
    return problems.filter((problem) => first.has(problem) || !around.has(JSON.stringify(problem.path)));
}
