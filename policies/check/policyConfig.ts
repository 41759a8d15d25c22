import type { PolicyConfigSchema } from "@pulumi/policy";

/** The JSON schema of one key of a configuration. */
export type KeySchema = PolicyConfigSchema["properties"][string];

/** A configuration that cannot be used. It stops preview and up, because a rule that is not understood must not be skipped. */
export class ConfigError extends Error {
    constructor(policy: string, message: string) {
        super(`the configuration of ${policy} is wrong: ${message}`);
        // @pulumi/policy prints the stack trace, which does not help to correct a configuration.
        this.stack = this.message;
    }
}

/** The configuration of one policy: the schema that Pulumi checks at the start, and how the policy reads it. */
export interface ConfigOf<Config> {
    readonly schema: PolicyConfigSchema;
    /**
     * The configuration of this stack, completed by the defaults.
     *
     * @throws ConfigError on a key that the policy does not know. Pulumi ignores such a key, and a misspelt one would silently leave
     *   the default.
     */
    read(args: { getConfig<T extends object>(): T }): Config;
}

/** Declares the configuration of a policy. Every key of `Config` needs a schema, whose description is its documentation. */
export function configOf<Config extends object>(
    policy: string,
    properties: { readonly [Key in keyof Required<Config>]: KeySchema },
): ConfigOf<Config> {
    const keys = Object.keys(properties);
    const defaults = Object.fromEntries(
        Object.entries<KeySchema>(properties)
            .filter(([, schema]) => schema.default !== undefined)
            .map(([key, schema]) => [key, schema.default]),
    );
    return {
        schema: { properties },
        read(args) {
            const given = args.getConfig<Partial<Config>>();
            const stray = Object.keys(given).find((key) => !keys.includes(key));
            if (stray !== undefined) {
                throw new ConfigError(policy, `unknown key ${JSON.stringify(stray)}; its keys are ${keys.join(", ")}`);
            }
            return { ...defaults, ...given } as Config;
        },
    };
}

const compiled = new Map<string, RegExp>();

/**
 * Compiles a pattern of the configuration to a regular expression that the WHOLE text must match, with or without ^ and $: a forgotten
 * anchor would accept every text that contains a right name.
 *
 * @throws ConfigError when it is not a regular expression of JavaScript (with the flag `u`).
 */
export function wholeMatch(policy: string, key: string, pattern: string): RegExp {
    let regex = compiled.get(pattern);
    if (regex === undefined) {
        try {
            new RegExp(pattern, "u"); // by itself, so that `a)(b` is refused
            regex = new RegExp(`^(?:${pattern})$`, "u");
        } catch (error) {
            throw new ConfigError(policy, `${key} is not a regular expression: ${(error as Error).message}`);
        }
        compiled.set(pattern, regex);
    }
    return regex;
}

/** Whether one of the patterns matches the whole text. */
export function matchesAny(policy: string, key: string, patterns: readonly string[], text: string): boolean {
    return patterns.some((pattern) => wholeMatch(policy, key, pattern).test(text));
}

/** The schema of a list of patterns, each of which must match the whole text. */
export function patternsSchema(description: string, defaults: string[] = []): KeySchema {
    return {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        default: defaults,
        description,
    };
}
