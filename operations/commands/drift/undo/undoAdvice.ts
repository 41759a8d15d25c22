import { shellWord } from "../../../cli/shellText";
import type { DriftItem, DriftKind, DriftNode } from "../driftItem";

/** How a change is undone, so that AWS has again what the definition says. */
export interface UndoAdvice {
    /** `up`: the command does it. `by-hand`: a person does it, with the command if there is one. `never`: `up` would do harm, or nothing. */
    readonly by: "up" | "by-hand" | "never";
    /** What happens, in a sentence. */
    readonly text: string;
    /** A line for a shell. */
    readonly command?: string;
}

type AdviceFor<Kind extends DriftKind> = (item: DriftItem & { readonly kind: Kind }) => Omit<UndoAdvice, "command"> & {
    /** Arguments of `aws organizations`. */
    readonly aws?: readonly string[];
    /** `up` has to do more than the resources of the item: attach again what was attached to it. */
    readonly isWide?: true;
};

const up = (text: string): { readonly by: "up"; readonly text: string } => ({ by: "up", text });
const hand = (text: string, ...aws: readonly string[]) => ({
    by: "by-hand" as const,
    text,
    ...(aws.length > 0 && { aws }),
});
const never = (text: string): { readonly by: "never"; readonly text: string } => ({ by: "never", text });

/** Nobody wants a second account: AWS never gives an e-mail twice. */
const ANOTHER_ACCOUNT =
    "Do not run `up --refresh` before the definition is changed: it would create another account with the same e-mail, which AWS refuses";

/** Each of `up` was tried on the local AWS (tests/integration/driftRemedies.test.ts, accessByHand.test.ts). */
const ADVICE: { readonly [Kind in DriftKind]: AdviceFor<Kind> } = {
    "account-moved": ({ was }) => up(`it moves the account back to ${nameOf(was)}`),
    "account-made": () =>
        never(
            "`up` leaves an account alone that the definition does not have, and never deletes one. To get rid of it, take it over, and then close it with `org close`",
        ),
    "account-closed": () =>
        never(`no command opens a closed account again: AWS Support does, within 90 days. ${ANOTHER_ACCOUNT}`),
    "account-removed": () =>
        never(
            `invite it again: write its \`id\` and \`invite: true\` (docs/when/an-account-is-to-join.md). ${ANOTHER_ACCOUNT}`,
        ),
    "account-renamed": ({ was }) => up(`it gives the account the name ${JSON.stringify(was)} again`),
    "account-email-changed": () =>
        never(
            "`up` cannot change an e-mail, and refuses to replace the account. The owner of the management account changes it back in AWS Organizations",
        ),
    "unit-made": ({ subject }) =>
        hand(
            "`up` leaves a unit alone that the definition does not have. It can be deleted while it is empty",
            "delete-organizational-unit",
            "--organizational-unit-id",
            subject.id,
        ),
    "unit-renamed": ({ was }) => up(`it gives the unit the name ${JSON.stringify(was)} again`),
    "unit-deleted": () => ({
        ...up("it creates the unit again, with another id, and attaches its policies"),
        isWide: true,
    }),
    "policy-content-changed": () => up("it writes the policy's document again"),
    "policy-renamed": ({ was }) => up(`it gives the policy the name ${JSON.stringify(was)} again`),
    "policy-description-changed": () => up("it writes the policy's description again"),
    "policy-made": ({ subject }) =>
        hand(
            "`up` leaves a policy alone that the definition does not have. It can be deleted while it is attached to nothing",
            "delete-policy",
            "--policy-id",
            subject.id,
        ),
    "policy-deleted": () => ({ ...up("it creates the policy again, with another id, and attaches it"), isWide: true }),
    "policy-attached": ({ subject, target, byAws }) =>
        byAws === undefined
            ? hand(
                  "`up` does not see what the stack has not attached",
                  "detach-policy",
                  "--policy-id",
                  subject.id,
                  "--target-id",
                  target.id,
              )
            : never("it ends with its cause, or with `org resume-spending`"),
    "policy-detached": ({ target }) => up(`it attaches the policy to ${nameOf(target)} again`),
    "full-access-attached": ({ subject, resources }) =>
        resources.length > 0
            ? up("it detaches FullAWSAccess again")
            : hand(
                  "`up` does not see what the stack has not attached",
                  "detach-policy",
                  "--policy-id",
                  "p-FullAWSAccess",
                  "--target-id",
                  subject.id,
              ),
    "full-access-detached": ({ subject }) =>
        hand(
            "`up` does not see that AWS's own policy is gone",
            "attach-policy",
            "--policy-id",
            "p-FullAWSAccess",
            "--target-id",
            subject.id,
        ),
    "tags-changed": () => up("it writes the tags of the definition again, and removes the others"),
    "service-access-given": ({ subject }) =>
        hand(`\`up\` disables it once \`organization.withoutServiceAccess\` names ${subject.id}`),
    "service-access-taken": () => up("it enables the access again"),
    "administrator-registered": ({ subject, service }) =>
        hand(
            "`up` does not see what the stack has not registered",
            "deregister-delegated-administrator",
            "--account-id",
            subject.id,
            "--service-principal",
            service,
        ),
    "administrator-deregistered": ({ service }) => up(`it registers the account for ${service} again`),
    "policy-type-enabled": () =>
        hand(
            "`up` leaves it enabled. Disable it in the console of AWS Organizations, which detaches all policies of that type",
        ),
    "policy-type-disabled": () => ({
        ...up("it enables the type of policy again, and attaches its policies"),
        isWide: true,
    }),
    "access-given": ({ resources }) =>
        resources.length > 0
            ? up("it takes the access away")
            : hand(
                  "`up` does not see access that the stack has not given. Take it away in the console of IAM Identity Center",
              ),
    "access-taken": () => up("it gives the access again"),
    "member-added": () => hand("`up` does not see it. Remove the member in the console of IAM Identity Center"),
    "member-removed": () => up("it adds the member again"),
};

/** @param stack the name of the stack, for the command. */
export function undoAdvice(item: DriftItem, stack: string): UndoAdvice {
    if (item.definitionSays === "is") return never("the definition says it too, so `up` leaves it as it is");
    const advice = ADVICE[item.kind] as (one: DriftItem) => ReturnType<AdviceFor<DriftKind>>;
    const { by, text, aws, isWide } = advice(item);
    if (by === "up") {
        if (item.definitionSays === "nothing") {
            return never(
                "the definition no longer says anything about it. See what `pulumi preview --refresh` would do",
            );
        }
        const targets = isWide === true ? [] : item.resources.flatMap((urn) => ["--target", shellWord(urn)]);
        const other =
            item.definitionSays === "other"
                ? ". The definition says something else than the last `up`: the preview shows it"
                : "";
        return {
            by,
            text: `${text}${other}`,
            command: ["pulumi up --stack", shellWord(stack), "--refresh", ...targets].join(" "),
        };
    }
    return { by, text, ...(aws && { command: ["aws organizations", ...aws.map(shellWord)].join(" ") }) };
}

function nameOf({ kind, key, name }: DriftNode): string {
    return kind === "root" ? "the root" : (key ?? name);
}
