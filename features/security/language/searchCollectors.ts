import type { OrganizationModel } from "../../../definition";
import type { FeatureAnswers, IndexCollector } from "../../../definition/feature";
import { formatPlace } from "../../../definition/problems";
import type { Report } from "../../../definition/problemReport";
import { countOf, list } from "../../../limits";
import type { SecurityModel } from "../securityModel";

const MOST_NAMES = 5;

/** Accounts whose indexes one block, or security itself, collects in a region that is not that of the view. */
interface CollectedElsewhere {
    readonly path: IndexCollector["path"];
    readonly region: string;
    readonly accounts: readonly string[];
}

/**
 * Reports a block that collects indexes in another region than that of the view in the audit account too: an account has one index that collects
 * the others, and there it is the one beside the view.
 */
export function checkCollectors(model: SecurityModel, others: FeatureAnswers, report: Report): void {
    const [home = ""] = model.regions;
    for (const { path, region, accounts } of collectedElsewhere(model, others)) {
        if (model.audit === undefined || !accounts.includes(model.audit)) continue;
        const place = formatPlace(report.placeOf(["security", "regions"]));
        report.add(
            path,
            `collects indexes in ${region} in ${countOf(accounts.length, "account")} (${list(accounts, MOST_NAMES)}), and security.search has its view in ${home}, the first of security.regions (${place}): it sees what is collected there. Write \`aggregator: ${home}\``,
        );
    }
}

/** Warns of accounts whose indexes are collected in another region than that of the view, which sees what is collected in its own. */
export function strayCollectors(model: SecurityModel, others: FeatureAnswers): readonly string[] {
    const [home = ""] = model.regions;
    return collectedElsewhere(model, others)
        .filter(({ accounts }) => model.audit === undefined || !accounts.includes(model.audit))
        .map(
            ({ path, region, accounts }) =>
                `security.search finds only what is in ${home} in ${countOf(accounts.length, "account")} (${list(accounts, MOST_NAMES)}), because ${path.join(".")} collects indexes in ${region} there. ` +
                `The view is in the first of security.regions: write \`aggregator: ${home}\`. AWS lets another index collect only 24 hours after the old one has become local`,
        );
}

function collectedElsewhere(model: SecurityModel, others: FeatureAnswers): readonly CollectedElsewhere[] {
    const [home] = model.regions;
    if (!model.search || home === undefined) return [];
    const found = new Map<string, CollectedElsewhere>();
    for (const { path, region, account } of others.indexCollectors()) {
        if (region === home) continue;
        const id = JSON.stringify([path, region]);
        found.set(id, { path, region, accounts: [...(found.get(id)?.accounts ?? []), account] });
    }
    return [...found.values()];
}

/** Warns of accounts whose indexes nothing collects: the view sees those of its own region only. */
export function uncollectedAccounts(
    model: SecurityModel,
    { accounts }: Pick<OrganizationModel, "accounts">,
    others: FeatureAnswers,
): readonly string[] {
    const [home] = model.regions;
    if (!model.search || home === undefined || model.regions.length < 2) return [];
    const collected = new Set(others.indexCollectors().map(({ account }) => account));
    const indexed = new Set(others.indexedAccounts());
    const lacking = accounts
        .filter(({ key, state }) => state === "active" && indexed.has(key) && !collected.has(key))
        .map(({ key }) => key);
    if (lacking.length === 0) return [];
    return [
        `security.search finds only what is in ${home} in ${countOf(lacking.length, "account")} (${list(lacking, MOST_NAMES)}), because no index collects those of the other regions there. ` +
            `Write \`aggregator: ${home}\` below the block search-index`,
    ];
}
