import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { DefinitionError, formatPlace, loadDefinition, type DefinitionModel, type Feature } from "../../../definition";
import { inheritDown, type FeatureModel, type InputOf } from "../../../definition/feature";
import { FEATURES } from "../../../features";
import type { ProgramFeature } from "../../../program/register";
import { inFolder, yaml } from "../definition/definitionFixtures";

/** Every account has a badge, and the organisation has one motto for all. */
export interface BadgesModel extends FeatureModel {
    readonly motto: string;
    readonly accounts: ReadonlyMap<string, string>;
}

const badge = { badge: z.string().optional().describe("What stands on the badge; the nearest one wins.") };
const schema = {
    root: { motto: z.string().optional() },
    defaults: badge,
    unit: badge,
    account: badge,
};

/** The badges that AWS reports as printed. */
export interface PrintedBadges {
    readonly printed: number;
}

/** The smallest feature that uses every part of the interface. */
export const badges: Feature<InputOf<typeof schema>, BadgesModel, PrintedBadges> = {
    key: "badges",
    schema,
    preparedPolicies: ({ root, accounts }) => [
        ...(root.values.motto === "careful" ? [{ guardrail: "quarantine", usedAt: [...root.path, "motto"] }] : []),
        ...accounts
            .filter(({ values }) => values.badge === "trainee")
            .map(({ path }) => ({ guardrail: "deny-purchases", usedAt: [...path, "badge"] })),
    ],
    attachedByAws: ({ motto, accounts }, { key }) =>
        motto === "careful" && accounts.get(key) === "guest"
            ? [{ policy: "quarantine", when: "when the visit is over" }]
            : [],
    resolve(said, organization, report) {
        const accounts = inheritDown(said, organization, "nobody", (above, { values, path }) => {
            if (values.badge === "") report.add([...path, "badge"], "is empty: write what stands on the badge");
            return values.badge ?? above;
        });
        const { motto = "" } = said.root.values;
        return { motto, accounts };
    },
    warnings: ({ motto }, { accounts }) => (motto === "" && accounts.length > 0 ? ["the badges have no motto"] : []),
    test({ motto, accounts }, organization, { accounts: ids }) {
        const [account] = organization.accounts;
        if (motto === "wrong" && account) {
            throw new DefinitionError([{ place: account.place, path: ["motto"], message: "is wrong" }]);
        }
        return Promise.resolve({
            summary: `${accounts.size} badges can be printed.`,
            json: { badges: accounts.size },
            warnings: [...accounts.keys()].filter((key) => !ids.has(key)).map((key) => `${key} has no id yet`),
        });
    },
    review(model, { accounts, resources }, { printed }) {
        const gone = (resources.get("test:index:Badge") ?? []).filter(({ name }) => !model.accounts.has(name));
        return {
            problems: gone.map(({ name, outputs }) => ({
                place: { file: "organizations/test" },
                path: ["badges"],
                message: `the badge "${String(outputs.text)}" of ${name} (${accounts.get(name)?.id}) would be lost`,
            })),
            warnings: [`${printed} badges are printed already`],
        };
    },
    facts: ({ accounts }, account, origins) => {
        const place = origins.value(account, "badge");
        return [
            {
                key: "badges",
                heading: "BADGE",
                facts: [
                    {
                        name: "text",
                        value: accounts.get(account.key) ?? "",
                        ...(place && { from: formatPlace(place) }),
                    },
                ],
            },
        ];
    },
    wordsOnAccount: ({ accounts }, { key }, { kind, attached }) =>
        accounts.get(key) === "mine"
            ? [`Collect the badge before the ${kind}${attached ? ` (${attached.join(", ")})` : ""}.`]
            : [],
    heldBack: ({ accounts }) => ({
        applied: { motto: "", accounts: new Map() },
        waiting: [`${accounts.size} badges`],
    }),
    notAdopted: ["badges: not read"],
};

class Badge extends pulumi.CustomResource {
    constructor(name: string, args: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
        super("test:index:Badge", name, args, opts);
    }
}

export const badgesProgram: ProgramFeature<BadgesModel, PrintedBadges> = {
    feature: badges,
    find: (model, organization, before) => Promise.resolve({ printed: before.accounts.size + model.accounts.size }),
    registerAccount: ({ accounts }, key, account) =>
        void new Badge(key, { text: accounts.get(key), accountId: account.id }, { parent: account }),
    register({ motto }, { organization, accounts }, { printed }) {
        new Badge("motto", { text: motto }, { parent: organization });
        return { badges: { motto, printed, printers: [...accounts.keys()] } };
    },
};

export const WITH_BADGES: readonly Feature[] = [...FEATURES, badges];

/** A definition with the motto at the root, and badges in defaults, a unit and an account. */
export const DEFINITION = yaml`
    organization: { id: o-exists1234 }
    motto: onward
    defaults: { email: "{account}@example.com", badge: guest }
    units:
      A: { badge: team A, accounts: { a: {}, own: { badge: mine } }, units: { B: { accounts: { b: {} } } } }
      C: { accounts: { c: {} } }
`;

export function loadWith(text: string, features = WITH_BADGES): DefinitionModel {
    return inFolder(text, (folder) => loadDefinition(folder, features));
}
