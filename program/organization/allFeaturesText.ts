import type { FoundHandshake } from "../../aws/organization";
import { list } from "../../limits/messageText";
import type { Consent, FeatureStep } from "./allFeaturesStep";

/** How many days the accounts have to agree (AWS's user guide, "Enabling all features"). */
const DAYS = 90;
/** The most accounts that a message names. */
const NAMED = 20;

const NO_WAY_BACK =
    "AWS has no way back from ALL to CONSOLIDATED_BILLING. With all features the management account can bind every account by policies, close it, and let services work in it.";
const HOW =
    "An administrator of each account agrees there: in the console, AWS Organizations, Invitations; or\n" +
    "aws organizations list-handshakes-for-account\naws organizations accept-handshake --handshake-id <h-...>";

/**
 * How far the change to all features has come, and who has to do something.
 *
 * @param waiting the parts of the definition that wait for it.
 */
export function describeFeatureStep(step: FeatureStep, waiting: readonly string[]): string {
    const waits =
        waiting.length === 0
            ? ""
            : `\nUntil it is in force these wait, and a later \`up\` applies them: ${waiting.join(", ")}.`;
    switch (step.what) {
        case "ask":
            return (
                `the organisation changes from CONSOLIDATED_BILLING to ALL, which takes the consent of every account that was invited; those that were created agree by themselves. ${NO_WAY_BACK}\n` +
                (step.ended
                    ? `The request ${step.ended.id} has ended (${step.ended.state}). All are asked anew.\n`
                    : "") +
                `This run asks ${named(step.consents)}, and they have ${DAYS} days. ${HOW}\n` +
                `When all have agreed, the next \`up\` makes the change.${waits}`
            );
        case "wait":
            return (
                `PENDING: the organisation changes from CONSOLIDATED_BILLING to ALL when every invited account has agreed (${step.request.id}${until(step.request)}). ${NO_WAY_BACK}` +
                (step.missing.length === 0 ? "" : `\nNot agreed yet: ${named(step.missing)}. ${HOW}`) +
                (step.declined.length === 0
                    ? ""
                    : `\nDeclined: ${named(step.declined)}. Let the account leave the organisation, or ask all anew: cancel the request, and the next \`up\` makes another.\n` +
                      `aws organizations cancel-handshake --handshake-id ${step.request.id}`) +
                (step.missing.length + step.declined.length === 0
                    ? "\nAll have agreed as far as AWS lists them, and it does not let the change be made yet. Run this again later."
                    : "") +
                `\nThe \`up\` after the last consent makes the change. To take it back until then, write featureSet: CONSOLIDATED_BILLING.${waits}`
            );
        case "finalise":
            return (
                `this run changes the organisation from CONSOLIDATED_BILLING to ALL, for good. ${NO_WAY_BACK} ` +
                (step.request
                    ? `Every invited account has agreed (${step.request.id}).`
                    : "No account was invited, and those that were created agree by themselves.")
            );
        case "done":
            return "AWS has all features in force, which the state does not have yet: this run goes by AWS.";
    }
}

function until({ expires }: FoundHandshake): string {
    return expires ? `, until ${expires.toISOString().slice(0, 10)}` : "";
}

function named(consents: readonly Consent[]): string {
    const names = consents.map(
        ({ id, name, handshakeId }) => `${name} (${id}${handshakeId === undefined ? "" : `, ${handshakeId}`})`,
    );
    return list(names, NAMED);
}
