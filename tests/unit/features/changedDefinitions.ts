import { isDeepStrictEqual } from "node:util";
import {
    UNKNOWN_INPUT,
    type ExistingState,
    type Feature,
    type FeatureInput,
    type FeatureModel,
    type ResourceChange,
    type ReviewedChange,
} from "../../../definition/feature";
import type { DefinitionModel } from "../../../definition";
import { NO_PEOPLE_FOUND } from "../../../features/people/plan/foundPeople";
import type { RunPlan } from "../../../program/plan";
import { fromState, stateForFeatures } from "../../../program/state";
import { created, type RecordedResource } from "../../golden/recorder";
import { load } from "../definition/definitionFixtures";
import { assertAskedOrReasoned } from "../../review/unaskedChanges";
import { FORECAST, TEST_STACK } from "../program/forecast/stateOfDefinition";
import { registrationOf } from "../program/register/registerModel";

/** Today in these tests. */
export const TODAY = "2026-11-27";

const PEOPLE = {
    ...NO_PEOPLE_FOUND,
    day: TODAY,
    instance: { arn: "arn:aws:sso:::instance/ssoins-1", identityStoreId: "d-1", region: "eu-central-1" },
    externalGroups: new Map([["auditors", "external-1"]]),
};

/** What an `up` changes that goes from one definition to another, with the real inputs. */
export interface ChangedDefinition {
    readonly changes: readonly ResourceChange[];
    readonly state: ExistingState;
    readonly model: DefinitionModel;
}

const made = new Map<string, readonly RecordedResource[]>();

/** What a definition registers, recorded without Pulumi: that takes a hundredth of the time. */
function registered(definition: string): readonly RecordedResource[] {
    const known = made.get(definition);
    if (known) return known;
    const resources: RecordedResource[] = [];
    const registration = registrationOf(load(definition), { found: new Map([["people", PEOPLE]]) });
    FORECAST.recordPlan(registration as RunPlan, {
        ...TEST_STACK,
        stack: "golden",
        register({ urn, type, name, inputs }) {
            resources.push({ urn, inputs, options: {} });
            const { id, state } = created(type, name, inputs);
            return { id, outputs: { ...state } };
        },
    });
    const sorted = resources.sort((one, two) => (one.urn < two.urn ? -1 : 1));
    made.set(definition, sorted);
    return sorted;
}

/** @param before undefined: the stack holds nothing. */
export function changedDefinition(before: string | undefined, after: string): Promise<ChangedDefinition> {
    const had = before === undefined ? [] : registered(before);
    const has = registered(after);
    const model = load(after);
    return Promise.resolve({ changes: changesBetween(had, has), state: stateOf(had), model });
}

/** The words of a feature on a change. */
export async function reviewedBetween<Input extends FeatureInput, Model extends FeatureModel>(
    feature: Pick<Feature<Input, Model>, "reviewedChanges" | "key">,
    before: string | undefined,
    after: string,
): Promise<readonly ReviewedChange[]> {
    const { changes, state, model } = await changedDefinition(before, after);
    const own = model.features.get(feature as Feature<Input, Model>);
    const reviewed = feature.reviewedChanges?.(own, changes, state, model) ?? [];
    for (const one of reviewed) assertAskedOrReasoned(one);
    return reviewed;
}

export function typeOf(urn: string): string {
    return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

function changesBetween(had: readonly RecordedResource[], has: readonly RecordedResource[]): ResourceChange[] {
    const [old, present] = [byUrn(had), byUrn(has)];
    const unknown = new Set(
        has.filter(({ urn }) => !old.has(urn)).map(({ urn }) => created(typeOf(urn), nameOf(urn), {}).id),
    );
    const creations = has
        .filter(({ urn }) => !old.has(urn))
        .map((one) => changeOf("create", undefined, withUnknown(one, unknown)));
    const deletions = had.filter(({ urn }) => !present.has(urn)).map((one) => changeOf("delete", one, undefined));
    const updates = has.flatMap((one) => {
        const before = old.get(one.urn);
        const after = withUnknown(one, unknown);
        return before && !isDeepStrictEqual(before.inputs, after.inputs) ? [changeOf("update", before, after)] : [];
    });
    return [...creations, ...updates, ...deletions];
}

/** A change of a recorded resource. */
export function changeOf(
    operation: ResourceChange["operation"],
    before: RecordedResource | undefined,
    after: RecordedResource | undefined,
): ResourceChange {
    const urn = (after ?? before)?.urn ?? "";
    const [old, present] = [before?.inputs, after?.inputs] as readonly (
        Readonly<Record<string, unknown>> | undefined
    )[];
    const keys = old && present ? [...new Set([...Object.keys(old), ...Object.keys(present)])] : [];
    return {
        operation,
        urn,
        type: typeOf(urn),
        name: nameOf(urn),
        properties: keys.filter((key) => !isDeepStrictEqual(old?.[key], present?.[key])).sort(),
        ...(old && { before: old }),
        ...(present && { after: present }),
    };
}

function byUrn(all: readonly RecordedResource[]): ReadonlyMap<string, RecordedResource> {
    return new Map(all.map((one) => [one.urn, one]));
}

/** Ids of new resources are not known before AWS has made them, nor is what the program makes of them: texts, sorted lists and rules. */
function withUnknown(one: RecordedResource, unknown: ReadonlySet<string>): RecordedResource {
    const replaced = (value: unknown): unknown => {
        if (typeof value === "string") return isMadeOf(value, unknown) ? UNKNOWN_INPUT : value;
        if (Array.isArray(value)) {
            const all: unknown[] = value.map(replaced);
            return all.includes(UNKNOWN_INPUT) && !isTexts(value)
                ? all
                : all.includes(UNKNOWN_INPUT)
                  ? UNKNOWN_INPUT
                  : all;
        }
        if (typeof value !== "object" || value === null) return value;
        const entries = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
        return "Rule" in value && JSON.stringify(entries).includes(UNKNOWN_INPUT) ? UNKNOWN_INPUT : entries;
    };
    return { ...one, inputs: replaced(one.inputs) };
}

function isTexts(value: readonly unknown[]): boolean {
    return value.every((one) => typeof one === "string");
}

function isMadeOf(text: string, ids: ReadonlySet<string>): boolean {
    return ids.has(text) || text.split(/[\s/"]/).some((word) => ids.has(word));
}

function stateOf(resources: readonly RecordedResource[]): ExistingState {
    const inState = Object.fromEntries(
        resources.map(({ urn, inputs }) => {
            const { id, state } = created(typeOf(urn), nameOf(urn), inputs as Record<string, unknown>);
            const outputs: Record<string, unknown> = { id, ...state };
            // Of our own permission sets the ARN is the id.
            if (typeOf(urn).endsWith("people:PermissionSet")) outputs["arn"] = id;
            // What the components of security register as outputs.
            if (typeOf(urn).startsWith("aws-organization:security:")) outputs["homeRegion"] = "eu-central-1";
            return [urn, { type: typeOf(urn), outputs }];
        }),
    );
    return stateForFeatures(fromState(inState), new Date(`${TODAY}T00:00:00Z`));
}
