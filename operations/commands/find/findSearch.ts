import { answerOf, reasonOf, type AwsAnswer } from "../../cli/awsAnswer";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError, EXIT } from "../../cli/commandError";
import type { DetectionClients } from "../../../aws/detectionClients";
import { answerTo } from "./accountQueries";
import { configQueries, configSearch, organizationAggregator } from "./configSearch";
import { explorerQueries, explorerSearch, explorerTypes, organizationView } from "./explorerSearch";
import type { FindQuestion } from "./findQuestion";
import { isWanted, type FindAnswer } from "./foundResource";
import type { KnownAccounts } from "./knownAccounts";
import { clientsIn, searchAccounts, type SearchAccount, type SearchService } from "./searchAccounts";

/** What was found, and by what. */
export interface FindResult extends FindAnswer {
    readonly service: SearchService;
    /** The account that was asked. */
    readonly asked: SearchAccount;
    readonly region: string;
    /** The ARN of the view, or the name of the aggregator. */
    readonly source: string;
    /** What it cannot see, and what was tried before. */
    readonly notes: readonly string[];
}

/** The names that notes give to the services. */
const NAMES: Readonly<Record<SearchService, string>> = {
    "resource-explorer": "Resource Explorer",
    config: "AWS Config",
};

/** By what a service sees the whole organisation. */
const SEES_BY: Readonly<Record<SearchService, string>> = { "resource-explorer": "view", config: "aggregator" };

/**
 * What each service does not see. Read on 2026-11-27 in stored copies of AWS's pages: that IAM's tags are not indexed ("Search query syntax
 * reference for Resource Explorer"), and that AWS Config finds only what is recorded ("Querying the Current Configuration State"). The rest is
 * from memory: not confirmed.
 */
const UNSEEN: Readonly<Record<SearchService, string>> = {
    "resource-explorer":
        "It sees only accounts and regions in which Resource Explorer has an index, and only the types that it supports. What is minutes old may be missing, and IAM's tags are not in it.",
    config: "It sees only what AWS Config records: accounts and regions with a recorder, and the types that it records. Of a name it finds the beginning only.",
};

interface SearchOptions {
    readonly services: readonly SearchService[];
    /** The account to ask, if the user names one. */
    readonly from?: string;
    /** The region of the view or the aggregator, if the user names one. */
    readonly viewRegion?: string;
}

/**
 * Asks the first service that sees the whole organisation.
 *
 * @throws CommandError if none does, with what was tried and how to switch one on.
 */
export async function findResources(
    context: CommandContext,
    question: FindQuestion,
    known: KnownAccounts,
    { services, from, viewRegion }: SearchOptions,
): Promise<FindResult> {
    const tried: string[] = [];
    const ids = wantedIds(question, known);
    const region = viewRegion ?? context.clients.region;
    for (const service of services) {
        for (const account of await searchAccounts(context, known, service, from)) {
            const where = `${NAMES[service]} in ${account.title}`;
            const clients = await clientsIn(context, account, service);
            if ("unread" in clients) {
                tried.push(`${where}: ${clients.unread}`);
                continue;
            }
            const place = await answerOf(() => placeOf(service, clients.value, region));
            if ("unread" in place) tried.push(`${where}, ${region}: ${place.unread}`);
            else if (place.value === undefined)
                tried.push(`${where}, ${region}: no ${SEES_BY[service]} of the whole organisation`);
            else {
                const { value: found } = place;
                const answer = await answerUnlessMistaken(() => found.search(question, ids));
                if ("unread" in answer) {
                    tried.push(`${where}, ${found.region}: ${answer.unread}`);
                    continue;
                }
                return withoutOthers(answer.value, question, ids, {
                    service,
                    asked: account,
                    region: found.region,
                    source: found.source,
                    notes: [UNSEEN[service], ...found.unseen, ...tried.map((one) => `Not asked: ${one}.`)],
                });
            }
        }
    }
    throw new CommandError(
        `nothing sees the resources of the whole organisation:\n${tried.map((one) => `  ${one}`).join("\n")}\n` +
            "Write `security: { search: true }` into the definition, which is free (docs/find.md), or name the account and the region that have a view: --from, --view-region",
        EXIT.failed,
    );
}

/** What AWS refuses is a reason to ask elsewhere; a mistake of the user is none. */
async function answerUnlessMistaken<T>(ask: () => Promise<T>): Promise<AwsAnswer<T>> {
    try {
        return { value: await ask() };
    } catch (error) {
        if (error instanceof CommandError) throw error;
        return { unread: reasonOf(error) };
    }
}

/** Where a service sees the organisation, and how it is asked there. */
interface SearchPlace {
    readonly region: string;
    readonly source: string;
    /** What this one does not see. */
    readonly unseen: readonly string[];
    search(question: FindQuestion, ids: readonly string[]): Promise<FindAnswer & { readonly hasTags: boolean }>;
}

async function placeOf(
    service: SearchService,
    clients: DetectionClients,
    region: string,
): Promise<SearchPlace | undefined> {
    if (service === "config") {
        const aggregator = await organizationAggregator(clients, region);
        return aggregator === undefined
            ? undefined
            : {
                  region,
                  source: aggregator,
                  unseen: [],
                  search: async (question, ids) => {
                      requireTypes(question, /^AWS::/, "AWS Config answers, and spells types as AWS::S3::Bucket");
                      const answer = await answerTo(configQueries(question, ids), (query) =>
                          configSearch(clients, { aggregator, region }, query),
                      );
                      return { ...answer, hasTags: true };
                  },
              };
    }
    const view = await organizationView(clients, region);
    return (
        view && {
            region: view.region,
            source: view.arn,
            unseen: [
                ...(view.filter === ""
                    ? []
                    : [`The view has a filter, and leaves out what does not match it: ${view.filter}`]),
                ...(view.hasTags
                    ? []
                    : ["The view is without tags: no word is looked for in them, and --tag may find nothing."]),
            ],
            search: async (question, ids) => {
                const types = await explorerTypes(clients, view, question.types);
                const answer = await answerTo(explorerQueries({ ...question, types }, ids), (query) =>
                    explorerSearch(clients, view, query),
                );
                return { ...answer, hasTags: view.hasTags };
            },
        }
    );
}

/** @throws CommandError for a type that the service does not know by this name: it would find nothing. */
function requireTypes({ types }: FindQuestion, form: RegExp, words: string): void {
    const other = types.find((type) => !form.test(type));
    if (other !== undefined) throw new CommandError(`--type ${other}: ${words}`, EXIT.usage);
}

/** @throws CommandError for an account whose id is not known. */
function wantedIds({ accounts = [] }: FindQuestion, known: KnownAccounts): readonly string[] {
    const ids = accounts.map(({ account, id }) => id ?? (account && known.idOf(account.key)));
    const unknown = accounts
        .filter((_, index) => ids[index] === undefined)
        .flatMap(({ account }) => account?.key ?? []);
    if (ids.length > 0 && unknown.length === ids.length) {
        throw new CommandError(`AWS's id of ${unknown.join(", ")} is not known: it has not been created`, EXIT.usage);
    }
    return [...new Set(ids.flatMap((id) => id ?? []))].sort();
}

/** Leaves out what has only a part of what was asked for, and accounts that did not fit into the query. */
function withoutOthers(
    { resources, isCut, calls, hasTags }: FindAnswer & { readonly hasTags: boolean },
    question: FindQuestion,
    ids: readonly string[],
    from: Pick<FindResult, "service" | "asked" | "region" | "source" | "notes">,
): FindResult {
    const inAccounts = new Set(ids);
    return {
        ...from,
        calls,
        isCut,
        resources: resources.filter(
            (one) => (inAccounts.size === 0 || inAccounts.has(one.account)) && isWanted(one, question, hasTags),
        ),
    };
}
