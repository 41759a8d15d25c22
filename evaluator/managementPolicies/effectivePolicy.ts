import { isJsonMap } from "../policyDocument";
import {
    applySetting,
    type SettingChange,
    type InheritanceProblem,
    type InheritedSetting,
    type SettingSource,
} from "./inheritedSetting";
import {
    ALLOWED_FOR_CHILDREN,
    allowedForChildren,
    VALUE_OPERATORS,
    type InheritanceOperator,
} from "./inheritanceOperators";

export type { InheritanceProblem, SettingSource } from "./inheritedSetting";

type Document = Readonly<Record<string, unknown>>;

/** The policies of one type at the root, at a unit or at an account, in the order in which they were attached. */
export interface PolicyLevel {
    /** How a message names it, such as `unit Workloads`. */
    readonly level: string;
    readonly policies: readonly { readonly name: string; readonly document: Document }[];
}

/** One setting of an effective policy. */
export interface EffectiveSetting {
    /** The keys that lead to it, spelt as at their first occurrence. */
    readonly path: readonly string[];
    /** Its value, or each value of its list, with the policy that it comes from. */
    readonly values: readonly { readonly value: unknown; readonly source: SettingSource }[];
}

export interface EffectivePolicy {
    /** As AWS shows it, without operators. Empty if nothing is set. */
    readonly policy: Record<string, unknown>;
    readonly sources: readonly EffectiveSetting[];
    /** What AWS ignores without a message, and what depends on the order in which policies were attached. */
    readonly problems: readonly InheritanceProblem[];
}

/** The settings by their path in lower case, with the path spelt as at the first occurrence of its keys. */
type Settings = Map<string, { readonly path: readonly string[]; readonly setting: InheritedSetting }>;

/**
 * The effective policy of an account: the management policies of one type, merged by AWS's rules of inheritance.
 *
 * From the root down, `@@assign` overwrites, `@@append` adds to a list and `@@remove` removes from it. What a policy allows its
 * children (`@@operators_allowed_for_child_policies`) binds all levels below its own: for a setting, the operators that may change
 * it; for a map, whether keys may be added. Levels below can narrow it, never widen it; policies at one level narrow it together.
 * If two policies at one level assign different values, the one that was attached first counts. The case of keys does not matter;
 * AWS shows some of them in lower case.
 *
 * @param levels from the root down to the account.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html
 */
export function effectivePolicy(levels: readonly PolicyLevel[]): EffectivePolicy {
    const settings: Settings = new Map();
    const allowed = new Map<string, Allowed>();
    const problems: InheritanceProblem[] = [];
    for (const { level, policies } of levels) {
        const walker = new LevelWalker(settings, allowed, problems);
        for (const { name, document } of policies) walker.collect(document, { level, policy: name });
        walker.apply();
        for (const { name, document } of policies) narrow(allowed, document, { level, policy: name }, [], problems);
    }
    return {
        policy: toDocument(settings),
        sources: [...settings.values()].map(({ path, setting }) => ({ path, values: setting.items })),
        problems,
    };
}

/** What children may do at a path, and the policy that limits it. */
interface Allowed {
    readonly operators: ReadonlySet<InheritanceOperator>;
    readonly by: SettingSource;
}

const id = (path: readonly string[]): string => JSON.stringify(path.map((key) => key.toLowerCase()));

/** Applies the policies of one level, as far as the levels above allow it. */
class LevelWalker {
    readonly #settings: Settings;
    /** Every map and setting of the levels above, by its path in lower case. */
    readonly #known: ReadonlySet<string>;
    readonly #allowed: ReadonlyMap<string, Allowed>;
    readonly #problems: InheritanceProblem[];
    readonly #changes = new Map<string, { readonly path: readonly string[]; readonly changes: SettingChange[] }>();

    constructor(settings: Settings, allowed: ReadonlyMap<string, Allowed>, problems: InheritanceProblem[]) {
        this.#settings = settings;
        this.#known = new Set(
            [...settings.values()].flatMap(({ path }) => path.map((_, index) => id(path.slice(0, index + 1)))),
        );
        this.#allowed = allowed;
        this.#problems = problems;
    }

    collect(document: Document, source: SettingSource, path: readonly string[] = []): void {
        for (const [key, value] of Object.entries(document)) {
            if (key.startsWith("@@")) continue;
            const at = [...path, key];
            if (!isJsonMap(value)) {
                this.#problem("invalid", at, source, "is a value without an operator, which AWS refuses");
            } else if (this.#mayAdd(path, key, source)) {
                if (VALUE_OPERATORS.some((operator) => operator in value)) this.#collectSetting(value, source, at);
                else this.collect(value, source, at);
            }
        }
    }

    apply(): void {
        for (const [key, { path, changes }] of this.#changes) {
            const before = this.#settings.get(key);
            const setting = applySetting(before?.setting, changes, path, this.#problems);
            if (setting === undefined) this.#settings.delete(key);
            else this.#settings.set(key, { path: before?.path ?? spelling(path, this.#settings), setting });
        }
    }

    /** Whether a key that no level above has may be added to its map. */
    #mayAdd(path: readonly string[], key: string, source: SettingSource): boolean {
        const allowed = this.#allowed.get(id(path));
        if (!allowed || allowed.operators.has("@@append") || allowed.operators.has("@@assign")) return true;
        if (this.#known.has(id([...path, key]))) return true;
        this.#problem(
            "ignored",
            [...path, key],
            source,
            `adds a key that ${describe(allowed.by)} does not let the policies below it add`,
        );
        return false;
    }

    #collectSetting(value: Document, source: SettingSource, path: readonly string[]): void {
        const allowed = this.#allowed.get(id(path));
        const operators = VALUE_OPERATORS.filter((operator) => operator in value);
        const refused = operators.filter((operator) => allowed && !allowed.operators.has(operator));
        for (const operator of refused) {
            this.#problem(
                "ignored",
                path,
                source,
                `uses ${operator}, which ${allowed ? describe(allowed.by) : ""} does not let the policies below it use here`,
            );
        }
        const taken = operators.filter((operator) => !refused.includes(operator));
        if (taken.length === 0) return;
        const key = id(path);
        const entry = this.#changes.get(key) ?? { path, changes: [] };
        this.#changes.set(key, entry);
        entry.changes.push({ source, operations: taken.map((operator) => ({ operator, value: value[operator] })) });
    }

    #problem(kind: InheritanceProblem["kind"], path: readonly string[], source: SettingSource, message: string): void {
        this.#problems.push({ kind, path, source, message });
    }
}

/** Combines what a policy allows its children with what policies above it and at its level allow. */
function narrow(
    allowed: Map<string, Allowed>,
    document: Document,
    by: SettingSource,
    path: readonly string[],
    problems: InheritanceProblem[],
): void {
    const own = allowedForChildren(document);
    const before = allowed.get(id(path));
    if (own && !before) allowed.set(id(path), { operators: own, by });
    if (own && before) {
        const both = new Set([...own].filter((operator) => before.operators.has(operator)));
        if (both.size < before.operators.size) allowed.set(id(path), { operators: both, by });
        if (before.by.level !== by.level && own.size > both.size) {
            const message = `allows its children more than ${describe(before.by)} allows them`;
            problems.push({ kind: "ignored", path: [...path, ALLOWED_FOR_CHILDREN], source: by, message });
        }
    }
    for (const [key, value] of Object.entries(document)) {
        if (isJsonMap(value) && !key.startsWith("@@")) narrow(allowed, value, by, [...path, key], problems);
    }
}

function describe({ policy, level }: SettingSource): string {
    return `policy ${policy} at ${level}`;
}

/** The path, with its keys spelt as at their first occurrence. */
function spelling(path: readonly string[], settings: Settings): readonly string[] {
    return path.map((key, index) => {
        const wanted = id(path.slice(0, index + 1));
        const known = [...settings.values()].find((one) => id(one.path.slice(0, index + 1)) === wanted);
        return known?.path[index] ?? key;
    });
}

function toDocument(settings: Settings): Record<string, unknown> {
    const document: Record<string, unknown> = {};
    for (const { path, setting } of settings.values()) {
        let node = document;
        for (const key of path.slice(0, -1)) {
            // `constructor` is a name like any other.
            if (!Object.hasOwn(node, key)) node[key] = {};
            node = node[key] as Record<string, unknown>;
        }
        const values = setting.items.map(({ value }) => value);
        node[path.at(-1) ?? ""] = setting.isList ? values : values[0];
    }
    return document;
}
