import { PERMISSIONS } from "./permissions";
import { SANDBOXES_ENVIRONMENT } from "./sandboxesEnvironment";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, textValues, type CommandValues } from "../../cli/orgCommand";

/**
 * Refuses options that would be without effect: whoever writes them expects something of them.
 *
 * @throws CommandError that names all of them.
 */
export function refuseContradictions(values: CommandValues): void {
    const has = (name: string): boolean => values[name] !== undefined && values[name] !== false;
    const hasProvider = has("repository") || has("gitlabProject");
    const without = textValues(values, "without");
    const mistakes = [
        ...(has("bucket") && has("existingBucket")
            ? ["--bucket names a bucket that the stack makes, --existing-bucket one that exists: give one of them"]
            : []),
        ...(has("gitlabUrl") && !has("gitlabProject") ? ["--gitlab-url is for --gitlab-project: give that too"] : []),
        ...(has("environment") && !has("repository")
            ? ["--environment is for --repository: on GitLab, --branch says who may assume the up role"]
            : []),
        ...(has("branch") && !hasProvider
            ? ["--branch is for --repository and --gitlab-project: give one of them"]
            : []),
        ...(has("existingProvider") && !hasProvider
            ? ["--existing-provider is for --repository and --gitlab-project: give one of them"]
            : []),
        ...(has("sandboxPath") && !has("repository")
            ? ["--sandbox-path makes a role for the workflow sandboxes, which is GitHub's: give --repository too"]
            : []),
        ...(has("sandboxRole") && !has("sandboxPath")
            ? ["--sandbox-role is the access role of the sandboxes below --sandbox-path: give that too"]
            : []),
        ...(has("sandboxPath") && textValue(values, "environment") === SANDBOXES_ENVIRONMENT
            ? [
                  `--environment ${SANDBOXES_ENVIRONMENT} is the environment in which --sandbox-path empties sandboxes, and its jobs could assume the up role: give another for the up role, such as prod`,
              ]
            : []),
        ...(has("exportBucket") && without.includes("costs")
            ? ["--export-bucket is for costs, which --without costs leaves out: give one of them"]
            : []),
        ...(textValues(values, "allow").includes("security-accounts") === has("securityRole")
            ? []
            : [
                  "--allow security-accounts and --security-role belong together: give both, with the access roles of the log archive and the audit account",
              ]),
        ...textValues(values, "allow").flatMap((power) => {
            const part = PERMISSIONS.find((one) => one.power === power)?.part;
            return part !== undefined && without.includes(part)
                ? [`--allow ${power} is for ${part}, which --without ${part} leaves out: give one of them`]
                : [];
        }),
    ];
    if (mistakes.length > 0) throw new CommandError(mistakes.join("\n"), EXIT.usage);
}
