import {
    isInComponent,
    weighed,
    worstRisk,
    type ExistingState,
    type ResourceChange,
    type ReviewedChange,
    type WeighedRisk,
} from "../../../definition/feature";
import { list } from "../../../limits";
import { regionsInState } from "../judgements/regionJudgements";
import { SWITCH_FACTS } from "../language/switchTable";
import { COMPONENT_OF } from "../plan/securityResources";
import { SWITCHES, type SecurityModel, type Switch } from "../securityModel";
import { detectionParts } from "./detectionWords";
import type { SecurityPart } from "./securityPart";
import { locksForGood, trailParts } from "./trailWords";

/** The switches that protect, record or tell. Without the others it is only harder to look something up. */
const PROTECTING: ReadonlySet<Switch> = new Set([
    "auditTrail",
    "guardDuty",
    "securityHub",
    "accessAnalyzer",
    "inspector",
    "macie",
    "findings",
]);
/** The switches whose findings are deleted when they end. */
const FORGETTING: ReadonlySet<Switch> = new Set(["guardDuty", "accessAnalyzer", "inspector", "macie"]);

/** The provider through which Pulumi reaches the shared accounts. */
const PROVIDER = "pulumi:providers:aws";

/** What a run changes of what watches the organisation: one change for each switch. */
export function reviewedSecurity(
    model: SecurityModel,
    changes: readonly ResourceChange[],
    state: ExistingState,
): readonly ReviewedChange[] {
    return [
        ...SWITCHES.flatMap((one) => {
            const all = changes.filter((change) => isInComponent(change, COMPONENT_OF[one]));
            return all.length === 0 ? [] : [reviewedSwitch(one, all, model, state)];
        }),
        ...reviewedProviders(changes.filter(({ type }) => type === PROVIDER)),
    ];
}

function reviewedSwitch(
    one: Switch,
    changes: readonly ResourceChange[],
    model: SecurityModel,
    state: ExistingState,
): ReviewedChange {
    const resources = changes.map(({ urn }) => urn);
    const [wasOn, isOn] = [(state.resources.get(COMPONENT_OF[one]) ?? []).length > 0, model[one] !== undefined];
    const subject = "security" as const;
    const [title, path] = [titleOf(one), ["security", one]];
    const { price, lost } = SWITCH_FACTS[one];
    if (!isOn) {
        const isProtecting = PROTECTING.has(one);
        return {
            kind: "security-switched-off",
            subject,
            ...weighed(isProtecting ? "danger" : "attention", `turn off ${one}`),
            ...(FORGETTING.has(one) && { isIrreversible: true }),
            text: `${title} is turned off.`,
            details: [`${capital(lost)}.`],
            resources,
        };
    }
    if (!wasOn) {
        const regions = regionsInState(one, new Map()) === undefined ? "" : ` in ${list(model.regions)}`;
        return {
            kind: "security-switched-on",
            subject,
            risk: "attention",
            ...(locksForGood(changes) && { isIrreversible: true }),
            text: `${title} is turned on${regions}.`,
            details: [`${price}.`],
            path,
            resources,
        };
    }
    const { begun, ended } = changedRegions(one, model, state);
    const parts = [
        ...regionParts(one, begun, ended),
        ...(one === "auditTrail"
            ? trailParts(changes, model.auditTrail)
            : detectionParts(changes, [...begun, ...ended], model)),
    ];
    return {
        kind: "security-changes",
        subject,
        ...riskOf(one, parts),
        ...(((ended.length > 0 && FORGETTING.has(one)) || locksForGood(changes)) && { isIrreversible: true }),
        text: `${title} ${list(parts.map(({ text }) => text))}.`,
        details: [],
        path,
        resources,
    };
}

/** A shorter retention alone has its own acknowledgement, without which the run is refused. */
function riskOf(one: Switch, parts: readonly SecurityPart[]): WeighedRisk {
    const risk = worstRisk(parts.map((part) => part.risk));
    const dangers = parts.filter((part) => part.risk === "danger");
    return risk === "danger" && dangers.every(({ isAcknowledged }) => isAcknowledged)
        ? { risk, acknowledgedBy: "security.auditTrail.acknowledge.deletesLogsAfterDays" }
        : weighed(risk, `weaken ${one}`);
}

function titleOf(one: Switch): string {
    return capital(SWITCH_FACTS[one].title);
}

function capital(text: string): string {
    return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;
}

/** The regions in which a switch begins and ends. */
function changedRegions(
    one: Switch,
    model: SecurityModel,
    { resources }: ExistingState,
): { readonly begun: readonly string[]; readonly ended: readonly string[] } {
    const before = regionsInState(one, resources);
    if (before === undefined) return { begun: [], ended: [] };
    return {
        begun: model.regions.filter((region) => !before.has(region)),
        ended: [...before].filter((region) => !model.regions.includes(region)).sort(),
    };
}

function regionParts(one: Switch, begun: readonly string[], ended: readonly string[]): readonly SecurityPart[] {
    return [
        ...(ended.length > 0
            ? [
                  {
                      text: `ends in ${list(ended)}`,
                      risk: PROTECTING.has(one) ? ("danger" as const) : ("attention" as const),
                  },
              ]
            : []),
        ...(begun.length > 0 ? [{ text: `begins in ${list(begun)}`, risk: "attention" as const }] : []),
    ];
}

function reviewedProviders(changes: readonly ResourceChange[]): readonly ReviewedChange[] {
    if (changes.length === 0) return [];
    const [isBegun, isEnded] = (["create", "delete"] as const).map((operation) =>
        changes.every((change) => change.operation === operation),
    );
    const names = list(changes.map(({ name }) => name));
    return [
        {
            kind: "shared-account-access",
            subject: "security",
            risk: "routine",
            text: isBegun
                ? `Pulumi works in the ${names} account from now on.`
                : isEnded
                  ? `Pulumi no longer works in the ${names} account.`
                  : `Pulumi works in the ${names} account in another way, such as with another role.`,
            details: [],
            resources: changes.map(({ urn }) => urn),
        },
    ];
}
