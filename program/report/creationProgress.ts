import * as pulumi from "@pulumi/pulumi";
import { newAccounts } from "../creation";
import type { RunPlan } from "../plan";
import type { Registered } from "../register";

/**
 * Reports during an `up` how many of the new accounts AWS has created. That takes minutes, and Pulumi's own display does not show how many
 * are left. In a preview there is nothing to report.
 */
export function reportCreations({ model, existing }: RunPlan, { accounts }: Registered): void {
    countCreations(
        newAccounts(model, existing).flatMap(({ key }) => accounts.get(key) ?? []),
        (text) => void pulumi.log.info(text, undefined, undefined, true),
    );
}

/**
 * Counts accounts as they are created. One account is not counted.
 *
 * @param show shows a text until the next one.
 */
export function countCreations(
    created: readonly { readonly id: pulumi.Output<string> }[],
    show: (text: string) => void,
): void {
    if (created.length < 2) return;
    let done = 0;
    for (const { id } of created) {
        id.apply(() => {
            done++;
            show(`${done} of ${created.length} accounts are created`);
        });
    }
}
