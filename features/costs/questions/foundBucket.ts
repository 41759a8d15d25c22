import type { AwsClients } from "../../../aws/awsClients";
import { exceptionName } from "../../../aws/organization";
import { EXPORT_BUCKET_MARK } from "../../../limits";
import type { CostExportModel } from "../model";
import type { TakenName } from "../plan/foundCosts";
import type { CostQuestions } from "./costQuestions";

export interface FoundBucket {
    /** The bucket is one that an earlier export has left: it is taken over. */
    readonly importName?: string;
    readonly taken: readonly TakenName[];
}

/** Whether the bucket of a new export exists already. AWS is asked only if the state has none. */
export async function findBucket(
    exported: CostExportModel | undefined,
    inState: boolean,
    managementAccountId: string,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<FoundBucket> {
    if (!exported || inState) return { taken: [] };
    const name = exported.bucket ?? `${exported.name}-${managementAccountId}`;
    const found = await questions.ask(`the bucket ${name}`, () => ownerOf(name, exported.region, clients));
    if (found === undefined || found === "nobody") return { taken: [] };
    if (found === "earlier export") return { importName: name, taken: [] };
    return {
        taken: [
            {
                what: "bucket",
                name,
                path: ["costs", "export", "bucket"],
                ...(found === "another account" && { isForeign: true as const }),
            },
        ],
    };
}

type Owner = "nobody" | "earlier export" | "this account" | "another account";

async function ownerOf(Bucket: string, region: string, clients: AwsClients): Promise<Owner> {
    const { GetBucketTaggingCommand, HeadBucketCommand } = await import("@aws-sdk/client-s3");
    const client = await clients.s3(region);
    try {
        await client.send(new HeadBucketCommand({ Bucket }));
    } catch (error) {
        // HeadBucket has no body, so the SDK names its errors after the status.
        const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
        if (status === 404) return "nobody";
        if (status === 403 || status === 301) return "another account";
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
