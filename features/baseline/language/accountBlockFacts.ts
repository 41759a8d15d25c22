import { formatPlace } from "../../../definition";
import type { FactSection } from "../../../definition/feature";
import type { Origins } from "../../../definition/valueOrigins";
import { list, visible } from "../../../limits";
import type { BaselineModel } from "../model";

/** The blocks of an account, for `org effective`. */
export function baselineFacts(
    { blocks, accounts }: BaselineModel,
    { key }: { readonly key: string },
    origins: Origins,
): readonly FactSection[] {
    const of = new Map(blocks.map((block) => [block.key, block]));
    return [
        {
            key: "baseline",
            heading: "BASELINE",
            facts: (accounts.get(key)?.blocks ?? []).map(({ block, regions, parameters, path }) => {
                const own = Object.entries(parameters).filter(
                    ([name, value]) => of.get(block)?.parameters[name] !== value,
                );
                const values = own.map(([name, value]) => `${name} ${visible(value)}`);
                const place = origins.written(path);
                return {
                    name: block,
                    value: [
                        visible(of.get(block)?.title ?? ""),
                        ...(regions.length > 0 ? [`in ${list(regions)}`] : []),
                        ...(values.length > 0 ? [`with ${list(values)}`] : []),
                    ].join(", "),
                    ...(place && { from: formatPlace(place) }),
                };
            }),
        },
    ];
}

/** What programs read of an account's baseline. */
export function baselineOfAccountJson({ blocks, accounts }: BaselineModel, key: string): Record<string, unknown> {
    if (blocks.length === 0) return {};
    const own = (accounts.get(key)?.blocks ?? []).map(({ block, regions, parameters }): [string, unknown] => [
        block,
        { regions, parameters },
    ]);
    return { baseline: Object.fromEntries(own) };
}
