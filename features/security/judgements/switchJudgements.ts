import type { ExistingState } from "../../../definition/feature";
import { list } from "../../../limits";
import { SWITCH_FACTS } from "../language/switchTable";
import type { FoundSecurity } from "../plan/foundSecurity";
import { COMPONENT_OF } from "../plan/securityResources";
import { SWITCHES, type SecurityModel, type Switch } from "../securityModel";
import type { SecurityJudgement } from "./securityJudgement";

/** What is turned on, and costs; what is turned off, and lost; what is taken over as AWS has it. */
export function switchChanges(model: SecurityModel, before: ExistingState, found: FoundSecurity): SecurityJudgement {
    const wasOn = (one: Switch): boolean => (before.resources.get(COMPONENT_OF[one]) ?? []).length > 0;
    const isOn = (one: Switch): boolean => model[one] !== undefined;
    const off = SWITCHES.filter((one) => wasOn(one) && !isOn(one));
    const on = SWITCHES.filter((one) => isOn(one) && !wasOn(one));
    return {
        refused: [],
        warnings: [
            ...off.map((one) => ({
                message: `${SWITCH_FACTS[one].title} is turned off: ${SWITCH_FACTS[one].lost}`,
                saidBy: { subject: "security", kind: "security-switched-off" },
            })),
            ...on.map((one) => `${SWITCH_FACTS[one].title} is turned on. ${SWITCH_FACTS[one].price}`),
            ...takenOver(found),
            ...unwatchedManagement(on),
        ],
    };
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
