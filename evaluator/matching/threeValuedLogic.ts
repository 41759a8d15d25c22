/**
 * Three-valued logic (Kleene's strong logic): true, false, or `undefined` where the answer depends on something unknown. An answer of
 * true or false stays the same, whatever becomes known later.
 */
export type ThreeValued = boolean | undefined;

export function not(value: ThreeValued): ThreeValued {
    return value === undefined ? undefined : !value;
}

/** True when the test holds for one item, false when it fails for all, otherwise undefined. */
export function some<T>(items: readonly T[], test: (item: T) => ThreeValued): ThreeValued {
    let result: ThreeValued = false;
    for (const item of items) {
        const one = test(item);
        if (one === true) return true;
        if (one === undefined) result = undefined;
    }
    return result;
}

/** True when the test holds for all items, false when it fails for one, otherwise undefined. */
export function every<T>(items: readonly T[], test: (item: T) => ThreeValued): ThreeValued {
    let result: ThreeValued = true;
    for (const item of items) {
        const one = test(item);
        if (one === false) return false;
        if (one === undefined) result = undefined;
    }
    return result;
}
