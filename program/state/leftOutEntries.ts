/** By key what the stack has and the definition no longer does. */
export function leftOut<T>(
    existing: ReadonlyMap<string, T>,
    defined: readonly { readonly key: string }[],
): [string, T][] {
    const keys = new Set(defined.map(({ key }) => key));
    return [...existing].filter(([key]) => !keys.has(key));
}
