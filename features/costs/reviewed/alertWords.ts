import { inputText, inputTexts, type ResourceInputs } from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { list } from "../../../limits";
import type { CostsPart } from "./changedCosts";

/**
 * What differs in the alerts of a budget: at which thresholds, and whether others hear of it. Addresses are personal data and stay out.
 *
 * A budget that alerts nobody looks like one that watches: no line shows that it does not.
 */
export function alertParts(
    key: string,
    before: ResourceInputs | undefined,
    after: ResourceInputs | undefined,
    currency: string,
): readonly CostsPart[] {
    const [had, has] = [alertsOf(before, currency), alertsOf(after, currency)];
    const ended = [...had.keys()].filter((alert) => !has.has(alert));
    const begun = [...has.keys()].filter((alert) => !had.has(alert));
    const moved = [...has].filter(([alert, people]) => had.has(alert) && had.get(alert) !== people);
    const isHeard = (alerts: ReadonlyMap<string, string>): boolean =>
        [...alerts.values()].some((people) => people !== "");
    if (!isHeard(has) && isHeard(had)) {
        return [{ text: "alerts nobody any more", risk: "danger", acknowledge: `mute budget ${key}` }];
    }
    return [
        ...(begun.length > 0 ? [{ text: `alerts at ${list(begun)}`, risk: "routine" as const }] : []),
        ...(ended.length > 0 ? [{ text: `no longer alerts at ${list(ended)}`, risk: "attention" as const }] : []),
        ...(moved.length > 0 ? [{ text: "alerts other people", risk: "routine" as const }] : []),
    ];
}

/** The recipients of the alerts, as one text, by what the alerts are about: `80 % of the actual costs`. */
function alertsOf(inputs: ResourceInputs | undefined, currency: string): ReadonlyMap<string, string> {
    const alerts = inputs?.["notifications"];
    return new Map(
        (Array.isArray(alerts) ? (alerts as unknown[]) : []).filter(isJsonMap).map((alert) => {
            const unit = alert["thresholdType"] === "ABSOLUTE_VALUE" ? ` ${currency}` : " %";
            const of = inputText(alert, "notificationType") === "FORECASTED" ? "forecast" : "actual";
            const people = [
                ...inputTexts(alert, "subscriberEmailAddresses"),
                ...inputTexts(alert, "subscriberSnsTopicArns"),
            ];
            return [`${String(alert["threshold"])}${unit} of the ${of} costs`, people.toSorted().join()];
        }),
    );
}
