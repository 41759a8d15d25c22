import { countOf, formatCount } from "../../limits/countText";
import { list } from "../../limits/messageText";
import type { Situation } from "../situation";
import { dangerousOf } from "./actionWords";
import type { ActionsEffect } from "./changeComparer";
import type { EffectCause } from "./effectReasons";
import type { EffectLimits } from "./effectLimits";

/** What a paragraph on some accounts is about. */
export interface EffectHeading {
    readonly direction: ActionsEffect["direction"];
    readonly accounts: readonly string[];
    /** What the lines below it say. */
    readonly effects: readonly ActionsEffect[];
    readonly lineCount: number;
    readonly causes: readonly EffectCause[];
}

/** The most actions that a heading names instead of their number. */
const MOST_NAMED = 3;
/** Causes in one pair of brackets. */
const MOST_CAUSES = 3;

/**
 * What happens, to whom and why, in one line:
 * `LOOSER: shop moves from Workloads to Sandbox and may do more: 20 actions, of them account:CloseAccount (policy regions no longer applies)`.
 *
 * @param places names accounts
 */
export function headingText(
    { direction, accounts, effects, lineCount, causes }: EffectHeading,
    before: Situation,
    after: Situation,
    places: (accounts: readonly string[]) => string,
    limits: EffectLimits,
): string {
    const one = accounts.length === 1;
    const move = moveOf(accounts, before, after);
    const who = move
        ? `${list(accounts, limits.names)} ${one ? "moves" : "move"} from ${move.from} to ${move.to}`
        : places(accounts);
    const what = lineCount > 1 ? `: ${numbersInWords(effects)}` : "";
    const why = ` (${move ? causesOfMove(causes) : list([...new Set(causes.map(({ text }) => text))], MOST_CAUSES)})`;
    if (direction === "changes") {
        return `LOOSER OR TIGHTER: ${move ? `${who}, and ` : `in ${who} `}the conditions change${causes.length > 0 ? why : ""}`;
    }
    const [word, verb] = direction === "gains" ? ["LOOSER", "may do more"] : ["Tighter", "may do less"];
    return `${word}: ${who} ${move ? "and " : ""}${verb}${what}${causes.length > 0 ? why : ""}`;
}

/** Which of the heading's causes a line has, shortly: ` (without regions; under deny-purchases)`. */
export function lineCauses(causes: readonly EffectCause[]): string {
    const [without, under] = [policiesOf(causes, "leaves", "detached"), policiesOf(causes, "enters", "attached")];
    return ` (${[
        ...(without.length > 0 ? [`without ${list(without, 5)}`] : []),
        ...(under.length > 0 ? [`under ${list(under, 5)}`] : []),
        ...textsOf(causes, "changed", "list"),
    ].join("; ")})`;
}

/** The units of accounts that all move from one to another. */
function moveOf(
    accounts: readonly string[],
    before: Situation,
    after: Situation,
): { readonly from: string; readonly to: string } | undefined {
    const moves = accounts.map((key) => {
        const [from, to] = [before, after].map(({ tree }) => tree.account(key)?.unit ?? "the root");
        return { from: from ?? "", to: to ?? "" };
    });
    const [first] = moves;
    const isOne =
        first && first.from !== first.to && moves.every(({ from, to }) => from === first.from && to === first.to);
    return isOne ? first : undefined;
}

/** The heading says the move already. */
function causesOfMove(causes: readonly EffectCause[]): string {
    const [left, entered] = [policiesOf(causes, "leaves"), policiesOf(causes, "enters")];
    const named = (policies: readonly string[], one: string, many: string): string =>
        policies.length === 1 ? `policy ${list(policies)} ${one}` : `policies ${list(policies, 5)} ${many}`;
    return [
        ...(left.length > 0 ? [named(left, "no longer applies", "no longer apply")] : []),
        ...(entered.length > 0 ? [named(entered, "applies there", "apply there")] : []),
        ...textsOf(causes, "detached", "attached", "changed", "list"),
    ].join("; ");
}

function policiesOf(causes: readonly EffectCause[], ...kinds: readonly EffectCause["kind"][]): readonly string[] {
    return [...new Set(causes.flatMap(({ kind, policies }) => (kinds.includes(kind) ? policies : [])))].sort();
}

function textsOf(causes: readonly EffectCause[], ...kinds: readonly EffectCause["kind"][]): readonly string[] {
    return [...new Set(causes.flatMap(({ kind, text }) => (kinds.includes(kind) ? [text] : [])))];
}

/** `1,204 actions, of them account:CloseAccount, and perhaps 6 more`: each action counts once. */
function numbersInWords(effects: readonly ActionsEffect[]): string {
    const actionsOf = (isCertain: boolean): readonly string[] => [
        ...new Set(effects.flatMap(({ certain, actions }) => (certain === isCertain ? actions : []))),
    ];
    const certain = actionsOf(true);
    const perhaps = actionsOf(false).filter((action) => !certain.includes(action));
    const dangerous = effects[0]?.direction === "gains" ? dangerousOf(certain) : [];
    const sure =
        certain.length <= MOST_NAMED
            ? list(certain)
            : `${countOf(certain.length, "action")}${dangerous.length > 0 ? `, of them ${list(dangerous)}` : ""}`;
    if (certain.length === 0) return `perhaps ${countOf(perhaps.length, "action")}`;
    return perhaps.length === 0 ? sure : `${sure}, and perhaps ${formatCount(perhaps.length)} more`;
}
