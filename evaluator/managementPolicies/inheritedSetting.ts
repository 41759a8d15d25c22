import type { InheritanceOperator } from "./inheritanceOperators";

/** Where a value of an effective policy comes from. */
export interface SettingSource {
    readonly level: string;
    readonly policy: string;
}

export interface InheritanceProblem {
    /**
     * `ignored`: AWS ignores it without a message. `conflict`: the result depends on the order in which policies at one level were
     * attached. `invalid`: AWS refuses it, or the effective policy.
     */
    readonly kind: "ignored" | "conflict" | "invalid";
    readonly path: readonly string[];
    readonly source: SettingSource;
    readonly message: string;
}

/** A setting after the levels so far. */
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
 * AWS applies them in the order in which they were attached. If that order makes a difference, it is reported as a problem.
 *
 * @returns undefined if the setting is not set, or not any more.
 */
export function applySetting(
    before: InheritedSetting | undefined,
    changes: readonly SettingChange[],
    path: readonly string[],
    problems: InheritanceProblem[],
): InheritedSetting | undefined {
    const assigned = editsOf("@@assign", changes);
    const appended = editsOf("@@append", changes);
    const removed = editsOf("@@remove", changes);
    problems.push(...conflictsAmong(assigned, appended, removed, path));

    const [first] = assigned;
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
        for (const edit of edits) {
            if (setting && !setting.isList) {
                const message = `uses ${operator} on a single value: it works on lists only`;
                problems.push({ kind: "invalid", path, source: edit.source, message });
                continue;
            }
            setting = operator === "@@append" ? appendTo(setting, edit) : setting && removeFrom(setting, edit);
        }
    }
    // An empty list is no longer set.
    return removed.length > 0 && setting?.isList && setting.items.length === 0 ? undefined : setting;
}

/** What one policy does to a setting with one operator. */
interface SettingEdit {
    readonly value: unknown;
    readonly source: SettingSource;
}

function editsOf(wanted: InheritanceOperator, changes: readonly SettingChange[]): SettingEdit[] {
    return changes.flatMap(({ source, operations }) =>
        operations.flatMap(({ operator, value }) => (operator === wanted ? [{ value, source }] : [])),
    );
}

/** Problems because the result depends on the order in which the policies of one level were attached. */
function conflictsAmong(
    [first, ...others]: readonly SettingEdit[],
    appended: readonly SettingEdit[],
    removed: readonly SettingEdit[],
    path: readonly string[],
): InheritanceProblem[] {
    const conflict = (source: SettingSource, other: SettingSource, what: string): InheritanceProblem => ({
        kind: "conflict",
        path,
        source,
        message: `${what} policy ${other.policy} at the same level: the order in which they were attached decides which one counts`,
    });
    const assigned = first ? [first, ...others] : [];
    return [
        ...others
            .filter(({ value }) => JSON.stringify(value) !== JSON.stringify(first?.value))
            .flatMap(({ source }) => (first ? conflict(source, first.source, "assigns a different value than") : [])),
        ...[...appended, ...removed].flatMap(({ source }) => {
            const other = assigned.find((one) => one.source.policy !== source.policy);
            return other ? conflict(source, other.source, "adds to or removes from a list that is assigned by") : [];
        }),
        ...removed.flatMap(({ value, source }) => {
            const other = appended.find(
                (one) => one.source.policy !== source.policy && list(one.value).some((item) => has(list(value), item)),
            );
            return other ? conflict(source, other.source, "removes what is appended by") : [];
        }),
    ];
}

function appendTo(setting: InheritedSetting | undefined, { value, source }: SettingEdit): InheritedSetting {
    const items = setting?.items ?? [];
    const values = items.map((item) => item.value);
    const added = list(value).filter((item, index, all) => !has(values, item) && all.indexOf(item) === index);
    return { isList: true, items: [...items, ...added.map((item) => ({ value: item, source }))] };
}

function removeFrom(setting: InheritedSetting, { value }: SettingEdit): InheritedSetting {
    return { ...setting, items: setting.items.filter((item) => !has(list(value), item.value)) };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

const has = (values: readonly unknown[], value: unknown): boolean =>
    values.some((one) => JSON.stringify(one) === JSON.stringify(value));
