import { formatPlace } from "../../definition";
import { IF_REGION_IS_NEW, unknownRegion } from "../../limits";
import type { AssertionModel } from "./assertionModel";

/** What an assertion of any kind says of a request. */
type AssertedRequest = Pick<AssertionModel, "key" | "regions" | "resource" | "context" | "place">;

/**
 * Warns of regions that AWS does not have. Guardrails on regions deny them like any other, so an assertion with a misspelt region may
 * hold and prove nothing.
 */
export function unknownRegions({ assertions }: { readonly assertions: readonly AssertedRequest[] }): string[] {
    return assertions.flatMap(({ key, regions, resource, context, place }) =>
        [...new Set([...regions, ...regionOf(resource), ...requestedRegions(context)])].flatMap((region) => {
            const unknown = unknownRegion(region);
            return unknown === undefined
                ? []
                : [`${formatPlace(place)}: assertion ${key}: ${unknown} ${IF_REGION_IS_NEW}`];
        }),
    );
}

/** The region of an ARN, where it has one that is no pattern. */
function regionOf(arn = ""): string[] {
    const region = arn.split(":")[3] ?? "";
    return region === "" || /[*?]/.test(region) ? [] : [region];
}

function requestedRegions(context: AssertionModel["context"]): string[] {
    return Object.entries(context).flatMap(([key, value]) =>
        key.toLowerCase() === "aws:requestedregion" ? [value].flat().filter((one) => typeof one === "string") : [],
    );
}
