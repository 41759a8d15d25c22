/** A list in which equal values are one item, which others name by its index. */
export class SharedList<Item> {
    readonly items: Item[] = [];
    readonly #known = new Map<string, number>();

    indexOf(item: Item): number {
        const text = JSON.stringify(item);
        const index = this.#known.get(text) ?? this.items.push(item) - 1;
        this.#known.set(text, index);
        return index;
    }
}
