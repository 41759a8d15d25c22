import type { DetectionClients } from "../../../aws/detectionClients";
import { TRAIL_MARK } from "../../../limits";
import type { FoundSecurity, FoundTrail, LeftTrail } from "../plan/foundSecurity";
import { outputsOf, SECURITY_RESOURCES, TRAIL } from "../plan/securityResources";
import type { SecurityModel } from "../securityModel";
import type { SecurityQuestions } from "./securityQuestions";

/** Other trails of the organisation, and what an earlier trail has left. It is asked only before the trail is made. */
export async function findTrail(
    { auditTrail, regions: [region] }: SecurityModel,
    logArchiveId: string | undefined,
    questions: SecurityQuestions,
): Promise<Pick<FoundSecurity, "trails" | "areTrailsUnread" | "takenTrailName" | "leftTrail" | "takenBucket">> {
    if (!auditTrail || region === undefined) return { trails: [] };
    const isKnown = questions.has(SECURITY_RESOURCES.trail, TRAIL);
    const trails = isKnown
        ? []
        : await questions.ask("the organisation's trails", () => trailsOf(region, questions.management));
    const bucket = auditTrail.bucket ?? (logArchiveId && `organization-trail-${logArchiveId}`);
    const known = outputsOf(questions.resources, SECURITY_RESOURCES.bucket, TRAIL)?.["bucket"];
    const { logArchive } = questions;
    const left =
        bucket === undefined || known === bucket || !logArchive
            ? undefined
            : await questions.ask(`the bucket ${bucket}`, () => leftIn(bucket, region, logArchive));
    return {
        trails: (trails ?? []).filter(({ isOfOrganization }) => isOfOrganization),
        ...(!trails && { areTrailsUnread: true }),
        ...(trails?.some(({ name, isOfOrganization }) => !isOfOrganization && name === auditTrail.name) && {
            takenTrailName: auditTrail.name,
        }),
        ...(left && "takenBucket" in left && { takenBucket: left.takenBucket }),
        ...(left && "bucket" in left && { leftTrail: left }),
    };
}

/** The trails of the management account. One of all regions has a shadow in each; one of another region alone is not seen. */
async function trailsOf(
    region: string,
    clients: DetectionClients,
): Promise<(FoundTrail & { readonly isOfOrganization: boolean })[]> {
    const { DescribeTrailsCommand } = await import("@aws-sdk/client-cloudtrail");
    const client = await clients.cloudTrail(region);
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
    return trailList.map(({ Name = "", TrailARN = "", S3BucketName = "", IsOrganizationTrail = false }) => ({
        name: Name,
        arn: TrailARN,
        bucket: S3BucketName,
        isOfOrganization: IsOrganizationTrail,
    }));
}

async function leftIn(
    bucket: string,
    region: string,
    clients: DetectionClients,
): Promise<LeftTrail | undefined | { readonly takenBucket: string }> {
    const owner = await ownerOf(bucket, region, clients);
    if (owner === "nobody") {
        const ofAccessLogs = await ownerOf(`${bucket}-access`, region, clients);
        return ofAccessLogs === "somebody else" ? { takenBucket: `${bucket}-access` } : undefined;
    }
    if (owner !== "earlier trail") return { takenBucket: bucket };
    const { GetBucketEncryptionCommand } = await import("@aws-sdk/client-s3");
    const [{ ServerSideEncryptionConfiguration }, accessLogs, retentionDays] = await Promise.all([
        (await clients.s3(region)).send(new GetBucketEncryptionCommand({ Bucket: bucket })),
        ownerOf(`${bucket}-access`, region, clients),
        retentionOf(bucket, region, clients),
    ]);
    const key = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
    return {
        bucket,
        ...(accessLogs === "earlier trail" && { accessLogs: `${bucket}-access` }),
        ...(key !== undefined && { keyId: key.split("/").at(-1) ?? key }),
        ...(retentionDays !== undefined && { retentionDays }),
    };
}

/** After how many days a bucket deletes what is in it; undefined: never. */
async function retentionOf(Bucket: string, region: string, clients: DetectionClients): Promise<number | undefined> {
    const { GetBucketLifecycleConfigurationCommand } = await import("@aws-sdk/client-s3");
    const client = await clients.s3(region);
    try {
        const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
        const days = Rules.flatMap(({ Expiration, Status }) => (Status === "Enabled" ? (Expiration?.Days ?? []) : []));
        return days.length > 0 ? Math.min(...days) : undefined;
    } catch (error) {
        if (error instanceof Error && error.name === "NoSuchLifecycleConfiguration") return undefined;
        throw error;
    }
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
