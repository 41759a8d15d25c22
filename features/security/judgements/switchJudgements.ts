import type { ExistingState } from "../../../definition/feature";
import { list, regionError } from "../../../limits";
import { SWITCH_FACTS } from "../language/switchTable";
import type { FoundSecurity } from "../plan/foundSecurity";
import { COMPONENT_OF, namesOf, SECURITY_RESOURCES } from "../plan/securityResources";
import { SWITCHES, type SecurityModel, type Switch } from "../securityModel";
import type { SecurityJudgement } from "./securityJudgement";

/** What is turned on, and costs; what is turned off, and lost; what is taken over as AWS has it. */
export function switchChanges(model: SecurityModel, before: ExistingState, found: FoundSecurity): SecurityJudgement {
    const wasOn = (one: Switch): boolean => (before.resources.get(COMPONENT_OF[one]) ?? []).length > 0;
    const isOn = (one: Switch): boolean => model[one] !== undefined;
    const off = SWITCHES.filter((one) => wasOn(one) && !isOn(one));
    const on = SWITCHES.filter((one) => isOn(one) && !wasOn(one));
    const ended = endedRegions(model, before);
    return {
        refused: deniedEnds(model, ended),
        warnings: [
            ...off.map((one) => `${SWITCH_FACTS[one].title} is turned off: ${SWITCH_FACTS[one].lost}`),
            ...on.map((one) => `${SWITCH_FACTS[one].title} is turned on. ${SWITCH_FACTS[one].price}`),
            ...ended.map(endedText),
            ...takenOver(found),
            ...unwatchedManagement(on),
        ],
    };
}

/** What shows in which regions something was watched: its resources have the region's name. GuardDuty's have `audit` before it. */
const OF_REGIONS: readonly { readonly one: Switch; readonly type: string; readonly before: string }[] = [
    { one: "guardDuty", type: SECURITY_RESOURCES.detector, before: "audit " },
    { one: "inspector", type: SECURITY_RESOURCES.inspectorAdministrator, before: "" },
    { one: "macie", type: SECURITY_RESOURCES.macieAccount, before: "" },
    { one: "accessAnalyzer", type: SECURITY_RESOURCES.analyzer, before: "" },
    { one: "search", type: SECURITY_RESOURCES.index, before: "" },
];

interface EndedRegion {
    readonly region: string;
    readonly switches: readonly Switch[];
}

/** The regions that are no longer watched, with what was on there and is on elsewhere. */
function endedRegions(model: SecurityModel, { resources }: ExistingState): readonly EndedRegion[] {
    const ended = new Map<string, Switch[]>();
    for (const { one, type, before } of OF_REGIONS) {
        if (model[one] === undefined) continue;
        for (const name of namesOf(resources, type)) {
            const region = name.startsWith(before) ? name.slice(before.length) : "";
            if (regionError(region) !== undefined || model.regions.includes(region)) continue;
            ended.set(region, [...(ended.get(region) ?? []), one]);
        }
    }
    return [...ended]
        .map(([region, switches]) => ({ region, switches }))
        .sort((one, two) => (one.region < two.region ? -1 : 1));
}

function endedText({ region, switches }: EndedRegion): string {
    return (
        `${list(switches.map((one) => SWITCH_FACTS[one].title))} ${switches.length === 1 ? "ends" : "end"} in ${region}` +
        `${switches.some((one) => one !== "search" && one !== "accessAnalyzer") ? " in every account" : ""}: nothing is seen there any more, and the findings of the audit account there are deleted`
    );
}

/** The same run would deny what ends them. */
function deniedEnds(
    { deniedRegions = [] }: SecurityModel,
    ended: readonly EndedRegion[],
): SecurityJudgement["refused"] {
    const denied = ended.filter(({ region }) => deniedRegions.includes(region)).map(({ region }) => region);
    return denied.length === 0
        ? []
        : [
              {
                  path: ["security", "regions"],
                  message:
                      `${list(denied)} ${denied.length === 1 ? "is" : "are"} no longer watched, and a policy of the same definition denies to the access role of the audit account what ends detection there: \`up\` could not finish. ` +
                      `Do it in two runs: first take ${denied.length === 1 ? "it" : "them"} out of \`security.regions\`, which is then written out, and run \`up\`. Then change the policy, such as \`regions\`. Or exempt the access role in the policy`,
              },
          ];
}

function takenOver({ detectors, hubAccount, macieRegions, indexes, ids, administrators }: FoundSecurity): string[] {
    const appointed = administrators.filter(({ accountId }) => accountId === ids.audit);
    const found = [
        ...[...detectors.keys()].map((name) => {
            const [of = "", region = ""] = name.split(" ");
            return `GuardDuty's detector of the ${of} account in ${region}`;
        }),
        ...(hubAccount === undefined ? [] : ["Security Hub of the audit account"]),
        ...macieRegions.map((region) => `Macie of the audit account in ${region}`),
        ...[...indexes.keys()].map((region) => `the index of Resource Explorer in ${region}`),
        ...appointed.map(({ service, region }) => `the administrator of ${SWITCH_FACTS[service].title} in ${region}`),
    ];
    return found.length === 0
        ? []
        : [
              `AWS has already, and this run takes over as it is: ${list(found, 8)}. The run after it changes what differs`,
          ];
}

/** AWS lets nobody turn these on in the management account for it. */
function unwatchedManagement(on: readonly Switch[]): string[] {
    const unwatched = on.filter((one) => one === "inspector" || one === "macie");
    return unwatched.length === 0
        ? []
        : [
              `${list(unwatched.map((one) => SWITCH_FACTS[one].title))} ${unwatched.length === 1 ? "does" : "do"} not watch the management account, where nothing should run: turn it on there yourself if something does`,
          ];
}
