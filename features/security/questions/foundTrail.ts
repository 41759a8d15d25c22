import type { DetectionClients } from "../../../aws/detectionClients";
import { TRAIL_MARK } from "../../../limits";
import type { FoundSecurity, FoundTrail } from "../plan/foundSecurity";
import { outputsOf, SECURITY_RESOURCES, TRAIL } from "../plan/securityResources";
import type { SecurityModel } from "../securityModel";
import type { SecurityQuestions } from "./securityQuestions";

/** Other trails of the organisation, and what an earlier trail has left. It is asked only before the trail is made. */
export async function findTrail(
    { auditTrail, regions: [region] }: SecurityModel,
    logArchiveId: string | undefined,
    questions: SecurityQuestions,
): Promise<Pick<FoundSecurity, "trails" | "leftTrail" | "takenBucket">> {
    if (!auditTrail || region === undefined) return { trails: [] };
    const trails = questions.has(SECURITY_RESOURCES.trail, TRAIL)
        ? undefined
        : await questions.ask("the organisation's trails", () => organizationTrails(region, questions.management));
    const bucket = auditTrail.bucket ?? (logArchiveId && `organization-trail-${logArchiveId}`);
    const known = outputsOf(questions.resources, SECURITY_RESOURCES.bucket, TRAIL)?.["bucket"];
    const { logArchive } = questions;
    const left =
        bucket === undefined || known === bucket || !logArchive
            ? undefined
            : await questions.ask(`the bucket ${bucket}`, () => leftIn(bucket, region, logArchive));
    return {
        trails: trails ?? [],
        ...(left && "takenBucket" in left && { takenBucket: left.takenBucket }),
        ...(left && "bucket" in left && { leftTrail: left }),
    };
}

async function organizationTrails(region: string, clients: DetectionClients): Promise<FoundTrail[]> {
    const { DescribeTrailsCommand } = await import("@aws-sdk/client-cloudtrail");
    const client = await clients.cloudTrail(region);
    // Trails of all regions have a shadow in each.
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
    return trailList
        .filter(({ IsOrganizationTrail }) => IsOrganizationTrail === true)
        .map(({ Name = "", TrailARN = "", S3BucketName = "" }) => ({
            name: Name,
            arn: TrailARN,
            bucket: S3BucketName,
        }));
}

async function leftIn(
    bucket: string,
    region: string,
    clients: DetectionClients,
): Promise<FoundSecurity["leftTrail"] | { readonly takenBucket: string }> {
    const owner = await ownerOf(bucket, region, clients);
    if (owner === "nobody") return undefined;
    if (owner !== "earlier trail") return { takenBucket: bucket };
    const { GetBucketEncryptionCommand } = await import("@aws-sdk/client-s3");
    const [{ ServerSideEncryptionConfiguration }, accessLogs] = await Promise.all([
        (await clients.s3(region)).send(new GetBucketEncryptionCommand({ Bucket: bucket })),
        ownerOf(`${bucket}-access`, region, clients),
    ]);
    const key = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
    return {
        bucket,
        ...(accessLogs === "earlier trail" && { accessLogs: `${bucket}-access` }),
        ...(key !== undefined && { keyId: key.split("/").at(-1) ?? key }),
    };
}

async function ownerOf(
    Bucket: string,
    region: string,
    clients: DetectionClients,
): Promise<"nobody" | "earlier trail" | "somebody else"> {
    const { GetBucketTaggingCommand, HeadBucketCommand } = await import("@aws-sdk/client-s3");
    const client = await clients.s3(region);
    try {
        await client.send(new HeadBucketCommand({ Bucket }));
        const { TagSet = [] } = await client.send(new GetBucketTaggingCommand({ Bucket }));
        const isOurs = TagSet.some(({ Key, Value }) => Key === TRAIL_MARK.key && Value === TRAIL_MARK.value);
        return isOurs ? "earlier trail" : "somebody else";
    } catch (error) {
        // HeadBucket has no body, so the SDK names its errors after the status.
        const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
        if (error instanceof Error && error.name === "NoSuchTagSet") return "somebody else";
        if (status === 404) return "nobody";
        // AWS answers 403 for another account's bucket, and 301 for one in another region, whoever has it.
        if (status === 403 || status === 301) return "somebody else";
        throw error;
    }
}
