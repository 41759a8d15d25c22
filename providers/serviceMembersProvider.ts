import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type * as pulumi from "@pulumi/pulumi";
import { awsSettings } from "../aws/awsSettings";
import { AwsClients } from "../aws/awsClients";
import { DetectionClients } from "../aws/detectionClients";
import { countOf, visible } from "../limits";
import { PartlyDoneError } from "./support/partlyDone";
import { tellUser } from "./support/tellUser";
import { GuardDutyMembers } from "./serviceMembers/guardDutyMembers";
import { InspectorMembers } from "./serviceMembers/inspectorMembers";
import { MacieMembers } from "./serviceMembers/macieMembers";
import type { MemberService, ServiceMember, ServiceMembersInputs } from "./serviceMembers/memberService";

export type { ServiceMembersInputs } from "./serviceMembers/memberService";

const NAMES: Readonly<Record<ServiceMembersInputs["service"], string>> = {
    guardduty: "GuardDuty",
    inspector2: "Inspector",
    macie2: "Macie",
};

/** How many refused accounts an error names with AWS's reason. */
const NAMED = 20;

/** After this many milliseconds the run no longer waits for AWS to turn a service on in accounts. */
const LONGEST_WAIT = 60_000;

/** After this many milliseconds it tries again what AWS has refused. */
const SECOND_TRY = 5000;

/**
 * The accounts that a service for detection watches in a region, all in one resource. It adds those that lack, ends the service in those
 * that the program no longer names, and leaves accounts alone that somebody else has added.
 */
export class ServiceMembersProvider implements pulumi.dynamic.ResourceProvider<
    ServiceMembersInputs,
    ServiceMembersInputs
> {
    #clients: AwsClients | undefined;
    readonly #service: ((inputs: ServiceMembersInputs) => Promise<MemberService>) | undefined;
    readonly #wait: (milliseconds: number) => Promise<unknown>;

    /**
     * @param service for tests. Default: the services that the stack's settings reach.
     * @param wait replaced in tests.
     */
    constructor(
        service?: (inputs: ServiceMembersInputs) => Promise<MemberService>,
        wait: (milliseconds: number) => Promise<unknown> = setTimeout,
    ) {
        this.#service = service;
        this.#wait = wait;
    }

    /** Pulumi calls it before anything else. */
    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#clients ??= new AwsClients(awsSettings((key) => config.get(`aws:${key}`)));
        return Promise.resolve();
    }

    async create(inputs: ServiceMembersInputs): Promise<pulumi.dynamic.CreateResult<ServiceMembersInputs>> {
        const id = `${inputs.service}/${inputs.region}`;
        return { id, outs: await this.#apply(id, undefined, inputs) };
    }

    async read(id: string, props?: ServiceMembersInputs): Promise<pulumi.dynamic.ReadResult<ServiceMembersInputs>> {
        if (!props)
            throw new Error(
                `the members ${id} cannot be imported: they are created instead, which changes nothing of those that exist`,
            );
        const watched = await (await this.#of(props)).watched();
        return { id, props: { ...props, accounts: props.accounts.filter((account) => watched.has(account.id)) } };
    }

    diff(_: string, before: ServiceMembersInputs, after: ServiceMembersInputs): Promise<pulumi.dynamic.DiffResult> {
        const compared = ({ accounts, ...others }: ServiceMembersInputs): unknown => ({
            ...plainInputs({ accounts: [], ...others }),
            // AWS keeps the e-mail of a member as it was. A preview knows no account if the run creates one: Pulumi's word stands for all of them.
            accounts: Array.isArray(accounts) ? accounts.map(({ id }: ServiceMember) => id).sort() : accounts,
        });
        // Another administrator is another organisation's configuration: the service ends and begins anew.
        const replaces = (["service", "region", "administratorId"] as const).filter(
            (key) => before[key] !== after[key],
        );
        return Promise.resolve({
            changes: !isDeepStrictEqual(compared(before), compared(after)),
            replaces: [...replaces],
            deleteBeforeReplace: true,
        });
    }

    async update(
        id: string,
        before: ServiceMembersInputs,
        inputs: ServiceMembersInputs,
    ): Promise<pulumi.dynamic.UpdateResult<ServiceMembersInputs>> {
        return { outs: await this.#apply(id, before, inputs) };
    }

    async delete(_: string, props: ServiceMembersInputs): Promise<void> {
        const service = await this.#of(props);
        tellGoingOn(props, await service.endAll(props.accounts.map((account) => account.id)));
    }

    /** @param before what the last run has left; undefined if this is the first. */
    async #apply(
        id: string,
        before: ServiceMembersInputs | undefined,
        inputs: ServiceMembersInputs,
    ): Promise<ServiceMembersInputs> {
        const known = plainInputs(inputs);
        const wanted = new Set(known.accounts.map((account) => account.id));
        const ended = (before?.accounts ?? []).filter((account) => !wanted.has(account.id));
        const service = await this.#of(known, ended);
        const isWatched = await service.watched();
        const isScanningItself = known.service === "inspector2" && !isWatched.has(known.administratorId);
        const missing = known.accounts.filter((account) => !isWatched.has(account.id));
        const { after, reasons } =
            missing.length > 0 || isScanningItself
                ? await this.#watched(service, missing)
                : { after: isWatched, reasons: new Map<string, string>() };
        const leaving = ended.map((account) => account.id).filter((one) => isWatched.has(one));
        if (leaving.length > 0) tellGoingOn(known, await service.end(leaving));
        const scans = (before?.resourceTypes ?? []).filter((one) => !known.resourceTypes?.includes(one));
        if (scans.length > 0 && service.endScans) {
            const scanned = [known.administratorId, ...known.accounts.map((account) => account.id)];
            tellGoingOn(known, await service.endScans(scanned, scans));
        }
        const refused = known.accounts.filter((account) => !after.has(account.id));
        if (refused.length > 0) {
            throw new PartlyDoneError(
                id,
                { ...known, accounts: known.accounts.filter((account) => after.has(account.id)) },
                refusalTexts(known, refused, reasons),
                inputs,
            );
        }
        return known;
    }

    /** Has accounts watched. What AWS refuses at first, it may allow a moment later: Inspector has just associated the account. */
    async #watched(
        service: MemberService,
        missing: readonly ServiceMember[],
    ): Promise<{ readonly after: ReadonlySet<string>; readonly reasons: ReadonlyMap<string, string> }> {
        const first = await service.watch(missing);
        const after = await this.#settled(service, missing, first);
        const refused = missing.filter(({ id }) => !after.has(id) && first.has(id));
        if (refused.length === 0) return { after, reasons: first };
        await this.#wait(SECOND_TRY);
        const reasons = await service.watch(refused);
        return { after: await this.#settled(service, refused, reasons), reasons };
    }

    /** The accounts that are watched after a moment: AWS takes some seconds to turn a service on. It does not wait for what AWS has refused. */
    async #settled(
        service: MemberService,
        missing: readonly ServiceMember[],
        reasons: ReadonlyMap<string, string>,
    ): Promise<ReadonlySet<string>> {
        for (let waited = 0, pause = 1000; ; waited += pause, pause *= 2) {
            const watched = await service.watched();
            const isDone = missing.every(({ id }) => watched.has(id) || reasons.has(id));
            if (isDone || waited >= LONGEST_WAIT) return watched;
            await this.#wait(pause);
        }
    }

    /** @param also accounts that the service is asked about besides. */
    async #of(inputs: ServiceMembersInputs, also: readonly ServiceMember[] = []): Promise<MemberService> {
        if (this.#service) return this.#service(inputs);
        if (!this.#clients) throw new Error("the provider has no settings: Pulumi configures it first");
        const { service, region, roleArn, administratorId, accounts, detectorId = "", resourceTypes = [] } = inputs;
        const clients = DetectionClients.of(this.#clients, roleArn);
        switch (service) {
            case "guardduty":
                return new GuardDutyMembers(await clients.guardDuty(region), detectorId);
            case "inspector2":
                return new InspectorMembers(
                    await clients.inspector(region),
                    administratorId,
                    resourceTypes,
                    [...accounts, ...also].map((account) => account.id),
                );
            case "macie2":
                return new MacieMembers(await clients.macie(region));
        }
    }
}

function refusalTexts(
    { service, region, accounts }: ServiceMembersInputs,
    refused: readonly ServiceMember[],
    reasons: ReadonlyMap<string, string>,
): string[] {
    const name = NAMES[service];
    const more = refused.length - NAMED;
    return [
        `${name} in ${region} watches ${accounts.length - refused.length} of ${countOf(accounts.length, "account")}. The next \`up\` tries the others again:`,
        ...refused
            .slice(0, NAMED)
            .map((account) => `${account.id}: ${reasons.get(account.id) ?? `AWS has not turned ${name} on there yet`}`),
        ...(more > 0 ? [`and ${more} more`] : []),
    ];
}

/** Says where a service goes on, which is billed. It is no error: an account that is suspended would keep the resource for ever. */
function tellGoingOn({ service, region }: ServiceMembersInputs, reasons: ReadonlyMap<string, string>): void {
    const all = [...reasons];
    if (all.length === 0) return;
    const more = all.length - NAMED;
    const named = all.slice(0, NAMED).map(([id, reason]) => `${id} (${visible(reason)})`);
    tellUser(
        `${NAMES[service]} in ${region} was not ended in ${countOf(all.length, "account")}, and goes on there until the account is closed or has left, or somebody ends it: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
    );
}

/** Without what Pulumi adds to inputs. */
function plainInputs(inputs: ServiceMembersInputs): ServiceMembersInputs {
    const { service, region, administratorId, roleArn, accounts, detectorId, resourceTypes } = inputs;
    return {
        service,
        region,
        administratorId,
        roleArn,
        accounts: accounts.map(({ id, email }) => ({ id, email })),
        ...(detectorId !== undefined && { detectorId }),
        ...(resourceTypes && { resourceTypes: [...resourceTypes] }),
    };
}

export const serviceMembers = new ServiceMembersProvider();
