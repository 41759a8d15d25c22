import { formatCount } from "../../../../limits";

/** A part of a comment: a list of items, of which as many are shown as there is room for. */
export interface ReviewPart {
    /** What matters most is given room first: 0. Nothing is shown of a part while one with a smaller number is cut. */
    readonly priority: number;
    /** The same for the details of its items. Usually they come after all items of all parts. */
    readonly detailsPriority?: number;
    /** The most bytes of it, so that others have room too. */
    readonly share?: number;
    /** What stands before and after the items, whatever is cut. */
    readonly head: string;
    readonly foot?: string;
    readonly items: readonly ReviewItem[];
    /** The line that stands for items that were cut. */
    readonly rest: (more: string) => string;
}

export interface ReviewItem {
    readonly text: string;
    /** How many things it stands for. */
    readonly count: number;
    /** What is folded below it, shown if there is room after everything else. */
    readonly details?: string;
}

export interface FittedReview {
    /** The parts in their order, as Markdown. */
    readonly parts: readonly string[];
    /** How many things and how many folded details are missing. */
    readonly missing: { readonly things: number; readonly details: number };
}

interface FilledPart {
    readonly part: ReviewPart;
    shown: number;
    used: number;
    readonly detailed: Set<number>;
}

/**
 * Chooses what of a review is shown: items by the importance of their parts, then their details in the same order.
 *
 * @param room bytes for all parts. What stands before and after the items must fit.
 */
export function fittedReview(parts: readonly ReviewPart[], room: number): FittedReview {
    const filled = parts
        .filter(({ items }) => items.length > 0)
        .map((part) => ({ part, shown: 0, used: 0, detailed: new Set<number>() }));
    let left = room - filled.reduce((sum, { part }) => sum + frameSize(part), 0);
    let isFull = false;
    for (const { one, isDetails } of steps(filled)) {
        if (isDetails) left = fillDetails(one, left);
        else if (!isFull) {
            left = fill(one, left);
            isFull = one.shown < one.part.items.length && one.part.share === undefined;
        }
    }
    return {
        parts: filled.map(partText),
        missing: {
            things: filled.reduce((sum, { part, shown }) => sum + thingsFrom(part, shown), 0),
            details: filled.reduce((sum, { part, detailed }) => {
                return sum + part.items.filter(({ details }) => details !== undefined).length - detailed.size;
            }, 0),
        },
    };
}

/** In which order the parts get room for their items and details. */
function steps(filled: readonly FilledPart[]): readonly { readonly one: FilledPart; readonly isDetails: boolean }[] {
    const last = Math.max(...filled.map(({ part }) => part.priority), 0) + 1;
    return filled
        .flatMap((one) => [
            { one, isDetails: false, order: one.part.priority },
            { one, isDetails: true, order: one.part.detailsPriority ?? last + one.part.priority },
        ])
        .sort((first, second) => first.order - second.order);
}

/** Adds items while there is room. @returns the room that is left. */
function fill(filled: FilledPart, room: number): number {
    const { items, share = Infinity } = filled.part;
    for (const { text } of items) {
        const size = sizeOf(text) + 1;
        if (size > room - filled.used || filled.used + size > share) break;
        filled.used += size;
        filled.shown++;
    }
    return room - filled.used;
}

function fillDetails({ part, shown, detailed }: FilledPart, room: number): number {
    let left = room;
    for (const [index, { details }] of part.items.slice(0, shown).entries()) {
        const size = details === undefined ? Infinity : sizeOf(details) + 1;
        if (size > left) continue;
        left -= size;
        detailed.add(index);
    }
    return left;
}

function partText({ part, shown, detailed }: FilledPart): string {
    const more = thingsFrom(part, shown);
    return [
        part.head,
        ...part.items
            .slice(0, shown)
            .flatMap(({ text, details }, index) => [text, ...(detailed.has(index) ? [details ?? ""] : [])]),
        ...(more > 0 ? [part.rest(formatCount(more))] : []),
        ...(part.foot === undefined ? [] : [part.foot]),
    ].join("\n");
}

function thingsFrom({ items }: ReviewPart, index: number): number {
    return items.slice(index).reduce((sum, { count }) => sum + count, 0);
}

/** The bytes of a part without items. */
function frameSize(part: ReviewPart): number {
    return [part.head, part.foot ?? "", part.rest(formatCount(thingsFrom(part, 0)))].reduce(
        (sum, text) => sum + sizeOf(text) + 2,
        0,
    );
}

/** Bytes are never fewer than the characters that GitHub and GitLab count. */
export function sizeOf(text: string): number {
    return Buffer.byteLength(text, "utf8");
}
