import type { AccountModel } from "../../definition";
import type { ExistingAccount, ExistingResources } from "../state";
import { nothing, type Findings } from "./reviewFindings";

/** A region that is no longer named stays on; whoever wants it off has to look at what is in it. */
export function regionsLeftOn(
    { key, enabledRegions }: AccountModel,
    { id }: ExistingAccount,
    { regions }: ExistingResources,
): Findings {
    return {
        ...nothing,
        warnings: (regions?.get(key) ?? [])
            .filter((region) => !enabledRegions.includes(region))
            .map(
                (region) =>
                    `region ${region} stays on in account ${key} (${id}), for what is in it would go on costing and could not be reached. When it is empty:\n` +
                    `aws account disable-region --account-id ${id} --region-name ${region}`,
            ),
    };
}
