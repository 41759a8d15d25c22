import {
    askSession,
    sessionsOf,
    type GrantedSession,
    type IdentityDirectory,
    type IdentityHolder,
    type IdentitySession,
} from "../../../definition/access";
import type { SessionEvaluation } from "../../../evaluator/identity";
import { didYouMean, listSome, quoted } from "../../../limits";
import { CommandError, EXIT } from "../../cli/commandError";
import type { CommandContext } from "../../cli/commandContext";
import { textValue, type CommandValues } from "../../cli/orgCommand";
import type { ExplainRequest } from "./explainRequest";

/** The people of the definition, and the one or the group that a question is about. */
export interface AskedIdentity {
    readonly directory: IdentityDirectory;
    readonly holder: IdentityHolder;
}

/** What one permission set that somebody has in the account says to each action. */
export interface ExplainedSession {
    readonly session: IdentitySession;
    /** The grants that give it, in the order of the definition. */
    readonly grants: readonly GrantedSession[];
    readonly answers: readonly { readonly action: string; readonly evaluation: SessionEvaluation }[];
}

/** `no access`: there is no permission set that somebody has in the account. */
export type SessionDecision = SessionEvaluation["decision"] | "no access";

/**
 * Reads --person and --group.
 *
 * @returns undefined if neither is given.
 * @throws CommandError for somebody whom the definition does not know.
 */
export function askedIdentity({ model }: CommandContext, values: CommandValues): AskedIdentity | undefined {
    const [person, group] = [textValue(values, "person"), textValue(values, "group")];
    const given = [
        ...(person === undefined ? [] : ["--person"]),
        ...(group === undefined ? [] : ["--group"]),
        ...["principal", "from"].filter((option) => textValue(values, option) !== undefined).map((one) => `--${one}`),
    ];
    if (person === undefined && group === undefined) return undefined;
    if (given.length > 1) throw usage(`${given.join(" and ")} exclude each other: give one of them`);
    const directory = model.features.identities(model);
    const keys = person === undefined ? (directory?.groups.map(({ key }) => key) ?? []) : (directory?.persons ?? []);
    const key = person ?? group ?? "";
    const what = person === undefined ? "group" : "person";
    if (!directory || keys.length === 0)
        throw usage(`the definition has no ${what === "group" ? "groups" : "persons"}: write them in \`people\``);
    if (!keys.includes(key)) {
        const others = person === undefined ? directory.persons : directory.groups.map((one) => one.key);
        const hint = others.includes(key)
            ? ` There is a ${what === "group" ? "person" : "group"} of this name: use --${what === "group" ? "person" : "group"}.`
            : didYouMean(key, keys);
        throw usage(`there is no ${what} ${quoted(key)} in \`people\`.${hint} There are ${listSome(keys)}.`);
    }
    return { directory, holder: { kind: what, key } };
}

/** One entry for each permission set that somebody has in the account of a request, in the order of the definition. */
export function explainedSessions(request: ExplainRequest, { directory, holder }: AskedIdentity): ExplainedSession[] {
    return answered(request, sessionsOf(directory, request.account.key, holder));
}

/** One entry for each permission set that anybody has in the account: those first that allow most of what is asked. */
export function sessionsOfOthers(request: ExplainRequest, { directory }: AskedIdentity): ExplainedSession[] {
    const allowed = ({ answers }: ExplainedSession): number =>
        answers.filter(({ evaluation }) => evaluation.decision === "allowed").length;
    return answered(request, directory.sessionsIn(request.account.key)).sort((one, two) => allowed(two) - allowed(one));
}

function answered(request: ExplainRequest, granted: readonly GrantedSession[]): ExplainedSession[] {
    const { hierarchy, question, actions, vocabulary } = request;
    return [...new Set(granted.map(({ session }) => session))].map((session) => ({
        session,
        grants: granted.filter((one) => one.session === session),
        answers: actions.map((action) => ({
            action,
            evaluation: askSession(hierarchy, session, { ...question, action }, vocabulary.catalogue),
        })),
    }));
}

/** Of several permission sets, the one counts that gives most. */
export function combinedDecision(sessions: readonly ExplainedSession[], action: string): SessionDecision {
    const decisions = sessions.flatMap(({ answers }) =>
        answers.filter((one) => one.action === action).map(({ evaluation }) => evaluation.decision),
    );
    const best = (["allowed", "undetermined", "denied"] as const).find((one) => decisions.includes(one));
    return best ?? "no access";
}

function usage(message: string): CommandError {
    return new CommandError(message, EXIT.usage);
}
