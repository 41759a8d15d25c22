/**
 * Does the same for every item, a few at a time, so that an interruption leaves few half done.
 *
 * @param work must not fail: what goes wrong with an item is its result.
 * @returns the results in the order of the items.
 */
export async function fewAtATime<Item, Result>(
    items: readonly Item[],
    most: number,
    work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
    const results = new Map<number, Result>();
    const waiting = [...items.entries()];
    const worker = async (): Promise<void> => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
            const [index, item] = next;
            results.set(index, await work(item));
        }
    };
    await Promise.all(Array.from({ length: most }, worker));
    return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
