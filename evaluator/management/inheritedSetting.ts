import type { InheritanceOperator } from "./inheritanceOperators";

/** Where something of an effective policy comes from. */
export interface SettingSource {
    readonly level: string;
    readonly policy: string;
}

export interface InheritanceProblem {
    /**
     * `ignored`: AWS passes over it without a word. `conflict`: the result depends on the order in which policies at one level
     * were attached. `invalid`: AWS refuses it, or the effective policy.
     */
    readonly kind: "ignored" | "conflict" | "invalid";
    readonly path: readonly string[];
    readonly source: SettingSource;
    readonly message: string;
}

/** A setting as it has become so far. */
export interface InheritedSetting {
    readonly isList: boolean;
    readonly items: readonly { readonly value: unknown; readonly source: SettingSource }[];
}

/** What one policy does to a setting. */
export interface SettingChange {
    readonly source: SettingSource;
    readonly operations: readonly { readonly operator: InheritanceOperator; readonly value: unknown }[];
}

/**
 * Applies what the policies of one level do to one setting: what they assign, then what they append, then what they remove.
 * AWS takes them in the order in which they were attached; where that makes a difference it is a problem.
 *
 * @returns nothing where it is not set, or no longer.
 */
export function applySetting(
    before: InheritedSetting | undefined,
    changes: readonly SettingChange[],
    path: readonly string[],
    problems: InheritanceProblem[],
): InheritedSetting | undefined {
    const of = (wanted: InheritanceOperator): { value: unknown; source: SettingSource }[] =>
        changes.flatMap(({ source, operations }) =>
            operations.flatMap(({ operator, value }) => (operator === wanted ? [{ value, source }] : [])),
        );
    const assigned = of("@@assign");
    const appended = of("@@append");
    const removed = of("@@remove");
    const conflict = (source: SettingSource, other: SettingSource, what: string): void => {
        problems.push({
            kind: "conflict",
            path,
            source,
            message: `${what} policy ${other.policy} at the same level: which counts depends on the order in which they were attached`,
        });
    };

    const [first, ...others] = assigned;
    for (const { value, source } of others) {
        if (first && JSON.stringify(value) !== JSON.stringify(first.value)) {
            conflict(source, first.source, "assigns another value than");
        }
    }
    for (const { source } of [...appended, ...removed]) {
        const other = assigned.find((one) => one.source.policy !== source.policy);
        if (other) conflict(source, other.source, "adds to or removes from a list that is assigned by");
    }
    for (const { value, source } of removed) {
        const other = appended.find(
            (one) => one.source.policy !== source.policy && list(one.value).some((item) => has(list(value), item)),
        );
        if (other) conflict(source, other.source, "removes what is appended by");
    }

    let setting: InheritedSetting | undefined = first
        ? {
              isList: Array.isArray(first.value),
              items: list(first.value).map((value) => ({ value, source: first.source })),
          }
        : before;
    for (const [operator, edits] of [
        ["@@append", appended],
        ["@@remove", removed],
    ] as const) {
        for (const { value, source } of edits) {
            if (setting && !setting.isList) {
                const message = `uses ${operator} on a single value: it works on lists only`;
                problems.push({ kind: "invalid", path, source, message });
                continue;
            }
            const items = setting?.items ?? [];
            const values = items.map((item) => item.value);
            if (operator === "@@append") {
                const added = list(value).filter(
                    (item, index, all) => !has(values, item) && all.indexOf(item) === index,
                );
                setting = {
                    isList: true,
                    items: [...items, ...added.map((item) => ({ value: item, source }))],
                };
            } else if (setting) {
                setting = {
                    ...setting,
                    items: items.filter((item) => !has(list(value), item.value)),
                };
            }
        }
    }
    // Nothing is left of a list: it is no longer set.
    return removed.length > 0 && setting?.isList && setting.items.length === 0 ? undefined : setting;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

const has = (values: readonly unknown[], value: unknown): boolean =>
    values.some((one) => JSON.stringify(one) === JSON.stringify(value));
