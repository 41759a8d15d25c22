/** `1,988`. */
export function formatCount(count: number): string {
    return count.toLocaleString("en-US");
}

/** `1 unit`, `2 units`, `1,988 policies`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
    return `${formatCount(count)} ${count === 1 ? one : many}`;
}
