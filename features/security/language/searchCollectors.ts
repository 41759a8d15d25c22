import type { OrganizationModel } from "../../../definition";
import type { FeatureAnswers, IndexCollector } from "../../../definition/feature";
import { formatPlace } from "../../../definition/problems";
import type { Report } from "../../../definition/problemReport";
import { countOf, list } from "../../../limits";
import type { SecurityModel } from "../securityModel";

const MOST_NAMES = 5;

/**
 * Reports accounts whose indexes are collected in another region than that of the view: an account has one index that collects the others, and
 * a view of the organisation sees what is collected in its own region.
 */
export function checkCollectors(model: SecurityModel, others: FeatureAnswers, report: Report): void {
    const [home] = model.regions;
    if (!model.search || home === undefined) return;
    const elsewhere = new Map<string, IndexCollector[]>();
    for (const collector of others.indexCollectors()) {
        if (collector.region === home) continue;
        const id = JSON.stringify([collector.path, collector.region]);
        elsewhere.set(id, [...(elsewhere.get(id) ?? []), collector]);
    }
    for (const [first, ...more] of elsewhere.values()) {
        if (!first) continue;
        const accounts = [first, ...more].map(({ account }) => account);
        const place = formatPlace(report.placeOf(["security", "regions"]));
        report.add(
            first.path,
            `collects indexes in ${first.region} in ${countOf(accounts.length, "account")} (${list(accounts, MOST_NAMES)}), and security.search has its view in ${home}, the first of security.regions (${place}): it sees what is collected there. Write \`aggregator: ${home}\``,
        );
    }
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
