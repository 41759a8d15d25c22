import { isJsonMap, jsonAt, parsedJson } from "../policyDocument";
import { POLICY_TYPES, type PolicyType } from "../../limits";
import { effectivePolicy, isManagementPolicy, type PolicyLevel } from "../managementPolicies";
import { attachmentsOnPathTo, type Situation } from "../situation";

/** A setting of the effective policy of some accounts whose value changes. */
export interface SettingsEffect {
    /** Sorted. */
    readonly accounts: readonly string[];
    readonly type: PolicyType;
    /** The keys that lead to it. */
    readonly path: readonly string[];
    /** Absent: no policy sets it. */
    readonly before?: unknown;
    readonly after?: unknown;
}

/** Compares the effective management policies of accounts, setting by setting. */
export function settingsEffects(before: Situation, after: Situation): SettingsEffect[] {
    const types = (Object.keys(POLICY_TYPES) as PolicyType[]).filter(isManagementPolicy);
    const found = new Map<string, SettingsEffect & { readonly accounts: string[] }>();
    for (const type of types) {
        const used = [...before.policies.values(), ...after.policies.values()].some((policy) => policy.type === type);
        if (!used) continue;
        const known = new Map<string, Values>();
        const [old, present] = [new Settings(before, type, known), new Settings(after, type, known)];
        for (const account of after.tree.accounts.keys()) {
            if (!before.tree.accounts.has(account)) continue;
            const [was, is] = [old.of(account), present.of(account)];
            if (was === is) continue;
            for (const key of new Set([...was.keys(), ...is.keys()])) {
                const [one, two] = [was.get(key), is.get(key)];
                if (JSON.stringify(one?.value) === JSON.stringify(two?.value)) continue;
                const path = (one ?? two)?.path ?? [];
                const id = JSON.stringify([type, key, one?.value, two?.value]);
                const effect = found.get(id) ?? {
                    accounts: [],
                    type,
                    path,
                    ...(one && { before: one.value }),
                    ...(two && { after: two.value }),
                };
                effect.accounts.push(account);
                found.set(id, effect);
            }
        }
    }
    return [...found.values()].map((effect) => ({ ...effect, accounts: effect.accounts.sort() }));
}

/** By the path in lower case. */
type Values = ReadonlyMap<string, { readonly path: readonly string[]; readonly value: unknown }>;

/** The effective policies of one type. Each is computed once for all accounts that have the same documents on their path. */
class Settings {
    readonly #situation: Situation;
    readonly #type: PolicyType;
    readonly #known: Map<string, Values>;

    /** @param known results that have been computed already, for both situations. */
    constructor(situation: Situation, type: PolicyType, known: Map<string, Values>) {
        this.#situation = situation;
        this.#type = type;
        this.#known = known;
    }

    of(account: string): Values {
        const { policies } = this.#situation;
        const levels = attachmentsOnPathTo(this.#situation, { kind: "account", key: account }).map(({ guardrails }) =>
            guardrails.flatMap((key) => {
                const policy = policies.get(key);
                return policy?.type === this.#type ? [policy.content] : [];
            }),
        );
        const id = JSON.stringify(levels.filter((contents) => contents.length > 0));
        const known = this.#known.get(id) ?? valuesOf(levels);
        this.#known.set(id, known);
        return known;
    }
}

function valuesOf(contents: readonly (readonly string[])[]): Values {
    const levels = contents.map((of, index): PolicyLevel => ({
        level: String(index),
        policies: of.map((content) => {
            const document = parsedJson(content);
            return { name: "", document: isJsonMap(document) ? document : {} };
        }),
    }));
    const { sources, policy } = effectivePolicy(levels);
    return new Map(
        sources.map(({ path }) => [
            JSON.stringify(path.map((key) => key.toLowerCase())),
            { path, value: jsonAt(policy, path) },
        ]),
    );
}
