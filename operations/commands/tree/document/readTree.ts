import { loadDefinition } from "../../../../definition";
import type { TreeDocument } from "../../../../pages/data/treeDocument";
import { CommandError } from "../../../cli/commandError";
import type { CommandContext } from "../../../cli/commandContext";
import { existingResources } from "../../../cli/exportedState";
import { checkedOutCommit } from "../../../cli/gitAnswer";
import { StackRunner } from "../../../cli/stackRunner";
import { comparedTree } from "../compare/comparedTrees";
import { withDefinitionAt } from "../../../cli/definitionAtCommit";
import { definitionTree } from "./definitionTree";
import { valueOwners } from "./valueOwners";
import { invitationNotes, withState, type KnownOrganization } from "./knownOrganization";

/** How a tree is read. */
export interface TreeQuestion {
    /** The commit to compare with. */
    readonly ref?: string | undefined;
    /** Whether the stack's state is read, for AWS's ids. */
    readonly hasIds: boolean;
}

/** The whole tree of a stack's definition. @throws CommandError if there is nothing to compare with. */
export async function readTree(context: CommandContext, { ref, hasIds }: TreeQuestion): Promise<TreeDocument> {
    const { model, settings, stack, features } = context;
    const { definition: location } = settings;
    const day = new Date().toISOString().slice(0, 10);
    const tree = { ...definitionTree(model, { stack, location, day }), ...commitOf(location) };
    const compared =
        ref === undefined
            ? tree
            : await withDefinitionAt({ option: "--compare", ref }, location, ({ location: copy, commit }) => {
                  const old = loadDefinition(copy, features);
                  const before = definitionTree(old, { stack, location: copy, day });
                  const owners = {
                      now: valueOwners(model),
                      before: new Map(
                          [...valueOwners(old)].map(([place, node]) => [place.replaceAll(copy, location), node]),
                      ),
                  };
                  return comparedTree(tree, withPlaces(before, copy, location), { ref, commit }, owners);
              });
    if (!hasIds) return { ...compared, idsUnknown: "AWS's ids are not shown, because the stack's state was not read." };
    const known = await knownOrganization(context);
    return "unknown" in known ? { ...compared, idsUnknown: known.unknown } : withState(compared, known);
}

/** A document of a copy of a definition, with the places in the definition itself. */
function withPlaces(document: TreeDocument, copy: string, location: string): TreeDocument {
    const text = (path: string): string => JSON.stringify(path).slice(1, -1);
    return JSON.parse(JSON.stringify(document).replaceAll(text(copy), text(location))) as TreeDocument;
}

function commitOf(location: string): Pick<TreeDocument, "commit" | "hasLocalChanges"> {
    try {
        const { commit, hasLocalChanges } = checkedOutCommit(".", [location]);
        return { commit, ...(hasLocalChanges && { hasLocalChanges: true }) };
    } catch {
        return {}; // No checkout of git, or no git: the tree needs neither.
    }
}

/** What the state knows; `unknown` says why it could not be read. */
async function knownOrganization(context: CommandContext): Promise<KnownOrganization | { readonly unknown: string }> {
    try {
        const state = await (await StackRunner.open(context)).exportState();
        return { existing: existingResources(state), invitations: invitationNotes(state) };
    } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        return {
            unknown: `AWS's ids are unknown, because the state of stack ${context.stack} cannot be read: ${error.message}`,
        };
    }
}
