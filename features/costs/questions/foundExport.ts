import type { AwsClients } from "../../../aws/awsClients";
import { exceptionName } from "../../../aws/organization";
import { pagesOf } from "../../../aws/pagesOf";
import type { ExistingResource } from "../../../definition/feature";
import { EXPORT_BUCKET_MARK } from "../../../limits";
import type { CostExportModel } from "../model";
import type { TakenName } from "../plan/foundCosts";
import { COST_RESOURCES } from "../plan/stackBefore";
import type { CostQuestions } from "./costQuestions";

export interface FoundExport {
    /** The bucket is one that an earlier export has left: it is taken over. */
    readonly importName?: string;
    readonly taken: readonly TakenName[];
}

/**
 * Whether AWS has the bucket or the export that this run would create. It is asked only about names that the state does not have: those of a
 * new export, and those that the definition changes.
 */
export async function findExport(
    exported: CostExportModel | undefined,
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
    managementAccountId: string,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<FoundExport> {
    if (!exported) return { taken: [] };
    const outputs = (type: string): ExistingResource["outputs"] =>
        (resources?.get(type) ?? []).find(({ name }) => name === "costs")?.outputs ?? {};
    const bucket = exported.bucket ?? `${exported.name}-${managementAccountId}`;
    const { name } = (outputs(COST_RESOURCES.export)["export"] ?? {}) as { readonly name?: unknown };
    const [found, isTaken] = await Promise.all([
        outputs(COST_RESOURCES.bucket)["bucket"] === bucket
            ? undefined
            : questions.ask(`the bucket ${bucket}`, () => ownerOf(bucket, exported.region, clients)),
        name === exported.name ? false : questions.ask("the exports", () => hasExport(exported.name, clients)),
    ]);
    const taken: TakenName[] =
        isTaken === true ? [{ what: "export", name: exported.name, path: ["costs", "export", "name"] }] : [];
    if (found === undefined || found === "nobody") return { taken };
    if (found === "earlier export") return { importName: bucket, taken };
    return {
        taken: [
            {
                what: "bucket",
                name: bucket,
                path: ["costs", "export", "bucket"],
                ...(found === "out of reach" && { isForeign: true as const }),
            },
            ...taken,
        ],
    };
}

async function hasExport(name: string, clients: AwsClients): Promise<boolean> {
    const { ListExportsCommand } = await import("@aws-sdk/client-bcm-data-exports");
    const client = await clients.dataExports();
    const pages = pagesOf((NextToken) => client.send(new ListExportsCommand({ ...(NextToken && { NextToken }) })));
    for await (const { Exports = [] } of pages) if (Exports.some(({ ExportName }) => ExportName === name)) return true;
    return false;
}

type Owner = "nobody" | "earlier export" | "this account" | "out of reach";

async function ownerOf(Bucket: string, region: string, clients: AwsClients): Promise<Owner> {
    const { GetBucketTaggingCommand, HeadBucketCommand } = await import("@aws-sdk/client-s3");
    const client = await clients.s3(region);
    try {
        await client.send(new HeadBucketCommand({ Bucket }));
    } catch (error) {
        // HeadBucket has no body, so the SDK names its errors after the status.
        const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
        if (status === 404) return "nobody";
        // AWS answers 403 for another account's bucket, and 301 for one in another region, whoever has it.
        if (status === 403 || status === 301) return "out of reach";
        throw error;
    }
    try {
        const { TagSet = [] } = await client.send(new GetBucketTaggingCommand({ Bucket }));
        const isOurs = TagSet.some(
            ({ Key, Value }) => Key === EXPORT_BUCKET_MARK.key && Value === EXPORT_BUCKET_MARK.value,
        );
        return isOurs ? "earlier export" : "this account";
    } catch (error) {
        if (exceptionName(error) === "NoSuchTagSet") return "this account";
        throw error;
    }
}
