import type { z } from "zod";
import type { Capability, CloudFormationTemplate } from "../../../cloudformation";
import type { BlockDocument, ManagementSetting } from "../model";

/** A region that a parameter names. */
export interface NamedRegion {
    /** The parameter. */
    readonly parameter: string;
    readonly region: string;
    /** What happens where the block is not in the region, as a sentence without its full stop. */
    readonly purpose: string;
    /** The block must be in that region and in no other. Absent: in others too. */
    readonly isOnly?: true;
}

/** A block of the library: something that every account of a part of the organisation has. */
export interface LibraryBlock {
    /** Its name in `baseline`. */
    readonly name: string;
    /** A headline of two to six words. */
    readonly title: string;
    /** One paragraph of Markdown: what an account has with it. */
    readonly description: string;
    /** Every parameter is described, and has a default unless nobody can know one. */
    readonly parameters: z.ZodObject;
    /** Parameters for pages and tests, if some have no default. */
    readonly example?: Readonly<Record<string, unknown>>;
    /** Whether one stack for each account does it (IAM), and not one for each region. */
    readonly isGlobal: boolean;
    /** What it costs, in a sentence: an order of magnitude. Where the figures are from stands beside each; AWS's own price pages were not readable. */
    readonly price: string;
    /** Why its stack may fail in an account, or what it changes for people there: a sentence each, with what to do. */
    readonly traps: readonly string[];
    /** What stays in an account that no longer has the block. */
    readonly whenRemoved: string;
    /** Where AWS describes it. */
    readonly source: string;
    /** Whether the stack stays in an account that leaves the block's places. Absent: the stack is deleted. */
    readonly retains?: true;
    readonly capabilities: readonly Capability[];
    /** What CloudFormation's role in the account (`stacksets-exec-*`) does, for the check against guardrails. */
    readonly actions: readonly string[];
    /** What the block's function does in the account. Its role has the path `FUNCTION_ROLE_PATH`. */
    readonly functionActions?: readonly string[];
    /**
     * The stack's template. What `cloudFormationParameters` holds is a parameter in it, so that one template serves places with other values.
     *
     * @param parameters as `parameters` has read them.
     */
    template(parameters: Record<string, unknown>): CloudFormationTemplate;
    /** The values of the template's parameters: every one of them, also where it is empty. */
    cloudFormationParameters(parameters: Record<string, unknown>): Readonly<Record<string, string>>;
    /**
     * The regions that its parameters name: the block must be there. Absent: none.
     *
     * @param values those of the template's parameters.
     */
    namedRegions?(values: Readonly<Record<string, string>>): readonly NamedRegion[];
    /** What an account, or a region of it, has once and the block sets: a second block would set it otherwise. Absent: there may be several. */
    readonly sets?: string;
    /** The policies that its parameters write, for a check of their actions. Absent: none. */
    documents?(parameters: Record<string, unknown>): readonly BlockDocument[];
    /**
     * What the AWS provider sets in the management account, which no StackSet reaches; nothing unless the parameters ask for it. Absent: the
     * block means nothing there.
     *
     * @param regions those of the block at the root.
     */
    inManagementAccount?(parameters: Record<string, unknown>, regions: readonly string[]): readonly ManagementSetting[];
}

type Untyped = "parameters" | "template" | "cloudFormationParameters" | "documents" | "inManagementAccount";

/** Declares a block. Its functions get its parameters with their types. */
export function libraryBlock<T extends z.ZodObject>(
    definition: Omit<LibraryBlock, Untyped> & {
        parameters: T;
        template(parameters: z.infer<T>): CloudFormationTemplate;
        cloudFormationParameters(parameters: z.infer<T>): Readonly<Record<string, string>>;
        documents?(parameters: z.infer<T>): readonly BlockDocument[];
        inManagementAccount?(parameters: z.infer<T>, regions: readonly string[]): readonly ManagementSetting[];
    },
): LibraryBlock {
    return definition;
}
