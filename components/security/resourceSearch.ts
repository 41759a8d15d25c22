import * as resourceexplorer from "@pulumi/aws/resourceexplorer";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_TYPES } from "../typeTokens";
import { waitedFor, type SecuredOrganization, type SharedAccount } from "./sharedAccount";

export interface ResourceSearchArgs {
    readonly organization: SecuredOrganization;
    /** The account that administers Resource Explorer for the organisation (`resource-explorer-2.amazonaws.com`). */
    readonly audit: SharedAccount;
    /** The first has the index that collects all others, and the view of the organisation. */
    readonly regions: readonly [string, ...string[]];
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What AWS has already. */
export interface ResourceSearchHistory {
    /** By region, the ARNs of indexes of `audit` that this run imports. */
    readonly indexes?: ReadonlyMap<string, string>;
}

/**
 * The view of Resource Explorer in which all resources of the organisation are found. Each account needs an index of its own in each
 * region, and one that collects them in the same region as here. It is free.
 */
export class ResourceSearch extends pulumi.ComponentResource {
    readonly viewArn: pulumi.Output<string>;

    constructor(
        name: string,
        { organization, audit, regions, tags }: ResourceSearchArgs,
        opts: pulumi.ComponentResourceOptions = {},
        { indexes }: ResourceSearchHistory = {},
    ) {
        super(SECURITY_TYPES.resourceSearch, name, {}, opts);
        const inAudit = { parent: this, provider: audit.provider, dependsOn: waitedFor(opts) };
        const [home, ...others] = regions;
        const index = (region: string, type: "LOCAL" | "AGGREGATOR"): resourceexplorer.Index => {
            const importId = indexes?.get(region);
            return new resourceexplorer.Index(
                region,
                { region, type, tags: { ...tags } },
                {
                    ...inAudit,
                    ...(importId !== undefined && { import: `${importId}@${region}`, ignoreChanges: ["tags", "type"] }),
                },
            );
        };
        const aggregator = index(home, "AGGREGATOR");
        for (const region of others) index(region, "LOCAL");
        const view = new resourceexplorer.View(
            name,
            {
                name: "organization",
                region: home,
                scope: organization.arn,
                defaultView: true,
                includedProperties: [{ name: "tags" }],
                tags: { ...tags },
            },
            { ...inAudit, dependsOn: [aggregator, ...waitedFor(opts)] },
        );
        this.viewArn = view.arn;
        this.registerOutputs({ viewArn: this.viewArn, audit: audit.id, homeRegion: home });
    }
}
