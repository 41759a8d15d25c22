import { adviceFor } from "../../program/failedRun/failureAdvice";
import { CommandError, EXIT } from "./commandError";

/** The error of a failed run, in Pulumi's own words: what it printed, otherwise the stderr in the Automation API's message. */
export function pulumiFailure(what: string, text: string, error: unknown): CommandError {
    if (error instanceof CommandError) return error;
    const message = error instanceof Error ? error.message : String(error);
    const stderr = /\n\s*stderr: ([^]*?)(?:\n\s*err\??: [^]*)?$/.exec(message)?.[1];
    const said = (text.trim() || (stderr ?? message).trim()).replace(/^Command failed with exit code.*\n/, "");
    const hint = /no stack named/.test(said) ? "\n`make up` creates the stack dev, `pulumi stack init` any other." : "";
    const locked = /currently locked by/.test(said)
        ? "\nIf no other run is under way, `pulumi cancel` removes the lock."
        : "";
    const advice = adviceFor([said]).map((one) => `\n${one}`);
    return new CommandError(`pulumi ${what} failed:\n${said}${hint}${locked}${advice.join("")}`, EXIT.failed);
}
