import {
    inheritedValues,
    readEachAccount,
    type AccountAnswers,
    type FeatureAdoption,
} from "../../../operations/commands/adopt/feature";
import { badges, type BadgesModel } from "./tinyFeature";

/** What AWS would say of badges: those of the accounts by id, and the motto. */
export interface FoundBadges {
    readonly motto: string;
    readonly accounts: AccountAnswers<string>;
}

/** @param ask asks AWS for the badge of an account. */
export function badgesAdoption(ask: (id: string) => Promise<string>): FeatureAdoption<BadgesModel, FoundBadges> {
    return {
        feature: badges,
        async read({ accounts }, reading) {
            return {
                motto: await reading.journal.answer("motto", () => Promise.resolve("onward")),
                accounts: await readEachAccount(accounts, { what: "badges", services: ["badges"], ask }, reading),
            };
        },
        write({ motto, accounts: { values } }, organization) {
            const badge = inheritedValues(
                organization,
                new Map([...values].map(([id, text]) => [id, { badge: text }])),
            );
            return { root: { motto }, ...badge };
        },
        differences: ({ accounts }, found, definition) =>
            definition.accounts.flatMap(({ key, id = "" }) => {
                const aws = found.accounts.values.get(id) ?? "nobody";
                const model = accounts.get(key);
                return aws === model ? [] : [`account ${key}: badge is ${aws} in AWS, and ${String(model)} here`];
            }),
        report: ({ accounts: { values, unread } }, { accounts }) => ({
            adopted: [{ name: "badges", text: `${values.size} of ${accounts.length}` }],
            notAdopted: [...unread].map(([id, why]) => `badge of ${id}: not read (${why})`),
            json: { badges: values.size },
        }),
    };
}
