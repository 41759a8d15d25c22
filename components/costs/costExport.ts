import * as bcmdata from "@pulumi/aws/bcmdata";
import * as pulumi from "@pulumi/pulumi";
import type { Organization } from "../organization";
import { COST_TYPES } from "../typeTokens";
import type { CostTags } from "./costTags";
import { exportBucket } from "./exportBucket";
import { dataQuery } from "./exportedTable";

export interface CostExportArgs {
    readonly organization: Pick<Organization, "arn" | "managementAccountId">;
    /** The export's name in AWS. Another name replaces the export, not the bucket. Default: `costs` */
    readonly name?: string;
    /** `focus`: FOCUS 1.0 with AWS's columns. `cur2`: the Cost and Usage Report 2.0. Default: `focus` */
    readonly format?: "focus" | "cur2";
    /** The name of the bucket, unique among all of AWS. Another name makes another bucket, and the first stays. Default: name and account */
    readonly bucket?: pulumi.Input<string>;
    /** The folder in the bucket. Default: the format */
    readonly prefix?: string;
    /** Of the bucket. Default: `us-east-1` */
    readonly region?: string;
    /** Ids of resources are exported too, which makes it many times larger. Default: false */
    readonly resources?: boolean;
    /** AWS overwrites the files of a month several times a day. What it has overwritten is deleted after these days. Default: 30 */
    readonly keepOldVersionsDays?: number;
    /** Of the bucket and the export. Default: none */
    readonly tags?: CostTags;
}

/** What AWS has already. A new export needs none of it. */
export interface CostExportHistory {
    /** The name of an existing bucket that this run imports: one that an earlier export has left. Leave it out in later runs. */
    readonly importBucket?: string;
}

/**
 * A daily export of all costs as Parquet files by AWS Data Exports, and the bucket that it is written to. The export is free; S3 bills what
 * is stored. When this is taken out of the program, the export ends, and the bucket with its files stays in AWS.
 */
export class CostExport extends pulumi.ComponentResource {
    readonly bucket: pulumi.Output<string>;
    readonly exportArn: pulumi.Output<string>;

    constructor(
        name: string,
        args: CostExportArgs,
        opts: pulumi.ComponentResourceOptions = {},
        { importBucket }: CostExportHistory = {},
    ) {
        super(COST_TYPES.export, name, {}, opts);
        const { organization, format = "focus", region = "us-east-1" } = args;
        const { name: exportName = "costs", prefix = format, resources = false, keepOldVersionsDays = 30 } = args;
        const accountId = organization.managementAccountId;
        const { bucket, guards } = exportBucket(
            name,
            {
                bucket: args.bucket ?? pulumi.interpolate`${exportName}-${accountId}`,
                region,
                accountId,
                partition: organization.arn.apply((arn) => arn.split(":")[1] ?? "aws"),
                keepOldVersionsDays,
                tags: args.tags,
            },
            this,
            importBucket,
        );
        const dataExport = new bcmdata.Export(
            name,
            {
                export: {
                    name: exportName,
                    dataQueries: [dataQuery(format, resources)],
                    destinationConfigurations: [
                        {
                            s3Destinations: [
                                {
                                    s3Bucket: bucket.bucket,
                                    s3Prefix: prefix,
                                    s3Region: region,
                                    s3OutputConfigurations: [OUTPUT],
                                },
                            ],
                        },
                    ],
                    refreshCadences: [{ frequency: "SYNCHRONOUS" }],
                },
                ...(args.tags && { tags: { ...args.tags } }),
            },
            // Names of exports are unique, so the old one is deleted first. AWS checks the bucket's policy when it makes an export.
            { parent: this, dependsOn: [...guards], deleteBeforeReplace: true },
        );
        this.bucket = bucket.bucket;
        this.exportArn = dataExport.arn;
        this.registerOutputs({ bucket: this.bucket, exportArn: this.exportArn });
    }
}

const OUTPUT = { format: "PARQUET", compression: "PARQUET", outputType: "CUSTOM", overwrite: "OVERWRITE_REPORT" };
