import type { OrganizationModel } from "../../../definition/model";
import type { Path } from "../../../definition/problemReport";
import { didYouMean, visible } from "../../../limits";
import type { AccountSelector, GrantModel } from "../model";
import { SelectedAccounts } from "./selectedAccounts";

/** One value of a selector. */
interface SelectedValue {
    /** `tag Team=shop`, as a message names it. */
    readonly text: string;
    /** The value alone. */
    readonly alone: AccountSelector;
    readonly tag?: { readonly key: string; readonly value: string };
}

/**
 * Finds what `where` and `except` say in vain. A mistyped value beside right ones looks like any other: in `where` somebody gets less than is
 * written, in `except` more.
 */
export class IdleSelectors {
    readonly #selected: SelectedAccounts;
    /** The values that accounts have, by the tag's key. */
    readonly #tagValues = new Map<string, Set<string>>();

    constructor({ accounts }: Pick<OrganizationModel, "accounts">) {
        this.#selected = new SelectedAccounts({ accounts });
        for (const { tags } of accounts) {
            for (const [key, value] of Object.entries(tags)) {
                const values = this.#tagValues.get(key) ?? new Set();
                this.#tagValues.set(key, values.add(value));
            }
        }
    }

    /**
     * The values, and the entries of a list, that mean no account, in a line that means some.
     *
     * @param at returns where a path is written, with a colon.
     */
    ofWhere({ where }: GrantModel, at: (path: Path) => string): readonly string[] {
        return where.flatMap((selector) => {
            const idle = valuesOf(selector).filter(({ alone }) => this.#meansNothing([alone]));
            const nothing = "means no account yet, so this line gives nothing by it";
            if (idle.length > 0) {
                return idle.map((one) => `${at(one.alone.path)}${one.text} ${nothing}${this.#meant(one)}`);
            }
            return this.#meansNothing([selector])
                ? [`${at(selector.path)}what this entry says together ${nothing}`]
                : [];
        });
    }

    /** What `except` cannot take out. A unit may be excepted before its first account is there, so that is none of it. */
    ofExcept({ where, except, managementAccount, path }: GrantModel, at: (path: Path) => string): readonly string[] {
        if (except.length === 0) return [];
        if (where.length === 0 && managementAccount) {
            return [
                `${at([...path, "except"])}\`except\` takes nothing out: this line means the management account only`,
            ];
        }
        const meant = this.#selected.of(where);
        return except.flatMap((selector) =>
            valuesOf(selector).flatMap((one): string[] => {
                const place = at(one.alone.path);
                const [account] = one.alone.accounts ?? [];
                if (account !== undefined && !meant.has(account)) {
                    return [`${place}\`except\` names ${one.text}, which this line does not mean`];
                }
                return one.tag && this.#meansNothing([one.alone])
                    ? [`${place}no account has the ${one.text}, so \`except\` takes none out by it.${this.#hint(one)}`]
                    : [];
            }),
        );
    }

    /** `. Did you mean "shop"?` after the first tag of a line's `where` that no account has. */
    meantTag({ where }: GrantModel): string {
        const idle = where.flatMap(valuesOf).find((one) => one.tag && this.#meansNothing([one.alone]));
        return idle ? `: no account has the ${idle.text}${this.#meant(idle)}` : "";
    }

    #meant(value: SelectedValue): string {
        const hint = this.#hint(value);
        return hint === "" ? "" : `.${hint}`;
    }

    #hint({ tag }: SelectedValue): string {
        return tag ? didYouMean(tag.value, [...(this.#tagValues.get(tag.key) ?? [])]) : "";
    }

    #meansNothing(selectors: readonly AccountSelector[]): boolean {
        return this.#selected.of(selectors).size === 0;
    }
}

function valuesOf({ accounts = [], units = [], kinds = [], tags = {}, path }: AccountSelector): SelectedValue[] {
    return [
        ...accounts.map((key, index) => ({
            text: `account ${visible(key)}`,
            alone: { accounts: [key], path: [...path, "accounts", index] },
        })),
        ...units.map((key, index) => ({
            text: `unit ${visible(key)}`,
            alone: { units: [key], path: [...path, "units", index] },
        })),
        ...kinds.map((kind, index) => ({
            text: `kind ${kind}`,
            alone: { kinds: [kind], path: [...path, "kinds", index] },
        })),
        ...Object.entries(tags).flatMap(([key, values]) =>
            values.map((value, index) => ({
                text: `tag ${visible(key)}=${visible(value)}`,
                alone: { tags: { [key]: [value] }, path: [...path, "tags", key, index] },
                tag: { key, value },
            })),
        ),
    ];
}
