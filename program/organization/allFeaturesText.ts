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
 * Describes the next step of the change to all features, and who has to do something.
 *
 * @param waiting the parts of the definition that wait for it.
 */
export function describeFeatureStep(step: FeatureStep, waiting: readonly string[]): string {
    const waits =
        waiting.length === 0
            ? ""
            : `\nThese parts wait until all features are in force, and a later \`up\` applies them: ${waiting.join(", ")}.`;
    switch (step.what) {
        case "ask":
            return (
                `the organisation changes from CONSOLIDATED_BILLING to ALL, which needs the consent of every invited account; created accounts agree automatically. ${NO_WAY_BACK}\n` +
                (step.ended
                    ? `The request ${step.ended.id} has ended (${step.ended.state}). All are asked again.\n`
                    : "") +
                `This run asks ${named(step.consents)}, and they have ${DAYS} days. ${HOW}\n` +
                `After all have agreed, the next \`up\` makes the change.${waits}`
            );
        case "wait":
            return (
                `PENDING: the organisation changes from CONSOLIDATED_BILLING to ALL when every invited account has agreed (${step.request.id}${until(step.request)}). ${NO_WAY_BACK}` +
                (step.missing.length === 0 ? "" : `\nNot agreed yet: ${named(step.missing)}. ${HOW}`) +
                (step.declined.length === 0
                    ? ""
                    : `\nDeclined: ${named(step.declined)}. Remove the account from the organisation, or ask all again: cancel the request, and the next \`up\` makes another.\n` +
                      `aws organizations cancel-handshake --handshake-id ${step.request.id}`) +
                (step.missing.length + step.declined.length === 0
                    ? "\nAll accounts that AWS lists have agreed, but AWS does not allow the change yet. Run this again later."
                    : "") +
                `\nThe \`up\` after the last consent makes the change. To cancel it before that, write featureSet: CONSOLIDATED_BILLING.${waits}`
            );
        case "finalise":
            return (
                `this run changes the organisation from CONSOLIDATED_BILLING to ALL, for good. ${NO_WAY_BACK} ` +
                (step.request
                    ? `Every invited account has agreed (${step.request.id}).`
                    : "No account was invited, and created accounts agree automatically.")
            );
        case "done":
            return "AWS has all features in force, but the state does not show that yet: this run uses what AWS says.";
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
