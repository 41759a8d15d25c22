import type { ExistingState } from "../../../definition/feature";
import { list, regionError } from "../../../limits";
import { SWITCH_FACTS } from "../language/switchTable";
import { COMPONENT_OF, namesOf, SECURITY_RESOURCES } from "../plan/securityResources";
import { type SecurityModel, type Switch } from "../securityModel";
import type { SecurityJudgement } from "./securityJudgement";

/** What is watched in more regions than before, and costs; what is watched in fewer, and lost. */
export function regionChanges(model: SecurityModel, before: ExistingState): SecurityJudgement {
    const watched = WATCHED.filter(({ one }) => model[one] !== undefined).map((by) => ({
        by,
        regions: by.regionsIn(before.resources),
    }));
    const ended = grouped(
        watched.flatMap(({ by, regions }) =>
            [...regions].filter((region) => !model.regions.includes(region)).map((region) => ({ region, by })),
        ),
    );
    const begun = grouped(
        watched
            // Where nothing was on, the switch itself is new, and has its own warning.
            .filter(({ by, regions }) => by.isBilled && regions.size > 0)
            .flatMap(({ by, regions }) =>
                model.regions.filter((region) => !regions.has(region)).map((region) => ({ region, by })),
            ),
    );
    return {
        refused: deniedEnds(model, ended),
        warnings: [...ended.flatMap(endedTexts), ...begun.map(begunText)],
    };
}

interface WatchedBy {
    readonly one: Switch;
    /** Whether it is billed in each region. */
    readonly isBilled: boolean;
    /** Whether it ends in the accounts where a region is taken out. */
    readonly isEnded: boolean;
    /** The regions in which it is on by the state. */
    readonly regionsIn: (resources: ExistingState["resources"]) => ReadonlySet<string>;
}

/** The regions that the names of resources have, behind a beginning. */
function named(type: string, beginning = ""): WatchedBy["regionsIn"] {
    return (resources) =>
        new Set(
            [...namesOf(resources, type)]
                .filter((name) => name.startsWith(beginning))
                .map((name) => name.slice(beginning.length))
                .filter((region) => regionError(region) === undefined),
        );
}

/** Security Hub has one aggregator, which names the regions besides its own. */
const hubRegions: WatchedBy["regionsIn"] = (resources) => {
    const texts = (value: unknown): readonly string[] =>
        (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");
    return new Set([
        ...(resources.get(COMPONENT_OF.securityHub) ?? []).flatMap(({ outputs }) => texts(outputs["homeRegion"])),
        ...(resources.get(SECURITY_RESOURCES.hubAggregator) ?? []).flatMap(({ outputs }) =>
            texts(outputs["specifiedRegions"]),
        ),
    ]);
};

const WATCHED: readonly WatchedBy[] = [
    {
        one: "guardDuty",
        isBilled: true,
        isEnded: true,
        regionsIn: named(SECURITY_RESOURCES.detector, "audit "),
    },
    { one: "securityHub", isBilled: true, isEnded: false, regionsIn: hubRegions },
    {
        one: "inspector",
        isBilled: true,
        isEnded: true,
        regionsIn: named(SECURITY_RESOURCES.inspectorAdministrator),
    },
    { one: "macie", isBilled: true, isEnded: true, regionsIn: named(SECURITY_RESOURCES.macieAccount) },
    { one: "accessAnalyzer", isBilled: false, isEnded: true, regionsIn: named(SECURITY_RESOURCES.analyzer) },
    { one: "search", isBilled: false, isEnded: true, regionsIn: named(SECURITY_RESOURCES.index) },
];

/** The regions in which a switch is on by the state. Undefined for one that is not on in each region. */
export function regionsInState(one: Switch, resources: ExistingState["resources"]): ReadonlySet<string> | undefined {
    return WATCHED.find((watched) => watched.one === one)?.regionsIn(resources);
}

/** A region in which something begins or ends. */
interface ChangedRegion {
    readonly region: string;
    readonly all: readonly WatchedBy[];
}

function grouped(changes: readonly { readonly region: string; readonly by: WatchedBy }[]): readonly ChangedRegion[] {
    const regions = [...new Set(changes.map(({ region }) => region))].sort();
    return regions.map((region) => ({
        region,
        all: changes.filter((one) => one.region === region).map(({ by }) => by),
    }));
}

function titles(all: readonly WatchedBy[]): string {
    return list(all.map(({ one }) => SWITCH_FACTS[one].title));
}

function endedTexts({ region, all }: ChangedRegion): readonly string[] {
    const ended = all.filter(({ isEnded }) => isEnded);
    return [
        ...(ended.length === 0
            ? []
            : [
                  `${titles(ended)} ${ended.length === 1 ? "ends" : "end"} in ${region}${ended.some(({ isBilled }) => isBilled) ? " in every account" : ""}: nothing is seen there any more, and the findings of the audit account there are deleted`,
              ]),
        // Not tried on AWS: as where the switch is turned off.
        ...(ended.length === all.length
            ? []
            : [
                  `Security Hub no longer collects the findings of ${region}, and its policy no longer reaches it. It stays on there in the accounts that have it, and goes on being billed, until somebody turns it off there`,
              ]),
    ];
}

function begunText({ region, all }: ChangedRegion): string {
    return `${titles(all)} ${all.length === 1 ? "begins" : "begin"} in ${region} in every account, and ${all.length === 1 ? "is" : "are"} billed there as in each other region`;
}

/** The same run would deny what ends them. */
function deniedEnds(
    { deniedRegions = [] }: SecurityModel,
    ended: readonly ChangedRegion[],
): SecurityJudgement["refused"] {
    const denied = ended
        .filter(({ region, all }) => deniedRegions.includes(region) && all.some(({ isEnded }) => isEnded))
        .map(({ region }) => region);
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
