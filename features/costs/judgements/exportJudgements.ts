import type { ExistingResource, ExistingState, Findings } from "../../../definition/feature";
import type { Problem } from "../../../definition";
import { quoted } from "../../../limits";
import type { CostExportModel, CostsModel } from "../model";
import type { FoundCosts } from "../plan/foundCosts";
import { COST_RESOURCES } from "../plan/stackBefore";
import { refused, warned } from "./judgementFindings";

/** What happens to the bucket, and what a new export costs. */
export function reviewExport(
    { export: exported }: CostsModel,
    { resources }: ExistingState,
    found: FoundCosts,
): Findings {
    const inState = (resources.get(COST_RESOURCES.bucket) ?? []).find(({ name }) => name === "costs");
    const bucket = inState?.outputs["bucket"];
    const hasBucket = typeof bucket === "string";
    if (!exported) {
        return warned(
            hasBucket
                ? [
                      `the export of costs ends. Its bucket ${quoted(bucket)} stays in AWS with all files, and S3 bills them until somebody deletes it. This stack forgets it, and takes it over if the export comes back`,
                  ]
                : [],
        );
    }
    const { bucket: left } = found.imports;
    const moved = movedBucket(exported, inState, found);
    if (moved) return refused([moved]);
    return warned([
        ...(hasBucket
            ? []
            : [
                  "the export of costs is free, and S3 bills what it stores: about 0.023 USD a GB and month in us-east-1. The first files come within 24 hours, and hold the current month" +
                      (exported.resources ? ". With `resources` they are many times larger" : ""),
              ]),
        ...(hasBucket && isOtherBucket(exported, bucket)
            ? [
                  `the export of costs goes to the bucket ${quoted(exported.bucket ?? `${exported.name}-<management account>`)}. The bucket ${quoted(bucket)} stays in AWS with its files`,
              ]
            : []),
        ...(left === undefined
            ? []
            : [`the bucket ${quoted(left)}, which an earlier export has left, is taken over with its files`]),
    ]);
}

/** A bucket that the definition does not name has the name of the export and the id of the management account. */
function isOtherBucket({ name, bucket }: CostExportModel, before: string): boolean {
    if (bucket !== undefined) return bucket !== before;
    return !(before.startsWith(`${name}-`) && /^\d{12}$/.test(before.slice(name.length + 1)));
}

/** AWS cannot move a bucket to another region: the run would try to make a second one of the same name, and fail half way. */
function movedBucket(
    exported: CostExportModel,
    inState: ExistingResource | undefined,
    { anywhere }: FoundCosts,
): Problem | undefined {
    const { bucket, region } = inState?.outputs ?? {};
    if (typeof bucket !== "string" || typeof region !== "string" || region === exported.region) return undefined;
    if (isOtherBucket(exported, bucket)) return undefined;
    return {
        place: anywhere,
        path: ["costs", "export", "region"],
        message:
            `the bucket ${quoted(bucket)} is in ${region}, and AWS cannot move it to ${exported.region}. ` +
            `Keep region: ${region}, or give another bucket: the old one then stays in AWS with its files`,
    };
}
