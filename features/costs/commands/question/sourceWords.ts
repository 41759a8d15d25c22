import { CommandError, EXIT } from "../../../../operations/cli";
import { SourceError } from "../../bill/sourceError";

/** The sources say in their errors what is wrong and what to do. A question that they cannot answer is a mistake of the command line. */
export async function inSourceWords<T>(ask: () => Promise<T>): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        throw new CommandError(error.message, error.isFailure ? EXIT.failed : EXIT.usage);
    }
}
