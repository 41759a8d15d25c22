import * as pulumi from "@pulumi/pulumi";

/**
 * Tells during an `up` how many of the new accounts AWS has made: that takes minutes, and Pulumi's own display shows each of
 * them and not how many are left. A preview has nothing to tell.
 *
 * @param created the accounts that this run creates.
 * @param tell shows a text until the next one.
 */
export function tellProgress(
    created: readonly { readonly id: pulumi.Output<string> }[],
    tell: (text: string) => void = (text) => void pulumi.log.info(text, undefined, undefined, true),
): void {
    if (created.length < 2) return;
    let done = 0;
    for (const { id } of created) {
        id.apply(() => {
            done++;
            tell(`${done} of ${created.length} accounts are created`);
        });
    }
}
