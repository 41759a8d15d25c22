import {
    inputText,
    isInComponent,
    operationKind,
    type ExistingState,
    type ResourceChange,
    type ReviewedChange,
} from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { quoted } from "../../../limits";
import type { CostsModel } from "../model";
import { COST_COMPONENTS, COST_RESOURCES } from "../plan/stackBefore";
import { costsSituation } from "./changedCosts";
import { reviewedAnomalies } from "./reviewedAnomalies";
import { reviewedBudgets } from "./reviewedBudgets";
import { reviewedCategories } from "./reviewedCategories";

/** What a run changes of costs: one change for each budget with its stop, each category, the monitors, the tags and the export. */
export function reviewedCosts(
    model: CostsModel,
    changes: readonly ResourceChange[],
    state: ExistingState,
    spine: OrganizationModel,
): readonly ReviewedChange[] {
    const situation = costsSituation(model, state, spine);
    return [
        ...reviewedBudgets(changes, situation),
        ...reviewedCategories(changes, situation),
        ...reviewedAnomalies(changes, situation),
        ...reviewedExport(model, changes),
        ...reviewedStopRole(changes),
    ];
}

/** The operation of a component: that of the resource which it is about, if that changes; otherwise something in it changes. */
function operationOf(all: readonly ResourceChange[], type: string): ResourceChange["operation"] {
    return all.find((change) => change.type === type)?.operation ?? "update";
}

function reviewedExport(model: CostsModel, changes: readonly ResourceChange[]): readonly ReviewedChange[] {
    const all = changes.filter((change) => isInComponent(change, COST_COMPONENTS.export));
    if (all.length === 0) return [];
    const operation = operationOf(all, COST_RESOURCES.export);
    const bucket = all.find(({ type }) => type === COST_RESOURCES.bucket);
    const name = inputText(bucket?.after ?? bucket?.before, "bucket");
    const into = name === undefined ? "" : ` into the bucket ${quoted(name)}`;
    const ends = operation === "delete" || operation === "forget";
    const texts = {
        added: `begins${into}`,
        removed: "ends. Its bucket stays in AWS with all files, and S3 bills them",
        replaced: `is made anew${into}`,
        changes: all.some(({ type }) => type === COST_RESOURCES.export)
            ? "changes what it writes, or where"
            : "changes the settings of its bucket",
    } as const;
    return [
        {
            kind: `cost-export-${operationKind(operation)}`,
            subject: "costs",
            risk: ends ? "attention" : "routine",
            text: `The export of costs ${texts[operationKind(operation)]}.`,
            details: [],
            ...(model.export && { path: ["costs", "export"] }),
            resources: all.map(({ urn }) => urn),
        },
    ];
}

function reviewedStopRole(changes: readonly ResourceChange[]): readonly ReviewedChange[] {
    const all = changes.filter((change) => isInComponent(change, COST_COMPONENTS.spendingStop));
    if (all.length === 0) return [];
    const kind = operationKind(operationOf(all, COST_RESOURCES.role));
    const texts = {
        added: "is created: it attaches the policy stop-spending to accounts that have spent their budget",
        removed: "is deleted: no budget stops an account any more",
        replaced: "is deleted and created anew: until then no budget stops an account",
        changes: "changes, because other accounts have budgets that stop them",
    } as const;
    return [
        {
            kind: `stop-role-${kind}`,
            subject: "costs",
            // Which accounts are no longer stopped, their budgets say.
            risk: kind === "added" || kind === "changes" ? "routine" : "attention",
            text: `The role of AWS Budgets ${texts[kind]}.`,
            details: [],
            resources: all.map(({ urn }) => urn),
        },
    ];
}
