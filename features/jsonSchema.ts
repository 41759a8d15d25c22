import { z } from "zod";
import { definitionSchema } from "../definition/schema";
import { FEATURES } from ".";

/** The JSON Schema of a definition, for editors. It is made from the schema that the program checks with. */
export function jsonSchema(): Record<string, unknown> {
    return {
        ...z.toJSONSchema(definitionSchema(FEATURES), { io: "input", reused: "inline" }),
        title: "The definition of an AWS organisation",
    };
}
