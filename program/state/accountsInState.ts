import { TYPES } from "../../components/typeTokens";
import { isMarkedSandbox } from "../../guardrails/sandboxMark";
import { END_TAG, EXPIRES_TAG } from "../../definition";
import { jsonAt } from "../../evaluator/policyDocument";
import { CORE } from "./coreTypes";
import type { ExistingAccount, ExistingUnit } from "./existingResources";
import { optional, text, type StateResources } from "./stateResources";

/** By the id of a unit its key. */
export function unitKeysById(state: StateResources): ReadonlyMap<string, string> {
    return new Map(state.ofType(CORE.unit).map(([key, { id }]) => [text(id), key]));
}

export function unitsIn(state: StateResources, unitKeys: ReadonlyMap<string, string>): Map<string, ExistingUnit> {
    return new Map(
        state.ofType(CORE.unit).map(([key, { id, parentId, name, tags }]) => [
            key,
            {
                id: text(id),
                ...optional("parent", unitKeys.get(text(parentId))),
                ...optional("name", name),
                ...(isMarkedSandbox((tags ?? {}) as Record<string, unknown>) && { sandbox: true as const }),
            },
        ]),
    );
}

export function accountsIn(state: StateResources, unitKeys: ReadonlyMap<string, string>): Map<string, ExistingAccount> {
    const leaving = new Set(
        state.ofType(TYPES.account).flatMap(([key, outputs]) => (outputs.state === "leaving" ? [key] : [])),
    );
    return new Map(
        state
            .ofType(CORE.account)
            .map(([key, { id, name, email, roleName, parentId, closeOnDeletion, state, tags }]) => [
                key,
                {
                    id: text(id),
                    ...optional("name", name),
                    email: text(email),
                    ...optional("roleName", roleName),
                    ...optional("unit", unitKeys.get(text(parentId))),
                    ...optional("parentId", parentId),
                    ...optional("expires", tagIn(tags, EXPIRES_TAG)),
                    ...optional("end", tagIn(tags, END_TAG)),
                    closing: closeOnDeletion === true,
                    ...(state !== "ACTIVE" && optional("inactive", state)),
                    ...(leaving.has(key) && { leaving: true }),
                },
            ]),
    );
}

function tagIn(tags: unknown, key: string): string | undefined {
    const value = jsonAt(tags, [key]);
    return typeof value === "string" ? value : undefined;
}
