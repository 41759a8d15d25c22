/** The characters of a key that needs no name beside it. Keys are typed on command lines and become file names. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Chooses keys for things that have names: the name if it is plain, otherwise the plain characters in it. If keys would collide,
 * each gets the end of its id, so that keys do not depend on an order. Keys that differ only in case collide too, because a key may
 * name a file.
 *
 * @param what replaces a name without any plain character.
 * @param taken keys that already mean something else, in lower case.
 * @returns keys by id.
 */
export function keysFor(
    things: readonly { readonly id: string; readonly name: string }[],
    what: string,
    taken: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
    const wanted = things.map(({ id, name }) => ({ id, key: plain(name, what) }));
    const count = new Map<string, number>();
    for (const { key } of wanted) count.set(key.toLowerCase(), (count.get(key.toLowerCase()) ?? 0) + 1);
    const isFree = (key: string): boolean => !taken.has(key.toLowerCase()) && (count.get(key.toLowerCase()) ?? 0) <= 1;
    const given = new Set(wanted.filter(({ key }) => isFree(key)).map(({ key }) => key.toLowerCase()));
    return new Map(
        wanted.map(({ id, key }) => {
            if (isFree(key)) return [id, key];
            const longer = endsOf(id).map((end) => `${key}-${end}`);
            const free = longer.find((one) => !given.has(one.toLowerCase()) && !taken.has(one.toLowerCase()));
            const chosen = free ?? `${key}-${id}`;
            given.add(chosen.toLowerCase());
            return [id, chosen];
        }),
    );
}

function plain(name: string, what: string): string {
    if (PLAIN.test(name)) return name;
    const key = name
        .normalize("NFKD")
        .replace(/[^A-Za-z0-9._-]+/g, "-")
        .replace(/^[._-]+|-+$/g, "");
    return key === "" ? what : key;
}

/** The last characters of an id, from few to many. */
function endsOf(id: string): string[] {
    const end = id.split("-").at(-1) ?? id;
    return [4, 6, 8, 12].filter((length) => length <= end.length).map((length) => end.slice(-length));
}
