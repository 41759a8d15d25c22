/** What a feature's own command (features/<its name>/command.ts) is made of. Of operations/, it imports nothing else. */
export { accountInState, stateOf } from "./accountInState";
export { answerFrom, answerOf, reasonOf, type AwsAnswer, type Endpoints } from "./awsAnswer";
export type { CommandContext } from "./commandContext";
export { CommandError, EXIT, type ExitCode } from "./commandError";
export {
    textValue,
    textValues,
    type ChangeCommand,
    type ChangePlan,
    type CommandOutcome,
    type CommandValues,
    type OrgCommand,
    type ReadCommand,
} from "./orgCommand";
export { CHECKOUT } from "./checkout";
export { clientsWith, partitionOfArn } from "./memberCredentials";
export { memberOf, readMembership, type Membership } from "./organizationMembers";
export { table } from "./table";
