import type { Report } from "../../../definition/problemReport";
import { withoutUndefined } from "../../../definition/resolution/withoutUndefined";
import { BUCKET_NAME, COST_EXPORT_NAME, COST_EXPORT_PREFIX, regionError, textError } from "../../../limits";
import type { CostExportModel } from "../model";
import type { CostsInput } from "./costsSchema";

const PATH = ["costs", "export"];

export function exportModel(input: CostsInput["export"], report: Report): CostExportModel | undefined {
    if (input === undefined || input === false) return undefined;
    const said = input === true ? {} : input;
    const { name = "costs", format = "focus", region = "us-east-1", bucket } = said;
    const { prefix = format, resources = false, keepOldVersionsDays = 30 } = said;
    for (const [key, limits, text] of [
        ["name", COST_EXPORT_NAME, name],
        ["bucket", BUCKET_NAME, bucket],
        ["prefix", COST_EXPORT_PREFIX, prefix],
    ] as const) {
        const error = text === undefined ? undefined : textError(limits, text);
        if (error) report.add([...PATH, key], error);
    }
    if (bucket === undefined && said.name !== undefined) {
        const error = textError(BUCKET_NAME, `${name}-111122223333`);
        if (error) report.add([...PATH, "name"], `becomes the bucket's name, and ${error}. Or give a bucket`);
    }
    const wrongRegion = regionError(region);
    if (wrongRegion) report.add([...PATH, "region"], wrongRegion);
    if (!(Number.isInteger(keepOldVersionsDays) && keepOldVersionsDays >= 1 && keepOldVersionsDays <= 3650)) {
        report.add([...PATH, "keepOldVersionsDays"], `${keepOldVersionsDays} is no number of days: give 1 to 3650`);
    }
    return { name, format, ...withoutUndefined({ bucket }), prefix, region, resources, keepOldVersionsDays };
}
