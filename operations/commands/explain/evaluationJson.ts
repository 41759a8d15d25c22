import type { Evaluation, StatementSource } from "../../../evaluator/evaluation";
import type { OrganizationNode } from "../../../tree";

/** An evaluation in the JSON format of `org explain --json`, which stays as it was: a node is a `level` with `kind` and `name`. */
export function evaluationJson({ by, denials, levels, considered, ...rest }: Evaluation): object {
    const { decision, ...more } = rest;
    return {
        decision,
        ...(by && { by: withLevel(by) }),
        denials: denials.map(withLevel),
        levels: levels.map(({ type, node, says, by: sources }) => ({
            type,
            level: levelOf(node),
            says,
            by: sources.map(withLevel),
        })),
        considered: considered.map(withLevel),
        ...more,
    };
}

function withLevel({ type, node, ...rest }: StatementSource | NonNullable<Evaluation["by"]>): object {
    return { type, level: levelOf(node), ...rest };
}

function levelOf({ kind, key }: OrganizationNode): object {
    return { kind, name: key };
}
