import type { LocalAws } from "../local/server";
import type { Measured } from "./benchStacks";

export type CallCounts = Readonly<Record<string, number>>;

/** Runs a command, and prints what it took and how it called AWS. */
export async function measuredCommand(
    aws: LocalAws,
    what: string,
    work: () => Measured,
    callsText: (calls: CallCounts) => string,
): Promise<{ readonly measured: Measured; readonly calls: Record<string, number> }> {
    await aws.resetCalls();
    const measured = work();
    const calls = await aws.calls();
    console.log(
        [
            what.padEnd(42),
            `${measured.wall.toFixed(1)} s`.padStart(8),
            `${measured.cpu.toFixed(1)} s of processor`.padStart(20),
            `${(measured.memory / 1e6).toFixed(0)} MB`.padStart(8),
            callsText(calls),
        ].join("  "),
    );
    return { measured, calls };
}

/** Runs a command several times. @returns the least: that is what it takes. */
export async function leastOf(times: number, measure: () => Promise<Measured>): Promise<Measured> {
    const runs: Measured[] = [];
    for (let time = 0; time < times; time += 1) runs.push(await measure());
    return runs.reduce((least, run) => (run.cpu < least.cpu ? run : least));
}

/** The calls whose names begin with a prefix, such as `sso.`: how many, each with its count; and how many others there are. */
export function callsOf(
    calls: CallCounts,
    prefix: string,
): { readonly own: number; readonly named: string; readonly others: number } {
    const counts = Object.entries(calls).filter(([, count]) => count > 0);
    const own = counts.filter(([operation]) => operation.startsWith(prefix));
    const sum = (of: readonly [string, number][]): number => of.reduce((total, [, count]) => total + count, 0);
    const named = own
        .sort(([, one], [, two]) => two - one)
        .map(([operation, count]) => `${count} ${operation.replace(prefix, "")}`);
    return { own: sum(own), named: named.join(", "), others: sum(counts) - sum(own) };
}
