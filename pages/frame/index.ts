export { htmlPage, pageHead, type HtmlPage } from "./htmlPage";
