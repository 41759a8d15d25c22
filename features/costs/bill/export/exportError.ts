import { SourceError } from "../sourceError";

/** The files of an export cannot answer a question. */
export class ExportError extends SourceError {}
