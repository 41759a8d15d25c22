import { isDeepStrictEqual } from "node:util";
import { delegatedAdministrators, OrganizationCalls, servicesAdministeredBy } from "../../aws/organization";
import { documentOf } from "../../evaluator/policyDocument";
import { countOf, IAM_SERVICE, list, MOST_ADMINISTRATORS, NEVER_DELEGATED, visible } from "../../limits";
import {
    answerFrom,
    definitionKeys,
    type AdoptionReading,
    type AdoptionReport,
    type AwsAnswer,
    type DefinitionKeys,
    type FeatureAdoption,
    type OrganizationInventory,
} from "../../operations/commands/adopt/feature";
import { delegation } from "./definition";
import { ROOT_FEATURES, type DelegationModel } from "./delegationModel";
import { enabledRootFeatures, existingResourcePolicy } from "./found";

interface FoundAdministration {
    readonly id: string;
    readonly name: string;
    readonly services: readonly string[];
}

/** What AWS answers. Each part may be refused alone. */
interface ExistingDelegation {
    readonly administrators: AwsAnswer<readonly FoundAdministration[]>;
    /** AWS's names of the enabled features. */
    readonly rootFeatures: AwsAnswer<readonly string[]>;
    /** JSON; empty if the organisation has none. */
    readonly resourcePolicy: AwsAnswer<string>;
}

/** Takes over the delegated administrators, central root access and the organisation's resource policy. */
export const delegationAdoption: FeatureAdoption<DelegationModel, ExistingDelegation> = {
    feature: delegation,

    async read({ organization }, reading) {
        const isAsked = organization.featureSet === "ALL";
        const { clients, caller, endpoints, journal } = reading;
        const isRootAsked = isAsked && organization.serviceAccess.includes(IAM_SERVICE);
        const [administrators, rootFeatures, resourcePolicy] = await Promise.all([
            isAsked ? answerFrom(endpoints, ["organizations"], () => readAdministrators(reading)) : { value: [] },
            isRootAsked
                ? answerFrom(endpoints, ["iam"], () =>
                      journal.answer("central root access", async () => [
                          ...((await caller.call("iam.ListOrganizationsFeatures", () => enabledRootFeatures(clients)))
                              ?.features ?? []),
                      ]),
                  )
                : { value: [] },
            isAsked
                ? answerFrom(endpoints, ["organizations"], () =>
                      journal.answer(
                          "resource policy",
                          async () => (await existingResourcePolicy(callsOf(reading)))?.content ?? "",
                      ),
                  )
                : { value: "" },
        ]);
        return { administrators, rootFeatures, resourcePolicy };
    },

    write(found, organization) {
        const { administrators, rootFeatures, resourcePolicy } = adoptable(found, organization);
        const written = Object.fromEntries(
            [...administrators].map(([service, keys]) => [service, keys.length === 1 ? (keys[0] ?? "") : keys]),
        );
        return {
            root: {
                ...(administrators.size > 0 && { delegatedAdministrators: written }),
                ...(rootFeatures.length > 0 && {
                    centralRootAccess:
                        rootFeatures.length === Object.keys(ROOT_FEATURES).length ? true : wordsOf(rootFeatures),
                }),
                ...(resourcePolicy !== undefined && { resourcePolicy: documentOf(resourcePolicy) as DefinitionKeys }),
            },
        };
    },

    differences({ accounts, rootFeatures, resourcePolicy }, found, _definition, organization) {
        const aws = adoptable(found, organization);
        const inAws = [...aws.administrators].flatMap(([service, keys]) => keys.map((key) => `${service} ${key}`));
        const inModel = [...accounts].flatMap(([key, { administers }]) => administers.map((one) => `${one} ${key}`));
        const same = (one: string | undefined, other: string | undefined): boolean =>
            isDeepStrictEqual(one === undefined ? {} : documentOf(one), other === undefined ? {} : documentOf(other));
        return [
            ...(isDeepStrictEqual(inAws.sort(), inModel.sort())
                ? []
                : ["the delegated administrators are not those of AWS"]),
            ...(isDeepStrictEqual(aws.rootFeatures, rootFeatures) ? [] : ["central root access is not that of AWS"]),
            ...(same(aws.resourcePolicy, resourcePolicy) ? [] : ["the resource policy is not that of AWS"]),
        ];
    },

    report,
};

function callsOf({ clients, caller }: AdoptionReading): OrganizationCalls {
    return new OrganizationCalls(() => clients.organizations(), caller);
}

/** One call for all administrators, and one for each. */
async function readAdministrators(reading: AdoptionReading): Promise<readonly FoundAdministration[]> {
    const calls = callsOf(reading);
    return reading.journal.answer("delegated administrators", async () =>
        Promise.all(
            (await delegatedAdministrators(calls)).map(async ({ id, name }) => ({
                id,
                name,
                services: (await servicesAdministeredBy(calls, id)).sort(),
            })),
        ),
    );
}

interface AdoptableDelegation {
    /** Keys of accounts by service, both sorted. */
    readonly administrators: ReadonlyMap<string, readonly string[]>;
    readonly rootFeatures: readonly string[];
    readonly resourcePolicy?: string;
    readonly left: readonly string[];
}

/** What the definition can say without that one of its rules refuses it. */
function adoptable(found: ExistingDelegation, organization: OrganizationInventory): AdoptableDelegation {
    const keys = definitionKeys(organization).accounts;
    const active = new Set(organization.accounts.map(({ id }) => id));
    const administrators = new Map<string, string[]>();
    const left: string[] = [];
    for (const { id, name, services } of valueOr(found.administrators, [])) {
        for (const service of services) {
            const key = active.has(id) ? keys.get(id) : undefined;
            if (key === undefined) left.push(`${service} by ${visible(name)} (${id}), which is not active`);
            else if (!organization.organization.serviceAccess.includes(service))
                left.push(`${service} by ${visible(name)} (${id}), which has no access to the organisation`);
            else if (!NEVER_DELEGATED.principals.includes(service))
                administrators.set(service, [...(administrators.get(service) ?? []), key].sort());
        }
    }
    for (const [service, most] of MOST_ADMINISTRATORS.ofService) {
        const all = administrators.get(service) ?? [];
        if (all.length <= most) continue;
        administrators.delete(service);
        left.push(`${service} by ${list(all)}, more accounts than this program knows to be allowed`);
    }
    const policy = valueOr(found.resourcePolicy, "");
    return {
        administrators: new Map([...administrators].sort(([one], [other]) => (one < other ? -1 : 1))),
        rootFeatures: valueOr(found.rootFeatures, []),
        ...(policy !== "" && { resourcePolicy: policy }),
        left,
    };
}

function wordsOf(features: readonly string[]): string[] {
    return Object.entries(ROOT_FEATURES).flatMap(([word, feature]) => (features.includes(feature) ? [word] : []));
}

function report(found: ExistingDelegation, organization: OrganizationInventory): AdoptionReport {
    const { administrators, rootFeatures, resourcePolicy, left } = adoptable(found, organization);
    const unread: readonly (readonly [string, AwsAnswer<unknown>])[] = [
        ["delegated administrators", found.administrators],
        ["central root access", found.rootFeatures],
        ["the organisation's resource policy", found.resourcePolicy],
    ];
    const said = [...administrators].map(([service, keys]) => `${list(keys)} for ${service}`);
    return {
        adopted: [
            ...(said.length > 0
                ? [{ name: "delegates", text: `${countOf(said.length, "service")}: ${list(said, 5)}` }]
                : []),
            ...(rootFeatures.length > 0
                ? [{ name: "root", text: `central root access: ${list(wordsOf(rootFeatures))}` }]
                : []),
            ...(resourcePolicy === undefined
                ? []
                : [{ name: "resources", text: "the organisation's resource policy" }]),
        ],
        notAdopted: [
            ...unread.flatMap(([what, answer]) =>
                "unread" in answer ? [`${what}: not read (${answer.unread}). They stay as they are`] : [],
            ),
            ...left.map((one) => `delegated administrator of ${one}. It stays as it is`),
        ],
        json: {
            delegatedAdministrators: Object.fromEntries(administrators),
            centralRootAccess: wordsOf(rootFeatures),
            resourcePolicy: resourcePolicy !== undefined,
        },
    };
}

function valueOr<T>(answer: AwsAnswer<T>, otherwise: T): T {
    return "value" in answer ? answer.value : otherwise;
}
