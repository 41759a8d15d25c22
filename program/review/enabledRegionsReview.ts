import type { AccountModel } from "../../definition";
import type { ExistingAccount, ExistingResources } from "../state";
import { NO_FINDINGS, type Findings } from "./reviewFindings";

/** Warns of opt-in regions that the definition no longer names. They stay on: somebody has to look at what is in them first. */
export function regionsLeftOn(
    { key, enabledRegions }: AccountModel,
    { id }: ExistingAccount,
    { regions }: ExistingResources,
): Findings {
    return {
        ...NO_FINDINGS,
        warnings: (regions?.get(key) ?? [])
            .filter((region) => !enabledRegions.includes(region))
            .map(
                (region) =>
                    `region ${region} stays on in account ${key} (${id}), for what is in it would go on costing and could not be reached. When it is empty:\n` +
                    `aws account disable-region --account-id ${id} --region-name ${region}`,
            ),
    };
}
