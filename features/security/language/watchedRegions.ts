import type { OrganizationModel } from "../../../definition";
import type { Report } from "../../../definition/problemReport";
import { mixedPartitions } from "../../../evaluator/request/endpointRegions";
import { allowedRegions } from "../../../evaluator/policyPurpose";
import { regionError, unknownRegion } from "../../../limits";

/** The regions that are watched: those written, or those to which the root's guardrails limit all work. The first is the home region. */
export function watchedRegions(
    written: readonly string[] | undefined,
    organization: OrganizationModel,
    report: Report,
): readonly string[] {
    if (written === undefined) {
        const found = regionsOfRoot(organization);
        if (found === undefined) {
            report.add(
                ["security"],
                "says no regions, and the root has no `regions` from which they could be taken. Write those in use, the home region first: regions: [eu-central-1, us-east-1]",
            );
        }
        return found ?? [];
    }
    if (written.length === 0) report.add(["security", "regions"], "is an empty list: give at least 1 region");
    for (const [index, region] of written.entries()) {
        const wrong =
            regionError(region) ??
            unknownRegion(region) ??
            (written.indexOf(region) < index ? `names ${region} a second time: keep one` : undefined);
        if (wrong !== undefined) report.add(["security", "regions", index], wrong);
    }
    const partitions = mixedPartitions(written);
    if (partitions !== undefined) report.add(["security", "regions"], partitions);
    return [...new Set(written)];
}

/** Those that a policy at the root leaves to all work; undefined if none limits them. */
function regionsOfRoot({ guardrails, policies }: OrganizationModel): readonly string[] | undefined {
    const attached = policies.filter(({ key }) => guardrails.includes(key));
    const lists = attached.flatMap((policy) => {
        const regions = allowedRegions(policy);
        return regions === undefined ? [] : [regions];
    });
    const [first, ...others] = lists;
    const common = first?.filter((region) => others.every((one) => one.includes(region)));
    return common && common.length > 0 ? common : undefined;
}
