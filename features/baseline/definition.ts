import type { Feature, InputOf } from "../../definition/feature";
import { baselineEffect } from "./effect/baselineEffect";
import { blockDocuments } from "./language/blockDocuments";
import { baselineFacts, baselineOfAccountJson } from "./language/accountBlockFacts";
import { baselineWords } from "./language/accountBlockWords";
import { baselineSchema } from "./language/baselineSchema";
import { baselineWarnings } from "./language/baselineWarnings";
import { deniedStacks } from "./language/deniedStacks";
import { indexCollectors, indexedAccounts } from "./language/indexedAccounts";
import { resolveBaseline } from "./language/resolveBaseline";
import { BASELINE_LIBRARY } from "./library";
import type { BaselineModel } from "./model";
import type { BaselineFindings } from "./plan/baselineFindings";
import { reviewedBaseline } from "./reviewed/reviewedBaseline";
import { reviewBaseline } from "./review";

/** What is set up inside the accounts, present and future. */
export const baseline: Feature<InputOf<typeof baselineSchema>, BaselineModel, BaselineFindings | undefined> = {
    key: "baseline",
    schema: baselineSchema,
    resolve: (said, organization, report) => resolveBaseline(said, organization, report, BASELINE_LIBRARY),
    warnings: (model, organization) => baselineWarnings(model, organization, BASELINE_LIBRARY),
    urgentWarnings: (model, organization) => deniedStacks(model, organization, BASELINE_LIBRARY),
    review: (model, before, found, organization) => reviewBaseline(model, before, organization, found?.strange),
    reviewedChanges: reviewedBaseline,
    effect: (model, organization, before, isFull) =>
        baselineEffect(model, organization, before, isFull, BASELINE_LIBRARY),
    indexedAccounts,
    indexCollectors: (model) => indexCollectors(model, BASELINE_LIBRARY),
    documents: blockDocuments,
    accountJson: (model, { key }) => baselineOfAccountJson(model, key),
    facts: baselineFacts,
    wordsOnAccount: baselineWords,
    notAdopted: [
        "StackSets and what they have set up in accounts: write `baseline` yourself. They stay as they are, and a block that makes the same fails, because names are taken once in an account",
    ],
    // AWS lets StackSets reach the accounts only of an organisation with all features.
    heldBack: (model) => ({
        applied: { ...model, blocks: [], accounts: new Map(), managementAccount: [] },
        waiting: model.blocks.length > 0 ? ["baseline"] : [],
    }),
};
