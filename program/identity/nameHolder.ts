/** Which of them has the name. To AWS, names that differ only in their case may be one; the exact name is preferred. */
export function nameHolder<T extends { readonly name: string }>(name: string, others: readonly T[]): T | undefined {
    return (
        others.find((one) => one.name === name) ?? others.find((one) => one.name.toLowerCase() === name.toLowerCase())
    );
}
