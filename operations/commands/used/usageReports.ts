import path from "node:path";
import { cacheFolder } from "../../../aws/cacheFolder";
import { DayCache } from "../../../aws/dayCache";
import type { IAMClient } from "@aws-sdk/client-iam";
import { CommandError } from "../../cli/commandError";
import type { CommandContext } from "../../cli/commandContext";
import { EntityPaths } from "./entityPaths";
import { usedServices, type UsedService } from "./usedServices";

/** More accounts below one place are not asked one by one. */
export const MOST_ACCOUNTS = 20;
/** How many reports are asked for at the same time. */
export const REPORTS_AT_A_TIME = 3;

/** IAM's reports of used services. Each is asked for once, and its answer is kept for the day. */
export class UsageReports {
    readonly paths: EntityPaths;
    readonly #iam: IAMClient;
    readonly #cache: DayCache;
    readonly #isFresh: boolean;
    readonly #asked = new Map<string, Promise<readonly UsedService[]>>();

    private constructor(paths: EntityPaths, iam: IAMClient, cache: DayCache, isFresh: boolean) {
        this.paths = paths;
        this.#iam = iam;
        this.#cache = cache;
        this.#isFresh = isFresh;
    }

    /**
     * @param isFresh asks again what was asked today.
     * @throws CommandError if the credentials are for another account, or if the organisation has no root.
     */
    static async open({ clients }: CommandContext, isFresh: boolean): Promise<UsageReports> {
        const account = await clients.managementAccount();
        const paths = await EntityPaths.of(clients);
        if (!paths) throw new CommandError("AWS lists no root of the organisation");
        const cache = new DayCache(path.join(cacheFolder("usage"), account), clients.now().toISOString().slice(0, 10));
        return new UsageReports(paths, await clients.iam(), cache, isFresh);
    }

    /** AWS's id of the organisation's root. */
    get rootId(): string {
        return this.paths.rootId;
    }

    /**
     * The services that policies allow a root, a unit or an account, with their latest use there.
     *
     * @param id AWS's.
     * @returns undefined if the organisation does not have it.
     */
    async servicesAt(id: string): Promise<readonly UsedService[] | undefined> {
        const entityPath = await this.paths.pathOf(id);
        if (entityPath === undefined) return undefined;
        const services = this.#asked.get(entityPath) ?? usedServices(this.#iam, entityPath, this.#cache, this.#isFresh);
        this.#asked.set(entityPath, services);
        return services;
    }
}
