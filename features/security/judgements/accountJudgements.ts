import type { ExistingState } from "../../../definition/feature";
import { list, visible } from "../../../limits";
import { COMPONENT_OF } from "../plan/securityResources";
import { switchesOn, SWITCHES, type SecurityModel, type Switch } from "../securityModel";
import { SWITCH_FACTS } from "../language/switchTable";
import type { SecurityJudgement } from "./securityJudgement";

/**
 * Refuses another log archive, audit account or home region while something is on there. Pulumi would look for all of it in the new place,
 * find nothing, and make it anew: what is in the old place would be forgotten, and two accounts would administer a service.
 */
export function sharedAccountChanges(model: SecurityModel, { resources, accounts }: ExistingState): SecurityJudgement {
    const moved = (role: "logArchive" | "audit"): SecurityJudgement["refused"] => {
        const key = model[role];
        const id = key === undefined ? undefined : accounts.get(key)?.id;
        const still = switchesOn(model).filter((one) => isElsewhere(one, role, id, resources));
        if (key === undefined || still.length === 0) return [];
        return [
            {
                path: ["security", role],
                message:
                    `${list(still.map((one) => SWITCH_FACTS[one].title))} ${still.length === 1 ? "is" : "are"} in account ${list([...idsOf(role, resources)])} now, and would be made anew in ${visible(key)}. ` +
                    `Do it in two runs: turn ${list(still.map((one) => `security.${one}`))} off, run \`up\`, then turn ${still.length === 1 ? "it" : "them"} on with ${role}: ${visible(key)}`,
            },
        ];
    };
    return { refused: [...moved("logArchive"), ...moved("audit"), ...movedHome(model, resources)], warnings: [] };
}

/** The ids of the accounts in which components of the state are. */
function idsOf(role: "logArchive" | "audit", resources: ExistingState["resources"]): ReadonlySet<string> {
    const all = SWITCHES.flatMap((one) => resources.get(COMPONENT_OF[one]) ?? []);
    return new Set(all.flatMap(({ outputs }) => (typeof outputs[role] === "string" ? [outputs[role]] : [])));
}

function isElsewhere(
    one: Switch,
    role: "logArchive" | "audit",
    id: string | undefined,
    resources: ExistingState["resources"],
): boolean {
    return (resources.get(COMPONENT_OF[one]) ?? []).some(
        ({ outputs }) => typeof outputs[role] === "string" && outputs[role] !== id,
    );
}

function movedHome(
    { regions: [home] }: SecurityModel,
    resources: ExistingState["resources"],
): SecurityJudgement["refused"] {
    const known = SWITCHES.flatMap((one) => resources.get(COMPONENT_OF[one]) ?? [])
        .map(({ outputs }) => outputs["homeRegion"])
        .find((region) => typeof region === "string");
    if (known === undefined || home === undefined || known === home) return [];
    return [
        {
            path: ["security", "regions"],
            message:
                `the home region is ${visible(String(known))}, where the trail's bucket and the collected findings are, and would be ${home}: AWS moves neither. ` +
                `Name ${visible(String(known))} first in security.regions`,
        },
    ];
}
