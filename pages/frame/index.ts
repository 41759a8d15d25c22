export { escapedHtml } from "./escapedHtml";
export { htmlPage, type HtmlPage } from "./htmlPage";
export { pageDocument, pageHead, type PageDocument } from "./pageDocument";
export { pageLauncher } from "./pageLauncher";
