import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../definition";
import type { ExistingState, Findings } from "../../definition/feature";
import type { ChangeMessage } from "../../evaluator/effect";
import { parsedJson } from "../../evaluator/policyDocument";
import { countOf, IAM_SERVICE, list, MOST_ADMINISTRATORS, visible } from "../../limits";
import { administratorName, DELEGATION_TYPES, type DelegationModel } from "./delegationModel";
import type { FoundDelegation } from "./found";

/** Judges what a run takes away, and what AWS would refuse half way through it. */
export function reviewDelegation(
    model: DelegationModel,
    { resources, placeOf }: Pick<ExistingState, "resources" | "placeOf">,
    found?: FoundDelegation,
): Findings {
    const ended = endedAdministrators(model, resources);
    const problemAt = (key: string, message: string): Problem => ({
        place: placeOf?.([key]) ?? { file: "" },
        path: [key],
        message,
    });
    return {
        problems: [
            ...tooMany(model, ended, found).map(({ path, message }) => ({
                place: placeOf?.(path) ?? { file: "" },
                path,
                message,
            })),
            ...endedWithAccess(model, ended).map((text) => problemAt("delegatedAdministrators", text)),
            ...rootAccessProblems(model, resources, found).map((text) => problemAt("centralRootAccess", text)),
            ...policyProblems(model, found).map((text) => problemAt("resourcePolicy", text)),
        ],
        warnings: [
            ...ended.map(endedText),
            ...otherAdministrators(found),
            ...endedRootAccess(model, resources),
            ...endedPolicy(model, resources),
        ],
    };
}

interface EndedAdministrator {
    readonly service: string;
    readonly account: string;
}

/** Those of the state that the definition no longer names. An account's key may contain `@`, a principal does not. */
function endedAdministrators(
    { accounts }: DelegationModel,
    resources: ExistingState["resources"],
): EndedAdministrator[] {
    const named = new Set(
        [...accounts].flatMap(([key, { administers }]) =>
            administers.map((service) => administratorName(service, key)),
        ),
    );
    return (resources.get(DELEGATION_TYPES.administrator) ?? []).flatMap(({ name }) => {
        const at = name.indexOf("@");
        return named.has(name) ? [] : [{ service: name.slice(0, at), account: name.slice(at + 1) }];
    });
}

function endedText({ service, account }: EndedAdministrator): ChangeMessage {
    const message =
        `account ${visible(account)} no longer administers ${visible(service)} for the organisation: what it has set up there for other accounts can only be changed from the management account, ` +
        "and some services stop or delete it. Look at the service before you run `up`";
    const names = [administratorName(service, account)];
    return { message, saidBy: { subject: "organization", kind: "delegated-administrator-removed", names } };
}

/** Pulumi registers the new administrator before it deregisters the old one, and AWS refuses one too many. */
function tooMany(
    { accounts, neededAt }: DelegationModel,
    ended: readonly EndedAdministrator[],
    found?: FoundDelegation,
): Pick<Problem, "path" | "message">[] {
    return [...MOST_ADMINISTRATORS.ofService].flatMap(([service, most]) => {
        const wanted = [...accounts.values()].filter(({ administers }) => administers.includes(service)).length;
        const leaving = ended.filter((one) => one.service === service).map(({ account }) => account);
        const others = found?.others.get(service) ?? [];
        if (wanted === 0 || wanted + leaving.length + others.length <= most) return [];
        const switchedOnAt = neededAt?.get(service);
        const path = switchedOnAt ?? ["delegatedAdministrators"];
        const steps = switchedOnAt
            ? `turn ${switchedOnAt.join(".")} off, run \`up\`, then turn it on again`
            : `remove the line of ${service}, run \`up\`, then add the new one`;
        const limit = `AWS allows ${countOf(most, "delegated administrator")} of ${service}`;
        return [
            ...(leaving.length === 0
                ? []
                : [
                      `${limit}, and account ${list(leaving.map((key) => visible(key)))} is registered until the end of this run. Do it in two runs: ${steps}`,
                  ]),
            ...others.map(
                ({ id, name }) =>
                    `${limit}, and account ${visible(name)} (${id}) is registered. Name that account, or deregister it first:\n` +
                    `aws organizations deregister-delegated-administrator --account-id ${id} --service-principal ${service}`,
            ),
        ].map((message) => ({ path, message }));
    });
}

/** Access is disabled when the organisation changes, and deletions come last. */
function endedWithAccess({ withoutServiceAccess }: DelegationModel, ended: readonly EndedAdministrator[]): string[] {
    return ended
        .filter(({ service }) => withoutServiceAccess.includes(service))
        .map(
            ({ service, account }) =>
                `account ${visible(account)} is to be deregistered, and ${service} to lose its access, in one run: AWS would disable the access first. Do it in two runs: take ${service} out of withoutServiceAccess, run \`up\`, then add it again`,
        );
}

function otherAdministrators(found?: FoundDelegation): string[] {
    return [...(found?.others ?? [])].flatMap(([service, others]) =>
        others.map(
            ({ id, name }) =>
                `account ${visible(name)} (${id}) administers ${service} too, but the definition does not name it: it keeps that`,
        ),
    );
}

function rootFeaturesInState(resources: ExistingState["resources"]): readonly string[] {
    return (resources.get(DELEGATION_TYPES.rootAccess) ?? []).flatMap(({ outputs }) =>
        Array.isArray(outputs.enabledFeatures) ? (outputs.enabledFeatures as string[]) : [],
    );
}

function rootAccessProblems(
    { rootFeatures, withoutServiceAccess }: DelegationModel,
    resources: ExistingState["resources"],
    found?: FoundDelegation,
): string[] {
    const extra = (found?.rootAccess?.features ?? []).filter((one) => !rootFeatures.some((feature) => feature === one));
    return [
        ...(extra.length > 0
            ? [
                  `AWS has ${list(extra)} enabled too. Write centralRootAccess: true for the first run, so that nothing ends unseen; remove it in a later one`,
              ]
            : []),
        ...(withoutServiceAccess.includes(IAM_SERVICE) && rootFeaturesInState(resources).length > 0
            ? [
                  `central root access is enabled, and ${IAM_SERVICE} is to lose its access: AWS could then no longer disable it. Do it in two runs: take ${IAM_SERVICE} out of withoutServiceAccess, remove centralRootAccess, run \`up\`, then add it again`,
              ]
            : []),
    ];
}

const ENDED_FEATURES: ReadonlyMap<string, string> = new Map([
    [
        "RootCredentialsManagement",
        "the management account can no longer look at or remove root credentials of member accounts, and an account that has none gets them back only by a reset of the root user's password",
    ],
    [
        "RootSessions",
        "the management account can no longer act as root in a member account, such as to unlock the policy of a bucket or queue",
    ],
]);

function endedRootAccess({ rootFeatures }: DelegationModel, resources: ExistingState["resources"]): string[] {
    return rootFeaturesInState(resources)
        .filter((one) => !rootFeatures.some((feature) => feature === one))
        .map((one) => `central root access loses ${visible(one)}: ${ENDED_FEATURES.get(one) ?? "its use ends"}`);
}

function policyProblems({ resourcePolicy }: DelegationModel, found?: FoundDelegation): string[] {
    const existing = found?.resourcePolicy;
    if (!existing || resourcePolicy === undefined || samePolicy(existing.content, resourcePolicy)) return [];
    return [
        "the organisation has another resource policy already, which would be overwritten. Write that one first and run `up`, then change it:\naws organizations describe-resource-policy",
    ];
}

function samePolicy(one: string, other: string): boolean {
    return isDeepStrictEqual(parsedJson(one), parsedJson(other));
}

function endedPolicy({ resourcePolicy }: DelegationModel, resources: ExistingState["resources"]): string[] {
    return resourcePolicy === undefined && (resources.get(DELEGATION_TYPES.resourcePolicy) ?? []).length > 0
        ? [
              "the organisation's resource policy is deleted: the accounts that it lets manage policies, or read the organisation, can no longer",
          ]
        : [];
}
