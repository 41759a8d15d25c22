import { isDeepStrictEqual } from "node:util";
import type * as pulumi from "@pulumi/pulumi";
import { awsSettings } from "../aws/awsSettings";
import { AwsClients } from "../aws/awsClients";
import { DetectionClients } from "../aws/detectionClients";
import { countOf } from "../limits";
import { PartlyDoneError } from "./support/partlyDone";
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

    /** @param service for tests. Default: the services that the stack's settings reach. */
    constructor(service?: (inputs: ServiceMembersInputs) => Promise<MemberService>) {
        this.#service = service;
    }

    /** Pulumi calls it before anything else. */
    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#clients ??= new AwsClients(awsSettings((key) => config.get(`aws:${key}`)));
        return Promise.resolve();
    }

    async create(inputs: ServiceMembersInputs): Promise<pulumi.dynamic.CreateResult<ServiceMembersInputs>> {
        const id = `${inputs.service}/${inputs.region}`;
        return { id, outs: await this.#apply(id, [], inputs) };
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
            // AWS keeps the e-mail of a member as it was.
            accounts: accounts.map(({ id }) => id).sort(),
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
        return { outs: await this.#apply(id, before.accounts, inputs) };
    }

    async delete(_: string, props: ServiceMembersInputs): Promise<void> {
        await (await this.#of(props)).endAll(props.accounts.map((account) => account.id));
    }

    /** @param before the accounts that the last run has left watched. */
    async #apply(
        id: string,
        before: readonly ServiceMember[],
        inputs: ServiceMembersInputs,
    ): Promise<ServiceMembersInputs> {
        const known = plainInputs(inputs);
        const service = await this.#of(known);
        const wanted = new Set(known.accounts.map((account) => account.id));
        const isWatched = await service.watched();
        const isScanningItself = known.service === "inspector2" && !isWatched.has(known.administratorId);
        const missing = known.accounts.filter((account) => !isWatched.has(account.id));
        const reasons =
            missing.length > 0 || isScanningItself ? await service.watch(missing) : new Map<string, string>();
        const leaving = before.map((account) => account.id).filter((one) => !wanted.has(one) && isWatched.has(one));
        if (leaving.length > 0) await service.end(leaving);
        const after = missing.length > 0 ? await service.watched() : isWatched;
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

    async #of(inputs: ServiceMembersInputs): Promise<MemberService> {
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
                    accounts.map((account) => account.id),
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
