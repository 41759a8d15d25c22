/** The one that has the name. AWS may treat names that differ only in case as the same; the exact name is preferred. */
export function nameHolder<T extends { readonly name: string }>(name: string, others: readonly T[]): T | undefined {
    return (
        others.find((one) => one.name === name) ?? others.find((one) => one.name.toLowerCase() === name.toLowerCase())
    );
}
