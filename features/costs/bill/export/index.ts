export { ExportError } from "./exportError";
export { ExportFileSource } from "./exportFileSource";
export { ExportFolder } from "./exportFolder";
