/**
 * Three-valued logic: true, false, or `undefined` where it hangs on something that is not known. An answer that is true or
 * false stays so, whatever comes to be known (Kleene's strong logic).
 */
export type ThreeValued = boolean | undefined;

export function not(value: ThreeValued): ThreeValued {
    return value === undefined ? undefined : !value;
}

/** True when the test holds for one item, false when it fails for all, else not known. */
export function some<T>(items: readonly T[], test: (item: T) => ThreeValued): ThreeValued {
    let result: ThreeValued = false;
    for (const item of items) {
        const one = test(item);
        if (one === true) return true;
        if (one === undefined) result = undefined;
    }
    return result;
}

/** True when the test holds for all items, false when it fails for one, else not known. */
export function every<T>(items: readonly T[], test: (item: T) => ThreeValued): ThreeValued {
    let result: ThreeValued = true;
    for (const item of items) {
        const one = test(item);
        if (one === false) return false;
        if (one === undefined) result = undefined;
    }
    return result;
}
