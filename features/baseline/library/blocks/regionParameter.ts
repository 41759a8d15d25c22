import { z } from "zod";
import { regionError } from "../../../../limits";
import type { NamedRegion } from "../libraryBlock";

/** A region, or an empty text for none. */
export const regionOrNone = z.string().check(({ value, issues }) => {
    const message = value === "" ? undefined : regionError(value);
    if (message !== undefined) issues.push({ code: "custom", input: value, message });
});

/** The region of a KMS key that a parameter `key` names by its ARN. */
export function regionOfKey(arn: string): readonly NamedRegion[] {
    const region = arn.startsWith("arn:") ? arn.split(":")[3] : undefined;
    if (region === undefined) return [];
    return [{ parameter: "key", region, isOnly: true, purpose: "AWS uses a key in its own region only" }];
}
