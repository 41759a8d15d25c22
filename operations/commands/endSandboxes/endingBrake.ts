import type { OrganizationModel } from "../../../definition";
import { listSome, visible } from "../../../limits";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, type CommandValues } from "../../cli/orgCommand";

/** The most sandboxes that end in one run, unless somebody says a number. */
const MOST_AT_ONCE = 5;
/** And the most of all sandboxes, as a share: a few sandboxes need a brake too. */
const MOST_SHARE = 0.5;

/**
 * How many sandboxes may end in one run without somebody saying so. One mistake that is merged and applied, such as a wrong year in every
 * `expires`, makes all of them due at once, and nobody gets back what is emptied.
 */
export function usualAtOnce({ accounts }: Pick<OrganizationModel, "accounts">): number {
    const sandboxes = accounts.filter(({ kind }) => kind === "sandbox").length;
    return Math.min(MOST_AT_ONCE, Math.max(1, Math.floor(sandboxes * MOST_SHARE)));
}

/**
 * How many sandboxes may end in this run. Whoever names accounts means each of them.
 *
 * @param named how many accounts the command line names.
 * @throws CommandError if `--up-to` is no number of sandboxes.
 */
export function allowedAtOnce(
    model: Pick<OrganizationModel, "accounts">,
    values: CommandValues,
    named: number,
): number {
    const upTo = textValue(values, "upTo");
    if (upTo === undefined) return named > 0 ? named : usualAtOnce(model);
    if (/^[1-9]\d{0,4}$/.test(upTo)) return Number(upTo);
    throw new CommandError(`--up-to ${visible(upTo)}: give a number of sandboxes, such as 12`, EXIT.usage);
}

/**
 * Why the run does nothing.
 *
 * @param due keys of the accounts.
 */
export function tooManyAtOnce(due: readonly string[], allowed: number): string {
    return (
        `${due.length} sandboxes are due, and this run may empty or close ${allowed}: ${listSome(due, 20)}. ` +
        "One mistake in the definition can make that many due, such as a wrong year in `expires`. Read the list (`org end-sandboxes`). " +
        `If all are meant, say how many: --up-to ${due.length}. Or name those that are meant. Nothing was done`
    );
}
