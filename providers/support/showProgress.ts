import { tellUser } from "./tellUser";

/** Shows the user how far a run is. Pulumi shows the line at once, and does not repeat it in the summary at the end of the run. */
export function showProgress(text: string): void {
    const engine = engineAddress(process.argv);
    if (engine === undefined) tellUser(text);
    else void showByEngine(engine, text);
}

/**
 * The address of Pulumi's engine, if this is Pulumi's process for dynamic providers: the engine gives it as the first argument.
 *
 * @param argv the arguments of this process.
 */
export function engineAddress([, script = "", address = ""]: readonly string[]): string | undefined {
    return /\bdynamic-provider\b/.test(script) && /^[\w.[\]:]+:\d+$/.test(address) ? address : undefined;
}

let isConnected = false;

async function showByEngine(engine: string, text: string): Promise<void> {
    const { log, runtime } = await import("@pulumi/pulumi");
    // Pulumi does not connect this process with the engine by itself.
    if (!isConnected) runtime.resetOptions("", "", 1, engine, "", false, "");
    isConnected = true;
    await log.info(text, undefined, undefined, true);
}
