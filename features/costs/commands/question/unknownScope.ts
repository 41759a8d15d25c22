import { didYouMean, list, listSome, visible } from "../../../../limits";
import type { CommandContext } from "../../../../operations/cli";
import { costs } from "../../definition";
import { valuesOf } from "../../model/dimensionValues";

/** The most names of a kind in the message. */
const NAMED = 6;
/** What people call the account that pays; the definition does not have it. */
const MANAGEMENT = /^(the )?(management|master|payer|root)([ -]?account)?$/i;

/** Why `--in` names nothing, with the names that may be meant, or else with those that there are. */
export function unknownScope(text: string, { model, settings }: CommandContext): string {
    if (MANAGEMENT.test(text)) {
        const [id = "", ...others] = settings.aws.allowedAccountIds;
        const advice =
            id === "" || others.length > 0 ? "its id, which `org costs --by account` shows" : `its id: --in ${id}`;
        return `--in ${visible(text)}: the management account is not in the definition. Name it by ${advice}`;
    }
    const { dimensions, accounts: divided } = model.features.get(costs);
    const units = model.units.map(({ key }) => key);
    const accounts = model.accounts.map(({ key }) => key);
    const values = dimensions.flatMap((dimension) =>
        [...valuesOf(dimension, { accounts: divided }), dimension.defaultValue].map((one) => `${dimension.key}=${one}`),
    );
    const all = [...units, ...accounts, ...values];
    const similar = all.filter((one) => one.toLowerCase().includes(text.toLowerCase()));
    const hint =
        didYouMean(text, [...units, ...accounts]) ||
        (text === "" || similar.length === 0
            ? ""
            : ` Did you mean ${list(
                  similar.map((one) => visible(one)),
                  NAMED,
                  "or",
              )}?`);
    const kinds = [
        ["the units", units],
        ["the accounts", accounts],
        ["the values", values],
    ] as const;
    const known = kinds.flatMap(([what, names]) => (names.length === 0 ? [] : [`${what} ${listSome(names, NAMED)}`]));
    return (
        `--in ${visible(text)}: there is no such unit, account or value of a dimension.${hint}` +
        (hint === "" && known.length > 0
            ? ` There are ${known.join("; ")}`
            : " Name a unit, an account or a value, such as team=shop")
    );
}
