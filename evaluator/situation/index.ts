/** Which policies are attached where at one moment, and the hierarchy that binds each account then. It loads no catalogue of actions. */
export { Hierarchies, ParsedDocuments } from "./hierarchies";
export {
    attachmentsOnPathTo,
    policiesThatBind,
    type AccountSituation,
    type AttachedNode,
    type Attachments,
    type Situation,
    type UnitSituation,
} from "./situation";
