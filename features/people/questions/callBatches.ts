/** How many calls run at a time: AWS takes 20 a second of all operations of Identity Center together. */
const AT_A_TIME = 5;

/** Asks about each, few at a time, and keeps the order. */
export async function inBatches<One, Answer>(
    all: readonly One[],
    ask: (one: One) => Promise<Answer>,
): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let start = 0; start < all.length; start += AT_A_TIME) {
        answers.push(...(await Promise.all(all.slice(start, start + AT_A_TIME).map(ask))));
    }
    return answers;
}
