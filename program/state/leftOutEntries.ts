/** By key what is in the stack and no longer in the definition. */
export function leftOut<T>(
    existing: ReadonlyMap<string, T>,
    defined: readonly { readonly key: string }[],
): [string, T][] {
    const keys = new Set(defined.map(({ key }) => key));
    return [...existing].filter(([key]) => !keys.has(key));
}
