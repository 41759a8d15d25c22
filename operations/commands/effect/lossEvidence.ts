import { fewAtATime } from "../../../aws/fewAtATime";
import type { ServiceLoss } from "../../../evaluator/effect";
import type { ExistingResources } from "../../../program/state";
import { countOf } from "../../../limits";
import { during, type Progress } from "../../cli/progressBar";
import { MOST_ACCOUNTS, REPORTS_AT_A_TIME, type UsageReports } from "../used/usageReports";
import { isUsedSince, NoReportError, type UsedService } from "../used/usedServices";
import { lossPlaces, type LossPlace } from "./lossPlaces";
import { serviceUse, type PlaceAnswer, type ServiceUse } from "./serviceUse";

/** What AWS's report says of the services of a loss. */
export interface LossEvidence {
    /** The keys of the accounts that lose something and that AWS has; sorted. */
    readonly accounts: readonly string[];
    /** The services that were used since the first day, those that matter most first. */
    readonly used: readonly ServiceUse[];
    /** The services that were not used since the first day. */
    readonly unused: readonly string[];
    /** The services that no report lists. Their use is not known. */
    readonly unlisted: readonly string[];
    /** The keys of the accounts of which AWS gave no report; sorted. */
    readonly unanswered: readonly string[];
}

export interface FoundEvidence {
    /** In the order of the losses. */
    readonly byLoss: readonly LossEvidence[];
    /** What was not asked, and why. */
    readonly notes: readonly string[];
}

/** The most reports of places, and of accounts that are asked one by one. AWS takes seconds for each. */
const MOST_PLACES = 100;
const MOST_SINGLE = 100;

/**
 * Asks AWS for the use of what is lost: first one report for each place, then each account of a place of 20 accounts or fewer, where a lost
 * service was used and the place's report does not say by how many.
 *
 * @param since the first day, in milliseconds.
 */
export async function lossEvidence(
    losses: readonly ServiceLoss[],
    existing: ExistingResources,
    reports: AskedReports,
    since: number,
): Promise<FoundEvidence> {
    return during("Asking AWS which services were used", undefined, async (bar) => {
        const placed = losses.map((loss) => ({ loss, places: lossPlaces(loss, existing, reports.rootId) }));
        const places = [...new Set(placed.flatMap((one) => one.places.map(({ id }) => id)))];
        const answers = await answersOf(places.slice(0, MOST_PLACES), reports, bar);
        const single = placed.flatMap((one) =>
            one.places
                .filter((place) => isWorthAsking(place, one.loss, answers.get(place.id) ?? [], since))
                .flatMap(({ accounts }) => [...accounts.keys()]),
        );
        const fresh = [...new Set(single)].filter((id) => !answers.has(id)).slice(0, MOST_SINGLE);
        for (const [id, answer] of await answersOf(fresh, reports, bar)) answers.set(id, answer);
        const byLoss = placed.map((one) => evidenceOf(one.loss, one.places, answers, since));
        return { found: { byLoss, notes: unaskedNotes(places.length) }, text: "AWS's reports of the use of services" };
    });
}

function unaskedNotes(places: number): readonly string[] {
    if (places <= MOST_PLACES) return [];
    return [
        `${countOf(places - MOST_PLACES, "place has", "places have")} no report: AWS takes seconds for each, so it was asked for the first ${MOST_PLACES} only. \`org used\` asks for one.`,
    ];
}

type AskedReports = Pick<UsageReports, "rootId" | "servicesAt">;

type Answers = Map<string, readonly UsedService[] | undefined>;

/** The reports by AWS's ids; undefined where AWS has no such place, or made no report of it. */
async function answersOf(ids: readonly string[], reports: AskedReports, bar: Progress): Promise<Answers> {
    const answers = await fewAtATime(ids, REPORTS_AT_A_TIME, async (id) => {
        const answer = await reports.servicesAt(id).catch((error: unknown) => {
            if (error instanceof NoReportError) return undefined;
            throw error;
        });
        bar.advance();
        return [id, answer] as const;
    });
    return new Map(answers);
}

function isWorthAsking(
    { accounts }: LossPlace,
    loss: ServiceLoss,
    services: readonly UsedService[],
    since: number,
): boolean {
    if (accounts.size > MOST_ACCOUNTS) return false;
    return services.some(
        (one) =>
            isOfLoss(loss, one.service) &&
            isUsedSince(one, since) &&
            !(one.accounts === 1 && accounts.has(one.last?.account ?? "")),
    );
}

function isOfLoss({ services }: ServiceLoss, service: string): boolean {
    return typeof services === "function" ? services(service) : services.includes(service);
}

function evidenceOf(loss: ServiceLoss, places: readonly LossPlace[], answers: Answers, since: number): LossEvidence {
    const answered = places.map(({ id, accounts }): PlaceAnswer => {
        const single = [...accounts.keys()].flatMap((one): [string, readonly UsedService[]][] => {
            const own = answers.get(one);
            return own ? [[one, own]] : [];
        });
        return { accounts, services: answers.get(id), single: new Map(single) };
    });
    const listed = [
        ...new Set(
            answered
                .flatMap(({ services }) => services ?? [])
                .map(({ service }) => service)
                .filter((service) => isOfLoss(loss, service)),
        ),
    ];
    const found = listed.map((service) => serviceUse(service, answered, loss.regions, since));
    return {
        accounts: places.flatMap(({ accounts }) => [...accounts.values()]).sort(),
        used: found.filter((one) => one !== undefined).sort(worstFirst),
        unused: listed.filter((_, index) => found[index] === undefined),
        unlisted: typeof loss.services === "function" ? [] : loss.services.filter((one) => !listed.includes(one)),
        unanswered: answered
            .filter(({ services }) => !services)
            .flatMap(({ accounts }) => [...accounts.values()])
            .sort(),
    };
}

/** Used where something is lost before used elsewhere, then by the number of accounts and the last time. */
function worstFirst(one: ServiceUse, two: ServiceUse): number {
    if (one.isElsewhere !== two.isElsewhere) return Number(one.isElsewhere) - Number(two.isElsewhere);
    if (one.count !== two.count) return two.count - one.count;
    return (one.last?.at ?? "") < (two.last?.at ?? "") ? 1 : -1;
}
