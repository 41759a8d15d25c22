import { inputText, inputTexts, type ResourceChange, type ResourceInputs } from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { countOf, listSome } from "../../../limits";
import type { SecurityModel } from "../securityModel";
import type { SecurityPart } from "./securityPart";
import { toldParts } from "./toldFindings";

/** The most names in a sentence. */
const MOST_NAMES = 5;

/**
 * What changes inside a switch that stays on.
 *
 * @param elsewhere the regions in which it begins or ends. What is created or deleted there is no change of its own.
 */
export function detectionParts(
    changes: readonly ResourceChange[],
    elsewhere: readonly string[],
    model: SecurityModel,
): readonly SecurityPart[] {
    const here = changes.filter(({ before, after }) => !elsewhere.includes(inputText(after ?? before, "region") ?? ""));
    const of = (type: string): ResourceChange[] => here.filter((change) => change.type.endsWith(`:${type}`));
    const parts = [
        ...setParts("protection", protectionsOf(of("OrganizationConfigurationFeature"))),
        ...hubParts(of("ConfigurationPolicy")),
        ...scanParts(of("OrganizationConfiguration")),
        ...analyzerParts(of("Analyzer")),
        ...recipientParts(of("TopicSubscription")),
        ...toldParts(here, model),
        ...administratorParts(here),
        ...memberParts(of("ServiceMembers")),
    ];
    const isOther = parts.length === 0 && elsewhere.length === 0;
    return isOther
        ? [{ text: `changes ${countOf(changes.length, "resource")} that it consists of`, risk: "attention" }]
        : parts;
}

interface NamesBefore {
    readonly begun: readonly string[];
    readonly ended: readonly string[];
}

/** Protections of GuardDuty by the names of their resources, such as `eks eu-central-1`. One that is off has a resource too. */
function protectionsOf(changes: readonly ResourceChange[]): NamesBefore {
    const isOn = (inputs: ResourceInputs | undefined): boolean =>
        inputs !== undefined && inputText(inputs, "autoEnable") !== "NONE";
    const names = (is: (change: ResourceChange) => boolean): string[] => [
        ...new Set(changes.filter(is).map(({ name }) => name.split(" ")[0] ?? name)),
    ];
    return {
        begun: names(({ before, after }) => !isOn(before) && isOn(after)),
        ended: names(({ before, after }) => isOn(before) && !isOn(after)),
    };
}

function setParts(noun: string, { begun, ended }: NamesBefore): readonly SecurityPart[] {
    const named = (names: readonly string[]): string =>
        `the ${names.length === 1 ? noun : `${noun}s`} ${listSome(names, MOST_NAMES)}`;
    return [
        ...(ended.length > 0 ? [{ text: `loses ${named(ended)}`, risk: "danger" as const }] : []),
        ...(begun.length > 0 ? [{ text: `gets ${named(begun)}`, risk: "routine" as const }] : []),
    ];
}

function difference(had: readonly string[], has: readonly string[]): NamesBefore {
    return { begun: has.filter((one) => !had.includes(one)), ended: had.filter((one) => !has.includes(one)) };
}

/** Standards by the end of their ARNs, such as `cis-aws-foundations-benchmark/v/3.0.0`, and the controls that are turned off. */
function hubParts(changes: readonly ResourceChange[]): readonly SecurityPart[] {
    return changes.flatMap(({ operation, before, after }) => {
        if (operation !== "update") return [];
        const standards = difference(standardsOf(before), standardsOf(after));
        const controls = difference(disabledOf(before), disabledOf(after));
        return [
            ...setParts("standard", standards),
            ...(controls.begun.length > 0
                ? [{ text: `no longer checks ${listSome(controls.begun, MOST_NAMES)}`, risk: "danger" as const }]
                : []),
            ...(controls.ended.length > 0
                ? [{ text: `checks ${listSome(controls.ended, MOST_NAMES)} again`, risk: "routine" as const }]
                : []),
        ];
    });
}

function policyOf(inputs: ResourceInputs | undefined): ResourceInputs | undefined {
    const policy = inputs?.["configurationPolicy"];
    return isJsonMap(policy) ? policy : undefined;
}

function standardsOf(inputs: ResourceInputs | undefined): readonly string[] {
    return inputTexts(policyOf(inputs), "enabledStandardArns").map((arn) =>
        arn.replace(/^.*:(?:standards|ruleset)\//, ""),
    );
}

function disabledOf(inputs: ResourceInputs | undefined): readonly string[] {
    const controls = policyOf(inputs)?.["securityControlsConfiguration"];
    return inputTexts(isJsonMap(controls) ? controls : undefined, "disabledControlIdentifiers");
}

/** What Inspector scans, by the switches of its configuration. */
function scanParts(changes: readonly ResourceChange[]): readonly SecurityPart[] {
    const [first] = changes.filter(({ operation }) => operation === "update");
    const scans = (inputs: ResourceInputs | undefined): string[] => {
        const enabled = inputs?.["autoEnable"];
        return isJsonMap(enabled) ? Object.keys(enabled).filter((key) => enabled[key] === true) : [];
    };
    return first ? setParts("scan", difference(scans(first.before), scans(first.after))) : [];
}

function analyzerParts(changes: readonly ResourceChange[]): readonly SecurityPart[] {
    return changes
        .filter(({ name }) => name === "unused-access")
        .map(({ operation }): SecurityPart => {
            if (operation === "create") return { text: "looks for unused access, which AWS bills", risk: "attention" };
            if (operation === "delete") return { text: "no longer looks for unused access", risk: "danger" };
            return { text: "takes other access for unused", risk: "attention" };
        });
}

/** Addresses are personal data. */
function recipientParts(changes: readonly ResourceChange[]): readonly SecurityPart[] {
    const count = (operation: ResourceChange["operation"]): number =>
        changes.filter((change) => change.operation === operation).length;
    const [begun, ended] = [count("create"), count("delete")];
    return [
        ...(begun > 0
            ? [{ text: `tells ${countOf(begun, "more address", "more addresses")}`, risk: "routine" as const }]
            : []),
        ...(ended > 0
            ? [{ text: `no longer tells ${countOf(ended, "address", "addresses")}`, risk: "attention" as const }]
            : []),
    ];
}

/** Another account that administers the service. */
function administratorParts(changes: readonly ResourceChange[]): readonly SecurityPart[] {
    const moved = changes.some(
        ({ properties }) => properties.includes("adminAccountId") || properties.includes("accountId"),
    );
    return moved ? [{ text: "gets another administrator", risk: "attention" }] : [];
}

/** The accounts that a service watches, by the number of the first region. */
function memberParts(changes: readonly ResourceChange[]): readonly SecurityPart[] {
    const [first] = changes.filter(({ operation }) => operation === "update");
    if (!first?.properties.includes("accounts")) return [];
    const count = (inputs: ResourceInputs | undefined): number | undefined =>
        Array.isArray(inputs?.["accounts"]) ? inputs["accounts"].length : undefined;
    const [had, has] = [count(first.before), count(first.after)];
    // A new account has no id yet.
    if (has === undefined) return [{ text: "watches new member accounts", risk: "routine" }];
    if (had === undefined || had === has) return [{ text: "watches other member accounts", risk: "routine" }];
    return [
        {
            text: `watches ${countOf(has, "member account")} instead of ${had}`,
            risk: "routine",
        },
    ];
}
